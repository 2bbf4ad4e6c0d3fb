"""Files to banks and from them, byte for byte; no database."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from payouts import sandbox
from payouts.rules import iso20022
from payouts.rules.bank_answer import AnswerWrong, Result, Waiting, news_of, read, write
from payouts.rules.bank_file import Head, NotWritable, Order, orders_in
from payouts.rules.bank_file import write as write_orders
from payouts.rules.returns import may_go_again, of_iso

SCHEMA = Path(__file__).with_name("pain.001.001.09.xsd")
AT = datetime(2026, 12, 4, 2, tzinfo=UTC)
HEAD = Head(
    batch="B2612000001P102001",
    agency="P330100",
    fund="pension",
    bank="102",
    period=date(2026, 12, 1),
    count=2,
    total_fen=500_001,
    made_at=AT,
)
ORDERS = (
    Order(1, 11, "6222020000000001", "买买提·艾力", 250_000, "YLBX", "2026年12月"),
    Order(2, 12, "6222020000000002", "王芳", 250_001, "YLBX", "2026年12月"),
)
LINES = {1: Waiting(11, 250_000), 2: Waiting(12, 250_001)}
PAID = date(2026, 12, 15)
RESULTS = (Result(1, 11, "00", "REF1", PAID), Result(2, 12, "R01", "", PAID))


def answered(results=RESULTS):
    fen = {number: line.fen for number, line in LINES.items()}
    return write(HEAD.batch, results, fen, AT)


def test_a_file_says_its_sum_and_its_mark():
    first, one, _two, last, end = write_orders(HEAD, ORDERS).decode().split("\n")

    assert first == (
        "H|1|B2612000001P102001|P330100|pension|102000000000|202612|2|5000.01"
        "|2026-12-04T02:00:00+00:00"
    )
    assert one == "D|00000001|11|6222020000000001|买买提·艾力|2500.00|YLBX|2026年12月"
    assert last.startswith("T|2|5000.01|")
    assert end == ""


def test_a_name_that_would_break_the_file_is_refused():
    with pytest.raises(NotWritable):
        write_orders(HEAD, [Order(1, 11, "1", "王|芳", 1, "X")])


def test_an_answer_is_read_and_read_again():
    answer = read(answered())

    assert [each.code for each in news_of(answer, HEAD.batch, LINES)] == ["00", "R01"]
    done = {1: Waiting(11, 250_000, "00"), 2: Waiting(12, 250_001, "R01")}
    assert news_of(answer, HEAD.batch, done) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: b"", "not whole"),
        (lambda c: b"\xef\xbb\xbf" + c, "BOM at byte 1"),
        (lambda c: c.replace(b"\n", b"\r\n"), "carriage return"),
        (lambda c: c[:-1], "not whole"),
        (lambda c: c[: c.index(b"T|")], "no trailer"),
        (lambda c: c.replace(b"2500.00", b"2500.01"), "check sum"),
        (lambda c: "付款".encode("gbk") + c, "Byte 1 "),
        (lambda c: c + c, "counts other lines"),
    ],
)
def test_a_file_that_was_touched_is_refused_with_a_sentence(change, said):
    with pytest.raises(AnswerWrong) as wrong:
        news_of(read(change(answered())), HEAD.batch, LINES)

    assert said in wrong.value.text.en


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ((Result(1, 11, "00", "", PAID), Result(1, 11, "00", "", PAID)), "twice"),
        ((Result(1, 13, "00", "", PAID),), "not of this batch"),
        ((Result(2, 11, "00", "", PAID),), "not of this batch"),
    ],
)
def test_what_is_not_of_the_batch_is_refused_whole(results, said):
    with pytest.raises(AnswerWrong) as wrong:
        news_of(read(answered(results)), HEAD.batch, LINES)

    assert said in wrong.value.text.en


def test_a_sum_that_is_one_fen_off_is_refused():
    off = write(HEAD.batch, RESULTS, {1: 250_001, 2: 250_001}, AT)

    with pytest.raises(AnswerWrong, match=r"2500\.01"):
        news_of(read(off), HEAD.batch, LINES)


def test_an_answer_of_another_batch_and_one_that_contradicts_are_refused():
    for batch, lines in (("B1", LINES), (HEAD.batch, {**LINES, 1: Waiting(11, 250_000, "R04")})):
        with pytest.raises(AnswerWrong):
            news_of(read(answered()), batch, lines)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(content):
    for reading in (read, iso20022.read):
        with suppress(AnswerWrong):
            reading(content)


def test_orders_are_read_as_they_were_written():
    assert tuple(orders_in(write_orders(HEAD, ORDERS))) == ORDERS


def test_the_invented_bank_sends_back_by_chance_only_where_that_is_set(settings):
    orders = [Order(n, n, "6222020000000001", "王芳", 100, "YLBX") for n in range(1, 81)]
    content = write_orders(replace(HEAD, count=80, total_fen=8000), orders)

    for one_in, back in ((0, 0), (40, 2)):
        settings.SANDBOX_BANK_RETURNS_ONE_IN = one_in
        answer = read(sandbox.answer_to(HEAD.batch, content, booked_on=PAID, now=AT))
        assert sum(not each.is_paid for each in answer.results) == back


# --- ISO 20022 ------------------------------------------------------------------------------------
def test_pain_001_holds_the_same_payments():
    sent = iso20022.write(HEAD, "示例<专户>", "0001", PAID, ORDERS).decode()

    assert "<CtrlSum>5000.01</CtrlSum>" in sent
    assert "<EndToEndId>2.12</EndToEndId>" in sent
    assert "示例&lt;专户&gt;" in sent


def test_pain_001_stands_in_the_order_and_the_types_of_iso_20022():
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    long_name = "买买提·艾力·" * 30
    odd = (Order(3, 13, "6222020000000003", long_name, 1, "YLBX"),)
    for orders in (ORDERS, odd):
        sent = iso20022.write(HEAD, "示例<专户>", "0001", PAID, orders)

        schema.assertValid(etree.fromstring(sent))


PAIN_002 = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<OrgnlGrpInfAndSts><OrgnlMsgId>B2612000001P102001</OrgnlMsgId></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>1.11</OrgnlEndToEndId><TxSts>ACSC</TxSts>
<AccptncDtTm>2026-12-15T10:00:00</AccptncDtTm><AcctSvcrRef>X1</AcctSvcrRef></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>2.12</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"""
CAMT_054 = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">
<BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-12-15</Dt></BookgDt><NtryDtls><TxDtls><Refs><MsgId>B2612000001P102001</MsgId>
<AcctSvcrRef>X1</AcctSvcrRef><EndToEndId>1.11</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
<Ntry><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-16</Dt></BookgDt>
<NtryDtls><TxDtls><Refs><EndToEndId>2.12</EndToEndId></Refs><RtrInf><Rsn><Cd>AC06</Cd></Rsn>
</RtrInf></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"""


@pytest.mark.parametrize(("content", "code"), [(PAIN_002, "R02"), (CAMT_054, "R04")])
def test_answers_in_iso_20022_are_read_like_our_own(content, code):
    answer = iso20022.read(content.encode())

    news = news_of(answer, HEAD.batch, LINES)
    assert [(each.payable, each.code, each.booked_on) for each in news] == [
        (11, "00", PAID),
        (12, code, None),
    ]


def test_what_declares_entities_is_refused_unread():
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><Document>&b;</Document>'

    with pytest.raises(AnswerWrong):
        iso20022.read(bomb)


@pytest.mark.parametrize(
    ("code", "how", "goes"),
    [
        ("R01", {}, False),
        ("R01", {"has_other_account": True}, True),
        ("R04", {"is_later_month": True}, True),
        ("R04", {}, False),
        ("R07", {"is_later_month": True}, True),
        ("R07", {"is_later_month": True, "attempts": 2}, False),
        ("R06", {"is_later_month": True, "has_other_account": True}, False),
    ],
)
def test_what_came_back_goes_again_by_its_code(code, how, goes):
    usual = {"attempts": 1, "is_later_month": False, "has_other_account": False}

    assert may_go_again(code, **(usual | how)) is goes


def test_a_reason_nobody_knows_says_nothing():
    assert of_iso("ZZ99") == "R07"
