"""A whole invented month at the desks of two agencies, by the clock and through the pages.

Every working day people apply, a clerk takes up what comes next, a second person approves, a head
gives away what an absent clerk would have done. At the end what was forgotten stands before the
province by itself, and nothing that is late looks finished.

`make month` plays it with eighty applications a day; the long round with a few.
"""

import os
import re
import time
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies import work_calendar
from agencies.models import Post
from casework.actions.duties import do_what_is_due
from casework.models import Absence, Case, Escalation, Step, Urging
from casework.rules.ladder import Rung
from casework.rules.statuses import Status
from kit.costs import OF_ACCOUNTS
from law.workdays import add_workdays
from records.models import Relationship
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, insure, make_clerk, make_draft, make_person, make_verified_user
from tests.desk.conftest import Desk, fresh, submitted, text_of
from transfers.actions import applying
from transfers.management.commands.check_invariants import violations
from transfers.models import Transfer

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.one_database]
A_DAY = int(os.environ.get("A_DAY", "2"))
WORKING_DAYS = 24
ILL = range(8, 13)  # working days on which the clerk of the new agency is away
CASE = re.compile(r"/desk/cases/([\w-]+)/$")


@pytest.fixture(autouse=True)
def letters_are_blank(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture(autouse=True)
def a_day_is_over_in_minutes(settings):
    """Whoever does a day's work in minutes uses up more than a clerk may; nor is each question
    compared with what it says, as in every other test: that takes a sixth of the time.
    """
    settings.LIMITS = {**settings.LIMITS, OF_ACCOUNTS: (10**9, 60)}
    settings.QUESTIONS_ARE_CHECKED = False


class Office:
    """Two agencies and their people, day by day."""

    def __init__(self, world, monday):
        self.world, self.monday = world, monday
        self.done, self.applied = 0, []
        agency = world.agency("pension", "guangzhou")
        self.head = Desk(make_clerk("head", agency, Post.Role.SUPERVISOR))
        self.original_head = Desk(
            make_clerk("head-of-old", world.agency("pension", "chengdu"), Post.Role.SUPERVISOR)
        )
        names = ("new_a", "new_b", "original_a", "original_b")
        self.clerks = {name: Desk(getattr(world, f"pension_{name}")) for name in names}
        self.ill = None

    # --- People ------------------------------------------------------------------------------
    def apply(self, number):
        """Somebody comes to the new place and sends an application."""
        world = self.world
        person = make_person(f"参保{number:04}", date(1990, 6, 1) + timedelta(days=number % 3000))
        insure(person, world.agency("pension", "chengdu"), "pension", range(2014, 2025))
        active = Relationship.Status.ACTIVE
        new = world.agency("pension", "guangzhou")
        insure(person, new, "pension", range(2025, 2027), status=active, last_month=8)
        world.people["applicant"] = make_verified_user(f"month-{number}", person)
        transfer = make_draft(world, "pension", now=timezone.now())
        applying.submit(transfer, by=world.applicant, now=timezone.now())
        self.applied.append(transfer.pk)

    # --- Clerks ------------------------------------------------------------------------------
    def work(self, name):
        """Take up what comes next, and do it, until nothing waits or the day is over."""
        desk, last = self.clerks[name], ""
        for _each in range(6 * A_DAY + 20):
            answer = desk.sign_in().post(reverse("desk_next"), {"after": last})
            found = CASE.search(answer.headers.get("Location", ""))
            if found is None or found[1] == last:
                return
            last = found[1]
            assert desk.open(f"/desk/cases/{last}/").status_code == 200
            self._do(desk, Transfer.objects.whole().get(case__number=last))

    def _do(self, desk, transfer):
        state = transfer.case.state
        if state == Status.SUBMITTED:
            answer = desk.act(transfer, "accept")
        elif state == Status.LETTER_ISSUED:
            answer = self._hand_over(desk, transfer)
        else:
            answer = self._settle(desk, transfer)
        assert answer.status_code == 302, text_of(answer)
        self.done += 1

    def _hand_over(self, desk, transfer):
        page = desk.open(f"/desk/cases/{transfer.case.number}/form/")
        assert page.status_code == 200
        if not transfer.forms.exists():
            return desk.act(transfer, "form/prepare", remark="")
        sent_on = timezone.localdate().isoformat()
        reference = f"B-{transfer.pk}"
        return desk.act(transfer, "form/send", reference=reference, sent_on=sent_on)

    def _settle(self, desk, transfer):
        money = transfer.remittances.under_way().first()
        if money is not None:
            said = {"amount": f"{money.amount_fen / 100:.2f}"}
            said |= {"arrived_on": timezone.localdate().isoformat()}
            arrival = desk.act(transfer, f"settle/arrived/{money.pk}", **said)
            assert arrival.status_code == 302, text_of(arrival)
        held = getattr(fresh(transfer), "settlement", None)
        name = "settle/confirm" if held is None else "settle/complete"
        return desk.act(fresh(transfer), name)

    # --- Days --------------------------------------------------------------------------------
    def day(self, number):
        """Play one working day: people in the morning, then everybody at the desks, twice."""
        if number == ILL.start:
            self._fall_ill()
        for _each in range(A_DAY):
            self.apply(len(self.applied))
        for _round in range(2):
            for name in self.clerks:
                if not (name == "new_a" and number in ILL):
                    self.work(name)
            while do_what_is_due(now=timezone.now()):
                pass

    def _fall_ill(self):
        """The head notes that a clerk is away, and who stands in: new work goes there."""
        post = Post.objects.get(user=self.world.pension_new_a.user, ended_at=None)
        stands_in = Post.objects.get(user=self.world.pension_new_b.user, ended_at=None)
        today = timezone.localdate()
        last = add_workdays(today, len(ILL) - 1, work_calendar.national())
        typed = {"which": post.pk, "away-first_day": today.isoformat()}
        typed |= {"away-last_day": last.isoformat(), "away-substitute": stands_in.pk}
        answer = self.head.sign_in().post(reverse("desk_staff_away"), typed)
        assert answer.status_code == 302, text_of(answer)
        self.ill = Absence.objects.get()

    def month(self):
        """Play all working days, and let the nights between them pass."""
        played, moment, began = 0, MONDAY, time.perf_counter()
        while played < WORKING_DAYS:
            self.monday.move_to(moment)
            if work_calendar.national().is_workday(timezone.localdate()):
                self.day(played)
                played += 1
                took = f"{time.perf_counter() - began:.0f} s"
                print(f"day {played}: {len(self.applied)} applied, {self.done} acts, {took}")  # noqa: T201
            else:
                while do_what_is_due(now=timezone.now()):
                    pass
            moment += timedelta(days=1)


def forgotten(world):
    """A letter that reached an office in which nobody works."""
    transfer = submitted(world, "medical")
    accepted = Desk(world.medical_new_a).act(transfer, "accept")
    assert accepted.status_code == 302
    return transfer, world.applicant


def test_a_month_at_the_desks(world, monday):
    left, person = forgotten(world)
    office = Office(world, monday)
    office.month()

    assert office.ill is not None
    assert office.done >= 4 * A_DAY * (WORKING_DAYS - 4)
    states = Case.objects.filter(pk__in=office.applied).values_list("status", flat=True)
    assert list(states).count(Status.COMPLETED.value) >= A_DAY * (WORKING_DAYS - 5)
    assert not Step.objects.open().filter(case__in=office.applied, due_on__lt=today()).exists()

    the_forgotten_case_stands_before_the_province(world, left)
    its_person_sees_that_it_is_late_and_reminds(person, left)
    nothing_late_looks_finished()
    the_head_and_the_auditor_read_the_month(office, world)
    assert list(violations()) == []


def today():
    return timezone.localdate()


def the_forgotten_case_stands_before_the_province(world, left):
    raised = Escalation.objects.open().filter(case=left.pk).order_by("rung")
    assert [each.rung for each in raised] == [Rung.HEAD, Rung.PROVINCE]
    board = Desk(world.medical_supervisor).open(reverse("desk_escalations"))
    assert left.case.number in text_of(board)


def its_person_sees_that_it_is_late_and_reminds(person, left):
    theirs = Desk(person)
    page = theirs.open(f"/cases/{left.case.number}/").content.decode()
    assert "data-late" in page
    theirs.sign_in().post(reverse("case_remind", args=[left.case.number]))
    assert Urging.objects.filter(case=left.pk).exists()


def nothing_late_looks_finished():
    late = Step.objects.open().filter(due_on__lt=today())
    assert set(late.values_list("case", flat=True)) <= set(
        Escalation.objects.filter(closed_at=None).values_list("case", flat=True)
    )


def the_head_and_the_auditor_read_the_month(office, world):
    for desk in (office.head, office.original_head):
        for page in ("desk_today", "desk_queue", "desk_board", "desk_staff", "desk_escalations"):
            assert desk.open(reverse(page)).status_code == 200
    auditor = Desk(world.medical_auditor)
    for page in ("desk_today", "desk_queue", "desk_board", "desk_looks"):
        assert auditor.open(reverse(page)).status_code == 200
