"""Answers of the library, what readers say of them, and questions to agencies."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from agencies.actors import Actor, Position
from agencies.models import Agency, Region
from applications.models.kept_files import KeptFile
from applications.rules.papers import SAYS, Fault
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Erasable, Immutable, Reference
from law.wording import Text
from services.advice.rules.routing import ABOUT, SITUATIONS
from services.advice.seeds import Content

LONGEST_SLUG = 60
USER = settings.AUTH_USER_MODEL


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers as one asks for them."""

    def current(self) -> "AnswerQuerySet":
        """Return what the library says today."""
        return self.filter(state=Answer.State.CURRENT)

    def proposed(self) -> "AnswerQuerySet":
        """Return what waits for a second person."""
        return self.filter(state=Answer.State.PROPOSED)


class Answer(Reference):
    """One wording of an answer; the next one takes its place and this one stays to be read."""

    class State(models.TextChoices):
        """Whether it counts."""

        PROPOSED = "proposed", _("Waits for a second person")
        CURRENT = "current", _("In the library")
        REPLACED = "replaced", _("Replaced by a newer wording")
        TURNED_DOWN = "turned-down", _("Turned down")

    slug = models.SlugField(max_length=LONGEST_SLUG)
    chapter = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField(default=0)  # its place in the library
    content = models.JSONField()
    insurance = models.CharField(max_length=16, blank=True)
    regions = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=State)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    reviewed_on = models.DateField()
    # Since when it waits to be looked at again, and the rules that have moved under it.
    to_review_since = models.DateTimeField(null=True)
    to_review_rules = models.JSONField(default=list)
    # When somebody was told that a reader calls it wrong and nobody has looked at it in time.
    late_told_at = models.DateTimeField(null=True)
    # The documents it cites, by their short names, each as it stood when somebody looked.
    cited_as = models.JSONField(default=dict)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["place", "slug", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(state="current"),
                name="the_library_gives_one_answer",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("written_by")),
                name="nobody_approves_their_own_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="current") | Q(approved_at__isnull=False),
                name="the_library_holds_what_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def said(self) -> Content:
        """What it says, its figures not filled."""
        return Content.of(self.content)


class Rating(Immutable):
    """What a reader says of an answer; nobody is named."""

    class Kind(models.TextChoices):
        """How it was."""

        HELPED = "helped", _("It helped me")
        NOT = "not", _("It did not help me")
        WRONG = "wrong", _("Something in it is wrong")

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="ratings")
    kind = models.CharField(max_length=8, choices=Kind)
    note = EncryptedField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.kind}"


class Alert(Erasable):
    """Somebody who wants to hear when an answer changes."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="answer_alerts")
    slug = models.SlugField(max_length=LONGEST_SLUG)
    since = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "slug"], name="one_alert_for_an_answer")
        ]

    def __str__(self) -> str:
        return self.slug


class MissedWords(Erasable):
    """Words that found nothing, counted by the day: what the library still lacks."""

    words = EncryptedField()
    words_index = models.CharField(max_length=64)
    day = models.DateField()
    number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["words_index", "day"], name="missed_words_are_counted_by_the_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions as one asks for them."""

    def visible_to(self, actor: Actor) -> "QuestionQuerySet":
        """Return one's own; to staff those that their agency answers or has asked itself."""
        if actor.agency is not None and actor.position in (Position.CLERK, Position.SUPERVISOR):
            theirs = actor.agency.offices
            return self.filter(Q(agency__in=theirs) | Q(from_agency__in=theirs)).exclude(
                person__in=actor.kept_from
            )
        if actor.position == Position.VERIFIED and actor.person_id:
            return self.filter(person=actor.person_id)
        return self.none()

    def open(self) -> "QuestionQuerySet":
        """Return what still waits for an answer."""
        return self.filter(state=Question.State.OPEN)

    def unanswered(self) -> "QuestionQuerySet":
        """Return what has no answer yet, whoever it waits for."""
        return self.filter(state__in=(Question.State.OPEN, Question.State.WAITING))


