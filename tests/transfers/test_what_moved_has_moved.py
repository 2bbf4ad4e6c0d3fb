"""Every month and every yuan: what has moved has moved, what stays stays, schemes stay apart.

The world: Chengdu, 132 months 2014-01 to 2024-12 at 5,000.00, account 52,800.00, to Guangzhou.
"""

import json
from datetime import date
from decimal import Decimal

import pytest

from agencies.models import Agency
from casework.errors import MoveNotPossible
from kit.errors import NotValid
from records import accounts
from records.models import AccountYear, InsuredPeriod, Relationship
from records.rules.sleeping import years_without_rate
from tests import owner
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, insure, make_world, pay_again
from tests.story import HANDED_OVER, Story, at_stage
from transfers.actions import accepting, applying, drafting, preparing_form, settling
from transfers.facts.record import known_record
from transfers.figures import books
from transfers.figures.form import form_figures
from transfers.management.commands.check_invariants import violations
from transfers.models import InformationForm, Transfer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain_letters(monkeypatch):
    """What a letter looks like is tested elsewhere."""
    print_blank_letters(monkeypatch)


@pytest.fixture
def world():
    """Regions, agencies, people."""
    return make_world()


def held(world, place, scheme="employee", insurance="pension"):
    """Return the applicant's relationship at a place."""
    return Relationship.objects.get(
        person=world.person, agency=world.agency(insurance, place), scheme=scheme
    )


def sent_form(story):
    """Return the form that counts."""
    return InformationForm.objects.filter(transfer=story.pk).latest("version")


# --- There, back, and there again ----------------------------------------------------------------
def test_after_coming_back_only_the_new_months_move(world):
    first = at_stage(world, "completed")
    pay_again(held(world, "chengdu"), 6)

    second = Story(world, now=first.now).tell(f"{HANDED_OVER} record_arrival")

    form = sent_form(second)
    assert (form.months, form.pooled_fen, form.account_fen) == (6, 3_600_00, 2_400_00)
    second.tell("prepare_settlement complete")
    assert accounts.balance(held(world, "chengdu")) == 0
    assert not list(violations())


def test_what_has_moved_is_no_longer_counted_where_it_was(world):
    at_stage(world, "completed")

    record = known_record(world.person, "pension")

    months = {each.agency.region.name: each.months for each in record.places}
    assert months == {"成都市": 0, "广州市": 152}
    assert (record.count.months, record.count.overlapping_months) == (152, 0)


def test_money_paid_before_1998_moves_once_and_keeps_to_itself(world):
    Relationship.objects.filter(pk=held(world, "chengdu").pk).update(pre_1998_fen=12_345)

    story = at_stage(world, "completed")

    assert sent_form(story).pre_1998_fen == 12_345
    left, joined = held(world, "chengdu"), held(world, "guangzhou")
    assert (left.pre_1998_fen, joined.pre_1998_fen) == (0, 12_345)
    assert not list(violations())


# --- Two relationships at one agency -------------------------------------------------------------
@pytest.fixture
def with_resident(world):
    """The applicant was a resident at Chengdu in 2010, before the first job."""
    insure(
        world.person, world.agency("pension", "chengdu"), "pension", range(2010, 2011),
        base=10_000, scheme="resident",
    )  # fmt: skip
    return world


def test_of_two_relationships_the_employees_moves(with_resident):
    form = sent_form(at_stage(with_resident, "handed over"))

    assert (form.months, form.pooled_fen) == (132, 79_200_00)


def test_what_lies_in_two_schemes_is_told_apart_and_never_added(with_resident):
    employee, resident = known_record(with_resident.person, "pension").schemes

    held_there = held(with_resident, "chengdu", "resident")
    assert (employee.scheme, employee.months) == ("employee", 152)
    assert (resident.scheme, resident.months) == ("resident", 12)
    assert resident.balance_fen == accounts.balance(held_there)


def test_the_person_can_choose_the_residents(with_resident):
    story = Story(with_resident)

    drafting.save(story.transfer, {"from_scheme": "resident"}, **story.by("applicant"))

    chosen = story.transfer
    assert chosen.original_relationship == held(with_resident, "chengdu", "resident")
    assert chosen.from_scheme == "resident"


def test_from_the_residents_account_no_pooled_money_moves(with_resident):
    story = Story(with_resident)
    drafting.save(story.transfer, {"from_scheme": "resident"}, **story.by("applicant"))

    stated = dict.fromkeys(books.years_without_rate(story.transfer, today=story.now.date()), 0)
    reckoned = form_figures(story.transfer, today=story.now.date(), stated=stated)

    assert (reckoned.sums["pooled_fen"], reckoned.sums["months"]) == (0, 12)


