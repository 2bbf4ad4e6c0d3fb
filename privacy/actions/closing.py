"""Closing an account and erasing what nothing obliges anybody to keep (个人信息保护法 art. 47).

Asked for, two days to think better, then done by a duty. What stays is named before, item by item
(privacy.rules.keeping); the account itself stays as an empty row, because what was done with it
points there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import telling
from accounts.actions import ending
from accounts.models import IssuedCode, KeptWords, Mandate, User
from agencies.actors import SYSTEM
from agencies.models import Post
from applications import paper_files
from applications.models import Application, PaperPage
from casework.actions import calendars, mandating, moving, wishing
from casework.models import Case, Duty, Notice
from casework.rules.statuses import Status
from kit import wall
from kit.errors import Refusal
from privacy.actions import collecting
from privacy.models import Closing
from privacy.retained import erase_messages, erase_notices
from transfers.models import Transfer

TIME_TO_THINK = timedelta(days=2)
NOTHING_TYPED = "{}"


@dataclass(frozen=True)
class Plan:
    """What would go if somebody's account were closed now, and why it cannot be."""

    sign_ins: int
    drafts: int
    notices: int
    papers: int
    mandates: int
    obstacles: tuple[str, ...]  # sentences; while there is one, the account cannot be closed


@wall.as_house("say what goes when somebody's account is closed")
def plan_for(user: User) -> Plan:
    """Return what goes of this account, and what has to be settled before."""
    unsent = PaperPage.objects.filter(case__in=_drafts(user))
    return Plan(
        sign_ins=user.sign_ins.count(),
        drafts=_drafts(user).count(),
        notices=_notices(user).count(),
        papers=unsent.count(),
        mandates=_mandates(user).count(),
        obstacles=tuple(_obstacles(user)),
    )


def _drafts(user: User) -> QuerySet[Case]:
    return Case.objects.filter(applicant=user, submitted_at=None, closed_at=None)


def _notices(user: User) -> QuerySet[Notice]:
    if user.person_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(to_person=user.person_id)


def _mandates(user: User) -> QuerySet[Mandate]:
    """Return what was given and is held of one's own will: a guardianship is not theirs to end."""
    if user.person_id is None:
        return Mandate.objects.none()
    own = Mandate.objects.of(user.person_id)
    return own.filter(kind=Mandate.Kind.GIVEN, ended_at=None)


def _obstacles(user: User) -> list[str]:
    found = []
    if user.is_staff or user.is_superuser or Post.objects.filter(user=user, ended_at=None).exists():
        found.append(
            _("This is an account for work. It is locked when your post ends; nobody closes it.")
        )
    running = Case.objects.open().filter(person=user.person_id) if user.person_id else None
    if running is not None and running.exists():
        found.append(
            _(
                "A case of yours is running, and the agency has to reach you. Wait until it has "
                "ended, or withdraw it; then close the account."
            )
        )
    return found


