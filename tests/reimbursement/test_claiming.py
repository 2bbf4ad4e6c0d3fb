"""A claim by hand from its invoices to the money, and two claims that meet in one year."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override

from applications import known
from applications.actions import drafting
from applications.registry import service_of
from casework.errors import MoveNotPossible
from casework.models import Notice, TermExtension
from kit.errors import NotValid
from payouts import registry
from payouts.models import Payable
from services.reimbursement.models import CostList, InvoiceUse, YearLine
from tests.cast import MONDAY, make_person, make_verified_user
from tests.reimbursement import story
from tests.reimbursement.story import STAY, VISIT, bill, claim, decide, fresh
from tests.retirement.story import approve_value

TODAY = MONDAY.date()


def codes(application):
    found = known.rules_say(application, today=TODAY)
    return {each.code for each in found.verdict.reasons}


def figures(application):
    found = known.rules_say(fresh(application), today=TODAY).figures
    return {each.label.en: each.value.en for each in found}


def pay(payable):
    """Book it as paid, as the bank's answer does."""
    registry.benefit_of(payable.benefit).on_paid(payable, timezone.now())


def test_a_stay_is_settled_by_its_list_paid_and_then_over(world):
    application = claim(world)
    assert codes(application) == set()
    text = story.listed(
        ("12345678", "A", "1", "40000.00", "", ""),
        ("12345678", "B", "2", "4000.00", "", "0.10"),
        ("12345678", "C", "1", "600.00", "", ""),
    )
    story.act("cost-list", application, world.people["beijing_a"], lines=text)

    decide(world, application)
    payable = Payable.objects.get()
    # 28,700 × 85% + 10,000 × 90% + 7,200 × 95% of 47,200 covered
    assert (payable.amount_fen, payable.fund) == (4_023_500, "medical")
    assert fresh(application).case.status == "approved"
    letter = str(fresh(application).decision.letter.content)
    assert "class C: outside the catalogue" in letter
    assert "统筹基金支付" in letter

    pay(payable)
    assert fresh(application).case.status == "completed"
    pay(payable)  # told twice, it changes nothing


def test_the_second_stay_of_a_year_goes_on_where_the_first_has_left_it(world):
    decide(world, claim(world))
    later = claim(
        world,
        bill("20000.00", "87654321", date(2026, 9, 2)),
        admitted_on=date(2026, 8, 25),
        discharged_on=date(2026, 9, 2),
    )

    assert figures(later)["Deductible"] == "¥650.00"
    assert figures(later)["Paid by the fund in this year"] == "¥58,012.50"


def test_of_two_claims_decided_at_once_the_second_is_read_again(world):
    first = claim(world)
    second = claim(
        world,
        bill("20000.00", "87654321", date(2026, 9, 2)),
        admitted_on=date(2026, 8, 25),
        discharged_on=date(2026, 9, 2),
    )
    story.prepare(world, first)
    story.prepare(world, second)
    story.approve(world, first)

    with override("en"), pytest.raises(MoveNotPossible, match=r"figures have changed"):
        story.approve(world, second)

    story.act("send-back-decision", second, world.people["beijing_b"], note="金额已变。")
    decide(world, second)
    assert [each.fund_fen for each in YearLine.objects.order_by("pk")] == [4_156_500, 1_644_750]


def test_visits_count_towards_the_deductible_of_the_year(world):
    out = "reimbursement-outpatient"
    first = claim(world, bill("1000.00", "11111111"), service=out, answers=VISIT)
    assert "MED13" in codes(first)
    decide(world, first)
    assert fresh(first).case.status == "completed"  # there is nothing to pay
    assert not Payable.objects.exists()

    second = claim(world, bill("3000.00", "22222222"), service=out, answers=VISIT)
    assert figures(second)["Paid by the fund"] == "¥1,540.00"


def test_an_invoice_is_found_again_in_anybodys_claim(world):
    claim(world)
    other = make_person("李强", date(1980, 3, 3))
    who = make_verified_user("li", other)
    who.user.real_person_at = MONDAY
    draft = drafting.start(service_of("reimbursement-inpatient"), by=who, now=MONDAY)
    drafting.save(draft, {**STAY, **story.bills(bill())}, by=who, now=MONDAY)

    assert "MED08" in codes(fresh(draft))
    drafting.save(draft, story.bills(bill(number="99999999")), by=who, now=MONDAY)
    assert "MED08" not in codes(fresh(draft))
    assert InvoiceUse.objects.filter(case=draft.case, is_named=True).count() == 1


def test_of_one_stay_there_is_one_claim(world):
    claim(world)
    with pytest.raises(MoveNotPossible):
        claim(world, bill(number="99999999"))


def test_where_numbers_are_not_loaded_a_clerk_names_the_amount(world):
    application = claim(world, hospital="unlisted", hospital_name="某医院", grade="unknown")
    assert {"MED03", "MED14"} <= codes(application)
    with pytest.raises(MoveNotPossible):
        story.prepare(world, application)

    said = {"figure": "fund", "value": "30,000.00", "reason": "按当地文件。"}
    story.act("correct-figure", application, world.people["beijing_a"], **said)
    decide(world, application)
    assert Payable.objects.get().amount_fen == 3_000_000


