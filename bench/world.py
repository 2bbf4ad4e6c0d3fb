"""A database as full as one asks for: one busy agency, and drafts that wait to be sent."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import connection

from accounts.models import (
    AccessEntry,
    Looked,
    Person,
    User,
    document_index,
    name_index,
    number_index,
    surname_index,
)
from agencies import rule_book
from agencies.actions import reference
from agencies.actors import actor_of
from agencies.models import Agency, Post, Region, RuleValue
from agencies.rules.terms import TermKind
from bench.copies import SPREAD, STRIDE, as_patient_owner, multiply
from casework.actions import counting
from casework.actions.history import seal
from casework.actions.rescheduling import follow_the_calendar
from casework.models import Case, Duty, Escalation, Event, Notice, Step
from casework.rules.ladder import Rung
from casework.rules.statuses import Status
from law.identity_number import check_character
from records.models import InsuredPeriod, Relationship
from transfers.actions import applying, drafting
from transfers.models import Transfer

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
FROM, TO = "510100", "440100"
BATCH = 5_000
EVENTS_OF_A_CASE = 4
ESCALATED = 4  # one case of so many
CASES_OF_A_QUIET_AGENCY = 30


def prepare() -> tuple[Agency, Agency]:
    """Load reference data and make the two agencies."""
    reference.load(now=NOW)
    follow_the_calendar(now=NOW)  # while no term runs, or counting them would be measured along
    above = make_agency("P440000", "440000")
    return make_agency("P510100", FROM), make_agency("P440100", TO, above)


def quiet_agency() -> Agency:
    """Make an agency that has few cases, however many the busy one has."""
    quiet = make_agency("P330100", "330100")
    fill(CASES_OF_A_QUIET_AGENCY, Agency.objects.get(code="P510100"), quiet, start=80_000_000)
    return quiet


def make_agency(code: str, region: str, supervisor: Agency | None = None) -> Agency:
    """Make an agency of a place."""
    return Agency.objects.create(
        supervisor=supervisor,
        code=code,
        name=f"示例经办机构{code}",
        name_en=f"Sample agency {code}",
        region=Region.objects.get(code=region),
        handles_pension=True,
        address="示例路1号",
        postcode="510000",
        phone="12333",
        account_name="示例专户",
        bank_name="示例银行",
        bank_account="1",
    )


def clerk(agency: Agency) -> User:
    """Make a clerk of the agency."""
    return staff(agency, Post.Role.CLERK, "clerk@bench.example")


def staff(agency: Agency, role: str, email: str = "") -> User:
    """Make somebody who works for the agency."""
    email = email or f"{role}-{agency.code}@bench.example".lower()
    user = User.objects.create_user(email, "bench", display_name="bench")
    Post.objects.create(user=user, agency=agency, role=role, started_at=NOW)
    return user


def person(number: int) -> Person:
    """Return an unsaved person; numbers are made up and pass their check."""
    born_on = date(1970, 1, 1) + timedelta(days=number % 10_000)
    first = f"51{number // 10_000:04d}{born_on:%Y%m%d}000"
    made = Person(
        name=f"样本{number}", number=first + check_character(first), sex="female", born_on=born_on
    )
    made.hukou_region_code = TO
    made.number_index = number_index(made.document_type, made.number)
    made.document_index = document_index(made.document)
    made.name_index, made.surname_index = name_index(made.name), surname_index(made.name)
    return made


def fill(cases: int, original: Agency, new: Agency, *, start: int = 0) -> None:
    """Add that many submitted cases that wait at the new agency."""
    term = rule_book.term_in_force(TermKind.REVIEW, "pension", NOW.date())
    for first in range(start, start + cases, BATCH):
        _fill(range(first, min(first + BATCH, start + cases)), original, new, term)


def fill_many(cases: int, original: Agency, new: Agency, *, start: int) -> None:
    """Add many more of the same; PostgreSQL multiplies the last one that was filled in."""
    if connection.vendor == "postgresql":
        last = Case.objects.get(number=f"B{ESCALATED * ((start - 1) // ESCALATED):09d}")
        multiply(last, range(start, start + cases), now=NOW, escalated=ESCALATED)
    else:
        fill(cases, original, new, start=start)
    counting.bring_up_to_date()  # as the worker does each half minute


def analyze() -> None:
    """Let the database look at its tables, as it does by itself after a while."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("ANALYZE")
            return
        with as_patient_owner(cursor):  # only the owner may, and it takes its time
            cursor.execute("VACUUM ANALYZE")


def _fill(numbers: range, original: Agency, new: Agency, term: RuleValue) -> None:
    people = Person.objects.bulk_create(person(number) for number in numbers)
    made = Case.objects.bulk_create(
        Case(
            number=f"B{number:09d}",
            service="pension-transfer",
            person=each,
            status=Status.SUBMITTED.value,
            created_at=_moment(number),
            submitted_at=_moment(number),
        )
        for number, each in zip(numbers, people, strict=True)
    )
    Transfer.objects.bulk_create(
        Transfer(
            case=case,
            insurance="pension",
            original_region_id=FROM,
            new_region_id=TO,
            original_agency=original,
            new_agency=new,
            contact_phone="+8613800000000",
        )
        for case in made
    )
    steps = Step.objects.bulk_create(
        Step(
            case=case,
            kind=TermKind.REVIEW,
            agency=new,
            other_place_id=FROM,
            opened_at=case.submitted_at,
            starts_on=case.submitted_at.date(),
            term=term,
            working_days=15,
            due_on=case.submitted_at.date() + timedelta(days=21),
        )
        for case in made
    )
    _tell(made, steps, new)
    Event.objects.bulk_create((event for case in made for event in _history(case)), BATCH)
    _owe(steps)


