"""The attack finds what it looks for: a word about somebody else, a fault, a missing header."""

import pytest
from django.apps import apps

from accounts.models import Person
from attack.belongings import NAMED
from attack.judging import ALWAYS, POLICY, Answer, faults
from attack.people import Visitor
from attack.planting import OF_THE_STORY, Planter
from attack.questions import FORM, Question
from casework.models import Case
from portal.walls import WALLED
from tests.authorisation.cast import make_everybody
from tests.authorisation.doors import ROUTES
from tests.story import at_stage

GOOD = ALWAYS | {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "; ".join(POLICY),
}


def judged(body="", path="/", status=200, seconds=0.1, body_sent=b"", kind="", **headers):
    visitor = Visitor("other_person", markers=frozenset({"王小燕"}))
    heads = GOOD | {name.replace("_", "-"): value for name, value in headers.items()}
    return faults(
        Question(visitor, "GET", path, "", body_sent, kind), Answer(status, heads, body, seconds)
    )


def test_a_good_answer_has_no_fault():
    assert judged("<p>李红</p>") == []


@pytest.mark.parametrize("body", ["<p>王小燕</p>", '{"name": "\\u738b\\u5c0f\\u71d5"}'])
def test_a_word_about_somebody_else_is_found(body):
    assert judged(body) == ["leak: 王小燕"]


def test_what_was_asked_for_by_name_tells_nothing():
    assert judged("<p>王小燕</p>", path="/?q=王小燕") == []
    assert judged("<p>王小燕</p>", path="/?q=%E7%8E%8B%E5%B0%8F%E7%87%95") == []
    assert judged("<p>王小燕</p>", body_sent=b"name=%E7%8E%8B%E5%B0%8F%E7%87%95", kind=FORM) == []


def test_what_breaks_waits_or_lacks_a_header_is_found():
    assert judged(status=500) == ["broken: 500"]
    assert judged(seconds=20)[0].startswith("slow")
    assert judged(referrer_policy="") == ["header: referrer-policy"]
    assert judged(content_security_policy="object-src 'self'")
    assert judged(access_control_allow_origin="*") == ["header: others may read it"]


# --- What there is to find ------------------------------------------------------------------------
@pytest.mark.django_db
def test_of_everything_that_somebody_can_have_there_is_one_to_look_for():
    """A new table behind the wall is filled by itself, or says in `SAID` what its rows need."""
    cast = make_everybody()
    case = at_stage(cast, "in review").case
    planter = Planter(cast.applicant, cast.pension_new_a, cast.delegate_elsewhere, case)

    rows = planter.plant()

    wanted = {label for label in WALLED if not label.startswith(OF_THE_STORY)}
    assert wanted <= set(rows)
    assert [label for label in wanted if not apps.get_model(label)._base_manager.exists()] == []
    assert [str(row) for row in rows.values() if is_somebody_elses(row, cast.person)] == []
    assert [each for row in rows.values() for each in impossible(row)] == []
    assert len(planter.words) > 50


def impossible(row):
    """Name what no page would have written: longer than its column, or none of its choices."""
    for each in row._meta.concrete_fields:
        value = getattr(row, each.attname)
        is_longer = isinstance(value, str) and each.max_length and len(value) > each.max_length
        is_strange = value and each.choices and value not in dict(each.flatchoices)
        if is_longer or is_strange:
            yield f"{each}: {value}"


def is_somebody_elses(row, person):
    """Whether a row names a case or a person, and not the one whose things are planted."""
    case = row if isinstance(row, Case) else getattr(row, "case", None)
    whose = row if isinstance(row, Person) else getattr(row, "person", None)
    found = {case and case.person_id, whose and whose.pk} - {None}
    return bool(found - {person.pk})


def test_each_thing_that_is_named_in_an_address_is_named_by_one_that_is_there():
    """A renamed route would else be asked about nothing."""
    for begins, part, label, column in NAMED:
        assert any(each.startswith(begins) and part in each for each in ROUTES), (begins, part)
        assert hasattr(apps.get_model(label), column.partition(".")[0])
