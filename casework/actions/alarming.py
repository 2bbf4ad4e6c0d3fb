"""Somebody looked at a decoy: those who watch, supervise and administer hear of it.

What the looker sees is what they would see of anybody (docs/decisions/0076).
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Looked, Person, User
from agencies.actors import Actor
from agencies.models import Agency, Post
from casework.actions.looks import what_of
from casework.actions.owing import owe
from casework.models import DecoyAlarm, Duty
from casework.models.decoys import standing_decoys
from kit import wall

log = logging.getLogger("portal.security")


def raise_for(persons: Iterable[int], what: str, *, by: Actor, now: datetime) -> None:
    """Raise an alarm for each decoy among persons somebody looked at, once an hour for each way."""
    decoys = standing_decoys()
    found = {decoys[person] for person in persons if person in decoys}
    if found and by.agency is not None:
        _raise(sorted(found), what, by, by.agency, now)


@wall.as_house("know whether somebody searches for a decoy")
def raise_for_numbers(indexes: Iterable[str], *, by: Actor, now: datetime) -> None:
    """Raise an alarm where somebody searches for the number of a decoy, found or not."""
    standing = list(standing_decoys())
    if standing:
        persons = Person.objects.filter(pk__in=standing, number_index__in=list(indexes))
        raise_for(persons.values_list("pk", flat=True), Looked.SEARCH, by=by, now=now)


@wall.as_house("raise an alarm, whatever the one who caused it may see")
def _raise(decoys: list[int], what: str, by: Actor, agency: Agency, now: datetime) -> None:
    within = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    for decoy in decoys:
        who = {"user": by.user} if by.user else {"client": by.client}
        alarm, is_new = DecoyAlarm.objects.get_or_create(
            decoy_id=decoy,
            what=what,
            within=within,
            **who,
            defaults={"agency": agency, "at": now},
        )
        if not is_new:
            continue
        account = by.user.pk if by.user else None
        log.error("decoy looked at: alarm %s, account %s", alarm.pk, account)
        key = f"alarm:{alarm.pk}"
        owe([Duty(key=key, kind=Duty.Kind.ALARM, subject=str(alarm.pk), due_at=now)], None)


def tell(duty: Duty, now: datetime) -> None:
    """Write to the supervisors of the looker's agency and the one above, and to administrators.

    Never to whoever looked. It names agency, account and moment, and no person.
    """
    related = ("user", "client__client", "agency__supervisor")
    alarm = DecoyAlarm.objects.select_related(*related).filter(pk=duty.subject).first()
    if alarm is None:
        return
    for reader in _readers(alarm):
        _write(reader, alarm)


def _readers(alarm: DecoyAlarm) -> Iterable[User]:
    offices = [alarm.agency_id, alarm.agency.supervisor_id]
    posts = Post.objects.current().filter(agency__in=offices, role=Post.Role.SUPERVISOR)
    watching = Q(pk__in=posts.values("user")) | Q(is_superuser=True)
    found = User.objects.filter(watching, is_active=True).exclude(email=None)
    others = found.exclude(pk=alarm.user_id) if alarm.user_id else found
    return others.order_by("pk")


def _write(reader: User, alarm: DecoyAlarm) -> None:
    with translation.override(reader.language):
        who = str(alarm.user) if alarm.user else str(alarm.client)
        at = f"{timezone.localtime(alarm.at):%Y-%m-%d %H:%M}"
        told = {"who": who, "agency": alarm.agency, "at": at, "what": what_of(alarm.what)}
        subject = _("Alarm: somebody looked where there was nothing to do")
        text = _(
            "%(who)s (%(agency)s) looked on %(at)s at a person who does not exist and with whom "
            "nobody has anything to do (%(what)s).\n\nAsk why. If there is no good reason, end "
            "the post at once and look at “Who looked” for what else was opened."
        )
    EmailMessage(subject, text % told, None, [str(reader.email)]).send()
