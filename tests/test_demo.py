"""The demo world is whole, believable, harmless, and moves with its clock."""

from collections import Counter
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from accounts.models import Person, User
from agencies import work_calendar
from agencies.actors import Position, actor_of
from agencies.models import Agency, Region
from agencies.rules.terms import Insurance
from casework.models import AccountProposal, Case, Decoy, Duty, Escalation, Event, Notice, Step
from casework.rules.statuses import Status
from demo import changes, employers, passing_time, retiring, sign_ins, world
from demo.identity_provider import Somebody
from demo.lives import HOW_MANY
from kit import clock
from law.identity_number import IdentityDocument, check_identity_number
from law.workdays import workdays_left
from letters.models import Letter
from records.models import InsuredPeriod, Relationship, Scheme
from transfers.actions import drafting
from transfers.facts import judging
from transfers.facts.record import known_record

FRIDAY = datetime(2026, 11, 20, 8, 45, tzinfo=UTC)  # 16:45 in Shanghai
MAINLAND = 31


@pytest.fixture(scope="module", autouse=True)
def demo_world(django_db_setup, django_db_blocker):
    """Load the world once; the tests below only read it, or undo what they do."""
    travelling = time_machine.travel(FRIDAY, tick=False)
    around = transaction.atomic()
    around._from_testcase = True  # as around a test: what is durable inside does not mind it
    with travelling, django_db_blocker.unblock(), around:
        world.load(now=FRIDAY, say=str)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def records(demo_world):
    """What is known of everybody's old-age insurance."""
    insured = Person.objects.exclude(pk__in=Decoy.objects.values("person"))
    return [known_record(person, Insurance.PENSION) for person in insured]


def test_every_mainland_province_has_an_agency_for_each_insurance():
    provinces = Agency.objects.filter(region__level=Region.Level.PROVINCE)

    assert (
        provinces.handling("pension").count() == provinces.handling("medical").count() == MAINLAND
    )
    assert not Agency.objects.filter(region__in=["710000", "810000", "820000"]).exists()


def test_at_least_sixty_cities_have_agencies_that_their_province_supervises():
    cities = Agency.objects.filter(region__level=Region.Level.PREFECTURE)

    assert cities.handling("pension").count() == cities.handling("medical").count() >= 60
    for agency in cities.select_related("supervisor", "region"):
        assert agency.supervisor.region_id == agency.region.province_code
        assert agency.supervisor.insurances == agency.insurances


def test_no_agency_can_be_reached_or_paid_outside_the_demo():
    for agency in Agency.objects.all():
        assert agency.email.endswith(".example")
        assert agency.phone.startswith("000-")
        assert agency.bank_account.startswith("00000000")


def test_identity_numbers_pass_their_check_and_belong_to_nobody():
    people = list(Person.objects.all())

    assert len(people) == HOW_MANY + len(retiring.PEOPLE) + Decoy.objects.count()
    for person in people:
        assert check_identity_number(person.document_type, person.number, FRIDAY.date()).valid
        assert person.number[14:17] == "000"


def test_people_worked_one_to_thirty_years_in_one_to_four_places(records):
    months = [record.count.months for record in records]
    places = Counter(len(record.places) for record in records)

    assert min(months) >= 10
    assert 350 <= max(months) <= 365
    assert set(places) == {1, 2, 3, 4}


def test_some_histories_have_overlaps_gaps_and_arrears(records):
    assert sum(record.count.overlapping_months > 0 for record in records) > 10
    assert sum(record.count.gap_months > 0 for record in records) > 10
    assert InsuredPeriod.objects.filter(is_personal_arrears=True).count() > 10


def test_every_kind_of_life_is_there():
    held = Relationship.objects.filter(insurance=Insurance.PENSION)

    assert held.filter(scheme=Scheme.RESIDENT).count() >= 20
    assert held.filter(status=Relationship.Status.DRAWING).exists()
    assert held.filter(account_kind=Relationship.AccountKind.TEMPORARY).exists()
    assert Person.objects.exclude(deceased_on=None).exists()
    names = "".join(person.name for person in Person.objects.all())
    assert any(character > "\uffff" for character in names)
    assert "·" in names


def test_a_hundred_cases_stand_in_every_status():
    statuses = Counter(Case.objects.order_by().values_list("status", flat=True))

    told = 49 + len(changes.STORIES)
    # An objection, a decoy, drafts of an employer's list, two orders that were paid; then what the
    # rooms of cards, of treatment elsewhere and of enrolments tell by themselves.
    others = 1 + 1 + employers.CONFIRMED + 2
    assert statuses.total() > told + others + 15
    assert set(statuses) == {status.value for status in Status}


def test_corrected_particulars_stand_at_every_stage():
    found = Counter(
        Case.objects.filter(service="particulars-key").order_by().values_list("status", flat=True)
    )
    late = Step.objects.running().filter(case__service="particulars-key", due_on__lt=FRIDAY.date())

    assert found == {
        "completed": 3,
        "withdrawn": 1,
        "submitted": 5,
        "correction-asked": 1,
        "refused": 1,
        "draft": 1,
    }
    assert late.exists()


