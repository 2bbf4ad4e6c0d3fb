"""A case, its steps, what is asked back, and what was escalated."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Mandate, Person
from agencies.actors import Actor, Position
from agencies.models import Agency, RuleValue, of_agency
from casework.rules.ladder import Rung
from casework.rules.procedures import Procedure, Turn, is_delegable, kinds_beside, procedure_of
from casework.rules.statuses import CLOSED_UNANSWERED, ENDS, STATUS_CODES, Party, Status
from kit.held import ReferenceKey
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


class StepQuerySet(models.QuerySet["Step"]):
    """Steps as one asks for them."""

    def visible_to(self, actor: Actor) -> "StepQuerySet":
        """Return the steps of the actor's desk; an auditor's desk is the province."""
        if actor.agency is None:
            return self.none()
        here = self.exclude(case__person__in=actor.kept_from) if actor.kept_from else self
        if actor.position == Position.AUDITOR:
            return here.filter(agency__region__code__startswith=actor.agency.region_id[:2])
        return here.filter(of_agency(actor.agency))

    def with_others(self, actor: Actor) -> "StepQuerySet":
        """Return what waits for others: turns elsewhere in cases handed on, stopped clocks.

        Each is found by an index of its own, however many turns wait at the desk itself.
        """
        if actor.agency is None:
            return self.none()
        desk = Step.objects.visible_to(actor)
        stopped = desk.open().filter(paused_on__isnull=False)
        handed_on = desk.filter(closed_at__isnull=False, is_case_open=True)
        elsewhere = Step.objects.open().filter(case__in=handed_on.values("case"))
        if actor.position == Position.AUDITOR:
            elsewhere = elsewhere.filter(paused_on__isnull=False)
        else:
            elsewhere = elsewhere.exclude(of_agency(actor.agency))
        return self.filter(
            pk__in=stopped.order_by().values("pk").union(elsewhere.order_by().values("pk"))
        )

    def open(self) -> "StepQuerySet":
        """Return the turns that have begun and have not ended."""
        return self.filter(opened_at__isnull=False, closed_at=None)

    def of_the_way(self) -> "StepQuerySet":
        """Return the turns that move their cases: none of those that stand beside them."""
        return self.exclude(kind__in=kinds_beside())

    def running(self) -> "StepQuerySet":
        """Return the open turns whose clock runs."""
        return self.open().filter(paused_on=None, due_on__isnull=False)

    def overdue(self, today: date) -> "StepQuerySet":
        """Return the turns that are late."""
        return self.running().filter(due_on__lt=today)


class Step(models.Model):
    """One agency's turn in a case (环节), with its clerk, start, due date and outcome.

    A step is made when it is decided that the agency's turn will come; it opens with the event
    that starts its clock (for the original agency: the delivery of the letter).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("step"), max_length=24)  # a turn of the procedure
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="steps")
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("clerk"),
    )
    opened_at = models.DateTimeField(null=True)
    # The day the term counts from (itself not counted: Civil Code art. 201), null until it runs.
    starts_on = models.DateField(null=True)
    term = models.ForeignKey(RuleValue, on_delete=models.PROTECT, null=True)
    working_days = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(_("due"), null=True)
    is_provisional = models.BooleanField(default=False)
    paused_on = models.DateField(null=True)
    # Working days left when the clock was stopped last; they run from the day it went on.
    days_left_at_pause = models.SmallIntegerField(null=True)
    resumed_on = models.DateField(null=True)
    # Working days that a ground of the law has taken out (TermExtension), in `working_days` too.
    extended_days = models.PositiveSmallIntegerField(default=0, db_default=0)
    closed_at = models.DateTimeField(null=True)
    # Working days of its term that it took; none where it ended without a decision of the agency.
    days_taken = models.SmallIntegerField(null=True)
    # Kept with the case (moving.move, moving.reopen), so that what was handed on is soon found.
    is_case_open = models.BooleanField(default=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["agency", "due_on", "id"],
                condition=Q(closed_at=None),
                name="steps_waiting_at_an_agency",
            ),
            models.Index(fields=["agency", "case"], name="cases_of_an_agency"),
            models.Index(
                fields=["agency", "-opened_at", "-id"],
                condition=Q(closed_at=None),
                name="turns_by_agency_and_opening",
            ),
            models.Index(
                fields=["agency", "case"],
                condition=Q(closed_at__isnull=False, is_case_open=True),
                name="turns_handed_on",
            ),
            models.Index(
                fields=["agency", "case"],
                condition=Q(closed_at=None, paused_on__isnull=False),
                name="turns_whose_clock_stands",
            ),
            models.Index(
                fields=["agency", "clerk", "due_on", "id"],
                condition=Q(closed_at=None),
                name="turns_by_agency_and_clerk",
            ),
            models.Index(
                fields=["agency", "-closed_at", "-id"],
                condition=Q(is_case_open=False),
                name="turns_of_finished_cases",
            ),
            models.Index(
                fields=["-closed_at", "-id"],
                condition=Q(is_case_open=False),
                name="finished_turns_by_day",
            ),
            # Auditors read the turns of all agencies of a province.
            models.Index(
                fields=["due_on", "id"], condition=Q(closed_at=None), name="turns_by_due_day"
            ),
            models.Index(
                fields=["-opened_at", "-id"], condition=Q(closed_at=None), name="turns_by_opening"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(closed_at=None),
                name="one_open_step_of_a_kind_for_each_case",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(starts_on__isnull=False),
                name="a_due_day_follows_from_a_start",
            ),
            models.CheckConstraint(
                condition=Q(paused_on=None, resumed_on=None) | Q(days_left_at_pause__isnull=False),
                name="a_stopped_clock_knows_what_is_left",
            ),
            models.CheckConstraint(
                condition=Q(paused_on=None) | Q(resumed_on=None),
                name="a_clock_stands_or_goes_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"

    @property
    def turn(self) -> Turn:
        """What kind of turn it is in its procedure."""
        return self.case.procedure.turns[self.kind]

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside the way of its case, which may have ended."""
        return self.kind in kinds_beside()

    @property
    def title(self) -> str:
        """What the turn is called, in the reader's language."""
        return wording(self.turn.title)

    @property
    def due_day(self) -> date:
        """The due day of a running turn; raises `ValueError` where no clock runs."""
        if self.due_on is None:
            raise ValueError(f"no clock runs for {self}")
        return self.due_on

    @property
    def is_open(self) -> bool:
        """Whether it is this agency's turn."""
        return self.opened_at is not None and self.closed_at is None

    def is_late(self, today: date) -> bool:
        """Whether the due day has passed while the turn is open and its clock runs."""
        runs = self.closed_at is None and self.paused_on is None
        return runs and self.due_on is not None and self.due_on < today


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


class EscalationQuerySet(models.QuerySet["Escalation"]):
    """Escalations as one asks for them."""

    def open(self) -> "EscalationQuerySet":
        """Return those that nobody has closed."""
        return self.filter(closed_at=None)

    def with_turns(self) -> "EscalationQuerySet":
        """Fetch along whose turn is late, and in which case: what a row of the board shows."""
        return self.select_related("case", "step__case")


class Escalation(models.Model):
    """A late step brought before one rung of the ladder (casework.rules.ladder).

    What is closed while the turn is late comes up again, as a row of the next rung: each keeps what
    came of it.
    """

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="escalations")
    rung = models.PositiveSmallIntegerField(
        choices=[(each.value, each.name) for each in Rung], default=Rung.HEAD.value
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="escalations")
    supervisor = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="escalations")
    # Whose turn is late, kept here as well: a board is read in the order of an index.
    turn_of = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="brought_up")
    raised_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    outcome = EncryptedField(blank=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        indexes = [
            # PostgreSQL puts what is not closed first by itself; SQLite cannot be told to.
            models.Index(fields=["-closed_at", "raised_at", "id"], name="escalations_on_the_board"),
            models.Index(
                fields=["turn_of", "-closed_at", "raised_at", "id"], name="escalations_of_an_agency"
            ),
            models.Index(
                fields=["supervisor", "-closed_at", "raised_at", "id"],
                name="escalations_by_supervisor",
            ),
            models.Index(
                fields=["supervisor", "-raised_at", "-id"],
                condition=Q(closed_at=None),
                name="open_escalations_by_supervisor",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="an_escalation_is_closed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["step", "rung"],
                condition=Q(closed_at=None),
                name="a_late_turn_waits_once_at_each_rung",
            ),
        ]

    def __str__(self) -> str:
        return f"escalation of {self.step_id}"

    @property
    def rung_label(self) -> str:
        """Before whom it was brought, in the reader's language."""
        return wording(Rung(self.rung).label)


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
    """Return the mandate by which this actor acts in somebody else's case, if there is one."""
    for each in actor.mandates:
        if each.giver_id == case.person_id:
            about = case.about.service if case.about_id and case.about else case.service
            names = {case.service, about} & set(each.services)
            return each if any(map(is_delegable, names)) else None
    return None


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
