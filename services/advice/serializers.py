"""What programs send and are told about answers and questions."""

from rest_framework import serializers

from kit.api.reading import StrictBoolean, StrictChoice, StrictSerializer, StrictText
from services.advice import seeds
from services.advice.forms import LEAST_TEXT, LONGEST_ANSWER, LONGEST_TEXT
from services.advice.models import LONGEST_SLUG, Rating
from services.advice.rules.routing import ABOUT, SITUATIONS


class LibraryFigure(serializers.Serializer):
    """A figure of an answer; `value` is null where none is in force for the day and the place."""

    rule = serializers.CharField()
    value = serializers.CharField(allow_null=True)
    spelled = serializers.CharField()
    basis = serializers.CharField(allow_null=True)
    valid_from = serializers.DateField(allow_null=True)
    verified = serializers.BooleanField()


class LibraryAnswerLine(serializers.Serializer):
    """An answer in a list: its question and the short answer, its figures filled."""

    slug = serializers.CharField()
    title = serializers.CharField()
    short = serializers.CharField()
    basis = serializers.ListField(child=serializers.CharField())
    insurance = serializers.CharField(allow_blank=True)
    verified = serializers.BooleanField()
    under_review = serializers.BooleanField(help_text="A rule behind it has changed (ADV07).")


class LibraryAnswerOut(LibraryAnswerLine):
    """An answer with all that stands on its page."""

    steps = serializers.ListField(child=serializers.CharField())
    figures = LibraryFigure(many=True)
    services = serializers.ListField(child=serializers.CharField())
    calculators = serializers.ListField(child=serializers.CharField())
    reviewed_on = serializers.DateField()
    on = serializers.DateField()
    region = serializers.CharField(allow_blank=True)


class LibraryDump(serializers.Serializer):
    """The whole library as it is kept, its figures named and not filled, under one signature.

    `signature` is Ed25519 over the canonical JSON of `library`; the key is one of the journal's.
    """

    library = serializers.JSONField()
    key = serializers.CharField()
    signature = serializers.CharField()


class AnswerRatingBody(StrictSerializer):
    """Whether an answer helped."""

    kind = StrictChoice(choices=Rating.Kind.choices)
    note = StrictText(max_length=500, required=False, default="", allow_blank=True)


class AnswerRated(serializers.Serializer):
    """Whether it was counted: a second time from the same address it is not."""

    counted = serializers.BooleanField()


class AskBody(StrictSerializer):
    """A question to an agency; numbers of persons in it are taken out and not kept."""

    about = StrictChoice(choices=[(e.value, e.value) for e in ABOUT])
    situation = StrictChoice(choices=[(e.value, e.value) for e in SITUATIONS])
    region = StrictText(max_length=6)
    text = StrictText(min_length=LEAST_TEXT, max_length=LONGEST_TEXT)
    may_publish = StrictBoolean(required=False, default=False)


class SaidOfQuestion(serializers.Serializer):
    """One thing that happened with a question, and what was said."""

    kind = serializers.CharField()
    at = serializers.DateTimeField()
    words = serializers.CharField(allow_blank=True)
    law = serializers.ListField(child=serializers.CharField())
    slug = serializers.CharField(allow_blank=True)


class AskedQuestion(serializers.Serializer):
    """A question: who answers by when, and the answer."""

    number = serializers.CharField()
    state = serializers.CharField(help_text="open, waiting (for its asker), answered or withdrawn")
    agency = serializers.CharField(source="agency.code")
    asked_at = serializers.DateTimeField()
    due_on = serializers.DateField()
    text = serializers.CharField()
    answer = serializers.CharField(allow_blank=True)
    law = serializers.ListField(child=serializers.CharField())
    slug = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class AskedWithCode(AskedQuestion):
    """A question that was just asked, with its code: it is told this once."""

    code = serializers.CharField()


class AnswerToQuestionBody(StrictSerializer):
    """An answer: in words with articles, or one of the library."""

    text = StrictText(max_length=LONGEST_ANSWER, required=False, default="", allow_blank=True)
    law = serializers.ListField(
        child=StrictText(max_length=40), required=False, default=list, max_length=10
    )
    slug = StrictText(max_length=60, required=False, default="", allow_blank=True)


class SayMoreBody(StrictSerializer):
    """What is added to a question, or asked back; numbers of persons are taken out."""

    words = StrictText(min_length=2, max_length=LONGEST_TEXT)


class ThreadOfQuestion(AskedQuestion):
    """A question with all that was said since, the first first."""

    thread = SaidOfQuestion(many=True)


class PublishBody(StrictSerializer):
    """An answer for the library, made of a question; a second person approves it."""

    slug = serializers.SlugField(max_length=LONGEST_SLUG)
    chapter = StrictChoice(choices=[(each.key, each.key) for each in seeds.chapters()])
    title_zh = StrictText(max_length=120)
    title_en = StrictText(max_length=160)
    short_zh = StrictText(max_length=1200)
    short_en = StrictText(max_length=1600)
    law = serializers.ListField(child=StrictText(max_length=40), max_length=10)
    words = serializers.ListField(
        child=StrictText(max_length=60), max_length=20, required=False, default=list
    )


class ProposedAnswer(serializers.Serializer):
    """A wording that waits for a second person."""

    slug = serializers.CharField()
    state = serializers.CharField()


class QuestionHandOnBody(StrictSerializer):
    """The code of the agency that is responsible."""

    agency = StrictText(max_length=20)