@transaction.atomic
@wall.as_house("owe somebody that their account is closed")
def ask(user: User, *, now: datetime) -> Closing:
    """Owe somebody that their account is closed in two days; asking twice changes nothing.

    Raises `Refusal` where something has to be settled before.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    known = Closing.objects.waiting().filter(user=user).first()
    if known is not None:
        return known
    obstacles = _obstacles(user)
    if obstacles:
        raise Refusal(obstacles[0])
    closing = Closing.objects.create(user=user, asked_at=now, due_at=now + TIME_TO_THINK)
    Duty.objects.create(
        key=f"close:{closing.pk}",
        kind=Duty.Kind.CLOSE_ACCOUNT,
        subject=str(closing.pk),
        due_at=closing.due_at,
    )
    _tell_asked(user)
    return closing


@transaction.atomic
def take_back(user: User, *, now: datetime) -> bool:
    """Keep the account after all; say whether there was anything to take back."""
    waiting = Closing.objects.waiting().filter(user=user, due_at__gt=now)
    return bool(waiting.update(taken_back_at=now))


@transaction.atomic
def close(duty: Duty, now: datetime) -> None:
    """Close an account that somebody asked to be closed; nothing where they thought better.

    If a case has begun meanwhile, the request falls and its owner is told.
    """
    closing = Closing.objects.select_for_update(of=("self",)).filter(pk=duty.subject).first()
    if closing is None or closing.taken_back_at or closing.done_at:
        return
    user = User.objects.select_for_update(of=("self",)).get(pk=closing.user_id)
    if _obstacles(user):
        Closing.objects.filter(pk=closing.pk).update(taken_back_at=now)
        _tell_not_closed(user)
        return
    _tell_closed(user)  # while there is still where to
    _erase(user, now)
    Closing.objects.filter(pk=closing.pk).update(done_at=now)


def _erase(user: User, now: datetime) -> None:
    """Erase what goes; each of it once, so that a second run finds nothing."""
    ending.end_ways_in(user)
    Authenticator.objects.filter(user=user).delete()
    IssuedCode.objects.filter(user=user).delete()
    KeptWords.objects.filter(user=user).delete()
    user.identity_checks.all().delete()
    EmailAddress.objects.filter(user=user).delete()
    collecting.forget_all_of(user)
    _end_mandates(user, now)
    wishing.forget(user)
    calendars.end(user)
    erase_messages(user)
    erase_notices(_notices(user))
    _discard_drafts(user, now)
    _empty(user)


def _end_mandates(user: User, now: datetime) -> None:
    """End what was given and what is held; the other side is told, and their mandates stay."""
    for each in _mandates(user):
        is_giver = each.giver_id == user.person_id
        ended_by = Mandate.EndedBy.GIVER if is_giver else Mandate.EndedBy.HOLDER
        mandating.finish(each, ended_by, now=now)


def _discard_drafts(user: User, now: datetime) -> None:
    """Discard drafts with what was typed and sent along; of the case its number stays."""
    drafts = list(_drafts(user).select_for_update())
    pages = PaperPage.objects.filter(case__in=drafts)
    for page in pages:
        paper_files.erase(page.file, page.thumbnail)
    pages.delete()
    Application.objects.filter(case__in=drafts).update(kept_answers=NOTHING_TYPED)
    typed = dict.fromkeys(("employer_name", "contact_phone", "contact_address", "note"), "")
    Transfer.objects.filter(case__in=drafts).update(**typed)
    for case in drafts:
        moving.move(case, Status.WITHDRAWN, by=SYSTEM, now=now)


def _empty(user: User) -> None:
    """Leave the row alone: what was done with it points there, and it says nothing any more."""
    user.email, user.phone, user.phone_verified, user.display_name = None, "", False, ""
    user.person = user.identity_verified_at = user.real_person_at = user.last_login = None
    user.is_active = False
    user.set_unusable_password()
    user.save()


# --- Words ------------------------------------------------------------------------------------
def _tell_asked(user: User) -> None:
    with translation.override(user.language):
        subject = _("Your account will be closed in two days")
        text = _(
            "[Social Insurance Online] It was asked that your account be closed; that is done in "
            "two days. If you think better of it, or it was not you, sign in and take it back "
            "under “My data”."
        )
    telling.to_owner(user, subject, text)


def _tell_closed(user: User) -> None:
    with translation.override(user.language):
        subject = _("Your account is closed")
        text = _(
            "[Social Insurance Online] Your account is closed. Your record at the agencies is as "
            "before; you can sign up anew whenever you like."
        )
    telling.to_owner(user, subject, text)


def _tell_not_closed(user: User) -> None:
    with translation.override(user.language):
        subject = _("Your account was not closed")
        text = _(
            "[Social Insurance Online] Your account was not closed, because a case of yours has "
            "begun meanwhile. When it has ended, ask again."
        )
    telling.to_owner(user, subject, text)
