"""What cannot be moved is told in writing; the form leaves it out, and everything else moves."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from kit.errors import NotValid, Refusal
from letters.models import Letter
from records.models import InsuredPeriod
from tests.cast import make_world
from tests.story import Story
from tests.transfers.pages import signed_in, text
from transfers.actions import handing_over
from transfers.figures import form
from transfers.management.commands.check_invariants import violations

YEAR = {"first_month": date(2020, 1, 1), "last_month": date(2020, 12, 1)}
NOTICE = Letter.Kind.NOT_TRANSFERABLE


@pytest.fixture
def story(db):
    return accepted(make_world())


def accepted(world, insurance="pension"):
    told = Story(world, insurance)
    told.submit()
    told.wait()
    told.accept()
    told.wait()
    return told


def tell(story, codes=("B03",), **said):
    story.prepare_notice(codes=codes, **(said or YEAR))
    return story.tell_what_stays()


def amounts(story):
    return form.form_figures(story.transfer, today=story.now.date()).amounts


def notice_text(story):
    story.work()
    file = Letter.objects.filter(case=story.case, kind=NOTICE).last().file
    pages = PdfReader(BytesIO(bytes(file.pdf))).pages
    return "".join(page.extract_text() for page in pages)


def test_the_person_reads_which_months_stay_and_why(story):
    tell(story, note="补缴地为成都市。", **YEAR)

    text = notice_text(story)

    assert "2020年1月至2020年12月" in text
    assert "按地方自定政策一次性补缴" in text
    assert "补缴地为成都市" in text


def test_the_page_of_the_case_says_which_months_stay_where(story):
    before = case_page(story)
    tell(story)
    after = case_page(story)

    assert "What stays in Chengdu" not in before
    assert "What stays in Chengdu" in after
    assert "January 2020 – December 2020" in after


def case_page(story):
    me = signed_in(story.world.applicant)
    return text(me.get(reverse("case", args=[story.case.number])))


def test_the_months_and_their_principal_leave_the_form_and_nothing_else(story):
    before = amounts(story)
    kept = InsuredPeriod.objects.filter(
        relationship=story.transfer.original_relationship, first_month__year=2020
    )
    principal = sum(p.base_fen * p.account_rate * p.months for p in kept) / 100

    tell(story)

    after = amounts(story)
    assert before.months_counted - after.months_counted == 12
    assert before.balance_to_last_year_end - after.balance_to_last_year_end == principal
    assert before.current_year_principal == after.current_year_principal
    assert after.pooled < before.pooled


def test_the_form_says_why_the_months_do_not_move(story):
    tell(story)
    story.prepare_form()

    lines = story.prepared_form.lines.filter(first_month__year=2020)

    assert {(line.months, line.credited_fen) for line in lines} == {(0, 0)}
    assert {line.remark for line in lines} == {"按规定不能转移，已书面告知本人"}


def test_the_transfer_is_completed_without_the_months(story):
    tell(story)
    story.prepare_form()
    story.send_form()
    story.wait()
    story.record_arrival()
    story.prepare_settlement()
    story.complete()

    assert story.transfer.settlement.months_counted == 11 * 12 + 12 + 8 - 12
    assert not list(violations())


def test_a_prepared_form_that_counts_them_is_thrown_away(story):
    story.prepare_form()

    tell(story)

    assert story.prepared_form is None


def test_both_the_person_and_the_new_agency_are_told(story):
    letter = tell(story)

    assert letter.to_person
    assert letter.to_agency == story.transfer.new_agency


@pytest.mark.parametrize(
    ("codes", "months", "field"),
    [
        (["B03"], {"first_month": date(2020, 1, 1)}, "last_month"),
        (["B03"], {"first_month": date(2020, 5, 1), "last_month": date(2020, 1, 1)}, "last_month"),
        (["B03"], {"first_month": date(1990, 1, 1), "last_month": date(1990, 3, 1)}, "first_month"),
        (["A01"], YEAR, "reasons"),
        ([], YEAR, "reasons"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(story, codes, months, field):
    with pytest.raises(NotValid) as refused:
        tell(story, codes, **months)

    assert field in refused.value.errors
    assert not Letter.objects.filter(case=story.case, kind=NOTICE).exists()


def test_the_same_is_not_told_twice(story):
    tell(story)

    with pytest.raises(NotValid):
        tell(story)


@pytest.mark.parametrize("who", ["new_a", "stranger", "auditor"])
def test_nobody_but_the_original_agency_tells_it(story, who):
    with pytest.raises(Refusal):
        story.prepare_notice(who, **YEAR)
    story.prepare_notice(**YEAR)
    with pytest.raises(Refusal):
        story.tell_what_stays(who)


def test_medical_insurance_knows_no_such_notice(db):
    story = accepted(make_world(), "medical")

    with pytest.raises(Refusal):
        tell(story)


def test_owed_months_are_told_with_the_form_at_the_latest(story):
    owed = InsuredPeriod.objects.filter(
        relationship=story.transfer.original_relationship, first_month__year=2021
    )
    owed.update(is_paid=False, is_personal_arrears=True)
    story.prepare_form()

    handing_over.send_form(
        story.prepared_form,
        reference="BANK-9",
        sent_on=story.now.date(),
        **story.by("original_b"),
    )

    assert "2021年1月至2021年12月" in notice_text(story)
    assert Letter.objects.filter(case=story.case, kind=NOTICE).count() == 1


def test_without_such_months_nobody_is_told_anything(story):
    story.prepare_form()
    story.send_form()

    assert not Letter.objects.filter(case=story.case, kind=NOTICE).exists()


def test_of_years_that_stay_nobody_is_told_that_they_owe_them(story):
    tell(story, first_month=date(2019, 1, 1), last_month=date(2020, 12, 1))

    story.tell("prepare_form send_form")

    assert Letter.objects.filter(case=story.case, kind=NOTICE).count() == 1
    assert [each.reason for each in story.transfer.parts_that_stay.all()] == ["B03"]


@pytest.mark.parametrize(("personal", "told"), [(True, ["B04"]), (False, [])])
def test_nobody_is_told_that_they_owe_what_their_employer_owes(story, personal, told):
    last = InsuredPeriod.objects.filter(relationship=story.transfer.original_relationship).last()
    InsuredPeriod.objects.filter(pk=last.pk).update(is_paid=False, is_personal_arrears=personal)

    story.tell("prepare_form send_form")

    assert [each.reason for each in story.transfer.parts_that_stay.all()] == told
