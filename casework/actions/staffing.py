"""The clerks of an agency: its supervisors invite, end and note who is away (row 29).

A post begins when a second person agrees, another supervisor of the agency or an administrator
(docs/decisions/0077); it is ended at once by one. Supervisors and auditors are given their posts by
administrators alone, and nobody decides on their own.
"""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import inviting
from accounts.models import User
from agencies import approval
from agencies.actors import Actor, Position
from agencies.models import Agency, Post, of_agency
from casework.actions import posts
from casework.actions.steps import free_turns, free_turns_stood_in_for
from casework.actions.telling import tell_agency
from casework.errors import MoveNotPossible, somebody_was_faster
from casework.models import Absence, PostProposal
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted, NotValid

LONGEST_ABSENCE = timedelta(days=366)


def check_may_manage(by: Actor) -> Agency:
    """Return the agency whose clerks this actor manages; raises `NotPermitted` for all others."""
    is_allowed = may_generally(by, Action.MANAGE_CLERKS) and by.position == Position.SUPERVISOR
    if not is_allowed or by.agency is None:
        raise NotPermitted
    return by.agency


def staff_of(by: Actor) -> QuerySet[Post]:
    """Return who works at the agency now, by name; each with how many turns they hold."""
    agency = check_may_manage(by)
    held = Q(user__steps__closed_at=None, user__steps__opened_at__isnull=False)
    held &= of_agency(agency, "user__steps__agency")
    found = Post.objects.current().filter(of_agency(agency)).select_related("user")
    return found.annotate(turns=Count("user__steps", filter=held)).order_by(
        "role", "user__display_name", "pk"
    )


def proposals_of(by: Actor) -> QuerySet[PostProposal]:
    """Return the posts of clerks at the agency that wait for a second person."""
    agency = check_may_manage(by)
    waiting = PostProposal.objects.waiting().filter(agency=agency, role=Post.Role.CLERK)
    return waiting.select_related("user", "proposed_by").order_by("proposed_at", "pk")


@transaction.atomic
def invite(
    *, by: Actor, email: str, name: str, kept_from: list[str], language: str, now: datetime
) -> PostProposal:
    """Propose somebody as a clerk of one's own agency, and ask them to confirm their address.

    Whoever has no account is given one without a password: they come in by a code to the address,
    which proves it. Raises `NotValid` where the account can hold no post here.
    """
    agency = check_may_manage(by)
    user = inviting.account_for(email, name=name, language=language)
    _check_can_be_clerk(user, agency)
    proposal = PostProposal(
        user=user,
        agency=agency,
        role=Post.Role.CLERK,
        kept_from=kept_from,
        proposed_by=by.user,
        proposed_at=now,
    )
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError as error:
        raise NotValid({"email": _already_waits()}) from error
    _tell(proposal, "post-proposed", now=now)
    inviting.invite(user, agency=agency.name, agency_en=agency.name_en)
    return proposal


def _check_can_be_clerk(user: User, agency: Agency) -> None:
    if user.is_staff or user.is_superuser:
        raise NotValid({"email": _("An administrator sees no cases and holds no post.")})
    if not user.is_active:
        raise NotValid({"email": _("The account of this person has been locked.")})
    if PostProposal.objects.waiting().filter(user=user).exists():
        raise NotValid({"email": _already_waits()})
    held = Post.objects.current().filter(user=user).first()
    if held and held.agency_id in agency.offices:
        raise NotValid({"email": _("This person works at your agency already.")})
    if held:
        raise NotValid({"email": _("This person works at another agency; that post ends first.")})


def _already_waits() -> str:
    return _("A post for this account waits for approval already.")


def confirm(proposal: int, *, by: Actor, now: datetime) -> None:
    """Let a post begin as the second person; raises as `posts.approve` does."""
    found = _proposal(proposal, by)
    if by.user is None:
        raise NotPermitted
    posts.approve(found, by=by.user, now=now)


@transaction.atomic
def turn_down(proposal: int, *, by: Actor, now: datetime) -> None:
    """Decide that a proposed clerk will not begin; its proposer may take it back so."""
    found = _proposal(proposal, by)
    approval.turn_down(found, now=now)


def _proposal(key: int, by: Actor) -> PostProposal:
    agency = check_may_manage(by)
    own = PostProposal.objects.filter(pk=key, agency=agency, role=Post.Role.CLERK)
    found = own.select_related("user", "proposed_by").first()
    if found is None:
        raise somebody_was_faster()
    return found


