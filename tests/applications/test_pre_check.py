"""Can I? Yes, no, or a person must look; the same for the same facts, whoever states them."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications import guides, known, registry
from applications.declaring import Deciding
from applications.fields import Field, Kind, Known
from applications.rules.flows import at_once
from casework.rules.reasons import ReasonClass, reason_for
from casework.rules.verdicts import Condition
from law.values import RELEASE, Unit, rule
from law.wording import Text
from tests.applications import samples
from tests.applications.reading import reader, text_of, visitor

CHECK = "/services/sample-plate/pre-check/"
TODAY = date(2026, 9, 7)


def reason(code, kind, **more):
    return reason_for(
        None,
        code,
        kind,
        Text(f"{code}。", f"{code} stands."),
        Text("等一等。", "Wait."),
        samples.BASIS,
        **more,
    )


def floors_on_record(held):
    return getattr(held.person, "floors", None)


FLOORS = Field(
    name="floors",
    kind=Kind.NUMBER,
    label=Text("几层楼", "How many floors"),
    why=samples.WHY,
    known=floors_on_record,
)
OLD = Field(
    name="old",
    kind=Kind.YES_NO,
    label=Text("老房子", "An old house"),
    why=samples.WHY,
    known=lambda held: getattr(held.person, "old", None),
)
LIFT = Field(
    name="lift",
    kind=Kind.YES_NO,
    label=Text("有电梯", "With a lift"),
    why=samples.WHY,
    shown=lambda said: (said.get("floors") or 0) > 6,
)
TOO_HIGH = reason("HIGH", ReasonClass.REFUSE, leads_to="calculators")
LOOK = reason("LOOK", ReasonClass.HOLD)


def condition(told, fails):
    will, will_not = Text("行。", "It will."), Text("不行。", "It will not.")
    return Condition(told, Text("行吗？", "Will it do?"), will, will_not, fails)


PLATE = replace(
    samples.PLATE,
    pre_check=(FLOORS, OLD),
    conditions=(
        condition(TOO_HIGH, lambda asked: asked.answers["floors"] > 30),
        condition(LOOK, lambda asked: asked.answers["old"]),
    ),
)


@pytest.fixture
def plate(declared, monkeypatch):
    """Declare the sample with a pre-check, or otherwise."""

    def otherwise(**changed):
        made = replace(PLATE, **changed)
        monkeypatch.setitem(registry._SERVICES, made.name, made)

    otherwise()
    return otherwise


@given(floors=st.integers(0, 60), old=st.booleans())
def test_the_same_facts_give_the_same_verdict_signed_in_or_not(floors, old):
    held = Known(SimpleNamespace(floors=floors, old=old), (), TODAY)
    typed = {"floors": floors, "old": old}

    def verdict(answers, who):
        facts = replace(known.Asked(answers, who, TODAY, RELEASE))
        return known.pre_check(PLATE, facts)

    assert verdict(known.held_for_check(PLATE, held), held) == verdict(typed, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("floors", "old", "said"),
    [
        ("3", "no", "Yes: nothing speaks against it"),
        ("31", "no", "No, not as things stand"),
        ("3", "yes", "Perhaps: a person at the agency has to look"),
    ],
)
def test_the_answer_is_yes_no_or_a_person_must_look(world, plate, floors, old, said):
    answer = visitor().post(CHECK, {"floors": floors, "old": old})

    assert answer.status_code == 200
    assert said in text_of(answer)


@pytest.mark.django_db
def test_each_reason_comes_with_its_article_and_a_page_that_opens(world, plate):
    answer = visitor().post(CHECK, {"floors": "31", "old": "yes"})

    page = answer.content.decode()
    assert "HIGH stands." in page
    assert "LOOK stands." in page
    assert "article 3" in page
    for way in ("/calculators/", "/agencies/"):
        assert f'<a class="target" href="{way}"' in page
        assert visitor().get(way).status_code == 200


@pytest.mark.django_db
def test_nothing_is_kept_and_nothing_stands_in_an_address(world, plate):
    client = visitor()

    asked = client.post(CHECK, {"floors": "31", "old": "no"})
    typed_into_address = client.get(CHECK, {"floors": "31"})

    assert asked["X-Robots-Tag"] == "noindex"
    assert "no-store" in asked["Cache-Control"]
    assert "sessionid" not in client.cookies
    assert typed_into_address["Location"] == CHECK
    assert "No, not" not in text_of(client.get(CHECK))


@pytest.mark.django_db
def test_what_is_missing_is_named_at_its_question(world, plate):
    answer = visitor().post(CHECK, {"floors": "many"})

    assert answer.status_code == 422
    assert "Please answer this." in text_of(answer)
    assert "Enter a whole number" in text_of(answer)


@pytest.mark.django_db
def test_a_question_that_an_answer_brings_up_is_asked_not_missed(world, plate):
    plate(pre_check=(FLOORS, OLD, LIFT))
    said = {"floors": "9", "old": "no", "drawn": "floors old"}

    first = visitor().post(CHECK, said)
    then = visitor().post(CHECK, {**said, "drawn": "floors old lift", "lift": "yes"})
    left_out = visitor().post(CHECK, {**said, "drawn": "floors old lift"})

    assert first.status_code == 200
    assert "One thing more" in text_of(first)
    assert "Yes: nothing" in text_of(then)
    assert left_out.status_code == 422


@pytest.mark.django_db
def test_whoever_is_signed_in_answers_only_what_the_records_do_not_hold(world, plate):
    plate(pre_check=(replace(FLOORS, known=lambda held: len(held.relationships)), OLD))

    page = text_of(reader(world.applicant).get(CHECK))
    answered = text_of(reader(world.applicant).post(CHECK, {"old": "no", "floors": "99"}))

    assert "What the records say How many floors 4" in page
    assert "Yes: nothing speaks against it" in answered


@pytest.mark.django_db
def test_where_the_records_answer_everything_nobody_types(world, plate):
    in_records = replace(FLOORS, known=lambda held: len(held.relationships))
    plate(pre_check=(in_records,), conditions=PLATE.conditions[:1])

    assert "Yes: nothing" in text_of(reader(world.applicant).get(CHECK))


@pytest.mark.django_db
def test_without_questions_a_visitor_is_asked_to_sign_in(world, plate):
    plate(pre_check=(), conditions=PLATE.conditions[1:])

    assert "Sign in to have it checked" in text_of(visitor().get(CHECK))
    assert "Yes:" not in text_of(visitor().post(CHECK, {}))


@pytest.mark.django_db
def test_figures_stand_with_formula_and_article_and_what_follows_is_said(world, plate):
    plate(follows=lambda _asked: (Text("门换了。", "The door changes."),))

    page = text_of(visitor().post(CHECK, {"floors": "3", "old": "no"}))

    assert "each counted once" in page
    assert "The door changes." in page


@pytest.mark.django_db
def test_a_value_that_is_not_loaded_is_never_guessed(world, plate):
    unloaded = rule("sample.height", Text("层高", "Height"), Unit.NUMBER)
    plate(figures=lambda asked: (unloaded.on(asked.today, asked.book),))

    page = text_of(visitor().post(CHECK, {"floors": "3", "old": "no"}))

    assert "Perhaps" in page
    assert "“Height” has no value loaded" in page


@pytest.mark.django_db
def test_changing_the_language_keeps_what_was_typed_and_asks_nothing(world, plate):
    answer = visitor().post(CHECK, {"floors": "31", "old": "no", "language": "zh-hans"})

    page = answer.content.decode()
    assert 'value="31"' in page
    assert "几层楼" in page
    assert 'id="answer"' not in page


@pytest.mark.django_db
def test_a_service_without_conditions_is_open_to_all(world):
    answer = visitor().get("/services/sample-phone/pre-check/")

    assert answer["Location"] == "/services/sample-phone/"


@pytest.mark.django_db
def test_a_no_of_the_rules_can_still_be_brought_before_people(world, plate, monkeypatch):
    ways = "applications.views.checking.begin_of"
    monkeypatch.setattr(ways, lambda service: f"/services/{service.name}/apply/")
    said = {"floors": "31", "old": "no"}

    by_two = text_of(reader(world.applicant).post(CHECK, said))
    procedure = at_once("sample-plate", samples.PLATE.title)
    plate(deciding=Deciding.AT_ONCE, procedure=procedure)
    by_rules = text_of(reader(world.applicant).post(CHECK, said))

    assert "Apply all the same: people decide" in by_two
    assert "Apply all the same" not in by_rules


def test_every_way_forward_of_every_declared_service_reaches_a_page():
    told = [each for service in registry.services() for each in service.reasons.values()]

    assert all(way.href for _reason, way in guides.ways_on([TOO_HIGH, LOOK, *told]))