def _owe(steps: list[Step]) -> None:
    """Put the lateness of each turn on the books."""
    Duty.objects.bulk_create(
        Duty(
            key=f"step:{step.pk}:-1",
            kind=Duty.Kind.LATE,
            case_id=step.case_id,
            step=step,
            milestone=-1,
            due_at=NOW + timedelta(days=300),
        )
        for step in steps
    )


def _tell(made: list[Case], steps: list[Step], agency: Agency) -> None:
    """Tell the agency of each case, note who looked, and bring some before its supervisor."""
    Notice.objects.bulk_create(
        Notice(
            case=case,
            key=f"to-review:{case.pk}",
            kind="to-review",
            to_agency=agency,
            at=case.submitted_at,
        )
        for case in made
    )
    AccessEntry.objects.bulk_create(
        AccessEntry(
            person_id=case.person_id,
            agency_name=agency.name,
            what=Looked.CASE,
            case_number=case.number,
            at=case.submitted_at,
            within=case.submitted_at,
        )
        for case in made
    )
    if agency.supervisor is None:
        return
    Escalation.objects.bulk_create(
        Escalation(
            step=step,
            case_id=step.case_id,
            supervisor=agency.supervisor,
            turn_of=agency,
            rung=Rung.SUPERVISING,
            raised_at=step.opened_at + timedelta(days=1),
        )
        for step in steps[::ESCALATED]
    )


def _moment(number: int) -> datetime:
    """Return when a case was sent: a hundred are spread over the same weeks as a hundred thousand.

    Half of them are late in both, or a list would be compared with one that finds nothing.
    """
    return NOW - timedelta(minutes=number * STRIDE % SPREAD)


def _history(case: Case) -> list[Event]:
    """What has happened, as it would have: begun, sent, and looked at by a clerk or two."""
    draft, submitted = Status.DRAFT.value, Status.SUBMITTED.value
    moved = {1: (Event.Kind.STARTED, "", draft), 2: (Event.Kind.MOVED, draft, submitted)}
    events: list[Event] = []
    for sequence in range(1, EVENTS_OF_A_CASE + 1):
        kind, moved_from, moved_to = moved.get(sequence, (Event.Kind.CLAIMED, "", ""))
        event = Event(
            case=case,
            sequence=sequence,
            kind=kind,
            at=case.submitted_at,
            actor_position="system",
            moved_from=moved_from,
            moved_to=moved_to,
            previous_hash=events[-1].hash if events else "",
        )
        event.hash = seal(event, case.number)
        events.append(event)
    return events


def reader(new: Agency, original: Agency) -> tuple[User, Case]:
    """Make somebody who follows an own case among all the others."""
    user, _transfer = drafts(1, original, new, start=90_000_000)[0]
    found = drafting.draft_of(user.person, "pension")
    if found is None:
        raise LookupError("the draft is gone")
    applying.submit(found, by=actor_of(user), now=NOW)
    return user, found.case


def drafts(
    number: int, original: Agency, new: Agency, *, start: int = 95_000_000
) -> list[tuple[User, Transfer]]:
    """Make people with complete drafts, ready to be sent."""
    made = []
    for each in range(start, start + number):
        insured = person(each)
        insured.save()
        for agency, first, status in ((original, 2015, "suspended"), (new, 2025, "active")):
            _record(insured, agency, first, status)
        user = User.objects.create_user(
            f"u{each}@bench.example", "bench", person=insured, identity_verified_at=NOW
        )
        made.append((user, _draft(user)))
    return made


def _draft(user: User) -> Transfer:
    by = actor_of(user)
    transfer = drafting.start("pension", by=by, now=NOW)
    answers = {
        "original_region": FROM,
        "new_region": TO,
        "contact_phone": "+8613800000000",
    }
    drafting.save(transfer, answers, by=by, now=NOW)
    return transfer


def _record(insured: Person, agency: Agency, first: int, status: str) -> None:
    held = Relationship.objects.create(
        person=insured,
        agency=agency,
        insurance="pension",
        status=status,
        personal_number=f"{agency.code}{insured.pk}",
        opened_month=date(first, 1, 1),
    )
    last = 2025 if status == "suspended" else 2027
    InsuredPeriod.objects.bulk_create(
        InsuredPeriod(
            relationship=held,
            first_month=date(year, 1, 1),
            last_month=date(year, 10 if year == 2026 else 12, 1),
            base_fen=600_000,
            employer_rate=Decimal("0.16"),
            personal_rate=Decimal("0.08"),
            account_rate=Decimal("0.08"),
        )
        for year in range(first, last)
    )