class Question(Erasable):
    """Something that was asked of an agency: by somebody with or without a name, or by an agency.

    It is information and no case: nothing is decided. `code_index` lets somebody without a sign-in
    find it. `same_as` is the first question that asks the same; one answer tells all of them.
    """

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("Waits for an answer")
        WAITING = "waiting", _("Waits for you")  # its agency has asked something back
        ANSWERED = "answered", _("Answered")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Way(models.TextChoices):
        """How somebody wants to be answered."""

        PAGE = "page", _("On this page, with my number and code")
        PHONE = "phone", _("By phone")

    class When(models.TextChoices):
        """When somebody can be phoned, in the hours of the agency."""

        ANY = "any", _("At any time")
        MORNING = "morning", _("In the morning")
        AFTERNOON = "afternoon", _("In the afternoon")

    number = models.CharField(max_length=24, unique=True)
    code_index = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="questions_asked"
    )
    about = models.CharField(max_length=16, choices=[(e.value, e.value) for e in ABOUT])
    situation = models.CharField(max_length=16, choices=[(e.value, e.value) for e in SITUATIONS])
    region = ReferenceKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    text = EncryptedField()
    language = models.CharField(max_length=8, default="zh-hans")
    may_publish = models.BooleanField(default=False)
    way = models.CharField(max_length=8, choices=Way, default=Way.PAGE)
    phone = EncryptedField(blank=True)
    call_when = models.CharField(max_length=10, choices=When, default=When.ANY)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    from_agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    same_as = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="asked_again"
    )
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    # When its agency was told that the day has passed.
    late_told_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    claimed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    # Of the library entry that answers it, if one does.
    slug = models.SlugField(max_length=LONGEST_SLUG, blank=True)
    answer = EncryptedField(blank=True)
    law = models.JSONField(default=list)
    answered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    rated = models.CharField(max_length=8, blank=True, choices=Rating.Kind)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["due_on", "asked_at", "pk"]
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="questions_of_an_agency"),
            models.Index(fields=["person", "-asked_at"], name="questions_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered")
                | (Q(answered_at__isnull=False) & (~Q(answer="") | ~Q(slug=""))),
                name="what_is_answered_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(from_agency=None),
                name="a_question_comes_from_one_side",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == self.State.OPEN

    @property
    def waits_for_asker(self) -> bool:
        """Whether its agency has asked something back."""
        return self.state == self.State.WAITING

    @property
    def is_public_matter(self) -> bool:
        """Whether it may become an answer of the library: answered, and whoever asked lets it."""
        return self.is_answered and self.may_publish

    @property
    def is_answered(self) -> bool:
        """Whether an answer stands."""
        return self.state == self.State.ANSWERED


class QuestionEvent(models.Model):
    """What happened with a question, and what was said: together they are its thread."""

    class Kind(models.TextChoices):
        """What happened."""

        ASKED = "asked", _("Asked")
        CLAIMED = "claimed", _("Somebody works on it")
        HANDED_ON = "handed-on", _("Sent on to the agency that is responsible")
        PHONED = "phoned", _("Phoned, but nobody answered")
        ATTACHED = "attached", _("A paper was added")
        ASKED_BACK = "asked-back", _("The agency asks for one thing more")
        REPLIED = "replied", _("Replied")
        ANSWERED = "answered", _("Answered")
        ASKED_AGAIN = "asked-again", _("Asked again")
        WENT_UP = "went-up", _("Sent to the agency above, as it was asked again")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    # What was said: by an answer also its articles, and the answer of the library it names.
    words = EncryptedField(blank=True)
    law = models.JSONField(default=list)
    slug = models.SlugField(max_length=LONGEST_SLUG, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.kind}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Papers of questions as one asks for them."""

    def visible_to(self, actor: Actor) -> "AttachmentQuerySet":
        """Return the papers of the questions that this actor may see."""
        return self.filter(question__in=Question.objects.visible_to(actor))


class Attachment(KeptFile):
    """A paper that whoever asked has added to their question; it goes with it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="attachments")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of a question")
        verbose_name_plural = _("papers of questions")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "sha256"], name="the_same_paper_counts_once_for_a_question"
            ),
            models.CheckConstraint(
                condition=Q(fault="") ^ Q(state="refused"),
                name="a_paper_of_a_question_is_refused_for_a_fault",
            ),
            models.CheckConstraint(
                condition=Q(judged_at=None) ^ ~Q(state="waiting"),
                name="a_judged_paper_of_a_question_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"paper {self.pk}"

    @property
    def why_refused(self) -> Text:
        """Why it cannot be used, and what to do."""
        return SAYS[Fault(self.fault)]
