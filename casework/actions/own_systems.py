"""The systems of an agency in the hands of its head: proposed, given secrets, locked out.

A system begins with two persons, the head who proposes it and an administrator. What is done to it
afterwards opens nothing that the head had not in hand: who fetched a secret may change it.
"""

from datetime import date, datetime, timedelta
from ipaddress import ip_network

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval, call_signing
from agencies.actions import overlap
from agencies.actors import Actor
from agencies.models import Agency, ApiClient
from agencies.scopes import SCOPES
from casework.actions import systems
from casework.actions.systems import check_may_look_after, made_secret, said
from casework.actions.telling import tell_agency
from casework.errors import MoveNotPossible, somebody_was_faster
from casework.models import ClientProposal
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.clock import day_of, end_of
from kit.errors import NotPermitted, NotValid

LONGEST_OVERLAP = 30  # days
MOST_WAITING = 5  # proposals of an agency
MOST_NETWORKS = 20


def proposals_of(by: Actor) -> list[ClientProposal]:
    """Return the systems that wait to be let in for the actor's agency, the newest first."""
    _user, agency = _head(by)
    waiting = ClientProposal.objects.waiting().filter(agency=agency)
    return list(waiting.select_related("proposed_by").order_by("-pk")[: MOST_WAITING * 2])


@transaction.atomic
def propose(name: str, scopes: list[str], *, by: Actor, now: datetime) -> ClientProposal:
    """Propose a system; it is let in when an administrator approves."""
    user, agency = _head(by)
    if not scopes or not set(scopes) <= set(SCOPES):
        raise NotValid({"scopes": _("Choose what it may do.")})
    if ClientProposal.objects.waiting().filter(agency=agency).count() >= MOST_WAITING:
        raise NotValid({"name": _("Five proposals wait already. Take one back first.")})
    return ClientProposal.objects.create(
        agency=agency, name=name, scopes=scopes, proposed_by=user, proposed_at=now
    )


def take_back(key: int, *, by: Actor, now: datetime) -> None:
    """Take back what the agency's head has proposed."""
    _user, agency = _head(by)
    mine = ClientProposal.objects.waiting().filter(agency=agency, proposed_by=by.user)
    proposal = mine.filter(pk=key).first()
    if proposal is None:
        raise somebody_was_faster()
    approval.turn_down(proposal, now=now)


@transaction.atomic
def change_secret(system: ApiClient, *, last_day: date, by: Actor, now: datetime) -> str:
    """Return another secret; the one before counts until a day has ended, thirty days at most."""
    who = check_may_look_after(by, system)
    today = day_of(now)
    if not today <= last_day <= today + timedelta(days=LONGEST_OVERLAP):
        raise NotValid({"last_day": _("Choose a day from today on, within thirty days.")})
    held = _held(system)
    if held.secret_waits:
        raise MoveNotPossible(_("Its secret has not been fetched yet: there is none to change."))
    secret = made_secret()
    overlap.begin(held, secret, until=end_of(last_day))
    data = said(held) | {"who": str(who), "last_day": last_day.isoformat()}
    _tell(held, "system-secret-changed", data, now=now)
    return secret


@transaction.atomic
def end_old_secret(system: ApiClient, *, by: Actor, now: datetime) -> None:
    """End the secret of before at once, with every access that the system has at this moment."""
    who = check_may_look_after(by, system)
    held = _held(system)
    if not overlap.end(held):
        raise MoveNotPossible(_("No old secret counts any more."))
    systems.end_tokens(held)
    _tell(held, "system-old-secret-ended", said(held) | {"who": str(who)}, now=now)


@transaction.atomic
def name_networks(system: ApiClient, typed: str, *, by: Actor, now: datetime) -> None:
    """Say from which networks a system may call; counts at once, for tokens it has as well."""
    who = check_may_look_after(by, system)
    networks = read_networks(typed)
    held = _held(system)
    held.networks = networks
    held.save(update_fields=["networks"])
    data = said(held) | {"who": str(who), "networks": networks}
    _tell(held, "system-addresses-changed", data, now=now)


@transaction.atomic
def name_keys(system: ApiClient, typed: str, *, by: Actor, now: datetime) -> None:
    """Say by which public keys a system signs its calls; counts at once, and none ends it."""
    who = check_may_look_after(by, system)
    try:
        keys = call_signing.read_keys(typed)
    except ValueError as error:
        wrong = _("Paste at most two public keys in PEM: Ed25519, or ECDSA over P-256.")
        raise NotValid({"keys": wrong}) from error
    held = _held(system)
    held.signing_keys = keys or None
    held.save(update_fields=["signing_keys"])
    names = [call_signing.name_of(each) for each in keys]
    data = said(held) | {"who": str(who), "keys": names}
    _tell(held, "system-keys-changed", data, now=now)


def read_networks(typed: str) -> list[str]:
    """Return the networks that were typed, one a line; raise `NotValid` for what is none."""
    lines = list(dict.fromkeys(filter(None, (line.strip() for line in typed.splitlines()))))
    if len(lines) > MOST_NETWORKS:
        raise NotValid({"networks": _("At most twenty networks.")})
    try:
        return [str(ip_network(line)) for line in lines]
    except ValueError as error:
        wrong = _("Each line is an address or a network, such as 203.0.113.7 or 203.0.113.0/28.")
        raise NotValid({"networks": wrong}) from error


def lock_out(system: ApiClient, *, by: Actor, now: datetime) -> None:
    """Lock a system out at once; only a proposal lets it in again."""
    check_may_look_after(by, system)
    if not systems.switch_off(system, now=now):
        raise MoveNotPossible(_("It is locked out already."))


def _head(by: Actor) -> tuple[User, Agency]:
    if by.user is None or by.agency is None or not may_generally(by, Action.OWN_SYSTEMS):
        raise NotPermitted
    return by.user, by.agency


def _held(system: ApiClient) -> ApiClient:
    """Return the system as it stands, for nobody else to change meanwhile."""
    open_ones = ApiClient.objects.select_for_update(of=("self",)).select_related("client", "agency")
    found = open_ones.filter(pk=system.pk, is_active=True).first()
    if found is None:
        raise MoveNotPossible(_("It is locked out."))
    return found


def _tell(system: ApiClient, kind: str, data: dict, *, now: datetime) -> None:
    tell_agency(
        system.agency, kind, data, now=now, occasion=f"{kind}:{system.pk}:{now.isoformat()}"
    )
