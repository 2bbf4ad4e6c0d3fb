"""Systems of agencies: let in by two administrators, for what they name; locked out by one.

The secret comes into being when a supervisor of the agency fetches it, and stands on that one
answer. No administrator sees it, and nothing sends it.
"""

import secrets
from datetime import datetime

from allauth.idp.oidc.models import Client, Token
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval
from agencies.actors import Actor, Position
from agencies.models import ApiClient, TokenRule
from casework.actions.telling import tell_agency
from casework.errors import MoveNotPossible
from casework.models import ClientProposal
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, Refusal


@transaction.atomic
def approve(proposal: ClientProposal, *, by: User, now: datetime) -> None:
    """Let a system in for what was proposed; every token it had ends."""
    if proposal.approved_by_id == by.pk:
        return
    if not proposal.agency.is_active:
        raise Refusal(_("This agency takes no cases at present."))
    approval.approve(proposal, by=by, now=now)
    known = proposal.client
    system = known or ApiClient(agency=proposal.agency, client=Client(name=proposal.name))
    waits = known is None or proposal.new_secret or not known.is_active
    _let_in(system, proposal.scopes, waits=waits)
    kind = "system-let-in" if known is None else "system-changed"
    data = said(system) | {"scopes": proposal.scopes, "waits": waits}
    tell_agency(proposal.agency, kind, data, now=now, occasion=f"system:{proposal.pk}")


def _let_in(system: ApiClient, scopes: list[str], *, waits: bool) -> None:
    client = system.client
    client.grant_types, client.response_types = Client.GrantType.CLIENT_CREDENTIALS, ""
    client.scopes = client.default_scopes = "\n".join(scopes)
    if waits:
        client.set_secret(made_secret())  # nobody's: the agency fetches another
        system.secret_waits, system.old_until = True, None
    client.save()
    system.client, system.is_active = client, True
    system.save()
    end_tokens(system)


@transaction.atomic
def fetch_secret(system: ApiClient, *, by: Actor, now: datetime) -> str:
    """Return the secret of a system to a supervisor of its agency, who alone ever reads it.

    It is made at this moment and kept as a hash. Raises `MoveNotPossible` where none waits: of two
    who ask at once one is given it.
    """
    who = check_may_look_after(by, system)
    waiting = ApiClient.objects.filter(pk=system.pk, is_active=True, secret_waits=True)
    if not waiting.update(secret_waits=False):
        raise MoveNotPossible(
            _("No secret waits. Two administrators let the system in anew, with another secret.")
        )
    secret = made_secret()
    system.client.set_secret(secret)
    system.client.save()
    end_tokens(system)
    data = said(system) | {"who": str(who)}
    occasion = f"system:{system.pk}:{now.isoformat()}"
    tell_agency(system.agency, "system-secret-fetched", data, now=now, occasion=occasion)
    return secret


def check_may_look_after(by: Actor, system: ApiClient) -> User:
    """Return who looks after a system (row 52): a supervisor of its agency; raise for others."""
    is_own = by.agency is not None and by.agency.pk == system.agency_id
    if by.user is None or not is_own or by.position != Position.SUPERVISOR:
        raise NotPermitted
    if not may_generally(by, Action.OWN_SYSTEMS):
        raise NotPermitted
    return by.user


@transaction.atomic
def rule_tokens(*, may_approve: bool, by: Actor, now: datetime) -> None:
    """Say whether second persons of the agency may approve by token; counts at once."""
    if by.user is None or by.agency is None or not may_generally(by, Action.OWN_SYSTEMS):
        raise NotPermitted
    wanted = {"may_approve": may_approve, "changed_at": now, "changed_by": by.user}
    TokenRule.objects.update_or_create(agency=by.agency, defaults=wanted)
    kind = "tokens-approve" if may_approve else "tokens-approve-no-more"
    occasion = f"tokens:{now.isoformat()}"
    tell_agency(by.agency, kind, {"who": str(by.user)}, now=now, occasion=occasion)


def end_tokens(system: ApiClient) -> None:
    """End every access that a system has; with its secret it fetches another."""
    Token.objects.filter(client=system.client_id).delete()


def made_secret() -> str:
    """Return a secret that nobody has had before."""
    return secrets.token_urlsafe(32)  # letters and digits: it may be copied by hand


def said(system: ApiClient) -> dict[str, str]:
    """Return what a notice says of a system."""
    return {"name": system.client.name, "client": system.client_id}


@transaction.atomic
def switch_off(system: ApiClient, *, now: datetime) -> bool:
    """Lock a system out at once, with every token it has; return whether it was still let in."""
    if not ApiClient.objects.filter(pk=system.pk, is_active=True).update(is_active=False):
        return False
    end_tokens(system)
    data = said(system)
    occasion = f"system:{system.pk}:{now.isoformat()}"
    tell_agency(system.agency, "system-switched-off", data, now=now, occasion=occasion)
    return True
