"""What leaves the portal: each message a row of its own, and how each gateway fares."""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Person
from agencies.models import Agency
from casework.models.case import Case
from casework.models.duties import Notice
from casework.models.quiet import Quiet
from casework.rules.wishes import Topic, Way
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Erasable

WAYS = [
    (Way.MAIL.value, pgettext_lazy("way", "E-mail")),
    (Way.SMS.value, pgettext_lazy("way", "Text message")),
]


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    """Messages as one asks for them."""

    def due(self, way: Way, now: datetime) -> "DispatchQuerySet":
        """Return what is to leave by a way now; open-ended, never a window.

        While the portal keeps quiet these are codes alone: somebody waits for them to sign in.
        """
        is_free = Q(what=Dispatch.What.CODE) | ~Exists(Quiet.objects.in_force())
        return self.filter(is_free, state=Dispatch.State.WAITING, way=way, due_at__lte=now)

    def uncertain(self, way: Way, now: datetime) -> "DispatchQuerySet":
        """Return what was being handed over when its sender died, or heard no answer."""
        return self.filter(state=Dispatch.State.SENDING, way=way, claimed_until__lt=now)

    def unfinished(self) -> "DispatchQuerySet":
        """Return what has not left and may still leave."""
        return self.filter(state__in=[Dispatch.State.WAITING, Dispatch.State.SENDING])


class Dispatch(Erasable):
    """One message by one way: of a notice, a day's digest, or a word to an old contact.

    It holds no address and no text: both are made when it is handed over, of what then counts.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Has been sent")
        CARRIED = "carried", _("Given to the carrier")
        FAILED = "failed", _("Could not be sent")
        UNCERTAIN = "uncertain", _("Perhaps sent: the gateway did not answer")
        GATHERED = "gathered", _("Goes out with the summary of the day")
        NOT_SENT = "not-sent", _("Was not sent")

    class Why(models.TextChoices):
        """Why it was not sent, or could not be."""

        NOT_WISHED = "not-wished", _("switched off in the wishes")
        NO_CONTACT = "no-contact", _("no confirmed address or number")
        NO_ACCOUNT = "no-account", _("no account")
        DECEASED = "deceased", _("the insured person has died")
        OUTDATED = "outdated", _("its day has passed")
        NOTHING = "nothing", _("nothing waited")
        REFUSED = "refused", _("the address or number was refused")
        AWAY = "away", _("the gateway was away for a week")
        BROKEN = "broken", _("it could not be made")

    class What(models.TextChoices):
        """What it says; rooms add how it is said (casework.actions.wording)."""

        NOTICE = "notice", _("A notice")
        DIGEST = "digest", _("A summary of the day")
        DESK_DIGEST = "desk-digest", _("What waits for a clerk")
        OLD_CONTACT = "old-contact", _("A word to a contact that was replaced")
        ACCOUNT = "account", _("A change of an account")
        CODE = "code", _("A code that was asked for")

    key = models.CharField(max_length=140, unique=True)
    what = models.CharField(_("message"), max_length=12, choices=What, default=What.NOTICE)
    way = models.CharField(_("by which way"), max_length=4, choices=WAYS)
    topic = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Topic])
    notice = models.ForeignKey(
        Notice, on_delete=models.PROTECT, null=True, related_name="dispatches"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    to_agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # What it is about, as the room knows it that says it: a field, an event, a day.
    subject = models.CharField(max_length=40, blank=True)
    gathered_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="gathered"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(_("why not"), max_length=12, choices=Why, blank=True)
    made_at = models.DateTimeField(_("made"))
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    # The Shanghai day of a reminder that goes out to a person: a second one of that day waits.
    reminder_day = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    ask_at = models.DateTimeField(null=True)
    asked = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(_("last error"), max_length=80, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(
                fields=["way", "due_at", "id"],
                condition=Q(state__in=["waiting", "sending"]),
                name="messages_that_are_to_leave",
            ),
            models.Index(
                fields=["way", "ask_at"],
                condition=Q(ask_at__isnull=False),
                name="messages_asked_about",
            ),
            models.Index(
                fields=["to_user", "way"],
                condition=Q(state="gathered", gathered_in=None),
                name="messages_for_a_summary",
            ),
            models.Index(fields=["case", "id"], name="messages_of_a_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["to_person", "way", "reminder_day"],
                condition=Q(reminder_day__isnull=False),
                name="one_reminder_a_day_for_each_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claimed_until__isnull=False),
                name="whoever_sends_holds_it_for_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "carried"]) | Q(sent_at__isnull=False),
                name="what_was_sent_was_sent_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def mark(self) -> str:
        """Its own id, the same at each try, which the gateway is given."""
        return sha256(self.key.encode()).hexdigest()[:32]


class Gateway(models.Model):
    """How a way out fares; one row for each, and none while nothing was ever amiss."""

    way = models.CharField(_("by which way"), max_length=4, primary_key=True, choices=WAYS)
    failing_since = models.DateTimeField(_("failing since"), null=True)
    failures = models.PositiveIntegerField(_("failures"), default=0)
    rest_until = models.DateTimeField(_("tried again from"), null=True)
    last_error = models.CharField(_("last error"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("gateway")
        verbose_name_plural = _("gateways")

    def __str__(self) -> str:
        return self.way


class Wishes(Erasable):
    """What somebody wishes to be sent; without a row they are sent everything, as it comes."""

    class Digest(models.TextChoices):
        """Whether what can wait is gathered."""

        NONE = "none", _("Each message by itself")
        DAILY = "daily", _("One summary a day, in the morning")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="wishes"
    )
    mail_off = models.JSONField(default=list)
    sms_off = models.JSONField(default=list)
    digest = models.CharField(max_length=8, choices=Digest, default=Digest.NONE)
    # Of staff: what waits for them, once a working day before work begins.
    desk_digest = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"wishes of user {self.user_id}"


class CalendarAddress(Erasable):
    """The secret address of somebody's calendar: found by a keyed hash, shown to its owner."""

    class Words(models.TextChoices):
        """How much an entry says: a calendar is shown on many screens."""

        PLAIN = "plain", _("Only that something is due")
        SERVICE = "service", _("What it is about, without a number")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="calendar_address",
    )
    secret = EncryptedField()
    secret_index = models.CharField(max_length=64, unique=True)
    words = models.CharField(max_length=8, choices=Words, default=Words.PLAIN)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"calendar of user {self.user_id}"
