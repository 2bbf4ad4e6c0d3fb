"""Sharing a medical account: offered by one side, agreed to by the other, ended by either."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies import rule_book
from agencies.actors import Actor
from applications.declaring import Deed
from applications.known import answers_of, known_of
from casework.actions.telling import tell_person
from kit import wall
from kit.clock import day_of
from kit.errors import Refusal
from law.identity_number import DocumentType, IdentityDocument
from law.money import to_fen
from law.names import name_key
from records.models import Relationship
from services.enrolments.models import Sharing, SharingSpend
from services.enrolments.rules.sharing import DAYS_TO_AGREE, Limits, Spent, left_on
from services.enrolments.sharing_facts import account_of

Side = Sharing.Side
INSURED = (Relationship.Status.ACTIVE, Relationship.Status.DRAWING)


class NotShared(Refusal):
    """This sharing cannot be agreed to, or nothing can be paid by it."""

    status = 409
    code = "not_shared"


@transaction.atomic
def offer(deed: Deed) -> None:
    """Offer it to the relative, who has thirty days to agree."""
    case, answers = deed.application.case, answers_of(deed.application)
    account = account_of(known_of(case.person, today=day_of(deed.now)))
    if account is None:
        raise NotShared(_("There is no medical account that could be shared."))
    relative = _found(str(answers["relative_name"]), str(answers["relative_number"]))
    days = DAYS_TO_AGREE.count(day_of(deed.now), rule_book.current())
    made = Sharing.objects.create(
        case=case,
        account=account,
        giver=case.person,
        relative=relative,
        giver_name=case.person.name,
        relative_name=answers["relative_name"],
        relative_number=answers["relative_number"],
        relation=answers["relation"],
        purposes=list(answers["purposes"]),
        month_limit_fen=_fen(answers.get("month_limit")),
        year_limit_fen=_fen(answers.get("year_limit")),
        from_day=answers.get("from_day"),
        until=answers.get("until"),
        offered_at=deed.now,
        offered_until=deed.now + timedelta(days),
    )
    if relative is not None:
        _tell(made, relative.pk, "sharing-offered", deed.now)


def _fen(amount: Decimal | None) -> int | None:
    return None if amount is None else to_fen(amount)


@wall.as_house("find the relative whom somebody wants to let pay; nobody is told who was found")
def _found(name: str, number: str) -> Person | None:
    document = IdentityDocument(DocumentType.RESIDENT_ID, number.upper(), "")
    person = Person.objects.with_document(document).first()
    is_same = person is not None and name_key(str(person.name)) == name_key(name)
    return person if is_same and person is not None and person.deceased_on is None else None


@transaction.atomic
def agree(key: int, *, by: Actor, now: datetime) -> Sharing:
    """Let the relative agree; agreeing again changes nothing. Raises `Http404`, `NotShared`."""
    held = _held(key, relative=by.person_id)
    if held.is_in_force():
        return held
    if held.ended_at is not None or held.has_lapsed(now):
        raise NotShared(_("This was not agreed to in time, or it has ended."))
    own = Relationship.objects.filter(person=by.person_id, insurance="medical", status__in=INSURED)
    if not own.exists():
        raise NotShared(_("You are not in basic medical insurance. Enrol first, and agree then."))
    held.agreed_at = now
    held.save(update_fields=["agreed_at"])
    _tell(held, held.giver_id, "sharing-agreed", now)
    return held


@transaction.atomic
def end(key: int, *, by: Actor, now: datetime) -> Sharing:
    """End it at once, by either side; ending it again changes nothing. Raises `Http404`."""
    held = _held(key)
    sides = {held.giver_id: Side.GIVER, held.relative_id: Side.RELATIVE}
    if by.person_id is None or by.person_id not in sides:
        raise Http404
    if held.ended_at is not None:
        return held
    held.ended_at, held.ended_by = now, sides[by.person_id]
    held.save(update_fields=["ended_at", "ended_by"])
    other = held.relative_id if by.person_id == held.giver_id else held.giver_id
    if other is not None:
        _tell(held, other, "sharing-ended", now)
    return held


@transaction.atomic
def spend(key: int, fen: int, *, purpose: str, on: date, reference: str, now: datetime) -> None:
    """Write down what a relative has paid; raises `NotShared` beyond a limit or outside its days.

    The same reference is written once.
    """
    held = _held(key)
    if held.spends.filter(reference=reference).exists():
        return
    is_open = held.is_in_force() and held.holds_on(on)
    if held.relative_id is None or not is_open or purpose not in held.purposes:
        raise NotShared(_("This account is not shared for that."))
    spent = tuple(Spent(each.spent_on, each.amount_fen) for each in held.spends.all())
    left = left_on(on, Limits(held.month_limit_fen, held.year_limit_fen), spent)
    if left is not None and fen > left:
        raise NotShared(_("This is more than the limit that was set leaves."))
    SharingSpend.objects.create(
        sharing=held,
        giver_id=held.giver_id,
        relative_id=held.relative_id,
        purpose=purpose,
        amount_fen=fen,
        spent_on=on,
        reference=reference,
        at=now,
    )


def _held(key: int, **of: object) -> Sharing:
    found = Sharing.objects.select_for_update().filter(pk=key, **of).first()
    if found is None:
        raise Http404
    return found


@wall.as_house("tell the other side of a shared account")
def _tell(sharing: Sharing, person: int, kind: str, now: datetime) -> None:
    tell_person(Person.objects.get(pk=person), kind, {}, now=now, occasion=f"sharing:{sharing.pk}")
