"""A newer value is proposed by one administrator and counts when another has approved it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agencies import rule_book
from agencies.actors import actor_of
from agencies.approval import approve, turn_down
from agencies.models import RuleValue
from calculators.catalogue import ask, what_is_known
from calculators.reading.refusing import BadInput
from casework.actions import steps
from kit.errors import NotPermitted, Refusal
from kit.spelling import table_date
from portal.rulebook.catalogue import rules
from portal.rulebook.preview import preview_of
from records.rules.interest import INTEREST_RATE
from tests.cast import MONDAY, make_user
from tests.deadlines.dates import told, work
from tests.desk.conftest import text_of
from tests.story import Story

pytestmark = pytest.mark.django_db
ADDRESS = reverse("admin:agencies_rulevalue_add")
RATE_OF_2025 = {
    "rule": "pension.interest-rate",
    "number": "0.0150",
    "document_number": "人社厅发〔2026〕31号",
    "document": "关于公布2025年职工基本养老保险个人账户记账利率的通知",
    "document_en": "Notice on the Interest Rate of Pension Accounts for 2025",
    "article": "",
    "effective_on": "2026-06-18",
    "valid_from": "2025-01-01",
    "valid_to": "2025-12-31",
    "is_verified": "on",
}


@pytest.fixture
def second(world):
    """Another administrator."""
    return make_user("second-admin", is_staff=True, is_superuser=True)


def browser(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def proposed(world, *, rule="pension.interest-rate", number="0.015", since="2025-01-01", **fields):
    """Return a value that waits for a second person."""
    typed = {"valid_from": date.fromisoformat(since), "number": Decimal(number), **fields}
    return RuleValue.objects.create(
        rule=rule,
        document_number="人社厅发〔2026〕31号",
        document="通知",
        document_en="Notice",
        effective_on=date(2026, 6, 18),
        proposed_by=world.administrator.user,
        proposed_at=MONDAY,
        **typed,
    )


def test_a_new_rate_is_proposed_and_approved_in_the_administration(world, second):
    first = browser(world.administrator.user)

    answer = first.post(ADDRESS, RATE_OF_2025, follow=True)
    row = RuleValue.objects.get(rule="pension.interest-rate")
    assert "where nothing was said before" in text_of(answer)
    assert row.is_waiting
    assert rule_book.current().values(INTEREST_RATE)[0].valid_from.year == 2024

    approval = reverse("admin:agencies_rulevalue_approve", args=[row.pk])
    refused = first.post(approval, follow=True)
    assert "Somebody else has to approve" in text_of(refused)
    approved = browser(second).post(approval, follow=True)
    assert "it counts from now on" in text_of(approved)
    row.refresh_from_db()
    assert (row.approved_by, row.is_approved) == (second, True)
    assert str(INTEREST_RATE.number(date(2025, 7, 1), rule_book.current()).normalize()) == "0.015"


@pytest.mark.parametrize(
    ("field", "typed", "told_so"),
    [
        ("number", "1.5", "at most 1"),
        ("number", "0", "above 0"),
        ("valid_from", "2025-03-01", "1 January"),
        ("valid_to", "2025-11-30", "31 December"),
        ("valid_to", "2023-12-31", "before the first"),
        ("rule", "pension.nothing", "valid choice"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_at_its_field(world, field, typed, told_so):
    answer = browser(world.administrator.user).post(ADDRESS, RATE_OF_2025 | {field: typed})

    assert told_so in text_of(answer)
    assert not RuleValue.objects.filter(rule="pension.interest-rate").exists()


def test_nobody_approves_their_own_value_not_even_past_the_pages(world):
    row = proposed(world)

    with pytest.raises(NotPermitted):
        approve(row, by=world.administrator.user, now=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleValue.objects.filter(pk=row.pk).update(
            approved_by=world.administrator.user, approved_at=MONDAY
        )


def test_what_was_turned_down_never_counts(world, second):
    row = proposed(world)
    turn_down(row, now=MONDAY)

    with pytest.raises(Refusal):
        approve(row, by=second, now=MONDAY)
    assert INTEREST_RATE.name not in {each.rule for each in RuleValue.objects.approved()}


def test_approving_twice_changes_nothing(world, second):
    row = proposed(world)
    approve(row, by=second, now=MONDAY)
    approve(row, by=second, now=MONDAY + timedelta(days=1))

    assert row.approved_at == MONDAY


def test_a_calculator_follows_the_approved_rate(world, second):
    asked = {
        "transfer_on": "2026-03-10",
        "account": "general",
        "pre_1998_personal": "0.00",
        "balance_at_last_year_end": None,
        "months": [
            {
                "month": "2024-12",
                "base": "5000.00",
                "account_rate": "0.08",
                "employer_rate": "0.16",
                "personal_rate": "0.08",
            }
        ],
    }
    with pytest.raises(BadInput) as before:
        ask("pension-transfer-amount", asked, what_is_known())
    assert before.value.code == "rate_not_published"

    approve(proposed(world, valid_to=date(2025, 12, 31)), by=second, now=MONDAY)

    found = ask("pension-transfer-amount", asked, what_is_known()).spelled("en")["result"]
    # 400.00 in December 2024 earn 2.62%/12 = 0.87; 400.87 earn 1.5% in 2025 = 6.01.
    assert found["balance_to_last_year_end"] == "406.88"


def test_a_shorter_term_moves_the_open_turns_that_began_under_it_and_says_so(world, second):
    story = Story(world)
    story.submit()
    story.work()
    row = proposed(world, rule="term.pension.review", number="10", since=f"{story.now:%Y-%m-%d}")
    before = steps.current_step(story.case)
    shown = preview_of(row)
    assert [change["case"] for change in shown["changes"]] == [story.case.number]

    story.now += timedelta(hours=1)
    approve(row, by=second, now=story.now)
    story.work()

    after = steps.current_step(story.case)
    assert (before.working_days, after.working_days) == (15, 10)
    assert after.due_on < before.due_on
    assert after.term == row
    assert told("rescheduled") == ["P440100", "person"]


def test_the_preview_says_whom_a_backdated_term_makes_late(world, second, monkeypatch):
    story = Story(world)
    story.submit()
    story.work()
    due_on = steps.current_step(story.case).due_on
    row = proposed(world, rule="term.pension.review", number="3", since=f"{story.now:%Y-%m-%d}")

    def lateness(today):
        monkeypatch.setattr("portal.rulebook.preview.clock.today", lambda: today)
        return [change["is_late"] for change in preview_of(row)["changes"]]

    assert lateness(story.now.date()) == [False]
    assert lateness(due_on) == [True]


def test_a_turn_whose_clock_went_on_loses_as_many_days_as_the_term(world, second):
    story = Story(world)
    story.submit()
    story.wait()
    story.ask_correction()
    story.wait()
    story.answer()
    story.work()
    row = proposed(world, rule="term.pension.review", number="10", since="2020-01-01")
    before = steps.current_step(story.case)

    (change,) = preview_of(row)["changes"]
    story.now += timedelta(hours=1)
    approve(row, by=second, now=story.now)
    story.work()

    after = steps.current_step(story.case)
    assert after.days_left_at_pause == before.days_left_at_pause - 5
    assert after.due_on < before.due_on
    assert change["after"] == table_date(after.due_on)


def test_a_turn_keeps_the_term_of_the_day_it_began(world, second):
    story = Story(world)
    story.submit()
    story.work()
    tomorrow = story.now + timedelta(days=1)
    row = proposed(world, rule="term.pension.review", number="10", since=f"{tomorrow:%Y-%m-%d}")

    assert preview_of(row)["changes"] == []
    approve(row, by=second, now=story.now)
    work(story.now)

    assert steps.current_step(story.case).working_days == 15


def test_the_preview_shows_what_a_case_would_move_before_and_after(world, second):
    story = Story(world)
    story.submit()
    story.wait()
    story.accept()
    story.wait()
    row = proposed(world, rule="pension.pooled-share-that-moves", number="0.20", since="2020-01-01")

    shown = preview_of(row)

    (change,) = shown["changes"]
    assert change["case"] == story.case.number
    assert change["before"] != change["after"]
    assert (shown["before"], shown["after"]) == ("12%", "20%")


def test_the_preview_names_nobody(world, second):
    story = Story(world)
    story.submit()
    row = proposed(world, rule="term.pension.review", number="10", since="2020-01-01")
    page = browser(second).get(reverse("admin:agencies_rulevalue_change", args=[row.pk]))

    assert story.case.number in text_of(page)
    assert world.applicant.person.name not in text_of(page)


def test_the_administration_begins_with_what_waits_for_whom(world, second):
    proposed(world)

    mine = text_of(browser(second).get(reverse("admin:index")))
    theirs = text_of(browser(world.administrator.user).get(reverse("admin:index")))

    assert "1 for you to decide" in mine
    assert "1 of yours for another administrator" in theirs
    assert "for you to decide" not in theirs


def test_only_an_administrator_decides(world):
    row = proposed(world)
    clerk = browser(world.pension_new_a.user)

    answer = clerk.post(reverse("admin:agencies_rulevalue_approve", args=[row.pk]))

    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.is_waiting


def test_every_rule_can_be_proposed(world):
    page = browser(world.administrator.user).get(ADDRESS)

    assert all(f'value="{name}"' in page.content.decode() for name in rules())
    assert actor_of(world.administrator.user).position