@pytest.mark.parametrize("insurance", ["pension", "medical"])
def test_at_the_new_place_the_person_chooses_too(world, insurance):
    agency = world.agency(insurance, "guangzhou")
    insure(
        world.person, agency, insurance, range(2025, 2027), base=10_000, scheme="resident",
        status="active",
    )  # fmt: skip
    story = Story(world, insurance)
    assert story.transfer.new_relationship.scheme == "employee"

    drafting.save(story.transfer, {"to_scheme": "resident"}, **story.by("applicant"))

    assert story.transfer.new_relationship.scheme == "resident"


# --- What stays, stays ---------------------------------------------------------------------------
@pytest.fixture
def partly(world):
    """Two years that were paid in one sum under a local policy stay (B03)."""
    story = Story(world).tell("submit wait accept wait")
    story.prepare_notice(codes=["B03"], first_month=date(2014, 1, 1), last_month=date(2015, 12, 1))
    story.tell_what_stays()
    return story.tell("prepare_form send_form wait record_arrival prepare_settlement complete")


def test_what_the_law_keeps_back_lies_at_the_original_place_with_its_money(world, partly):
    left = held(world, "chengdu")

    assert accounts.balance(left) == 9_600_00
    assert left.status == Relationship.Status.SUSPENDED
    assert sum(each.months for each in left.periods.lying_there()) == 24
    assert accounts.balance(left) + sent_form(partly).account_fen == 52_800_00
    assert not list(violations())


def test_the_notice_of_completion_says_what_moved_and_what_stays(partly):
    letter = json.loads(partly.case.letters.get(kind="completion-notice").content)

    (place,) = letter["places"]
    assert (place["from_month"], place["months"]) == ("2016-01-01", 108)
    (remark,) = letter["remarks"]
    assert "2014年1月至2015年12月" in remark["zh"]
    assert "could not be moved: 24." in remark["en"]


def test_it_can_be_used_later(world, partly):
    later = Story(world, now=partly.now).tell(HANDED_OVER)

    form = sent_form(later)
    assert (form.months, form.account_fen, form.pooled_fen) == (24, 9_600_00, 14_400_00)


def test_what_was_recorded_above_the_share_stays_and_does_not_move_later(world):
    original = held(world, "chengdu")
    original.periods.filter(first_month__year=2014).update(account_rate=Decimal("0.11"))
    for line in original.account_years.all():
        line.opening_fen += 0 if line.year == 2014 else 1_800_00
        line.credited_fen += 1_800_00 if line.year == 2014 else 0
        line.closing_fen += 1_800_00
        line.save()

    story = at_stage(world, "completed")

    assert sent_form(story).account_fen == 52_800_00
    assert accounts.balance(held(world, "chengdu")) == 1_800_00
    pay_again(original, 6)
    again = Story(world, now=story.now).tell(HANDED_OVER)
    assert sent_form(again).account_fen == 2_400_00
    assert not list(violations())


def test_what_lacks_to_the_share_is_made_up_by_the_original_agency(world):
    original = held(world, "chengdu")
    original.periods.filter(first_month__year=2014).update(account_rate=Decimal("0.05"))
    for line in original.account_years.all():
        line.opening_fen -= 0 if line.year == 2014 else 1_800_00
        line.credited_fen -= 1_800_00 if line.year == 2014 else 0
        line.closing_fen -= 1_800_00
        line.save()

    story = at_stage(world, "completed")

    assert sent_form(story).account_fen == 52_800_00
    assert original.account_entries.get(kind="made-up").amount_fen == 1_800_00
    assert not list(violations())


def test_months_given_up_are_not_asked_about_again(world):
    original = held(world, "chengdu")
    owed = original.periods.filter(first_month__year=2024)
    owed.update(is_paid=False, is_personal_arrears=True)
    story = Story(world)
    waive = {"arrears": Transfer.Arrears.WAIVE.value}
    drafting.save(story.transfer, waive, **story.by("applicant"))

    story.tell(f"{HANDED_OVER} record_arrival prepare_settlement complete")

    assert {each.gone_as for each in owed} == {"given-up"}


# --- Sleeping accounts ---------------------------------------------------------------------------
@pytest.fixture
def sleeping(world):
    """Nothing was booked at Chengdu since 2020, when 33,600.00 lay there."""
    original = held(world, "chengdu")
    with owner.as_owner():
        original.periods.filter(first_month__year__gt=2020).delete()
        original.account_years.filter(year__gt=2020).delete()
    assert accounts.balance(original) == 33_600_00
    return Story(world).tell("submit wait accept wait")


