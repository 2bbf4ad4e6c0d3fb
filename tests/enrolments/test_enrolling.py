"""Enrolling by oneself: at once where every check is a yes, otherwise before a clerk."""

from datetime import date
from decimal import Decimal

import pytest

from applications import known
from casework.errors import MoveNotPossible
from records import standing
from records.models import ChosenBase, Relationship, StatusSpan
from services.enrolments.change import CHANGE
from services.enrolments.residents import RESIDENT_MEDICAL
from tests.cast import MONDAY
from tests.enrolments.story import ANSWERS, filled, send, stop_all

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def enrol(world, by=None, **answers):
    application = filled(world, by=by, **{**ANSWERS, "base": Decimal("5000.00"), **answers})
    return send(world, application, by=by)


def change(world, **answers):
    said = {"insurance": "pension", "begins": "this", **answers}
    return send(world, filled(world, CHANGE, **said))


def reasons(application):
    found = known.rules_say(application, today=MONDAY.date())
    return [each.code for each in found.verdict.reasons]


def test_where_every_check_is_a_yes_it_is_done_at_once(world):
    stop_all(world.person)

    application = enrol(world)

    opened = Relationship.objects.get(person=world.person, agency__region="330100")
    assert (application.case.status, opened.status) == ("completed", "active")
    assert opened.status_spans.get().from_month == SEPTEMBER
    assert opened.chosen_bases.get().base_fen == 500000
    assert application.case.letters.get().kind == "confirmation"


def test_what_it_costs_a_month_and_brings_is_shown_before_it_is_sent(world):
    stop_all(world.person)
    application = filled(world, **{**ANSWERS, "base": Decimal("5000.00")})

    found = known.rules_say(application, today=MONDAY.date())

    assert found.answer == "yes"
    assert [each.value.zh for each in found.figures] == ["¥1,000.00", "约¥94.91"]
    assert "¥400.00" in found.figures[0].formula.zh
    assert not found.figures[1].is_sure


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"base": Decimal("4999.99")}, "ENR06"),
        ({"permit": False}, "ENR07"),
        ({"begins": "earlier", "from_month": date(2026, 7, 1)}, "ENR08"),
    ],
)
def test_what_is_not_a_yes_goes_before_a_clerk(world, answers, code):
    stop_all(world.person)

    application = enrol(world, **answers)

    assert reasons(application) == [code]
    assert application.case.status == "submitted"
    assert not ChosenBase.objects.exists()


def test_a_base_outside_is_told_with_the_nearest_that_is_allowed(world):
    stop_all(world.person)
    application = filled(world, **{**ANSWERS, "base": Decimal("4999.99")})

    found = known.rules_say(application, today=MONDAY.date())

    assert found.figures[0].value.zh == "¥5,000.00"


def test_a_place_whose_figures_are_not_loaded_is_never_guessed(world):
    stop_all(world.person)

    application = enrol(world, place="440100")

    found = known.rules_say(application, today=MONDAY.date())
    assert (found.answer, found.figures) == ("maybe", ())
    assert application.case.status == "submitted"


def test_who_is_still_insured_by_an_employer_is_told_what_to_do(world):
    application = filled(world, **{**ANSWERS, "base": Decimal("5000.00")})

    assert reasons(application) == ["ENR04"]


def test_who_pays_already_is_told_to_move_it(world):
    stop_all(world.person)
    enrol(world)
    application = filled(world, **{**ANSWERS, "place": "510100", "base": Decimal("5000.00")})

    assert reasons(application) == ["ENR05"]


def test_of_two_enrolments_in_one_moment_one_wins_and_the_other_reads_why(world):
    stop_all(world.person)
    here, there = (world.agency("pension", each) for each in ("hangzhou", "chengdu"))
    edge = {"scheme": "employee", "from_month": SEPTEMBER, "now": MONDAY}

    standing.open_at(world.person, here, "pension", case_number="1", **edge)
    with pytest.raises(standing.AlreadyInsured) as refused:
        standing.open_at(world.person, there, "pension", case_number="2", **edge)

    assert "Hangzhou" in str(refused.value.reason) or "杭州" in str(refused.value.reason)
    assert Relationship.objects.filter(insurance="pension", status="active").count() == 1


def test_a_check_that_came_too_late_is_caught_where_the_record_changes(world, monkeypatch):
    stop_all(world.person)
    application = filled(world, **{**ANSWERS, "base": Decimal("5000.00")})
    monkeypatch.setattr(known, "pre_check", _as_it_was(application))
    Relationship.objects.filter(agency__region="510100").update(status="active")

    with pytest.raises(MoveNotPossible):
        send(world, application)

    assert not ChosenBase.objects.exists()


def _as_it_was(application):
    found = known.rules_say(application, today=MONDAY.date())
    return lambda _service, _question: found


def test_stopping_resuming_and_a_new_base_are_written_beside_each_other(world):
    stop_all(world.person)
    enrol(world)

    change(world, what="stop", why_stopped="found-work", begins="next")
    own = Relationship.objects.get(agency__region="330100", insurance="pension")
    spans = [(e.status, e.from_month, e.to_month) for e in own.status_spans.all()]

    assert own.status == "suspended"
    assert spans == [("active", SEPTEMBER, SEPTEMBER), ("suspended", OCTOBER, None)]


def test_a_change_can_be_changed_back_once_in_its_month(world):
    stop_all(world.person)
    enrol(world, begins="this")
    own = Relationship.objects.get(agency__region="330100", insurance="pension")
    StatusSpan.objects.update(from_month=date(2026, 8, 1))
    edge = {"from_month": SEPTEMBER, "now": MONDAY}

    standing.stop(own, reason="other", case_number="2", **edge)
    own.refresh_from_db()
    standing.resume(own, case_number="3", **edge)
    own.refresh_from_db()
    with pytest.raises(standing.NothingToChange):
        standing.stop(own, reason="other", case_number="4", **edge)

    assert own.status_spans.filter(replaced_with="").count() == 2


def test_another_base_counts_from_its_month_on(world):
    stop_all(world.person)
    enrol(world)

    change(world, what="base", base=Decimal("9000.00"), begins="next")

    own = Relationship.objects.get(agency__region="330100", insurance="pension")
    assert standing.base_in(own, SEPTEMBER).base_fen == 500000
    assert standing.base_in(own, OCTOBER).base_fen == 900000


def test_what_an_employer_pays_is_not_changed_here(world):
    said = {"insurance": "pension", "what": "stop", "why_stopped": "other", "begins": "this"}
    application = filled(world, CHANGE, **said)

    assert reasons(application) == ["ENR17"]


def test_a_resident_reads_what_a_year_costs_and_from_when_it_covers(world):
    stop_all(world.person)
    said = {"place": "330100", "permit": True, "year": "next", "kind": "adult", "tier": "1"}
    application = filled(world, RESIDENT_MEDICAL, **{**said, "is_true": True})

    found = known.rules_say(application, today=MONDAY.date())

    assert found.answer == "yes"
    assert [each.value.zh for each in found.figures] == ["¥500.00", "2027年1月1日"]
