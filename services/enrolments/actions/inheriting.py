"""An account that is inherited: heirs are asked, two persons decide, each has what is theirs."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies import rule_book
from agencies.actors import Actor
from applications.actions import bereaved, following_up
from applications.declaring import Deed
from applications.known import answers_of
from applications.models import Application
from casework.actions.telling import tell_person
from casework.errors import MoveNotPossible
from casework.models import Case
from casework.rules.statuses import Status
from kit import wall
from kit.errors import Refusal
from kit.spelling import wording
from law.money import from_fen
from payouts.actions.owing import owe
from payouts.rules.amounts import Line
from records.models import Relationship
from services.enrolments.actions import paying_out
from services.enrolments.inheritance_facts import account_of, deceased_in, found, heirs_of
from services.enrolments.models import Heir, HeirShare
from services.enrolments.rules.accounts import split
from services.enrolments.rules.inheriting import EQUAL, SHARE_NAME, SHARE_TITLE
from services.enrolments.rules.settling import NOT_ALL_AGREE
from services.enrolments.settling import left_in
from services.enrolments.settling_benefits import inherited


class NotAsked(Refusal):
    """This inheritance is decided, or was withdrawn, so nobody is asked any more."""

    status = 409
    code = "not_asked"


# --- Asking the heirs -----------------------------------------------------------------------------
@wall.as_house("ask the heirs of an account, wherever they are insured")
def ask_heirs(application: Application, now: datetime) -> None:
    """Write the heirs down once it was sent, and tell each; those whose row is new are asked."""
    case = application.case
    if case.submitted_at is None:
        return
    rows = answers_of(application).get("heirs") or ()
    there = heirs_of(case)
    if [_as_said(each) for each in there] == [_as_typed(row) for row in rows]:
        return
    Heir.objects.filter(case=case, replaced_at=None).update(replaced_at=now)
    for number, row in enumerate(rows, 1):
        _ask(case, number, row, now)


def _as_said(heir: Heir) -> tuple:
    return str(heir.name), str(heir.number), heir.relation, heir.parts, heir.of_parts


def _as_typed(row: dict) -> tuple:
    number = str(row["number"]).upper()
    return str(row["name"]), number, row["relation"], row["parts"], row["of_parts"]


def _ask(case: Case, place: int, row: dict, now: datetime) -> None:
    name, number, relation, parts, of_parts = _as_typed(row)
    person = found(name, number)
    is_own = person is not None and person.pk == case.person_id
    made = Heir.objects.create(
        case=case,
        row=place,
        person=person,
        name=name,
        number=number,
        relation=relation,
        parts=parts,
        of_parts=of_parts,
        asked_at=now,
        agreed_at=now if is_own else None,
    )
    if person is not None and not is_own:
        _tell(made, person, "heir-asked", now)


@wall.as_house("keep what an heir says of their own row, which lies in a case of somebody else")
@transaction.atomic
def answer(key: int, *, agrees: bool, by: Actor, now: datetime) -> Heir:
    """Let an heir agree to the shares, or not; they may change their mind until it is decided.

    Raises `Http404` for somebody else's row, `NotAsked` once nothing is decided any more.
    """
    rows = Heir.objects.select_for_update().filter(replaced_at=None)
    heir = rows.filter(pk=key, person=by.person_id).first() if by.person_id else None
    if heir is None:
        raise Http404
    case = Case.objects.get(pk=heir.case_id)
    if case.state not in (Status.SUBMITTED, Status.CORRECTION_ASKED):
        raise NotAsked(_("This has been decided or was withdrawn, so there is nothing to answer."))
    heir.agreed_at, heir.declined_at = (now, None) if agrees else (None, now)
    heir.save(update_fields=["agreed_at", "declined_at"])
    return heir


def _tell(heir: Heir, person: Person, kind: str, now: datetime) -> None:
    tell_person(person, kind, {}, now=now, occasion=f"heir:{heir.pk}")


# --- Deciding -------------------------------------------------------------------------------------
@transaction.atomic
def inherit(deed: Deed) -> None:
    """Empty the account and give each heir their own case, letter and payment."""
    case, answers = deed.application.case, answers_of(deed.application)
    heirs = _agreed(case, online=answers["agreed"] == "online")
    person = deceased_in(answers)
    account = account_of(person, answers) if person else None
    if person is None or account is None:
        raise MoveNotPossible(_("There is no account of this person here."))
    account = paying_out.held(account)
    left = left_in(account, answers["died_on"], rule_book.current())
    paying_out.check_free(account, left, but=case.number)
    if person.deceased_on is None:
        # Two persons have compared the paper: from now on the record says so.
        bereaved.know(deed.application, person, answers["died_on"], by=deed.by, now=deed.now)
    paying_out.empty(account, left, case_number=case.number, now=deed.now)
    parts = split(left.total_fen, [each.share for each in heirs])
    _hand_out(deed, account, heirs, parts)


def _agreed(case: Case, *, online: bool) -> Sequence[Heir]:
    """Return the heirs; raises `MoveNotPossible` where one is not known or has not agreed."""
    heirs = heirs_of(case)
    if sum(each.share for each in heirs) != 1:
        raise MoveNotPossible(_("The shares of the heirs do not add up to one."))
    if online and not all(each.agreed_at for each in heirs):
        raise MoveNotPossible(wording(NOT_ALL_AGREE.sentence))
    if any(each.person_id is None for each in heirs):
        raise MoveNotPossible(
            _("An heir is not known to this portal yet, so nothing can be paid to them.")
        )
    return heirs


@wall.as_house("give each heir of an account a case, a letter and a payment of their own")
def _hand_out(
    deed: Deed, account: Relationship, heirs: Sequence[Heir], parts: Sequence[int]
) -> None:
    whole = sum(parts)
    for heir, fen in zip(heirs, parts, strict=True):
        if fen and heir.person:  # a share of a few fen may come to nothing
            share = HeirShare(heir=heir, account=account, whole_fen=whole, amount_fen=fen)
            _open(deed, heir.person, share)


def _open(deed: Deed, heir: Person, share: HeirShare) -> None:
    opened = following_up.open_for(heir, SHARE_NAME, after=deed.application, now=deed.now)
    share.case = opened.case
    share.save()
    following_up.grant(opened, now=deed.now)


def owe_share(deed: Deed) -> None:
    """Owe an heir what is theirs, as the letter says."""
    share = HeirShare.objects.select_related("heir", "account").get(case=deed.application.case)
    part = f"{share.heir.parts}/{share.heir.of_parts}"
    owe(
        deed.application.case,
        benefit=inherited(share.account.insurance).name,
        person=deed.application.case.person,
        agency=share.account.agency.in_office,
        key=f"{deed.application.case.matter}:{share.heir.row}",
        month=timezone.localdate(deed.now),
        lines=(
            Line(
                name="share",
                title=SHARE_TITLE,
                amount=from_fen(share.amount_fen),
                formula=f"{from_fen(share.whole_fen):,.2f} × {part}",
                basis=EQUAL,
            ),
        ),
        at=deed.now,
    )