def end(post: int, *, by: Actor, now: datetime) -> None:
    """End a clerk's post at once; what they had taken on goes back to the agency's queue."""
    posts.end([_clerk_of(post, by)], now=now)


def _clerk_of(key: int, by: Actor) -> Post:
    """Return the post of a clerk of one's agency, never one's own nor another supervisor's."""
    agency = check_may_manage(by)
    found = Post.objects.current().filter(of_agency(agency), pk=key).select_related("user").first()
    if found is None:
        raise somebody_was_faster()
    if found.role != Post.Role.CLERK or found.user == by.user:
        raise NotPermitted(_("Two administrators decide on posts of supervisors and auditors."))
    return found


# --- Who is away ------------------------------------------------------------------------------
@transaction.atomic
def note_absence(
    post: int,
    *,
    first_day: date,
    last_day: date,
    by: Actor,
    now: datetime,
    substitute: int | None = None,
) -> Absence:
    """Note that a clerk is away, and which post stands in for them meanwhile.

    Without a substitute their turns lie in the agency's queue from the first day on. Raises
    `NotValid` for days that cannot be, and for a substitute who is not there on them.
    """
    found = _clerk_of(post, by)
    if by.user is None:
        raise NotPermitted
    today = timezone.localdate(now)
    if last_day < first_day:
        raise NotValid({"last_day": _("The last day lies before the first.")})
    if last_day < today:
        raise NotValid({"last_day": _("These days are over.")})
    if last_day - first_day > LONGEST_ABSENCE:
        raise NotValid({"last_day": _("A year at most. Who stays away longer gives up the post.")})
    stands_in = _substitute(substitute, found, (first_day, last_day), by) if substitute else None
    try:
        with transaction.atomic():
            absence = Absence.objects.create(
                post=found,
                substitute=stands_in,
                first_day=first_day,
                last_day=last_day,
                entered_by=by.user,
                entered_at=now,
            )
    except IntegrityError as error:
        raise MoveNotPossible(_("Days on which this clerk is away are noted already.")) from error
    _begin(absence, now)
    return absence


def substitutes(by: Actor) -> QuerySet[Post]:
    """Return who of the agency can stand in for a colleague: whoever does cases there, by name."""
    agency = check_may_manage(by)
    found = Post.objects.current().filter(of_agency(agency)).exclude(role=Post.Role.AUDITOR)
    return found.select_related("user").order_by("user__display_name", "pk")


def _substitute(key: int, away: Post, days: tuple[date, date], by: Actor) -> Post:
    first, last = days
    found = substitutes(by).filter(pk=key).exclude(pk=away.pk).first()
    if found is None:
        raise NotValid({"substitute": _("Choose a colleague who works at your agency.")})
    standing = Absence.objects.standing().filter(post=found)
    if standing.filter(first_day__lte=last, last_day__gte=first).exists():
        raise NotValid({"substitute": _("This colleague is away on some of these days, too.")})
    return found


@transaction.atomic
def end_absence(post: int, *, by: Actor, now: datetime) -> None:
    """Note that a clerk is there again, or will be; doing it twice changes nothing."""
    found = _clerk_of(post, by)
    Absence.objects.standing().filter(post=found).update(ended_at=now)


@wall.as_house("give back the turns of whoever is away")
def look_after_absences(*, now: datetime) -> None:
    """Begin the absences of today and end those that are over; safe to repeat."""
    today = timezone.localdate(now)
    Absence.objects.standing().filter(last_day__lt=today).update(ended_at=now)
    for absence in (
        Absence.objects.on(today).filter(begun_at=None).select_related("post__user", "substitute")
    ):
        with transaction.atomic():
            _begin(absence, now)


def _begin(absence: Absence, now: datetime) -> None:
    if absence.first_day > timezone.localdate(now):
        return
    if not Absence.objects.filter(pk=absence.pk, begun_at=None).update(begun_at=now):
        return
    free_turns_stood_in_for(absence.post.user, now=now)
    if absence.substitute is None or absence.substitute.ended_at is not None:
        free_turns(absence.post.user, now=now)


def _tell(proposal: PostProposal, kind: str, *, now: datetime) -> None:
    data = {"name": str(proposal.user), "role": proposal.role}
    tell_agency(proposal.agency, kind, data, now=now, occasion=f"post-proposal:{proposal.pk}")
