"""Systems of agencies: two administrators let one in, one locks it out, the agency is told."""

import secrets
from datetime import datetime

from allauth.idp.oidc.models import Client, Token
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval
from agencies.models import ApiClient
from agencies.scopes import SCOPES
from casework.actions.telling import tell_agency
from casework.models import ClientProposal
from kit.errors import Refusal


@transaction.atomic
def approve(proposal: ClientProposal, *, by: User, now: datetime) -> str:
    """Let a system in, and return its secret, which is kept hashed and never shown again.

    Empty for whoever approves what they have approved: the secret is not theirs to read twice.
    """
    if proposal.approved_by_id == by.pk:
        return ""
    if not proposal.agency.is_active:
        raise Refusal(_("This agency takes no cases at present."))
    approval.approve(proposal, by=by, now=now)
    known = proposal.client
    secret = secrets.token_urlsafe(32)  # letters and digits: it is copied by hand
    client = known.client if known else _new_client(proposal.name)
    client.set_secret(secret)
    client.save()
    Token.objects.filter(client=client).delete()
    if known:
        ApiClient.objects.filter(pk=known.pk).update(is_active=True)
    else:
        ApiClient.objects.create(client=client, agency=proposal.agency)
    kind = "system-renewed" if known else "system-let-in"
    data = {"name": proposal.name, "client": client.pk}
    tell_agency(proposal.agency, kind, data, now=now, occasion=f"system:{proposal.pk}")
    return secret


def _new_client(name: str) -> Client:
    every = "\n".join(SCOPES)
    return Client(
        name=name,
        grant_types=Client.GrantType.CLIENT_CREDENTIALS,
        scopes=every,
        default_scopes=every,
        response_types="",
    )


@transaction.atomic
def switch_off(system: ApiClient, *, now: datetime) -> bool:
    """Lock a system out at once, with every token it has; return whether it was still let in."""
    if not ApiClient.objects.filter(pk=system.pk, is_active=True).update(is_active=False):
        return False
    Token.objects.filter(client=system.client_id).delete()
    data = {"name": system.client.name, "client": system.client_id}
    occasion = f"system:{system.pk}:{now.isoformat()}"
    tell_agency(system.agency, "system-switched-off", data, now=now, occasion=occasion)
    return True