def test_a_year_without_a_published_rate_holds_the_form_and_is_named(sleeping):
    with pytest.raises(NotValid) as refusal:
        sleeping.prepare_form()

    assert "2025" in str(refusal.value.errors["interest"])
    assert not InformationForm.objects.exists()


def test_published_years_are_carried_and_the_missing_one_is_stated(sleeping):
    preparing_form.prepare_form(sleeping.transfer, interest={2025: 0}, **sleeping.by("original_a"))

    form = sent_form(sleeping)
    assert form.balance_fen == 40_588_25
    assert form.interest_stated == [2025]
    assert form.interest == {
        "2021": 2_247_84, "2022": 2_193_89, "2023": 1_510_26, "2024": 1_036_26, "2025": 0,
    }  # fmt: skip
    sleeping.tell("send_form wait record_arrival prepare_settlement complete")
    lines = held(sleeping.world, "chengdu").account_years
    assert lines.get(year=2024).closing_fen == 40_588_25
    assert accounts.balance(held(sleeping.world, "chengdu")) == 0
    assert not list(violations())


def test_money_that_arrives_in_a_sleeping_account_swallows_no_interest(world):
    joined = held(world, "guangzhou")
    with owner.as_owner():
        joined.account_years.all().delete()
    AccountYear.objects.create(
        relationship=joined, year=2020, credited_fen=100_000, closing_fen=100_000
    )

    at_stage(world, "completed")

    open_years = joined.account_years.filter(is_closed=False)
    assert [each.year for each in open_years] == [2021, 2022, 2023, 2024, 2025, 2026]


def test_months_that_the_books_have_not_credited_move_with_their_money(world):
    original = held(world, "chengdu")
    with owner.as_owner():
        original.account_years.filter(year__gt=2023).delete()
    story = Story(world).tell("submit wait accept wait")
    with pytest.raises(NotValid) as refusal:
        story.prepare_form()
    assert "2024" in str(refusal.value.errors["interest"])

    stated = {2024: 1_000_00, 2025: 0}
    preparing_form.prepare_form(story.transfer, interest=stated, **story.by("original_a"))

    form = sent_form(story)
    assert (form.balance_fen, form.months, form.interest_stated) == (53_800_00, 132, [2024, 2025])
    story.tell("send_form wait record_arrival prepare_settlement complete")
    assert original.account_years.get(year=2024).credited_fen == 4_800_00
    assert accounts.balance(original) == 0
    assert not list(violations())


def test_the_interest_of_the_year_in_which_a_form_was_made_is_owed_where_its_money_comes(world):
    joined = held(world, "guangzhou")
    accounts.year_of(joined, 2027).save()
    story = Story(world, now=MONDAY.replace(month=12)).tell(HANDED_OVER)
    story.now = MONDAY.replace(year=2027, month=1, day=11)
    accounts.write_interest(joined, {2026: 1_234_56})  # the place has closed its own year

    story.tell("record_arrival prepare_settlement complete")

    lines = joined.account_years
    assert lines.get(year=2026).interest_fen == 1_234_56
    assert lines.get(year=2026).arrived_fen == sent_form(story).account_fen
    assert lines.get(year=2027).opening_fen == lines.get(year=2026).closing_fen
    of_years = books._books(joined, {})
    assert years_without_rate(of_years, 2028) == [2026, 2027]
    assert not list(violations())


def test_a_form_of_last_year_is_not_sent_this_year(world):
    story = Story(world, now=MONDAY.replace(month=12)).tell("submit wait accept wait prepare_form")
    story.now = MONDAY.replace(year=2027, month=1, day=11)

    with pytest.raises(MoveNotPossible):
        story.send_form()

    story.send_back_form()
    preparing_form.prepare_form(story.transfer, interest={2026: 0}, **story.by("original_a"))
    story.send_form()
    assert sent_form(story).transfer_on.year == 2027


# --- Schemes stay apart --------------------------------------------------------------------------
def test_resident_months_stay_resident_months_in_an_employees_record(world):
    original = held(world, "chengdu")
    Relationship.objects.filter(pk=original.pk).update(scheme="resident")
    original.periods.update(scheme="resident")
    story = Story(world)
    story.transfer.refresh_from_db()
    drafting.save(story.transfer, {"from_scheme": "resident"}, **story.by("applicant"))
    applying.submit(story.transfer, despite_checks=True, **story.by("applicant"))
    looked = {"despite_checks": True, "note": "已核实"}
    accepting.accept(story.tell("wait").transfer, **looked, **story.by("new_a"))
    story.tell("wait prepare_form send_form wait record_arrival prepare_settlement")

    settling.complete(story.transfer, **looked, **story.by("new_b"))

    letter = story.case.letters.get(kind="completion-notice")
    record = known_record(world.person, "pension")
    content = json.loads(letter.content)
    assert content["months_total"] == 20
    assert "do not become months of an employee" in content["remarks"][0]["en"]
    assert (record.count.months, record.count.by_scheme) == (20, {"employee": 20, "resident": 132})
    moved = next(each for each in record.schemes if each.scheme == "resident")
    assert (moved.months, moved.balance_fen) == (132, None)  # joined to the employee's account
    assert sent_form(story).pooled_fen == 0
    assert not list(violations())


