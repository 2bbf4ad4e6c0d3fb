"""Opening, stopping and resuming a relationship: written here and nowhere else.

社会保险法 art. 58: one number for each person; nobody is insured twice in one insurance.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies.models import Agency
from kit.errors import Refusal
from records import paying_alone
from records.models import Relationship, Scheme
from records.models.standing import ChosenBase, StatusSpan
from records.rules.contributions import month_number, month_of

Status = Relationship.Status
Reason = StatusSpan.Reason
RUNS = (Status.ACTIVE, Status.DRAWING)
MOST_A_MONTH = 2  # a change, and the change back


class AlreadyInsured(Refusal):
    """The same insurance runs at another place (ENR05), or in another scheme (ENR10)."""

    status = 409
    code = "already_insured"

    def __init__(self, running: Relationship) -> None:
        place = running.agency.region.local_name
        super().__init__(
            _(
                "This insurance runs already in %(place)s. Have it moved here, or stop it there, "
                "and enrol then."
            )
            % {"place": place}
        )
        self.running = running


class NothingToChange(Refusal):
    """The relationship stands so already, or changed in that month before."""

    status = 409
    code = "nothing_to_change"


@transaction.atomic
def open_at(
    person: Person,
    agency: Agency,
    insurance: str,
    *,
    scheme: str,
    from_month: date,
    case_number: str,
    now: datetime,
    is_leaving: bool = False,
) -> Relationship:
    """Open a relationship, or resume the one that lies there.

    The person is held meanwhile, so that of two enrolments in the same second one sees the other.
    `is_leaving`: what runs at this agency, through an employer or in the other scheme, ends with
    it. Raises `AlreadyInsured`.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    held = list(Relationship.objects.filter(person=person, insurance=insurance).order_by("pk"))
    for each in held:
        is_own = is_leaving and each.agency_id == agency.pk and each.status == Status.ACTIVE
        if each.status in RUNS and not is_own:
            raise AlreadyInsured(each)
        if is_own and each.scheme != scheme:
            _stand(each, Status.SUSPENDED, from_month, Reason.OTHER, case_number, now)
            each.save(update_fields=["status"])
    there = next((e for e in held if e.agency_id == agency.pk and e.scheme == scheme), None)
    reason = Reason.ENROLLED if there is None else Reason.RESUMED
    if there is None:
        there = Relationship.objects.create(
            person=person,
            agency=agency,
            insurance=insurance,
            scheme=scheme,
            status=Status.ACTIVE,
            personal_number=_new_number(agency, scheme, case_number),
            opened_month=from_month,
        )
    _stand(there, Status.ACTIVE, from_month, reason, case_number, now)
    there.employer_name = ""
    there.save(update_fields=["status", "employer_name"])
    return there


def _new_number(agency: Agency, scheme: str, case_number: str) -> str:
    """Return a personal number that no other relationship of the agency has: that of the case."""
    digits = "".join(each for each in case_number if each.isdigit())
    return f"{agency.region_id[:4]}{scheme[:1].upper()}{digits[-12:]}"


@transaction.atomic
def stop(
    relationship: Relationship, *, from_month: date, reason: str, case_number: str, now: datetime
) -> None:
    """Stop contributions from a month on; raises `NothingToChange` where none run."""
    held = _held(relationship)
    if held.status != Status.ACTIVE:
        raise NothingToChange(_("Contributions do not run, so nothing can be stopped."))
    _stand(held, Status.SUSPENDED, from_month, reason, case_number, now)
    held.save(update_fields=["status"])


@transaction.atomic
def resume(
    relationship: Relationship, *, from_month: date, case_number: str, now: datetime
) -> None:
    """Let contributions run again from a month on.

    Raises `NothingToChange` where they run, `AlreadyInsured` where they run elsewhere.
    """
    if relationship.status != Status.SUSPENDED:
        raise NothingToChange(_("Contributions have not been stopped, so nothing can be resumed."))
    open_at(
        relationship.person,
        relationship.agency,
        relationship.insurance,
        scheme=Scheme(relationship.scheme),
        from_month=from_month,
        case_number=case_number,
        now=now,
    )


@transaction.atomic
def close(
    relationship: Relationship, *, from_month: date, reason: str, case_number: str, now: datetime
) -> None:
    """End a relationship for good; raises `NothingToChange` where it has ended."""
    held = _held(relationship)
    if held.status in (Status.ENDED, Status.MOVED):
        raise NothingToChange(_("This relationship has ended already."))
    _stand(held, Status.ENDED, from_month, reason, case_number, now)
    held.save(update_fields=["status"])


@transaction.atomic
def draw(relationship: Relationship, *, from_month: date, case_number: str, now: datetime) -> None:
    """Let a relationship stand as drawn from a month on; once it is, nothing changes."""
    held = _held(relationship)
    if held.status == Status.DRAWING:
        return
    if held.status not in (Status.ACTIVE, Status.SUSPENDED):
        raise NothingToChange(_("This relationship has ended already."))
    _stand(held, Status.DRAWING, from_month, Reason.RETIRED, case_number, now)
    held.save(update_fields=["status"])


def choose_base(
    relationship: Relationship,
    *,
    from_month: date,
    base_fen: int = 0,
    tier: str = "",
    case_number: str,
    now: datetime,
) -> None:
    """Write down on which base, or in which tier, somebody pays from a month on."""
    ChosenBase.objects.create(
        relationship=relationship,
        from_month=from_month,
        base_fen=base_fen,
        tier=tier,
        case_number=case_number,
        at=now,
    )
    paying_alone.has_chosen(relationship, from_month, now)


def base_in(relationship: Relationship, month: date) -> ChosenBase | None:
    """Return the base that counts in a month: of several the one chosen last."""
    chosen = relationship.chosen_bases.filter(from_month__lte=month)
    return chosen.order_by("-from_month", "-pk").first()


def _held(relationship: Relationship) -> Relationship:
    return Relationship.objects.select_for_update().get(pk=relationship.pk)


def _stand(
    relationship: Relationship,
    status: str,
    from_month: date,
    reason: str,
    case_number: str,
    now: datetime,
) -> None:
    """End the span that runs and begin another; what was never written down begins with it.

    A change may be changed back once within its month; the span that never counted stays, marked.
    """
    spans = relationship.status_spans
    if not spans.exists() and relationship.opened_month < from_month:
        _write_what_was(relationship, from_month, now)
    last = spans.filter(to_month=None, replaced_with="").first()
    if last is not None:
        _end(last, from_month, case_number)
    StatusSpan.objects.create(
        relationship=relationship,
        status=status,
        from_month=from_month,
        reason=reason,
        case_number=case_number,
        at=now,
    )
    relationship.status = status


def _write_what_was(relationship: Relationship, until: date, now: datetime) -> None:
    StatusSpan.objects.create(
        relationship=relationship,
        status=relationship.status,
        from_month=relationship.opened_month,
        to_month=month_of(month_number(until) - 1),
        reason=Reason.ENROLLED,
        at=now,
    )


def _end(last: StatusSpan, from_month: date, case_number: str) -> None:
    begun = last.relationship.status_spans.filter(from_month=last.from_month).count()
    if last.from_month > from_month or (last.from_month == from_month and begun >= MOST_A_MONTH):
        raise NothingToChange(
            _("This relationship changed in %(month)s; it can change again in a later month.")
            % {"month": f"{last.from_month:%Y-%m}"}
        )
    if last.from_month == from_month:
        last.replaced_with = case_number
    else:
        last.to_month = month_of(month_number(from_month) - 1)
    last.save(update_fields=["to_month", "replaced_with"])
