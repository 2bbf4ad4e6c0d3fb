"""Taking a lost second factor away, on the word of two administrators."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import contacts
from accounts.actions import ending
from accounts.models import User
from agencies import actors, approval
from casework.actions.telling import tell_agency
from casework.models import FactorProposal
from kit.errors import NotPermitted, Refusal


@transaction.atomic
def approve(proposal: FactorProposal, *, by: User, now: datetime) -> None:
    """Take every factor of the account away and end what it has open; its agency is told.

    At the next sign-in its owner proves the account's own contact and sets up anew.
    """
    if proposal.approved_by_id == by.pk:
        return
    if proposal.user_id == by.pk:
        raise NotPermitted(_("Nobody does this for their own account."))
    holder = User.objects.select_for_update(of=("self",)).get(pk=proposal.user_id)
    if not holder.is_active:
        raise Refusal(_("The account of this person has been locked."))
    if not contacts.proven(holder):
        raise Refusal(_("This person has not confirmed an address of theirs yet."))
    approval.approve(proposal, by=by, now=now)
    Authenticator.objects.filter(user=holder).delete()
    ending.end_ways_in(holder)
    post = actors.post_of(holder)
    if post is not None:
        data = {"name": str(holder), "role": post.role}
        occasion = f"factor:{proposal.pk}"
        tell_agency(post.agency, "factor-anew", data, now=now, occasion=occasion)
