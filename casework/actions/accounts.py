"""Where an agency's money goes: proposed, approved by a second, confirmed by the agency's head.

Until the last of the three every letter prints the account before. Each account stays as a row that
is written once, and the agency is told of every step.
"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval
from agencies.actors import Actor, Position
from agencies.models import Agency
from casework.actions.telling import tell_agency
from casework.errors import MoveNotPossible
from casework.models import AccountProposal, BankAccount
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid

LONGEST_REASON = 300
PARTICULARS = ("account_name", "bank_name", "bank_account")


def account_in_force(agency: Agency) -> BankAccount:
    """Return the account that letters print, asked for anew: a change counts from its moment.

    Raises `MoveNotPossible` where nobody has confirmed one.
    """
    last = BankAccount.objects.filter(agency=agency).order_by("-pk").first()
    if last is None:
        last = _first(Agency.objects.get(pk=agency.pk))
    if last is None:
        raise MoveNotPossible(
            _(
                "Your agency has no confirmed bank account, and the letter would name one. Two "
                "administrators propose and approve it; then your supervisor confirms it."
            )
        )
    return last


def _first(agency: Agency, **more: datetime) -> BankAccount | None:
    """Return the account an agency was set up with, if with any."""
    if not agency.bank_account:
        return None
    values: dict[str, Any] = {name: getattr(agency, name) for name in PARTICULARS}
    return BankAccount(agency=agency, **values, **more)


def keep_first_accounts(*, now: datetime) -> None:
    """Write down the accounts that agencies were set up with; a second run changes nothing."""
    without = Agency.objects.filter(accounts=None).order_by("pk")
    BankAccount.objects.bulk_create(row for each in without if (row := _first(each, since=now)))


def undecided(agency: Agency) -> AccountProposal | None:
    """Return the new account of this agency that somebody still has to decide on."""
    waiting = AccountProposal.objects.undecided().filter(agency=agency)
    return waiting.select_related("proposed_by", "approved_by").first()


@transaction.atomic
def propose(proposal: AccountProposal, *, by: User, now: datetime) -> AccountProposal:
    """Propose a new account, for another administrator to approve and the agency to confirm."""
    proposal.proposed_by, proposal.proposed_at = by, now
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError as error:
        raise MoveNotPossible(_("A new account of this agency waits already.")) from error
    _tell(proposal, "account-proposed", now=now)
    return proposal


@transaction.atomic
def approve(proposal: AccountProposal, *, by: User, now: datetime) -> None:
    """Approve it as the second administrator: now the agency's supervisor is asked."""
    if proposal.approved_by_id == by.pk:
        return
    approval.approve(proposal, by=by, now=now)
    _tell(proposal, "account-approved", now=now)


@transaction.atomic
def turn_down(proposal: AccountProposal, *, now: datetime) -> None:
    """Decide that it will not count; its proposer may take it back in the same way."""
    if proposal.turned_down_at is not None:
        return
    approval.turn_down(proposal, now=now)
    _tell(proposal, "account-turned-down", now=now)


@transaction.atomic
def confirm(proposal: AccountProposal, *, by: Actor, now: datetime) -> BankAccount:
    """Let the account count, as the supervisor of the agency whose money it is."""
    head = _head(proposal, by)
    agency = Agency.objects.select_for_update().get(pk=proposal.agency_id)
    _keep_first(agency, now)
    before = _in_words(agency)
    _decide(proposal, confirmed_by=head, confirmed_at=now)
    values = {name: getattr(proposal, name) for name in PARTICULARS}
    account = BankAccount.objects.create(
        agency=agency,
        before=before,
        since=now,
        proposed_by=proposal.proposed_by,
        approved_by=proposal.approved_by,
        confirmed_by=head,
        **values,
    )
    Agency.objects.filter(pk=agency.pk).update(**values)
    _tell(proposal, "account-confirmed", now=now, old=before)
    return account


def _keep_first(agency: Agency, now: datetime) -> None:
    """Write down the account the agency was set up with, before another takes its place."""
    first = _first(agency, since=now)
    if first is not None and not BankAccount.objects.filter(agency=agency).exists():
        first.save()


@transaction.atomic
def reject(proposal: AccountProposal, *, reason: str, by: Actor, now: datetime) -> None:
    """Decide for the agency that the account stays as it is; the administrators see why."""
    head = _head(proposal, by)
    if not reason.strip():
        raise NotValid({"reason": _("Write why.")})
    if len(reason) > LONGEST_REASON:
        raise NotValid({"reason": _("Write at most 300 characters.")})
    _decide(proposal, rejected_by=head, rejected_at=now, rejection=reason.strip())
    _tell(proposal, "account-rejected", now=now)


def may_decide(by: Actor, agency: Agency) -> bool:
    """Whether this actor confirms accounts of this agency (row 34): its own supervisor."""
    is_own = by.agency is not None and by.agency.pk == agency.pk
    return is_own and by.position == Position.SUPERVISOR and may_generally(by, Action.OWN_BANK)


def _head(proposal: AccountProposal, by: Actor) -> User:
    if by.user is None or not may_decide(by, proposal.agency):
        raise NotPermitted
    if by.user.pk in (proposal.proposed_by_id, proposal.approved_by_id):
        raise NotPermitted(_("Somebody else has to confirm what you proposed or approved."))
    return by.user


def _decide(proposal: AccountProposal, **how: object) -> None:
    """Decide once: of two at the same moment the second is told; so is who asks too early."""
    waiting = AccountProposal.objects.for_the_agency().filter(pk=proposal.pk)
    is_locked = waiting.exclude(proposed_by__is_active=True, approved_by__is_active=True)
    if "confirmed_at" in how and is_locked.exists():
        raise MoveNotPossible(
            _("An account of those who proposed and approved this has been locked. Reject it.")
        )
    if not waiting.update(**how):
        raise MoveNotPossible(_("This waits no longer for your agency, or not yet."))
    proposal.refresh_from_db()


def _tell(proposal: AccountProposal, kind: str, *, now: datetime, old: str | None = None) -> None:
    """Tell the whole staff of the agency, with the old and the new account."""
    agency = proposal.agency
    data = {"old": _in_words(agency) if old is None else old, "new": proposal.as_text}
    tell_agency(agency, kind, data, now=now, occasion=f"account:{proposal.pk}")


def _in_words(agency: Agency) -> str:
    """Return the account an agency has, in one line; empty if it has none."""
    last = BankAccount.objects.filter(agency=agency).order_by("-pk").first() or _first(agency)
    return last.as_text if last else ""
