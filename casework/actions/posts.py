"""Who works where: a post is given by two persons, and ended at once by one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import contacts
from accounts.actions import ending
from accounts.models import User
from agencies import approval
from agencies.models import Post
from casework.actions.steps import free_turns, free_turns_stood_in_for
from casework.actions.telling import tell_agency
from casework.models import PostProposal
from kit.errors import NotPermitted, Refusal


@transaction.atomic
def approve(proposal: PostProposal, *, by: User, now: datetime) -> None:
    """Let a proposed post begin; the one the person holds ends with it, and both are told."""
    if proposal.approved_by_id == by.pk:
        return
    if proposal.user_id == by.pk:
        raise NotPermitted(_("Nobody approves a post of their own."))
    holder = User.objects.select_for_update(of=("self",)).get(pk=proposal.user_id)
    if not holder.is_active:
        raise Refusal(_("The account of this person has been locked."))
    if not contacts.proven(holder):
        raise Refusal(_("This person has not confirmed an address of theirs yet."))
    if holder.is_staff or holder.is_superuser:
        raise Refusal(_("An administrator sees no cases and holds no post."))
    approval.approve(proposal, by=by, now=now)
    end(Post.objects.filter(user=holder, ended_at=None), now=now)
    ending.end_ways_in(holder)  # whoever came in before was not asked as staff are
    post = Post.objects.create(
        user=holder,
        agency=proposal.agency,
        role=proposal.role,
        kept_from=proposal.kept_from,
        started_at=now,
    )
    _tell(post, "post-given", now=now)


@transaction.atomic
def end(posts: Iterable[Post], *, now: datetime, kind: str = "post-ended") -> int:
    """End posts at once: the desk is lost, turns go back to the queue, each agency is told."""
    ended = 0
    for post in posts:
        if Post.objects.filter(pk=post.pk, ended_at=None).update(ended_at=now):
            ending.end_ways_in(post.user)
            freed = free_turns(post.user, now=now)
            free_turns_stood_in_for(post.user, now=now)
            _tell(post, kind, now=now, freed=freed)
            ended += 1
    return ended


@transaction.atomic
def end_of_locked(user: User, *, now: datetime) -> int:
    """End what somebody has whose account is locked: unlocking it gives nothing of it back."""
    ending.end_ways_in(user)
    return end(Post.objects.filter(user=user, ended_at=None), now=now, kind="staff-locked")


def tell_given(post: Post, *, now: datetime) -> None:
    """Tell an agency of a post that it was set up with."""
    _tell(post, "post-given", now=now)


def _tell(post: Post, kind: str, *, now: datetime, freed: int = 0) -> None:
    data = {"name": str(post.user), "role": post.role, "freed": freed}
    tell_agency(post.agency, kind, data, now=now, occasion=f"post:{post.pk}")
