"""A number may differ from place to place and from cell to cell of a table."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies import rule_book
from agencies.actions.reference import release_row
from agencies.approval import approve
from agencies.models import RuleValue
from casework.actions import steps
from law.documents import PENSION_TRANSFER, cite
from law.values import RELEASE, RuleBook, Unit, ValueNotInForce, rule, value, within
from law.wording import Text
from portal.rulebook import catalogue, grid
from portal.rulebook.admin import LARGEST
from tests.cast import MONDAY, make_user
from tests.desk.conftest import text_of
from tests.rulebook.test_two_persons import ADDRESS, browser, proposed
from tests.story import Story

LAW = cite(PENSION_TRANSFER, "4(2)")
BEGUN, LATER = date(2020, 1, 1), date(2024, 1, 1)
ZHEJIANG, XIHU, GUANGZHOU = "330000", "330106", "440100"
FEE = rule(
    "test.fee",
    Text("工本费", "Fee"),
    Unit.YUAN,
    value(0, LAW, BEGUN),
    value(25, LAW, BEGUN, region="440000"),
    value(20, LAW, BEGUN, region=GUANGZHOU),
    value(30, LAW, LATER, region="440000"),
)
WORKING, RETIRED = "working", "retired"
SHARE = rule(
    "test.share-of-bill",
    Text("支付比例", "Share of the bill"),
    Unit.RATE,
    *(
        value(number, LAW, BEGUN, region=ZHEJIANG, key=key)
        for key, number in {
            ("first", WORKING): "0.85",
            ("first", RETIRED): "0.92",
            ("third", WORKING): "0.85",
        }.items()
    ),
    axes=(Text("医院等级", "Level of the hospital"), Text("人员", "Person")),
    is_local=True,
    words={WORKING: Text("在职", "working"), RETIRED: Text("退休", "retired")},
)


@pytest.mark.parametrize(
    ("region", "day", "expected"),
    [
        ("", BEGUN, 0),
        (ZHEJIANG, BEGUN, 0),
        ("440300", BEGUN, 25),
        ("440305", LATER, 30),
        (GUANGZHOU, LATER, 20),
        ("440106", LATER, 20),
    ],
)
def test_the_most_specific_place_counts_before_what_began_last(region, day, expected):
    assert FEE.number(day, region=region) == expected


def test_of_one_place_the_value_begun_last_counts_and_then_the_one_approved_last():
    newer = [value(n, LAW, LATER, region=GUANGZHOU) for n in (21, 22)]

    assert FEE.count(LATER, RuleBook({"test.fee": newer}), region=GUANGZHOU) == 22


def test_a_local_rule_never_falls_back_on_the_country():
    book = RuleBook({SHARE.name: [value("0.5", LAW, BEGUN, key=("first", WORKING))]})

    assert str(SHARE.number(BEGUN, book, region=XIHU, key=("first", WORKING))) == "0.85"
    for region in ("", GUANGZHOU):
        with pytest.raises(ValueNotInForce) as raised:
            SHARE.on(BEGUN, book, region=region, key=("first", WORKING))
        assert (raised.value.region, raised.value.key) == (region, ("first", WORKING))


def test_a_cell_without_a_number_is_missing_and_a_wrong_key_a_mistake():
    with pytest.raises(ValueNotInForce, match=r"for 330000 for third\|retired"):
        SHARE.on(BEGUN, region=ZHEJIANG, key=("third", RETIRED))
    with pytest.raises(ValueError, match="2 parts"):
        SHARE.on(BEGUN, region=ZHEJIANG, key=("third",))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: value(1, LAW, region="31"),
        lambda: value(1, LAW, key=("a|b",)),
        lambda: rule("x", LAW.title, Unit.YUAN, value(1, LAW), is_local=True),
        lambda: rule("x", LAW.title, Unit.YUAN, value(1, LAW, key=("a",))),
    ],
)
def test_a_value_that_does_not_fit_is_refused_when_it_is_written(wrong):
    with pytest.raises(ValueError, match=r"six-digit|part of a key|names its region|a key has"):
        wrong()


@pytest.mark.parametrize(
    ("region", "digits"), [("310000", "31"), ("321000", "3210"), ("440106", "440106")]
)
def test_a_division_reaches_all_places_whose_codes_begin_like_it(region, digits):
    assert within(region) == digits


def test_every_unit_has_a_largest_number():
    assert set(LARGEST) == set(Unit)


@pytest.mark.django_db
def test_a_table_is_drawn_by_its_axes(world):
    (place,) = grid.places(SHARE, BEGUN, RELEASE, "en")

    assert (place.region, place.columns) == (ZHEJIANG, ("working", "retired"))
    drawn = {line.label: [c and c["spelled"] for c in line.cells] for line in place.lines}
    assert drawn == {"first": ["85%", "92%"], "third": ["85%", None]}


@pytest.fixture
def with_tables(monkeypatch):
    """The book of law with a table and a number that differs by place."""
    chapter = catalogue.Chapter(Text("测试", "Test"), (FEE, SHARE))
    chapters = (*catalogue.chapters(), chapter)
    monkeypatch.setattr(catalogue, "chapters", lambda: chapters)
    monkeypatch.setattr("portal.rulebook.admin.chapters", lambda: chapters)


@pytest.mark.django_db
@pytest.mark.one_database
def test_pages_and_programs_show_every_place(world, client, with_tables):
    english = {"accept-language": "en"}
    listed = client.get("/rules/?on=2024-02-01", headers=english)
    page = client.get("/rules/test.share-of-bill/?on=2024-02-01", headers=english)
    rows = client.get("/api/v1/rules/", {"on": "2024-02-01"}, headers=english).json()

    assert "3 values, 3 places" in text_of(listed)
    assert "Zhejiang" in text_of(page)
    assert "92%" in text_of(page)
    assert [(row["region"], row["number"]) for row in rows if row["name"] == FEE.name] == [
        ("", "0"),
        ("440000", "30"),
        (GUANGZHOU, "20"),
    ]
    assert {tuple(row["key"]) for row in rows if row["name"] == SHARE.name} == set(SHARE.keys)
    assert client.get("/rules/nothing/").status_code == 404


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "region", "key", "told"),
    [
        (SHARE.name, "", "first|working", "choose the place"),
        (SHARE.name, ZHEJIANG, "", "Choose a cell"),
        (FEE.name, "", "first|working", "has no table"),
        (FEE.name, "999999", "", "valid choice"),
        (SHARE.name, ZHEJIANG, "first|working", ""),
    ],
)
def test_place_and_cell_are_chosen_to_fit_the_rule(world, with_tables, name, region, key, told):
    typed = {
        "rule": name, "region": region, "key": key, "number": "0.9", "document_number": "1号",
        "document": "通知", "document_en": "Notice", "effective_on": "2026-06-18",
        "valid_from": "2026-06-18",
    }  # fmt: skip
    answer = browser(world.administrator.user).post(ADDRESS, typed)

    assert told in text_of(answer)
    assert RuleValue.objects.filter(rule=name).count() == (not told)


@pytest.mark.django_db
def test_an_approved_value_of_a_place_counts_there_alone(world):
    row = proposed(world, rule=FEE.name, number="18", region_id=GUANGZHOU)
    approve(row, by=make_user("second-admin", is_staff=True), now=MONDAY)

    book = rule_book.current()
    day = date(2025, 6, 1)
    found = [FEE.number(day, book, region=place) for place in ("440106", "440300", "")]
    assert found == [Decimal(18), Decimal(30), Decimal(0)]


@pytest.mark.django_db
def test_a_term_of_a_place_counts_for_the_agencies_there(world):
    second = make_user("second-admin", is_staff=True)
    for region, days in (("440000", "12"), ("330000", "9")):
        row = proposed(
            world, rule="term.pension.review", number=days, since="2026-01-01", region_id=region
        )
        approve(row, by=second, now=MONDAY)
    story = Story(world)
    story.submit()

    assert steps.current_step(story.case).working_days == 12
    assert rule_book.row_in_force("term.pension.review", date(2026, 11, 2)).working_days == 15


@pytest.mark.django_db
def test_a_release_brings_one_value_for_a_day_a_place_and_a_cell(world):
    kept = release_row(value("1", LAW, BEGUN), now=MONDAY) | {"valid_from": BEGUN, "rule": "a"}
    RuleValue.objects.create(**kept)
    for fields in ({"key": "x"}, {"region_id": ZHEJIANG}, {"region_id": ZHEJIANG, "key": "x"}):
        RuleValue.objects.create(**kept, **fields)
        with pytest.raises(IntegrityError), transaction.atomic():
            RuleValue.objects.create(**kept, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleValue.objects.create(**kept)


@pytest.mark.django_db
@pytest.mark.one_database
def test_the_preview_says_what_counted_there_before(world, with_tables):
    row = proposed(world, rule=FEE.name, number="18", region_id=GUANGZHOU)
    page = browser(make_user("second-admin", is_staff=True, is_superuser=True)).get(
        reverse("admin:agencies_rulevalue_change", args=[row.pk])
    )

    assert "¥20.00 becomes ¥18.00" in text_of(page)
