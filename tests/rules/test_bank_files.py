"""Statements of the bank are read in the shapes in which Chinese banks export them."""

from datetime import date

import pytest

from records.rules.bank_files import read
from records.rules.bank_statement import NotRead

COMMA = """账户明细查询
账号,6222000011112222
交易日期,收入金额,支出金额,账户余额,对方户名,对方账号,摘要,附言,流水号
2026-09-08,"1,200.00",,2200.00,成都市社保局,5100,转移,BANK-1,S1
2026-09-08,,200.00,2000.00,银行,,手续费,,S2
合计,1200.00,200.00,,,,,,
"""
TAB = "记账日期\t借方金额\t贷方金额\t余额\t对方名称\t用途\n20260908\t\t5.00\t5.00\t甲\tX\n"
SIGNED = "交易时间,交易金额,借贷标志,交易流水号\n2026/9/8 10:00:00,5.00,借,A\n2026年9月8日,7,贷,B\n"
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Acct><Id><Othr><Id>6222</Id></Othr></Id></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">10.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">15.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="CNY">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-09-08</Dt></BookgDt>
<AcctSvcrRef>C1</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>甲</Nm></Pty></Dbtr>
</RltdPties><RmtInf><Ustrd>BANK-1</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_table_is_read_in_every_encoding_with_words_above_and_sums_beneath(encoding):
    found = read(COMMA.encode(encoding))

    assert [(line.fen, line.reference) for line in found.lines] == [(120000, "S1"), (-20000, "S2")]
    assert (found.opening_fen, found.closing_fen) == (100000, 200000)
    assert found.lines[0].purpose == "转移 BANK-1"
    assert found.lines[0].counterparty == "成都市社保局"


def test_tabs_compact_days_and_lines_without_a_reference():
    first, again = read(TAB.encode("gbk")), read(TAB.encode())

    assert (first.lines[0].day, first.lines[0].fen) == (date(2026, 9, 8), 500)
    assert first.lines[0].reference == again.lines[0].reference != ""


def test_one_column_with_a_mark_of_its_side():
    assert [line.fen for line in read(SIGNED.encode()).lines] == [-500, 700]


def test_a_red_letter_entry_takes_back_what_its_mark_says():
    head = "日期,金额,借贷标志\n2026-09-08,5.00,借\n2026-09-08,7.00,贷\n"
    content = f"{head}2026-09-08,-5.00,借\n2026-09-08,-7.00,贷\n"

    assert [line.fen for line in read(content.encode()).lines] == [-500, 700, 500, -700]


def test_a_minus_before_all_that_is_marked_as_paid_out_is_only_its_sign():
    content = "日期,金额,借贷标志\n2026-09-08,-5.00,借\n2026-09-08,7.00,贷\n"

    assert [line.fen for line in read(content.encode()).lines] == [-500, 700]


@pytest.mark.parametrize(
    ("out", "came"),
    [("借方", "贷方"), ("借记", "贷记"), ("DR", "cr"), ("转出", "转入"), ("付", "收")],
)
def test_banks_mark_the_side_of_a_line_in_words_of_their_own(out, came):
    content = f"日期,金额,借贷标志\n2026-09-08,5.00,{out}\n2026-09-08,7.00,{came}\n"

    assert [line.fen for line in read(content.encode()).lines] == [-500, 700]


@pytest.mark.parametrize("mark", ["冲", ""])
def test_a_mark_that_says_no_side_is_no_money_come_in(mark):
    with pytest.raises(NotRead) as refusal:
        read(f"日期,金额,借贷标志\n2026-09-08,5.00,{mark}\n".encode())

    assert [each.zh for each in refusal.value.errors] == ["第2行：未注明是收入还是支出。"]


def test_a_title_may_carry_its_english_in_brackets():
    head = "交易日期[ Transaction Date ],交易金额[ Trade Amount ]"

    assert [line.fen for line in read(f"{head}\n20260908,-5.00\n".encode()).lines] == [-500]


def test_the_newest_line_may_stand_first():
    head, older, newer = "日期,金额,余额", "2026-09-07,5.00,5.00", "2026-09-08,2.00,7.00"

    found = read("\n".join([head, newer, older]).encode())

    assert (found.opening_fen, found.closing_fen) == (0, 700)


