"""A cost list: every fen has its place, and what is wrong is said at its line."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reimbursement.rules.lines import (
    MORE_THAN_ORIGIN,
    NO_ORIGIN,
    NOT_CLAIMED,
    NOT_THE_PRODUCT,
    TWICE,
    Class,
    CostLine,
    Scope,
    faults,
    judge,
    scope,
    totals,
    why,
)
from services.reimbursement.rules.reading_lists import (
    COLUMNS,
    LARGEST,
    ListNotUnderstood,
    as_rows,
    changed,
    read_csv,
    read_rows,
)

yuan = Decimal
INVOICE = "12345678"
HEAD = ",".join(COLUMNS) + "\n"


def line(amount="100.00", class_=Class.A, number=1, **more):
    usual = {"quantity": yuan(1), "unit_price": yuan(amount), "code": "X1", "name": "项目"}
    return CostLine(
        invoice=INVOICE, line=number, class_=class_, amount=yuan(amount), **{**usual, **more}
    )


EXAMPLE = (
    line("1200.00"),
    line("800.00", Class.B, 2, first_share_rate=yuan("0.10")),
    line("150.00", Class.OWN, 3),
    line("620.00", Class.B, 4, limit_price=yuan("500.00"), first_share_rate=yuan("0.10")),
)


def test_v3_b8_13a_each_class_has_its_parts():
    found = scope(EXAMPLE)

    assert found == Scope(
        yuan("2770.00"), yuan("2370.00"), yuan("130.00"), yuan("120.00"), yuan("150.00")
    )
    assert [judge(each).first_share for each in EXAMPLE] == [0, yuan("80.00"), 0, yuan("50.00")]


def test_what_is_not_covered_names_its_rule():
    said = [why(judge(each)).en for each in EXAMPLE]

    assert said == [
        "",
        "class B: the first 10% is your own",
        "class C: outside the catalogue",
        "above its limit price of 500.00 yuan; class B: the first 10% is your own",
    ]


FEN = st.integers(0, 10**8).map(lambda fen: yuan(fen) / 100)
LINES = st.builds(
    lambda amount, class_, limit, rate: CostLine(
        invoice=INVOICE, line=1, code="X", name="项", class_=class_, quantity=yuan(1),
        unit_price=amount, amount=amount, limit_price=limit, first_share_rate=yuan(rate) / 100,
    ),
    FEN, st.sampled_from(Class), st.none() | FEN, st.integers(0, 100),
)  # fmt: skip


@given(st.lists(LINES, max_size=30))
def test_the_parts_come_to_the_total_to_the_fen(lines):
    found = scope(lines)  # a scope whose parts differ from its total cannot be made

    assert found.total == sum((each.amount for each in lines), yuan(0))
    assert min(found.covered, found.first_share, found.over_limit, found.own) >= 0


def said(*lines, invoices=frozenset({INVOICE})):
    return [(each.place, each.text) for each in faults(lines, invoices)]


def test_what_is_wrong_is_said_at_its_line():
    back = line("-40.00", number=2, quantity=yuan("-0.4"), unit_price=yuan("100.00"))

    assert said(line(), back) == []
    assert said(back) == [(1, NO_ORIGIN)]
    assert said(line("30.00"), back) == [(2, MORE_THAN_ORIGIN)]
    assert said(line(unit_price=yuan("99.98"))) == [(1, NOT_THE_PRODUCT)]
    assert said(line(unit_price=yuan("99.99"))) == []
    assert said(line(), line()) == [(2, TWICE)]
    assert said(line(), invoices=frozenset()) == [(1, NOT_CLAIMED)]


def test_a_list_is_read_as_hospitals_write_it_and_kept_as_it_was():
    text = (
        HEAD
        + f"{INVOICE},1,A001,床位费,甲,3,40.00,120.00,,\n{INVOICE},2,B2,药,B,1.5,10,15.00,8,0.1"
    )
    lines = read_csv(b"\xef\xbb\xbf" + text.encode())

    assert [(e.class_, e.amount, e.limit_price, e.first_share_rate) for e in lines] == [
        (Class.A, yuan("120.00"), None, yuan(0)),
        (Class.B, yuan("15.00"), yuan(8), yuan("0.1")),
    ]
    assert read_rows(as_rows(lines)) == lines


ROW = f"{INVOICE},1,A001,床位费,A,1,40.00,40.00,,"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", 0),
        (HEAD.encode(), 0),
        ("发票,金额\n1,2".encode(), 0),
        (HEAD.encode() + ROW.encode("gbk"), 0),
        (b"x" * (LARGEST + 1), 0),
        ((HEAD + ROW.replace(",A,", ",D,")).encode(), 1),
        ((HEAD + ROW.replace("A001", "")).encode(), 1),
        ((HEAD + ROW + "\n" + ROW.replace("40.00", "4e1")).encode(), 2),
        ((HEAD + ROW.replace("40.00", "40.001,")).encode(), 1),
        ((HEAD + ROW.replace(",1,40.00", ",NaN,40.00")).encode(), 1),
        ((HEAD + ROW.replace(",1,40.00", ",１,40.00")).encode(), 1),
        ((HEAD + ROW.replace("床位费", "长" * 200)).encode(), 1),
        ((HEAD + "\n".join([ROW] * 5001)).encode(), 0),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_at_its_place(data, place):
    with pytest.raises(ListNotUnderstood) as refused:
        read_csv(data)
    assert refused.value.faults[0].place == place


def test_a_second_person_sees_what_a_later_list_changes():
    later = (EXAMPLE[0], line("800.00", Class.OWN, 2), EXAMPLE[3], line("9.00", number=9))

    assert [(how, each.line) for how, each in changed(EXAMPLE, later)] == [
        ("changed", 2),
        ("gone", 3),
        ("added", 9),
    ]
    assert totals(later) == {INVOICE: yuan("2629.00")}


def test_two_thousand_lines_are_judged_before_anybody_notices():
    lines = [line(class_=Class.B, number=n, first_share_rate=yuan("0.1")) for n in range(2000)]

    def once():
        begun = time.process_time()
        scope(lines)
        assert not list(faults(lines, frozenset({INVOICE})))
        return time.process_time() - begun

    assert min(once() for _try in range(5)) < 0.2  # a tenth of it, on a machine that is not busy