def test_the_hospital_is_asked_and_its_answer_stands_in_the_decision(world):
    application = claim(world)
    clerk = world.people["beijing_a"]
    due = application.case.steps.get().due_on
    said = {"whom": "北京示范医院", "what": "是否住院十天？"}
    story.act("ask-hospital", application, clerk, **said)
    with pytest.raises(MoveNotPossible):  # one question at a time
        story.act("ask-hospital", application, clerk, **said)
    assert application.case.steps.get().due_on == due  # no text of Beijing says until when
    story.act("hospital-answered", application, clerk, confirms="yes", answer="病历相符。")
    decide(world, application)
    letter = application.case.letters.get(kind="settlement")
    assert "北京示范医院答复：属实。病历相符。" in letter.content


def test_where_a_text_names_the_day_of_the_answer_the_review_waits_and_says_so(world):
    for rule, number in (("check-elsewhere-from", 30_000), ("check-answered-by", 12)):
        approve_value(world, f"reimbursement.{rule}", number, region="110000")
    application = claim(world)
    due = application.case.steps.get().due_on
    story.act(
        "ask-hospital", application, world.people["beijing_a"], whom="医院", what="是否住院？"
    )
    taken = TermExtension.objects.get()
    assert (taken.ground, taken.last_day) == ("asked-elsewhere", date(2026, 10, 12))
    assert application.case.steps.get().due_on > due
    told = Notice.objects.filter(case=application.case, to_person=world.person)
    assert told.filter(kind__contains="term").exists()


def test_a_corrected_amount_is_never_more_than_the_bill(world):
    application = claim(world)
    said = {"figure": "fund", "value": "50000.00", "reason": "笔误。"}
    story.act("correct-figure", application, world.people["beijing_a"], **said)
    with pytest.raises(MoveNotPossible):
        story.prepare(world, application)


def test_a_list_comes_whole_or_not_at_all(world):
    application = claim(world)
    clerk = world.people["beijing_a"]
    wrong = story.listed(("12345678", "A", "1", "5.00", "", ""), ("1", "A", "1", "5.00", "", ""))
    with pytest.raises(NotValid) as refused:
        story.act("cost-list", application, clerk, lines=wrong)
    assert "2" in str(refused.value.errors["lines"])
    assert not CostList.objects.exists()

    short = story.listed(("12345678", "A", "1", "48599.99", "", ""))
    story.act("cost-list", application, clerk, lines=short)
    assert "MED11" in codes(fresh(application))  # one fen is missing


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"where": "abroad"}, "MED07"),
        ({"cause": "work", "accident": "上班时"}, "MED05"),
        ({"cause": "third-party", "accident": "路上", "third": "unpaid"}, "MED06"),
        ({"is_settled": True}, "MED02"),
        ({"admitted_on": date(2020, 1, 1), "discharged_on": date(2020, 1, 2)}, "MED01"),
        ({"total": Decimal("1.00")}, "MED11"),
        ({"place": "310000", "hospital": "310000-0"}, "MED10"),
    ],
)
def test_each_answer_leads_to_its_reason(world, said, code):
    application = drafting.start(
        service_of("reimbursement-inpatient"), by=world.applicant, now=MONDAY
    )
    answers = {**STAY, **story.bills(bill()), **said}
    drafting.save(application, answers, by=world.applicant, now=MONDAY)

    assert code in codes(fresh(application))


def test_an_invoice_that_stands_there_twice_counts_once(world):
    application = claim(world, bill(), bill(), total=Decimal("48600.00"))

    assert codes(application) == {"MED16"}
    assert figures(application)["The whole bill"] == "¥48,600.00"


def test_what_others_have_paid_is_not_paid_again(world):
    application = claim(world, other_paid=Decimal("40000.00"), other_who="某保险公司")
    assert figures(application)["What is paid to you"] == "8600.00"


def test_an_emergency_elsewhere_counts_as_registered(world):
    answers = {**STAY, "is_admitted": True, "place": "310000", "hospital": "310000-0"}
    application = claim(world, service="reimbursement-emergency", answers=answers)

    assert "MED10" not in codes(application)
    # At most ten points lower: 28,700 × 75% + 10,000 × 80% + 8,600 × 85%
    assert figures(application)["Paid by the fund"] == "¥36,835.00"


def test_without_a_sign_in_the_same_facts_come_to_the_same_sum(world):
    service = service_of("reimbursement-inpatient")
    facts = {
        "insured_place": "110000",
        "is_resident": False,
        "is_retired": False,
        "age": 45,
        "grade_tried": "3",
        "was_registered": True,
        "cause": "illness",
        "amount": Decimal("48600.00"),
    }
    found = known.pre_check(service, known.asked(service, facts, None, today=TODAY))
    said = {each.label.en: each.value.en for each in found.figures}

    assert found.answer == "yes"
    assert said["What is paid to you"] == "41565.00"


def test_a_refusal_uses_nothing_of_the_year(world):
    decide(world, claim(world), "refused", reasons=["MED15"], note="")

    assert not YearLine.objects.exists()
    assert not Payable.objects.exists()
