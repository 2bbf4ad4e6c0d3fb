"""What was told, what is owed, and who last looked."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Mandate, Person
from agencies.actors import Actor
from agencies.models import Agency
from casework.models.case import Case
from casework.models.halts import Halt, HeldAct
from casework.models.quiet import Quiet
from casework.models.steps import Step
from kit.held import ReferenceKey
from kit.model_fields import EncryptedJSONField
from kit.models import Erasable


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices as one asks for them."""

    def visible_to(self, actor: Actor) -> "NoticeQuerySet":
        """Return what was told to this person or to this agency; to clerks nothing on their own."""
        own = Q(to_person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
        # What was told by mandate is gone with it.
        own &= Q(mandate=None) | Q(mandate__in=[each.pk for each in actor.mandates])
        if actor.agency is None:
            return self.filter(own)
        at_desk = Q(to_agency=actor.agency)
        if actor.kept_from:
            at_desk &= ~Q(case__person__in=actor.kept_from)
        return self.filter(own | at_desk)


class Notice(Erasable):
    """Something told to a person or to an agency, once, about a case or about the agency itself."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="notices")
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=32)
    to_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="notices"
    )
    to_agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="notices")
    # By which the reader acts in the case: they are told as well as its person.
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    data = EncryptedJSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["to_person", "-at"]),
            models.Index(fields=["to_agency", "-at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_person__isnull=False) ^ Q(to_agency__isnull=False),
                name="a_notice_has_one_recipient",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False)
                | Q(to_agency__isnull=False)
                | Q(kind__startswith="mandate-")
                | Q(kind__startswith="card-")
                | Q(kind__startswith="sharing-")
                | Q(kind__startswith="due-")
                | Q(kind__startswith="benefit-")
                | Q(kind__startswith="heir-")
                | Q(kind__startswith="question-"),
                name="a_person_is_told_about_a_case_or_of_what_needs_none",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class DutyQuerySet(models.QuerySet["Duty"]):
    """Duties as one asks for them."""

    def due(self, now: datetime) -> "DutyQuerySet":
        """Return what is owed and nobody is working on; open-ended, never a window.

        While letters are stopped they wait, and so do the decisions that would issue any. While
        the portal keeps quiet everything waits.
        """
        free = Q(claimed_until=None) | Q(claimed_until__lt=now)
        is_loud = ~Exists(Quiet.objects.in_force())
        return self.waiting().filter(free, is_loud, due_at__lte=now).not_stopped()

    def not_stopped(self) -> "DutyQuerySet":
        """Leave out letters that may not go out now, and decisions whose turn it is not yet."""
        halts = Halt.objects.over(OuterRef("issuer"))
        is_letter = Q(kind=Duty.Kind.DELIVER)
        in_line = HeldAct.objects.first_in_line().filter(pk=OuterRef("held_act"))
        is_decision = Q(kind=Duty.Kind.ISSUE)
        return self.filter(~is_letter | ~Exists(halts), ~is_decision | Exists(in_line))

    def waiting(self) -> "DutyQuerySet":
        """Return what is still owed, now or later."""
        return self.filter(done_at=None, dead_at=None)


class Duty(Erasable):
    """Something the office owes at a moment (待办): a row, so that no lost message loses it."""

    class Kind(models.TextChoices):
        """What is owed."""

        DELIVER = "deliver-letter", _("Render and deliver a letter")
        REMIND = "remind", _("Remind the clerk")
        LATE = "late", _("Tell everybody that a term is exceeded")
        ISSUE = "issue", _("Carry out a decision that was held")
        ASK_AGAIN = "ask-again", _("Ask the person a second time")
        ASK_ELSEWHERE = "ask-elsewhere", _("Ask another authority")
        JUDGE_PAPER = "judge-paper", _("Check a page that was sent")
        TELL_LISTED = "tell-listed", _("Tell whom an employer has listed")
        AWAIT_ANSWER = "await-answer", _("Remind of an answer that is awaited")
        FOLLOW_UP = "follow-up", _("Follow up what waits")
        COLLECT = "collect-data", _("Put together what is held of somebody")
        CLOSE_ACCOUNT = "close-account", _("Close an account")
        ALARM = "alarm", _("Raise an alarm")
        ANNOUNCE = "announce", _("Tell another place of what counts")
        ON_ITS_DAY = "on-its-day", _("Do what a day asks for that was set before")
        COUNT_ANEW = "count-anew", _("Count open terms anew")
        CARD = "card", _("Follow up a card")
        ASK_PROVIDER = "ask-provider", _("Ask what was paid")
        EXPIRE_ORDER = "expire-order", _("End an order that nobody has paid")
        SEND_BACK = "send-back", _("Send a payment back")
        RECONCILE = "reconcile", _("Compare a day with a payment provider")
        OPEN_DUES = "open-dues", _("Open what is due for a month")
        REMIND_DUES = "remind-dues", _("Remind of what is due, and end what has lapsed")
        LOAD_RECORDS = "load-records", _("Take in records that an agency has sent")
        RUN_MONTH = "run-month", _("Work out what is paid for a month")
        PREPARE_BATCHES = "prepare-batches", _("Put payments into batches for the banks")
        ASK_BANK = "ask-bank", _("Bring payments to the bank and fetch its answer")
        TELL_PAID = "tell-paid", _("Tell people what was paid, and what came back")
        RECALCULATE = "recalculate", _("Work pensions out anew")
        RAISE_PENSIONS = "raise-pensions", _("Raise pensions by what a place has published")
        PLACE_EVENTS = "place-events", _("Put events into the feeds of agencies")
        CALL_WEBHOOK = "call-webhook", _("Tell a system of an agency what has happened")
        PROVE = "prove", _("Look after proofs that people may still draw their money")

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="duties")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, related_name="duties")
    # The number of what it is about, as the room knows it that does duties of this kind.
    subject = models.CharField(max_length=64, blank=True)
    # Of a letter that is to go out: whose letters they are, so that a stop keeps it back.
    issuer = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    held_act = models.ForeignKey(
        HeldAct, on_delete=models.PROTECT, null=True, related_name="duties"
    )
    # For a milestone: working days left when it falls due; negative when late.
    milestone = models.SmallIntegerField(null=True)
    due_at = models.DateTimeField(_("due"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claimed_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(_("given up"), null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    # By which request it is owed (kit.traces): a number that says nothing of anybody.
    trace = models.CharField(max_length=55, blank=True, default="", db_default="")

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        indexes = [
            models.Index(
                fields=["kind", "due_at", "id"],
                condition=Q(done_at=None, dead_at=None),
                name="duties_that_are_owed",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dead_at=None),
                name="a_done_duty_is_not_dead",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Tick(models.Model):
    """When each driver last looked for what is due; one row for each driver."""

    driver = models.CharField(max_length=16, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.driver} at {self.at:%H:%M:%S}"
