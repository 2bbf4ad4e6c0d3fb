"""Retiring: judged from the file by one, confirmed by another, determined, paid."""

from datetime import date
from decimal import Decimal

import pytest

from applications import known
from kit.errors import NotPermitted, NotValid
from payouts.models import Entitlement
from records.models import Relationship
from services.retirement.models import Determination, Finding
from tests.cast import MONDAY
from tests.retirement.story import ANSWERS, act, fresh, grant, judge, send

pytestmark = pytest.mark.django_db


def codes(application):
    found = known.rules_say(application, today=MONDAY.date())
    return {each.code for each in found.verdict.reasons}


def figure(application, label):
    found = known.rules_say(application, today=MONDAY.date()).figures
    return next(each for each in found if each.label.zh == label)


def test_the_sum_that_is_shown_is_the_sum_that_is_determined_and_paid(world):
    application = send(world)
    shown = figure(application, "每月养老金").value.zh
    judge(world, application, "birth", from_month=date(1971, 4, 1))
    done = grant(world, application)

    assert done.case.status == "approved"  # until the first payment is booked
    made = Determination.objects.get()
    assert f"¥{Decimal(made.total_fen) / 100:,.2f}" == shown
    drawn = Entitlement.objects.get()
    assert (drawn.benefit, drawn.from_month) == ("pension", date(2026, 10, 1))
    assert drawn.rates.get().amount_fen == made.total_fen
    letter = done.case.letters.exclude(kind="submission-receipt").get()
    assert letter.kind == "determination"
    assert "计发月数" in letter.content
    held = Relationship.objects.get(
        person=world.person, insurance="pension", agency__code="P440100"
    )
    assert held.status == "drawing"


def test_a_pension_with_the_base_of_last_year_is_provisional(world):
    application = send(world)
    grant(world, application)
    made = Determination.objects.get()
    assert made.is_provisional
    assert (made.base_year, made.for_year) == (2025, 2026)


def test_what_one_has_found_another_one_confirms(world):
    application = send(world)
    judge(world, application, "birth", from_month=date(1971, 4, 1), who="pension_new_b")
    act(world, "prepare-decision", application, outcome="granted", note="")
    with pytest.raises(NotPermitted):
        act(world, "approve-decision", application, "pension_new_b")
    assert Finding.objects.get().confirmed_at is None


def test_a_confirmed_finding_says_by_whom_and_a_new_judgement_keeps_the_old_one(world):
    application = send(world)
    period = {"from_month": date(1990, 1, 1), "value": "示例厂"}
    judge(world, application, "deemed", to_month=date(1993, 12, 1), **period)
    judge(world, application, "deemed", to_month=date(1992, 12, 1), **period)
    assert figure(application, "累计缴费").formula.zh.startswith("实际缴费248＋视同缴费36")
    grant(world, application)
    first, second = Finding.objects.order_by("pk")
    assert first.replaced_by == second
    assert first.confirmed_at is None
    assert second.confirmed_by == world.people["pension_new_b"].user


def test_a_finding_that_says_nothing_is_refused_in_words(world):
    application = send(world)
    for wrong in (
        {"kind": "deemed"},
        {"kind": "average-index", "value": "35"},
        {"kind": "by-hand", "value": "viel"},
        {"kind": "birth"},
        {"kind": "special-work", "from_month": date(2000, 5, 1), "to_month": date(1999, 5, 1)},
    ):
        with pytest.raises(NotValid):
            judge(world, application, **wrong)
    assert not Finding.objects.exists()


def test_the_file_moves_the_birth_the_post_and_the_index(world):
    application = send(world, answers={**ANSWERS, "post": "mixed"})
    assert "RET05" in codes(application)
    judge(world, application, "post", value="management")
    judge(world, application, "average-index", value="1.2000")
    assert "RET05" not in codes(application)
    assert figure(application, "平均缴费指数").value.zh == "1.2000"
    assert figure(application, "平均缴费指数").is_sure


def test_a_sum_by_hand_stands_where_the_rules_have_none(world):
    application = send(world)
    judge(world, application, "by-hand", value="3456.78")
    done = grant(world, application)
    assert Determination.objects.get(case=done.case).total_fen == 345_678
    assert fresh(done).case.letters.exclude(kind="submission-receipt").count() == 1