# --- What lacks, what is too much, and what stays, apart from each other -------------------------
def record_at(relationship, year, rate, fen):
    """Let a year be recorded at another share, which brought so much more or less."""
    relationship.periods.filter(first_month__year=year).update(account_rate=Decimal(rate))
    for line in relationship.account_years.filter(year__gte=year):
        line.opening_fen += 0 if line.year == year else fen
        line.credited_fen += fen if line.year == year else 0
        line.closing_fen += fen
        line.save()


def test_what_the_agency_makes_up_is_not_taken_from_what_stays(world):
    record_at(held(world, "chengdu"), 2014, "0.05", -1_800_00)
    story = Story(world).tell("submit wait accept wait")
    stay = {"first_month": date(2015, 1, 1), "last_month": date(2015, 12, 1)}
    story.prepare_notice(codes=["B03"], **stay)
    story.tell_what_stays()

    story.tell("prepare_form send_form wait record_arrival prepare_settlement complete")

    assert accounts.balance(held(world, "chengdu")) == 4_800_00
    assert not list(violations())


def test_what_the_agency_makes_up_is_not_taken_from_what_is_too_much(world):
    record_at(held(world, "chengdu"), 2014, "0.05", -1_800_00)
    record_at(held(world, "chengdu"), 2015, "0.11", 1_800_00)

    at_stage(world, "completed")

    assert accounts.balance(held(world, "chengdu")) == 1_800_00


def test_after_the_whole_account_has_moved_nothing_too_much_is_left_to_deduct(world):
    original = held(world, "chengdu")
    record_at(original, 2014, "0.11", 1_800_00)
    insure(
        world.person, world.agency("pension", "guangzhou"), "pension", range(2025, 2027),
        base=10_000, scheme="resident", status="active",
    )  # fmt: skip
    story = Story(world)
    drafting.save(story.transfer, {"to_scheme": "resident"}, **story.by("applicant"))
    applying.submit(story.transfer, despite_checks=True, **story.by("applicant"))
    looked = {"despite_checks": True, "note": "已核实"}
    accepting.accept(story.tell("wait").transfer, **looked, **story.by("new_a"))
    story.tell("wait prepare_form send_form wait record_arrival prepare_settlement")
    settling.complete(story.transfer, **looked, **story.by("new_b"))
    assert accounts.balance(original) == 0

    pay_again(original, 6)
    again = Story(world, now=story.now)
    reckoned = form_figures(again.transfer, today=again.now.date())

    assert reckoned.sums["account_fen"] == 2_400_00


def test_what_stays_earns_in_the_year_of_the_move_and_later(world, partly):
    later = Story(world, now=partly.now)

    assert books.years_without_rate(later.transfer, today=date(2028, 2, 1)) == [2026, 2027]


def test_months_name_the_agency_that_insured_them_though_two_serve_one_region(world):
    original = held(world, "chengdu")
    second = Agency.objects.create(
        code="P510100X", name="成都高新区社保中心", name_en="Chengdu Hi-tech", region_id="510100",
        handles_pension=True, account_name="专户", bank_name="示例银行", bank_account="2",
    )  # fmt: skip
    original.periods.filter(first_month__year=2014).update(came_from=second)

    lines = sent_form(at_stage(world, "form prepared")).lines.all()

    by_year = {line.first_month.year: line.agency_id for line in lines}
    assert (by_year[2014], by_year[2015]) == (second.pk, original.agency_id)


def test_of_double_months_before_1998_the_sum_of_then_is_paid_back(world):
    for place in ("chengdu", "guangzhou"):
        each = held(world, place)
        InsuredPeriod.objects.create(
            relationship=each, first_month=date(1997, 1, 1), last_month=date(1997, 12, 1),
            base_fen=100_000, employer_rate=Decimal("0.16"), personal_rate=Decimal("0.04"),
            account_rate=Decimal("0.11"),
        )  # fmt: skip
        Relationship.objects.filter(pk=each.pk).update(pre_1998_fen=480_00)

    story = at_stage(world, "handed over").tell("record_arrival prepare_settlement complete")
    story.tell("answer_clearing prepare_clearing approve_clearing")

    assert held(world, "guangzhou").pre_1998_fen == 480_00
    assert not list(violations())