def test_camt_053_is_read_by_the_names_of_its_elements():
    found = read(CAMT.encode())

    (line,) = found.lines
    assert (line.fen, line.reference, line.counterparty) == (500, "C1", "甲")
    assert (found.account, found.opening_fen, found.closing_fen) == ("6222", 1000, 1500)
    assert "BANK-1" in line.purpose


def test_a_fee_may_carry_the_reference_of_its_payment_and_two_lines_be_the_same():
    found = read("日期,金额,流水号\n2026-09-08,100,A\n2026-09-08,-2,A\n2026-09-08,100,A\n".encode())

    assert [line.reference for line in found.lines] == ["A", "A", "A-2"]


@pytest.mark.parametrize(
    ("debits", "fens"), [(["-5.00", "-7.00"], [-500, -700]), (["5.00", "-5.00"], [-500, 500])]
)
def test_a_minus_marks_all_that_was_paid_out_or_takes_a_payment_back(debits, fens):
    rows = ["日期,收入,支出", *(f"2026-09-08,,{debit}" for debit in debits)]

    assert [line.fen for line in read("\n".join(rows).encode()).lines] == fens


def test_of_the_same_sums_the_days_say_which_line_is_the_first():
    head, newer, older = "日期,金额,余额", "2026-09-08,-5.00,0.00", "2026-09-07,5.00,5.00"

    found = read("\n".join([head, newer, older]).encode())

    assert [line.day.day for line in found.lines] == [7, 8]
    assert (found.opening_fen, found.closing_fen) == (0, 0)


def test_what_stands_beneath_the_lines_is_no_line():
    rows = ("流水号,摘要,日期,金额", "A,x,2026-09-08,5", "合计,,,5", "以上为全部交易")

    assert [line.fen for line in read("\n".join(rows).encode()).lines] == [500]


def test_lines_may_end_as_they_do_in_old_tables():
    assert read("日期,金额\r2026-09-08,5\r".encode()).lines[0].fen == 500


@pytest.mark.parametrize("status", ["<Sts>PDNG</Sts>", "<Sts><Cd>INFO</Cd></Sts>"])
def test_money_that_is_only_announced_is_no_line(status):
    booked = CAMT[CAMT.index("<Ntry>") : CAMT.index("</Stmt>")].rstrip()
    announced = booked.replace("<BookgDt>", f"{status}<BookgDt>").replace("C1", "C2")

    found = read(CAMT.replace(booked, booked + announced).encode())

    assert [line.reference for line in found.lines] == ["C1"]


def test_amounts_and_days_may_be_written_as_the_standard_allows():
    found = read(CAMT.replace(">5.00<", ">5.000<").replace("-08</Dt>", "-08+08:00</Dt>").encode())

    assert (found.lines[0].fen, found.lines[0].day) == (500, date(2026, 9, 8))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"<x>",
        CAMT.replace("<Document", '<!DOCTYPE x [<!ENTITY a "b">]><Document').encode(),
        CAMT.replace("CNY", "EUR").encode(),
        CAMT.replace("<CdtDbtInd>CRDT</CdtDbtInd><Bo", "<Bo").encode(),
        CAMT.replace("<Stmt>", "<Stmt></Stmt><Stmt>").encode(),
        "日期,金额\n202609,5\n".encode(),
        "日期,金额\n2026091,5\n".encode(),
        ('日期,金额,摘要\n2026-09-08,5,"' + "x" * 200_000).encode(),
        "日期,金额\n2026-13-01,5\n".encode(),
        "日期,金额\n2026-09-08,1.234\n".encode(),
        "日期,收入,支出\n2026-09-08,1,2\n".encode(),
        b"a,b\n1,2\n",
    ],
)
def test_what_cannot_be_read_is_refused_whole(content):
    with pytest.raises(NotRead):
        read(content)


def test_every_wrong_line_is_named_in_both_languages():
    with pytest.raises(NotRead) as refusal:
        read("日期,金额\nx,5\n2026-09-08,y\n".encode())

    assert [each.en[:6] for each in refusal.value.errors] == ["Line 2", "Line 3"]
