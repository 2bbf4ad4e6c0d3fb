"""Who agrees to their part, and the payment of each part once it is granted."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies.actors import Actor
from applications import known
from applications.actions import following_up
from applications.declaring import Deed, Outcome
from applications.known import answers_of
from applications.models import Application
from casework.actions.telling import tell_person
from casework.errors import MoveNotPossible
from casework.models import Case
from kit import wall
from kit.errors import NotValid
from law.money import from_fen, to_fen
from law.wording import Text
from payouts.actions.owing import owe
from payouts.rules.amounts import Line
from services.survivors.facts import SurvivorFacts, facts_of, index_of
from services.survivors.figures import CONDOLENCE, FUNERAL
from services.survivors.models import Bereavement, Payee
from services.survivors.rules.amounts import BASIS, divide

NAME = "survivors"
SHARE_NAME = "survivors-share"
TITLE = Text("丧葬补助金和抚恤金", "Funeral and condolence grants")


@dataclass(frozen=True)
class Later:
    """On which occasion something is paid: what its key ends with, its line, and its notice.

    Of a decision its letter tells already.
    """

    key: str
    title: Text
    notice: str = ""


FIRST = Later("", TITLE)
DIFFERENCE = Later(
    ":difference",
    Text("丧葬补助金和抚恤金差额", "Difference of the funeral and condolence grants"),
    "benefit-share-difference",
)
NAMES_THEM = "name those who get a part of what a family is paid"


@wall.as_house(NAMES_THEM)
@transaction.atomic
def name_payees(application: Application, now: datetime) -> None:
    """Write down who gets a part, once the application is sent; each but the sender is told."""
    case = application.case
    if case.submitted_at is None:
        return
    for row in answers_of(application).get("payees") or []:
        index = index_of(row["number"])
        person = Person.objects.filter(document_index=index, deceased_on=None).first()
        is_sender = person is not None and person.pk == case.person_id
        made, is_new = Payee.objects.get_or_create(
            case=case,
            document_index=index,
            defaults={
                "name": row["name"],
                "relation": row["relation"],
                "parts": row["parts"],
                "person": person,
                "agreed_at": now if is_sender else None,
            },
        )
        if is_new and person is not None and not is_sender:
            _tell(made, "benefit-share-named", now)


def _tell(payee: Payee, kind: str, now: datetime) -> None:
    if payee.person is not None:
        tell_person(payee.person, kind, {}, now=now, occasion=f"share:{payee.pk}")


@wall.as_house("let somebody who has come to be known find their own part")
def find_own(by: Actor) -> None:
    """Give the parts under a person's document to that person."""
    if by.person is not None:
        waiting = Payee.objects.filter(document_index=by.person.document_index, person=None)
        waiting.update(person=by.person)


@transaction.atomic
def agree(key: int, *, by: Actor, now: datetime) -> Payee:
    """Let a payee agree to the parts; agreeing again changes nothing. Raises `Http404`."""
    own = Payee.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=key).first()
    if own is None:
        raise Http404
    if own.agreed_at is None:
        own.agreed_at = now
        own.save(update_fields=["agreed_at"])
    return own


@wall.as_house(NAMES_THEM)
def check_agreed(application: Application, outcome: Outcome, _now: datetime) -> None:
    """Refuse to prepare a yes before everybody who gets a part has agreed."""
    if outcome is Outcome.REFUSED:
        return
    if Payee.objects.filter(case=application.case, agreed_at=None).exists():
        raise MoveNotPossible(_("Somebody of the family has not signed in and agreed yet."))


@transaction.atomic
def grant(deed: Deed) -> None:
    """Write the grants of the death, and owe each payee their part."""
    application, case = deed.application, deed.application.case
    today, answers = timezone.localdate(deed.now), answers_of(application)
    held = known.known_for(case, today=today)
    facts = facts_of(known.asked(application.service, answers, held, today=today))
    funeral, condolence = _decided(facts, deed.said.get("figures") or {})
    taken = min(facts.overpaid, funeral + condolence)
    is_provisional = bool(facts.income and facts.income.is_provisional)
    is_corrected = bool(deed.said.get("figures"))
    if facts.died_on is None or application.agency is None:
        raise MoveNotPossible(_("The day of death is not known."))
    index = index_of(answers["deceased_number"])
    _write(
        Bereavement(
            case=case,
            deceased_index=index,
            died_on=facts.died_on,
            region=facts.region,
            funeral_fen=to_fen(funeral),
            condolence_fen=to_fen(condolence),
            set_off_fen=to_fen(taken),
            is_provisional=is_provisional and not is_corrected,
            made_at=deed.now,
        )
    )
    pay(application, funeral + condolence - taken, now=deed.now)


def _decided(facts: SurvivorFacts, corrected: dict[str, Any]) -> tuple[Decimal, Decimal]:
    """Return both grants as the rules or a clerk have them."""
    found = facts.grants
    amounts = {FUNERAL: found.funeral, CONDOLENCE: found.condolence} if found else {}
    for name in (FUNERAL, CONDOLENCE):
        if name in corrected:
            amounts[name] = _amount(corrected[name]["value"])
    if len(amounts) != 2:
        raise MoveNotPossible(
            _("A figure is not known: correct it before the decision is prepared.")
        )
    return amounts[FUNERAL], amounts[CONDOLENCE]


