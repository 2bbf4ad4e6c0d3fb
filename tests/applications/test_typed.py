"""Each kind of answer as people type it: good, empty, another kind, and what nobody should send."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils.translation import override

from agencies.models import Region
from applications import kinds, known
from applications.fields import Field, FormPage, Kind
from applications.page_forms import QuestionsForm
from law.wording import Text
from tests.applications import samples
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
CHOICES = (("a", Text("甲", "A")), ("b", Text("乙", "B")))
LONG = "长" * 10_000
# Letters that turn the line round, take no room, or end a text: nobody sees what is kept.
HIDDEN = ("abc\u202edef", "abc\u200bdef", "abc\0def")
TYPED = (Kind.TEXT, Kind.NOTE, Kind.PHONE, Kind.EMAIL, Kind.CODE, Kind.PERSON_NAME, Kind.ID_NUMBER)


@pytest.fixture(autouse=True)
def places():
    province = {"level": "province", "name": "广东省", "name_en": "Guangdong"}
    Region.objects.create(code="440000", **province)
    city = {"level": "prefecture", "name": "广州市", "name_en": "Guangzhou"}
    Region.objects.create(code="440100", parent_id="440000", **city)


def field(kind, name="it", **more):
    if kind in (Kind.CHOICE, Kind.CHOICES):
        more["choices"] = CHOICES
    if kind is Kind.TABLE:
        more |= {"columns": samples.COLUMNS, "most": 3}
    if kind is Kind.HOSPITAL:
        more["options"] = lambda _known, _answers: CHOICES
    if kind is Kind.CODE:
        more["proves"] = "phone"
    return Field(name=name, kind=kind, label=Text("问", "It"), why=Text("因为", "Because"), **more)


def day(year="", month="", day=None):
    boxes = {"it_year": year, "it_month": month}
    return boxes if day is None else {**boxes, "it_day": day}


def typed(asked, said, answers=None):
    """Return the form of one question to which something was typed."""
    data = QueryDict(mutable=True)
    for name, value in (said if isinstance(said, dict) else {"it": said}).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = QuestionsForm(data, questions=[asked], answers=answers or {}, today=MONDAY.date())
    form.full_clean()
    return form


GOOD = [
    (Kind.TEXT, " 张三 ", "张三"),
    (Kind.NOTE, "a\r\nb", "a\nb"),
    (Kind.CHOICE, "a", "a"),
    (Kind.CHOICES, ["a", "b"], ["a", "b"]),
    (Kind.YES_NO, "no", False),
    (Kind.DECLARATION, "on", True),
    (Kind.DAY, day("２０２６", "9", "7"), date(2026, 9, 7)),
    (Kind.MONTH, day("2026", "12"), date(2026, 12, 1)),
    (Kind.MONEY, "14400.5", Decimal("14400.50")),
    (Kind.NUMBER, "１２", 12),
    (Kind.REGION, "440100", "440100"),
    (Kind.REGIONS, {"it_0": "440100", "it_1": "", "it_2": "440000"}, ["440100", "440000"]),
    (Kind.BANK_ACCOUNT, "６２２２ 0212 3456 7890-123", "6222021234567890123"),
    (Kind.BANK_ACCOUNT, "10293847", "10293847"),
    (Kind.HOSPITAL, "b", "b"),
    (Kind.PHONE, "１３９ 1111 2222", "+8613911112222"),
    (Kind.EMAIL, "Wang@Example.cn", "wang@example.cn"),
    (Kind.CODE, "１２３ ４５６", "123456"),
    (Kind.PERSON_NAME, "欧阳·娜", "欧阳·娜"),
    (Kind.ID_NUMBER, "11010519491231002X", "11010519491231002X"),
    (
        Kind.TABLE,
        {
            "it-rows": "2",
            "it-0-paper": " 12 ",
            "it-0-on": "2026年9月7日",
            "it-0-paid": "3",
            "it-0-kind": "red",
        },
        [{"paper": "12", "on": date(2026, 9, 7), "paid": Decimal("3.00"), "kind": "red"}],
    ),
]


def test_every_kind_is_tried():
    # What one may point at among lines of a record hangs on whose they are: test_record_objections.
    typed = set(Kind) - {Kind.LINES}
    assert {kind for kind, _said, _read in GOOD} == typed
    wrong = {kind for kind, _said in WRONG} - {Kind.LINES}
    assert wrong == typed - {Kind.DECLARATION}  # ticked or not


@pytest.mark.parametrize("kind", [each for each in Kind if each is not Kind.LINES])
def test_a_question_is_drawn_before_anything_was_answered(kind):
    form = QuestionsForm(None, questions=[field(kind)], answers={}, today=MONDAY.date())

    assert 'name="it' in str(form) or 'name="it-0' in str(form)


@pytest.mark.parametrize(("kind", "said", "read"), GOOD, ids=[each[0] for each in GOOD])
def test_what_is_typed_right_is_read_kept_and_shown_again(kind, said, read):
    asked = field(kind)
    form = typed(asked, said)

    assert form.errors == {}
    assert form.answers == {"it": read}
    assert kinds.read(asked, kinds.keep(asked, read)) == read


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.CODE}))
def test_what_is_left_empty_is_asked_for_unless_it_is_optional(kind):
    assert "it" in typed(field(kind), {}).errors
    assert typed(field(kind, required=lambda _said: False), {}).errors == {}


WRONG = [
    *((kind, hidden) for kind in TYPED for hidden in HIDDEN),
    (Kind.TEXT, LONG),
    (Kind.NOTE, LONG),
    (Kind.NOTE, "我的号码 11010519491231002X"),
    (Kind.CHOICE, "c"),
    (Kind.CHOICES, ["a", "c"]),
    (Kind.YES_NO, "maybe"),
    (Kind.YES_NO, ["yes", "maybe"]),
    (Kind.DAY, day("2026", "13", "1")),
    (Kind.DAY, day("2026", "9", "1\u202e")),
    (Kind.DAY, day("2026", "2", "30")),
    (Kind.DAY, day("2026", "2")),
    (Kind.DAY, day("once", "upon", "time")),
    (Kind.MONTH, day("2026", "13")),
    (Kind.MONTH, day("26", "1")),
    (Kind.MONEY, "1,000"),
    (Kind.MONEY, "-5"),
    (Kind.MONEY, "-0.01"),
    (Kind.MONEY, "1e5"),
    (Kind.MONEY, "1.001"),
    (Kind.MONEY, "NaN"),
    (Kind.MONEY, LONG),
    (Kind.NUMBER, "1.5"),
    (Kind.NUMBER, "-1"),
    (Kind.NUMBER, "1e5"),
    (Kind.NUMBER, "9" * 5000),
    (Kind.REGION, "320202"),  # a district that was abolished
    (Kind.REGION, "440100'--"),
    (Kind.REGIONS, {"it_0": "440100", "it_1": "320202"}),
    (Kind.BANK_ACCOUNT, "1234567"),
    (Kind.BANK_ACCOUNT, "6222-abcd"),
    (Kind.BANK_ACCOUNT, LONG),
    (Kind.HOSPITAL, "c"),
    (Kind.PHONE, "12"),
    (Kind.PHONE, LONG),
    (Kind.EMAIL, "wang@"),
    (Kind.EMAIL, LONG),
    (Kind.CODE, "12345"),
    (Kind.CODE, "abcdef"),
    (Kind.PERSON_NAME, LONG),
    (Kind.ID_NUMBER, LONG),
    (Kind.TABLE, {"it-rows": "1", "it-0-paper": "1", "it-0-on": "2026-13-01"}),
    (Kind.TABLE, {"it-rows": "1", "it-0-paper": "1", "it-0-paid": "1,000"}),
    (Kind.TABLE, {"it-rows": "1", "it-0-paid": "1"}),
    (Kind.TABLE, {"it-rows": "4", **{f"it-{n}-paper": "1" for n in range(4)}}),
]


def test_a_day_that_has_not_come_is_refused_where_the_past_is_meant():
    asked = field(Kind.DAY, is_past=True)

    assert "it" in typed(asked, day("2026", "9", "8")).errors
    assert typed(asked, day("2026", "9", "7")).errors == {}


@pytest.mark.parametrize(("kind", "said"), WRONG)
def test_what_cannot_be_is_refused_at_its_question_in_both_languages(kind, said):
    for language in ("en", "zh-hans"):
        with override(language):
            form = typed(field(kind), said)
            assert list(form.errors) == ["it"]
            assert form.errors["it"][0]


# --- Questions that depend on others --------------------------------------------------------------
def two(said):
    """Return the form of two questions, of which the second depends on the first."""
    first = field(Kind.YES_NO)
    then = field(Kind.TEXT, "more", shown=lambda answers: answers.get("it") is True)
    data = QueryDict(mutable=True)
    data.update(said)
    form = QuestionsForm(data, questions=[first, then], answers={}, today=MONDAY.date())
    form.full_clean()
    return form


def test_a_question_is_asked_when_an_answer_beside_it_asks_for_it():
    assert list(two({"it": "yes"}).errors) == ["more"]
    assert two({"it": "yes", "more": "x"}).answers == {"it": True, "more": "x"}
    assert two({"it": "no", "more": "slipped in"}).answers == {"it": False}


# --- What is masked -------------------------------------------------------------------------------
def test_a_masked_answer_is_not_drawn_again_and_stays_where_nothing_is_typed():
    asked = field(Kind.ID_NUMBER, is_masked=True)
    drawn = QuestionsForm(
        questions=[asked], answers={"it": "11010519491231002X"}, today=MONDAY.date()
    )

    assert "11010519491231002X" not in drawn.as_p()
    assert drawn.fields["it"].kept_as == "110105********002X"
    kept = typed(asked, "", {"it": "11010519491231002X"})
    assert kept.errors == {}
    assert kept.answers == {"it": "11010519491231002X"}


# --- Answers that are no longer asked -------------------------------------------------------------
def test_an_answer_that_falls_away_takes_what_hangs_on_it_along():
    first = field(Kind.YES_NO)
    then = field(Kind.TEXT, "more", shown=lambda said: said.get("it") is True)
    last = field(Kind.TEXT, "most", shown=lambda said: bool(said.get("more")))
    page = FormPage(slug="all", title=Text("全", "All"), fields=(first, then, last))
    service = replace(samples.PLATE, pages=(page,))
    said = {"it": True, "more": "x", "most": "y"}

    assert known.asked_of(service, said) == said
    assert known.asked_of(service, {**said, "it": False}) == {"it": False}
