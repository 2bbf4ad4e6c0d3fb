"""Corrections: what an upheld objection opens where the case itself is over, and what follows."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import models

from applications import corrections
from applications.actions import applying, drafting
from applications.acts.doing import do
from applications.acts.table import possible
from applications.models import Application
from applications.objection import OBJECTION
from casework import invariants
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Case, Event, Notice
from kit.errors import NotPermitted, NotValid
from letters.models import Letter
from records import accounts
from records.models import AccountEntry, InsuredPeriod, RecordCorrection, Relationship
from tests.applications import samples
from tests.cast import MONDAY, make_clerk
from tests.story import STAGES, Story
from transfers.actions.differences import difference
from transfers.invariants import INVARIANTS as OF_TRANSFERS
from transfers.models import Transfer

pytestmark = pytest.mark.django_db
MISSING = {
    "record": "pension-employee",
    "first_month": date(2024, 7, 1),
    "last_month": date(2024, 12, 1),
    "base": Decimal("5000"),
    "employer_rate": "20",
    "personal_rate": "8%",
    "account_rate": "8",
    "reason": "2024年工资发放凭证",
}


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def act(name, application, who, now, **said):
    application = fresh(application)
    return do(name, application, said, by=who, now=now, version=application.case.version)


def nothing_is_wrong():
    checks = (*invariants.INVARIANTS, *OF_TRANSFERS, *invariants.OF_SERVICES)
    return [found for check in checks for found in check()]


def upheld(world, about, agency, now, note="漏记2024年7月至12月，予以补记。"):
    """Object to a case and have two who had no part in it uphold the objection."""
    pair = [make_clerk(f"{agency.code}-{letter}", agency) for letter in "cd"]
    application = drafting.start(OBJECTION, by=world.applicant, now=now, about=about)
    said = {"what": "record-line", "which": "2024年7月至12月", "why": "没有计入。", "wanted": ""}
    drafting.save(application, said, by=world.applicant, now=now)
    drafting.choose_agency(fresh(application), agency, by=world.applicant, now=now)
    applying.submit(fresh(application), by=world.applicant, now=now)
    act("prepare-decision", application, pair[0], now, outcome="granted", note=note)
    act("approve-decision", application, pair[1], now)
    return pair


def correction_of(about):
    return Application.objects.whole().get(case__about=about, case__service="correction")


def carry_out(application, pair, now):
    act("prepare-decision", application, pair[0], now, outcome="granted", note="已补记。")
    return act("approve-decision", application, pair[1], now)


class Forgetful(Story):
    """A transfer from a place whose books have forgotten half a year."""

    def forget_months(self):
        original = self.transfer.original_relationship
        original.periods.filter(first_month__year=2024).update(last_month=date(2024, 6, 1))
        fen = 6 * 40_000
        years = original.account_years
        closing = models.F("closing_fen") - fen
        years.filter(year=2024).update(
            credited_fen=models.F("credited_fen") - fen, closing_fen=closing
        )
        years.filter(year=2025).update(
            opening_fen=models.F("opening_fen") - fen, closing_fen=closing
        )


@pytest.fixture
def moved(world):
    """A transfer that is complete, and brought half a year too little."""
    return Forgetful(world).tell(f"forget_months {STAGES['completed']}")


@pytest.fixture
def opened(world, moved):
    """The correction of a complete transfer at the original agency, and two who had no part."""
    agency = world.agency("pension", "chengdu")
    pair = upheld(world, moved.case, agency, moved.now)
    return correction_of(moved.case), pair


def test_an_upheld_objection_to_a_complete_transfer_opens_its_correction(world, moved, opened):
    application, _pair = opened
    case = application.case

    assert (case.status, case.about, case.person) == ("submitted", moved.case, moved.case.person)
    step = case.steps.get()
    assert (step.agency, step.working_days) == (world.agency("pension", "chengdu"), 10)
    assert step.due_on is not None
    assert application.raw_answers["what"] == "漏记2024年7月至12月，予以补记。"
    assert Event.objects.filter(case=moved.case, kind=Event.Kind.CORRECTING).exists()
    told = Notice.objects.filter(case=case, kind="correction-opened")
    assert {each.to_agency for each in told} == {None, world.agency("pension", "chengdu")}
    assert nothing_is_wrong() == []


def test_before_two_decide_the_desk_reads_what_their_lines_change(world, moved, opened, client):
    application, pair = opened
    act("add-months", application, pair[0], moved.now, **MISSING)

    (found,) = corrections.effects(fresh(application))

    effect = found["effect"]
    assert (effect.months, effect.account_fen) == (6, 2_400_00)
    assert effect.balance_after_fen - effect.balance_before_fen == 2_400_00
    # 400 x 21 months x 2.62% / 12, until the end of 2024: no later rate is published.
    assert (effect.missed_fen, effect.earned_until, effect.is_whole) == (18_34, 2024, False)
    client.force_login(pair[0].user)
    page = client.get(
        f"/desk/cases/{application.case.number}/", headers={"accept-language": "en"}
    ).content.decode()
    assert "What this changes: Old-age insurance" in page
    assert "¥18.34" in page


def test_months_that_were_missing_are_added_by_two_and_move_by_themselves(world, moved, opened):
    application, pair = opened
    act("add-months", application, pair[0], moved.now, **MISSING)
    carry_out(application, pair, moved.now)

    original = Relationship.objects.get(
        person=moved.case.person, agency=world.agency("pension", "chengdu"), insurance="pension"
    )
    assert original.status == Relationship.Status.SUSPENDED
    added = original.periods.get(corrected_with=application.case.number)
    assert (added.first_month, added.last_month) == (date(2024, 7, 1), date(2024, 12, 1))
    follow_up = Transfer.objects.get(case__about=moved.case)
    assert follow_up.case.status == "submitted"
    assert follow_up.case.steps.get().agency == world.agency("pension", "guangzhou")
    assert Notice.objects.filter(case=follow_up.case, kind="correction-moves").exists()
    assert nothing_is_wrong() == []


def test_what_was_missing_arrives_by_the_usual_letter_form_and_money(world, moved, opened):
    application, pair = opened
    act("add-months", application, pair[0], moved.now, **MISSING)
    carry_out(application, pair, moved.now)
    new = Transfer.objects.whole().get(pk=moved.pk).new_relationship
    before = accounts.balance(new)
    follow_up = Story.__new__(Story)
    follow_up.world, follow_up.insurance, follow_up.now = world, "pension", moved.now
    follow_up.references, follow_up.pk = 50, Transfer.objects.get(case__about=moved.case).pk

    follow_up.tell(STAGES["completed"].removeprefix("submit "))

    assert follow_up.case.status == "completed"
    arrived = InsuredPeriod.objects.filter(case_number=follow_up.case.number)
    assert [(p.first_month, p.last_month) for p in arrived] == [
        (date(2024, 7, 1), date(2024, 12, 1))
    ]
    form = follow_up.transfer.forms.get()
    assert form.months == 6
    assert accounts.balance(new) - before == form.account_fen > 0
    kinds = set(follow_up.case.letters.values_list("kind", flat=True))
    assert {Letter.Kind.ACCEPTANCE, Letter.Kind.FORM, Letter.Kind.COMPLETION} <= kinds
    assert nothing_is_wrong() == []


def test_months_struck_at_the_new_place_send_their_money_back(world, moved):
    agency = world.agency("pension", "guangzhou")
    pair = upheld(world, moved.case, agency, moved.now, note="错记的月份予以划去。")
    application = correction_of(moved.case)
    came = InsuredPeriod.objects.filter(case_number=moved.case.number).earliest("first_month")
    act(
        "strike-months",
        application,
        pair[0],
        moved.now,
        record="pension-employee",
        first_month=came.first_month,
        last_month=came.last_month,
        pooled=Decimal("500"),
        reason="属于他人",
    )
    line = corrections.lines_of(application.case.number)[0]
    assert line.amount_fen == line.reckoned_fen < 0
    new = moved.transfer.new_relationship
    before = accounts.balance(new)
    carry_out(application, pair, moved.now)

    came.refresh_from_db()
    assert (came.gone_as, came.gone_with) == ("corrected", application.case.number)
    assert accounts.balance(new) == before + line.amount_fen
    assert AccountEntry.objects.get(kind="corrected").amount_fen == line.amount_fen
    assert difference(moved.transfer) == 50_000 - line.amount_fen
    assert nothing_is_wrong() == []
    moved.return_surplus()
    assert difference(moved.transfer) == 0
    assert nothing_is_wrong() == []


def test_nobody_approves_a_line_they_wrote(world, moved, opened):
    application, pair = opened
    act("add-months", application, pair[0], moved.now, **MISSING)
    act("prepare-decision", application, pair[1], moved.now, outcome="granted", note="已补记。")

    with pytest.raises(NotPermitted):
        act("approve-decision", application, pair[0], moved.now)
    assert RecordCorrection.objects.get().applied_at is None
    assert fresh(application).case.status == "submitted"


def test_lines_stand_still_while_a_decision_is_prepared_with_them(world, moved, opened):
    application, pair = opened
    act("add-months", application, pair[0], moved.now, **MISSING)
    act("prepare-decision", application, pair[0], moved.now, outcome="granted", note="已补记。")

    for name, said in (("add-months", MISSING), ("drop-line", {"line": 1})):
        with pytest.raises(MoveNotPossible):
            act(name, application, pair[1], moved.now, **said)


def test_a_line_that_the_record_does_not_bear_is_refused_where_it_is_typed(world, moved, opened):
    application, pair = opened
    act("add-months", application, pair[0], moved.now, **MISSING)
    wrong = {"record": "medical-resident"}
    for said, name in (
        (MISSING, "first_month"),
        (MISSING | wrong, "record"),
    ):
        with pytest.raises(NotValid) as refusal:
            act("add-months", application, pair[0], moved.now, **said)
        assert name in refusal.value.errors
    strike = {k: MISSING[k] for k in ("record", "reason")}
    months = {"first_month": date(1999, 1, 1), "last_month": date(1999, 2, 1)}
    with pytest.raises(NotValid):
        act("strike-months", application, pair[0], moved.now, **strike, **months)


def test_a_dropped_line_changes_nothing(world, moved, opened):
    application, pair = opened
    line = RecordCorrection.objects.count()
    act("add-months", application, pair[0], moved.now, **MISSING)
    line = RecordCorrection.objects.get().pk
    act("drop-line", application, pair[1], moved.now, line=line)
    carry_out(application, pair, moved.now)

    assert not InsuredPeriod.objects.filter(corrected_with=application.case.number).exists()
    assert not Transfer.objects.filter(case__about=moved.case).exists()


def test_a_second_objection_adds_to_the_correction_that_is_open(world, moved, opened):
    application, _pair = opened
    agency = world.agency("pension", "guangzhou")
    upheld(world, moved.case, agency, moved.now, note="余额也有误。")

    assert fresh(application).raw_answers["what"].endswith("余额也有误。")
    assert Case.objects.filter(about=moved.case, service="correction").count() == 1


def test_a_granted_application_is_decided_again_in_a_case_of_its_own(world):
    application = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)
    drafting.save(application, {"line": "Haus", "sure": True}, by=world.applicant, now=MONDAY)
    applying.submit(fresh(application), by=world.applicant, now=MONDAY)
    act("prepare-decision", application, world.pension_new_a, MONDAY, outcome="granted")
    first = act("approve-decision", application, world.pension_new_b, MONDAY)
    do_what_is_due(now=MONDAY)
    pair = upheld(world, fresh(application).case, application.agency, MONDAY)
    again = Application.objects.whole().get(
        case__about=application.case, case__service="sample-plate"
    )

    assert again.raw_answers == application.raw_answers
    assert again.case.steps.get().due_on is not None
    samples.DONE.clear()
    letter = carry_out(again, pair, MONDAY)
    assert len(samples.DONE) == 1
    assert not Letter.objects.valid().filter(pk=first.pk).exists()
    assert Letter.objects.valid().filter(pk=letter.pk).exists()
    assert nothing_is_wrong() == []


def test_a_correction_may_itself_be_objected_to(world, moved, opened):
    application, pair = opened
    carry_out(application, pair, moved.now)

    begun = drafting.start(
        OBJECTION, by=world.applicant, now=moved.now, about=fresh(application).case
    )
    assert begun.case.about == application.case


def test_nobody_applies_for_a_correction(world, moved, opened):
    application, _pair = opened
    with pytest.raises(MoveNotPossible):
        drafting.start(application.service, by=world.applicant, now=moved.now, about=moved.case)


def test_only_the_acts_of_a_correction_write_lines(world, moved, opened):
    application, pair = opened
    names = {each.name for each in possible(fresh(application), pair[0])}
    assert {"add-months", "strike-months", "correct-account"} <= names
    assert "drop-line" not in names