def _amount(typed: str) -> Decimal:
    try:
        found = Decimal(typed.replace("¥", "").replace(",", "").strip()).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise NotValid({"figure": _("The amount has to be a number in yuan.")}) from error
    if not 0 <= found < 10_000_000:
        raise NotValid({"figure": _("The amount has to be a number in yuan.")})
    return found


def _write(made: Bereavement) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise MoveNotPossible(_("The grants for this person were drawn already.")) from error


@wall.as_house(NAMES_THEM)
def pay(application: Application, total: Decimal, *, now: datetime, what: Later = FIRST) -> None:
    """Give each payee their part of an amount, once for each occasion.

    Of the grants whoever applied has the decision. Each of the others, and of a difference each of
    all, gets a case of their own with a letter that they can show, and what is paid belongs to it.
    """
    payees = list(Payee.objects.filter(case=application.case).select_related("person", "own_case"))
    _check_payable(payees)
    for payee, amount in zip(payees, divide(total, [e.parts for e in payees]), strict=True):
        payee.amount_fen = (payee.amount_fen or 0) + to_fen(amount)
        payee.save(update_fields=["amount_fen"])
        is_own = payee.person_id == application.case.person_id
        if amount and is_own and what is FIRST:
            _owe(payee, application.case, application, amount, total, now=now)
        elif amount:
            _open(payee, application, what, now)


def _check_payable(payees: list[Payee]) -> None:
    if not payees:
        raise MoveNotPossible(_("Nobody is named who gets it."))
    if any(each.agreed_at is None or each.person is None for each in payees):
        raise MoveNotPossible(_("Somebody of the family has not signed in and agreed yet."))


def _open(payee: Payee, application: Application, what: Later, now: datetime) -> None:
    if payee.person is None:
        return
    opened = following_up.open_for(payee.person, SHARE_NAME, after=application, now=now)
    if what is FIRST:
        payee.own_case = opened.case
        payee.save(update_fields=["own_case"])
    following_up.grant(opened, now=now)


@dataclass(frozen=True)
class Share:
    """What a case of one of the family is about: whose part of which whole, and the occasion."""

    payee: Payee
    whole: Application
    total: Decimal
    amount: Decimal
    what: Later

    @property
    def is_difference(self) -> bool:
        """Whether it is what was paid later, once the income was known."""
        return self.what is DIFFERENCE


@wall.as_house(NAMES_THEM)
def share_in(case: Case) -> Share | None:
    """Return what a case of a part is about: the grants where it is the first, else the rest."""
    first = Payee.objects.select_related("person").filter(own_case=case).first()
    of_family = Payee.objects.select_related("person").filter(case__number=case.matter)
    payee = first or of_family.filter(person=case.person_id).first()
    if payee is None:
        return None
    whole = Application.objects.whole().get(case=payee.case_id)
    death = whole.case.bereavement
    what = FIRST if first else DIFFERENCE
    fen = death.funeral_fen + death.condolence_fen - death.set_off_fen
    total = from_fen(fen if first else death.difference_fen)
    payees = list(Payee.objects.filter(case=payee.case_id))
    amounts = divide(total, [each.parts for each in payees])
    return Share(payee, whole, total, amounts[[e.pk for e in payees].index(payee.pk)], what)


@wall.as_house(NAMES_THEM)
def owe_share(deed: Deed) -> None:
    """Owe a payee their part, as the letter of their own case says."""
    case = deed.application.case
    of = share_in(case)
    if of is None:
        raise MoveNotPossible(_("Nobody is named who gets it."))
    _owe(of.payee, case, of.whole, of.amount, of.total, now=deed.now, what=of.what)


def _owe(
    payee: Payee,
    case: Case,
    whole: Application,
    amount: Decimal,
    total: Decimal,
    *,
    now: datetime,
    what: Later = FIRST,
) -> None:
    if payee.person is None or whole.agency is None:
        return
    owe(
        case,
        benefit=NAME,
        person=payee.person,
        agency=whole.agency,
        key=f"{whole.case.pk}:{payee.pk}{what.key}",
        month=timezone.localdate(now).replace(day=1),
        lines=(_line(what.title, amount, total, payee),),
        at=now,
    )
    if what.notice:
        _tell(payee, what.notice, now)


def _line(title: Text, amount: Decimal, total: Decimal, payee: Payee) -> Line:
    whole = parts_in(payee)
    is_part = whole != payee.parts
    formula = f"{total:,.2f} × {payee.parts}/{whole}" if is_part else f"{total:,.2f}"
    return Line(name=NAME, title=title, amount=amount, formula=formula, basis=BASIS)


def amount_of(payee: Payee) -> Decimal | None:
    """Return what a payee gets, once it is decided."""
    return None if payee.amount_fen is None else from_fen(payee.amount_fen)


@wall.as_house("say to a payee which part of the whole is theirs")
def parts_in(payee: Payee) -> int:
    """Return into how many parts the whole is divided."""
    found = Payee.objects.filter(case=payee.case_id).aggregate(parts=Sum("parts"))
    return int(found["parts"])