def test_some_turns_are_near_their_due_day_and_some_are_late_and_escalated():
    calendar, today = work_calendar.national(), FRIDAY.date()
    left = [workdays_left(today, step.due_on, calendar) for step in Step.objects.running()]

    assert sum(0 <= days <= 5 for days in left) >= 5
    assert sum(days < 0 for days in left) >= 4
    assert Escalation.objects.open().exists()
    assert Escalation.objects.exclude(closed_at=None).exists()


def test_stories_were_told_by_the_real_actions():
    assert Letter.objects.filter(kind=Letter.Kind.ACCEPTANCE).exclude(file=None).exists()
    assert Event.objects.filter(kind=Event.Kind.REMINDED).exists()
    assert not Duty.objects.due(FRIDAY).exists()
    assert not Duty.objects.exclude(dead_at=None).exists()


def test_a_new_bank_account_waits_for_the_head_of_its_agency():
    (waiting,) = AccountProposal.objects.for_the_agency()

    assert waiting.bank_account != waiting.agency.bank_account


def test_nothing_in_the_world_is_broken(capsys):
    call_command("check_invariants")


def test_loading_again_changes_nothing():
    before = [model.objects.count() for model in (Agency, Person, User, Case, Event, Notice)]

    world.load(now=FRIDAY, say=str)

    after = [model.objects.count() for model in (Agency, Person, User, Case, Event, Notice)]
    assert after == before


def test_everybody_printed_can_sign_in_in_their_role():
    for each in sign_ins.sign_ins():
        assert authenticate(None, username=each.name, password=each.password) is not None

    roles = {each.name: actor_of(User.objects.get(email=each.name)) for each in sign_ins.sign_ins()}
    positions = Counter(actor.position for actor in roles.values())
    assert positions[Position.CLERK] == 12
    assert {Position.VERIFIED, Position.SUPERVISOR, Position.AUDITOR} < set(positions)
    assert positions[Position.ADMINISTRATOR] == 2


def test_the_printed_identities_wait_to_be_verified():
    printed = sign_ins.identities_to_verify()

    kinds = ["resident-id", "hmt-residence-permit", "resident-id"]
    assert [each.document_type for each in printed] == kinds
    for each in printed:
        person = Person.objects.with_document(each.document).get()
        assert (person.name, person.born_on, person.phone) == (each.name, each.born_on, each.phone)
        assert not User.objects.filter(person=person).exists()
        assert each.number in sign_ins.greeting()


def test_the_invented_provider_knows_whom_a_visitor_may_be():
    known = [Somebody(**each) for each in sign_ins.known_to_provider()]

    names = ["黄文静", "何嘉敏", "吴秀英", "林晓梅", "陈志强", "周敏"]
    assert [each.name for each in known] == names
    for each in known:
        assert Person.objects.with_document(
            IdentityDocument(each.document_type, each.number)
        ).exists()


@pytest.mark.parametrize(
    ("email", "insurance", "origin"),
    [("lin@demo.example", "pension", "440100"), ("chen@demo.example", "medical", "510100")],
)
@pytest.mark.django_db
def test_the_tour_may_file(email, insurance, origin):
    who = actor_of(User.objects.get(email=email))
    transfer = drafting.start(insurance, by=who, now=FRIDAY)
    places = {"original_region": origin, "new_region": "330100"}

    drafting.save(transfer, places, by=who, now=FRIDAY)

    assert judging.verdict(transfer, today=FRIDAY.date()).may_file


@pytest.mark.django_db
def test_five_working_days_bring_reminders_and_escalations_in_order():
    told = Notice.objects.count()
    escalated = Escalation.objects.count()

    passing_time.pass_working_days(5)

    assert clock.today().isoformat() == "2026-11-27"
    assert Escalation.objects.count() > escalated
    told_at = Notice.objects.order_by("pk").values_list("at", flat=True)[told:]
    moments = [each.replace(second=0, microsecond=0) for each in told_at]
    assert moments == sorted(moments)
    assert len({moment.date() for moment in moments}) > 2


@pytest.mark.django_db
def test_a_visitor_moves_the_clock_from_the_foot_of_a_page(client):
    answer = client.post(reverse("demo_clock"), {"days": "1", "next": reverse("help")})

    assert answer.status_code == 302
    assert answer["Location"] == reverse("help")
    assert clock.today().isoformat() == "2026-11-23"


@pytest.mark.django_db
@pytest.mark.parametrize("days", ["", "0", "-5", "61", "x", "٣", "99999999999999999999"])
def test_the_clock_takes_only_a_few_days_forward(client, days):
    answer = client.post(reverse("demo_clock"), {"days": days, "next": "/"})

    assert answer.status_code == 422
    assert clock.days_ahead() == 0


@pytest.mark.django_db
def test_the_clock_sends_nobody_elsewhere(client):
    answer = client.post(reverse("demo_clock"), {"days": "1", "next": "https://evil.example/"})

    assert answer["Location"] == "/"


@pytest.mark.django_db
def test_the_command_moves_the_clock(capsys):
    call_command("demo_clock", "+2")

    assert clock.today().isoformat() == "2026-11-24"


def test_outside_the_demo_there_is_no_world_and_no_clock(client, settings):
    settings.DEMO = False

    assert client.post(reverse("demo_clock"), {"days": "1"}).status_code == 404
    assert b"sunflower" not in client.get("/").content
    for command in (["load_demo"], ["demo_clock", "+1"]):
        with pytest.raises(CommandError):
            call_command(*command)
