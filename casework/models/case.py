"""A case, what is asked back in it, and who may see it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Mandate, Person
from agencies.actors import Actor, Position
from agencies.models import Agency, of_agency
from casework.models.escalations import Escalation
from casework.models.steps import Step
from casework.rules.procedures import Procedure, is_delegable, procedure_of
from casework.rules.statuses import CLOSED_UNANSWERED, ENDS, STATUS_CODES, Party, Status
from kit.model_fields import EncryptedField, EncryptedJSONField
from kit.spelling import wording


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases as one asks for them."""

    def visible_to(self, actor: Actor) -> "CaseQuerySet":
        """Return what this actor may see; the one place that decides it."""
        return self.filter(visible_cases(actor))

    def of_applicant(self, actor: Actor) -> "CaseQuerySet":
        """Return the actor's own cases, and those in which they act for somebody by mandate."""
        return self.filter(cases_of_applicant(actor))

    def open(self) -> "CaseQuerySet":
        """Return submitted cases that have not ended."""
        return self.filter(submitted_at__isnull=False, closed_at=None)


class Case(models.Model):
    """One application (业务件), from draft to the end, of any service."""

    class Channel(models.TextChoices):
        """The way by which it came."""

        ONLINE = "online", _("Online")
        COUNTER = "counter", _("Filed at the counter")
        PROGRAM = "program", _("By a program of the person")
        EMPLOYER = "employer", _("From an employer's list")

    number = models.CharField(_("case number"), max_length=32, unique=True)
    # The name of a registered procedure (casework.rules.procedures).
    service = models.CharField(_("service"), max_length=40)
    # What it is about where a person may have several of one service at a time: a month, a stay in
    # hospital. It follows from the answers that were sent; empty where one at a time is enough.
    matter = models.CharField(max_length=80, blank=True, default="")
    # The case that it speaks against, or puts right; an ordinary application has none.
    about = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="objections"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="cases",
        null=True,
    )
    status = models.CharField(
        _("status"),
        max_length=24,
        choices=STATUS_CODES,
        default=Status.DRAFT.value,
    )
    # By which it was sent; of a draft, by which it was begun.
    channel = models.CharField(
        _("received"), max_length=12, choices=Channel, default=Channel.ONLINE.value
    )
    # Of one that was left before it was decided: nobody had answered what was asked back.
    is_unanswered = models.BooleanField(default=False, db_default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-created_at"]),
            models.Index(fields=["created_at", "id"], name="cases_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "service", "matter"],
                condition=Q(submitted_at__isnull=False, closed_at=None),
                name="one_open_case_of_a_matter_for_each_person",
            ),
            models.UniqueConstraint(
                fields=["person", "service", "matter"],
                condition=Q(submitted_at=None, closed_at=None),
                name="one_draft_of_a_matter_for_each_person",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) ^ Q(status__in=sorted(each.value for each in ENDS)),
                name="a_case_is_closed_when_its_status_ends",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", submitted_at=None)
                | Q(submitted_at__isnull=False)
                | Q(status="withdrawn"),
                name="what_is_no_draft_was_submitted",
            ),
            models.CheckConstraint(
                condition=Q(about=None) | ~Q(about=F("pk")),
                name="a_case_is_not_about_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page on which the applicant follows the case."""
        return reverse("case", args=[self.number])

    @property
    def state(self) -> Status:
        """The status as a member of the enum."""
        return Status(self.status)

    @property
    def status_label(self) -> str:
        """The status in the reader's language, as the service calls it."""
        if self.is_unanswered and self.state == Status.WITHDRAWN:
            return wording(CLOSED_UNANSWERED)
        return wording(self.procedure.labels[self.state])

    @property
    def received(self) -> str:
        """By which way it came, where the person did not simply send it online."""
        return "" if self.channel == self.Channel.ONLINE else str(self.get_channel_display())

    @property
    def procedure(self) -> Procedure:
        """What the service does with its cases."""
        return procedure_of(self.service)

    @property
    def service_title(self) -> str:
        """What the service is called, in the reader's language."""
        return wording(self.procedure.title)

    @property
    def whose_turn(self) -> Party | None:
        """Who moves next; nobody does when the case has ended."""
        return self.procedure.whose.get(self.state)

    @property
    def is_open(self) -> bool:
        """Whether something can still happen."""
        return self.closed_at is None

    @property
    def unread_by_person(self) -> int:
        """How many messages of agencies its person has not read."""
        thread = getattr(self, "thread", None)
        return thread.unread_by_person if thread else 0

    @property
    def unread_by_agency(self) -> int:
        """How many messages of its person nobody of the agency has read."""
        thread = getattr(self, "thread", None)
        return thread.unread_by_agency if thread else 0

    @property
    def answer_due_on(self) -> date | None:
        """Until which day an agency awaits an answer of the person, if it does."""
        thread = getattr(self, "thread", None)
        return thread.answer_due_on if thread else None


class Correction(models.Model):
    """A request to put something right (补正), pointing at the exact fields."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    note = EncryptedField()
    fields = EncryptedJSONField(default=list)  # [{"field": "employer_name", "message": "…"}]
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at=None),
                name="one_correction_waits_for_an_answer",
            )
        ]

    def __str__(self) -> str:
        return f"correction of {self.case_id}"


def visible_cases(actor: Actor, path: str = "") -> Q:
    """Return the condition for `visible_to`: row 7 of the table of authorisation.

    A person sees their own, and what a mandate covers of whoever gave it; a clerk sees the drafts
    of whoever stands at the counter. An agency sees a case from the moment its turn in it begins,
    and its supervising agency sees what was escalated to it; a clerk's own case is never on their
    desk.

    `path` leads to the case, as in `case__`. Each source is asked for on its own and by its index:
    so a database begins at the few cases of a quiet agency, and at the newest of a busy one.
    """
    if actor.position == Position.SYSTEM:
        return Q()
    own = _own_and_covered(actor, path)
    if actor.agency is None:
        return own
    if actor.present is not None:  # the drafts of whoever stands at the counter
        unsent = {"person": actor.present.pk, "submitted_at": None, "closed_at": None}
        own |= Q(**{f"{path}{name}": value for name, value in unsent.items()})
    at_desk = _cases_of_agency(actor, actor.agency, OuterRef(f"{path}pk"))
    if actor.kept_from:
        at_desk &= ~Q(**{f"{path}person__in": actor.kept_from})
    return own | at_desk


def cases_of_applicant(actor: Actor, path: str = "") -> Q:
    """Return the condition for a person's own cases and those that a mandate opens to them.

    Of a clerk with somebody at the counter: what they see of that person's cases.
    """
    if actor.present is not None:
        return visible_cases(actor, path) & Q(**{f"{path}person": actor.present.pk})
    return _own_and_covered(actor, path)


def _own_and_covered(actor: Actor, path: str) -> Q:
    own = Q(**{f"{path}person": actor.person_id}) if actor.person_id else Q(pk__in=[])
    for mandate in actor.mandates:
        own |= covered_by(mandate, path)
    return own


def covered_by(mandate: Mandate, path: str = "") -> Q:
    """Return the condition for the cases that a mandate covers, with objections to them."""
    named = [each for each in mandate.services if is_delegable(each)]
    services = Q(**{f"{path}service__in": named}) | Q(**{f"{path}about__service__in": named})
    return Q(**{f"{path}person": mandate.giver_id}) & services


def mandate_over(actor: Actor, case: Case) -> Mandate | None:
    """Return the mandate by which this actor acts in somebody else's case, if there is one.

    Of one giver there may be several, for other services; the first that covers the case counts.
    """
    given = [each for each in actor.mandates if each.giver_id == case.person_id]
    if not given:
        return None
    about = case.about.service if case.about_id and case.about else case.service
    covers = (
        each for each in given if any(map(is_delegable, {case.service, about} & {*each.services}))
    )
    return next(covers, None)


def is_of_applicant(actor: Actor, case: Case) -> bool:
    """Whether the actor stands on the applicant's side of a case.

    In person, by mandate, or as a clerk at whose counter its person stands.
    """
    is_own = actor.applies_for_id is not None and actor.applies_for_id == case.person_id
    return is_own or mandate_over(actor, case) is not None


def _cases_of_agency(actor: Actor, agency: Agency, case: OuterRef) -> Q:
    begun = Step.objects.filter(case=case, opened_at__isnull=False)
    if actor.position == Position.AUDITOR:
        province = agency.region_id[:2]
        return Q(Exists(begun.filter(agency__region__code__startswith=province)))
    mine = Q(Exists(begun.filter(of_agency(agency))))
    if actor.position == Position.SUPERVISOR:
        return mine | Q(Exists(Escalation.objects.filter(case=case, supervisor=agency)))
    return mine
