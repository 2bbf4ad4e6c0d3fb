"""What is asked of readers, of whoever has a question, and of clerks who answer."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from agencies.places import region_choices
from kit.form_fields.regions import RegionField
from kit.spelling import wording
from law.phone import check_phone
from services.advice import seeds
from services.advice.models import Question, Rating
from services.advice.rules.routing import ABOUT, SITUATIONS

LEAST_TEXT, LONGEST_TEXT = 10, 1000
LONGEST_ANSWER = 2000
LONGEST_SEARCH = 100


def _said(pairs: Any) -> list[tuple[str, str]]:
    return [(key.value, wording(text)) for key, text in pairs.items()]


class AskAnythingForm(forms.Form):
    """Words to search by, and for which place."""

    q = forms.CharField(
        label=_("Ask anything"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Enter at most 100 characters.")},
    )
    region = RegionField(label=_("Your place"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = region_choices(_("The whole country"))


class QuestionForm(forms.Form):
    """A question to an agency; what is asked comes first, so that answers can stand beside it."""

    field_order = ("text", "region", "about", "situation")

    about = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    situation = forms.ChoiceField(label=_("Which is your situation?"))
    region = RegionField(label=_("For which place?"))
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("Without names and numbers: they are not needed for an answer."),
        min_length=LEAST_TEXT,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 6}),
        error_messages={
            "required": _("Write your question."),
            "min_length": _("Write a little more: at least ten characters."),
            "max_length": _("Write at most 1,000 characters."),
        },
    )
    may_publish = forms.BooleanField(
        label=_("Others may read question and answer, without anything about me"),
        required=False,
    )
    way = forms.ChoiceField(
        label=_("How shall we answer?"),
        choices=Question.Way.choices,
        widget=forms.RadioSelect,
        initial=Question.Way.PAGE.value,
    )
    phone = forms.CharField(
        label=_("Phone number"),
        help_text=_("Only if you want to be phoned."),
        required=False,
        max_length=24,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    call_when = forms.ChoiceField(
        label=_("When may we phone?"),
        help_text=_("On working days, in the hours of the agency."),
        choices=Question.When.choices,
        required=False,
        initial=Question.When.ANY.value,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = _said(ABOUT)
        self.fields["text"].widget.attrs["data-near"] = reverse("help_near")
        self.fields["situation"].choices = [("", _("Choose one")), *_said(SITUATIONS)]
        self.fields["region"].choices = region_choices(_("Choose a place"))

    def clean(self) -> dict[str, Any]:
        """Ask for a phone where somebody wants to be phoned."""
        typed = super().clean() or {}
        typed["call_when"] = typed.get("call_when") or Question.When.ANY.value
        if typed.get("way") == Question.Way.PHONE.value:
            checked = check_phone(typed.get("phone") or "")
            if not checked.valid:
                self.add_error("phone", _("Enter a phone number at which we reach you."))
            else:
                typed["phone"] = checked.number
        return typed


class CodeForm(forms.Form):
    """Number and code of a question."""

    number = forms.CharField(
        label=_("Number of the question"),
        max_length=24,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Enter the number of the question.")},
    )
    code = forms.CharField(
        label=_("Code of the question"),
        help_text=_("Eleven digits, such as 1234-5678-901."),
        max_length=24,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Enter the code of the question.")},
    )


class RatingForm(forms.Form):
    """What a reader says of an answer."""

    kind = forms.ChoiceField(choices=Rating.Kind.choices)
    note = forms.CharField(
        label=_("What is wrong or missing?"),
        help_text=_("Without names and numbers. It is read at an agency."),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class MoreForm(forms.Form):
    """What is added to a question: a reply, or what still is not answered."""

    words = forms.CharField(
        label=_("Your words"),
        help_text=_("Without names and numbers: they are not needed for an answer."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": _("Write what you want to say."),
            "max_length": _("Write at most 1,000 characters."),
        },
    )


# --- At the desk ------------------------------------------------------------------------------
class AnswerForm(forms.Form):
    """An answer to a question: in one's own words, or by one of the library."""

    slug = forms.CharField(
        label=_("Answer of the library"),
        required=False,
        max_length=60,
        help_text=_("Its short name, as in the suggestions."),
    )
    text = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea({"rows": 6}),
    )
    law = forms.CharField(
        label=_("Articles"),
        required=False,
        max_length=200,
        help_text=_("Such as “SIL 45, OPS 24”. Where no rule was found: “unknown”."),
    )

    @property
    def articles(self) -> list[str]:
        """The articles one by one."""
        return [each.strip() for each in self.cleaned_data["law"].split(",") if each.strip()]


class AskBackForm(forms.Form):
    """One thing that an answer needs and the question does not say."""

    words = forms.CharField(
        label=_("What you have to know"),
        help_text=_("One thing, without names and numbers. The term stands still meanwhile."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write what you have to know.")},
    )


class HandOnForm(forms.Form):
    """Another agency."""

    agency = forms.CharField(
        label=_("Code of the agency that is responsible"),
        max_length=20,
        error_messages={"required": _("Enter the code of the agency.")},
    )

    def clean_agency(self) -> Agency:
        """Return the agency."""
        found = Agency.objects.active().filter(code=self.cleaned_data["agency"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is no agency with this code."))
        return found


class ContentForm(forms.Form):
    """The wording of an answer of the library."""

    slug = forms.SlugField(
        label=_("Short name in addresses"),
        max_length=60,
        help_text=_("English words with hyphens. A name that is there proposes a new wording."),
    )
    chapter = forms.ChoiceField(label=_("Chapter"))
    insurance = forms.ChoiceField(label=_("Insurance"), required=False)
    region = RegionField(
        label=_("Only for one place"),
        required=False,
        help_text=_("Leave it empty where it holds in the whole country."),
    )
    title_zh = forms.CharField(label=_("Question in Chinese"), max_length=120)
    title_en = forms.CharField(label=_("Question in English"), max_length=160)
    short_zh = forms.CharField(
        label=_("Answer in Chinese"),
        max_length=1200,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Figures as {{rule:name}}, never typed."),
    )
    short_en = forms.CharField(
        label=_("Answer in English"), max_length=1600, widget=forms.Textarea({"rows": 5})
    )
    law = forms.CharField(label=_("Articles"), max_length=200)
    words = forms.CharField(
        label=_("Words that people use"),
        required=False,
        max_length=600,
        help_text=_("With commas between them."),
    )
    services = forms.CharField(label=_("Services"), required=False, max_length=200)
    calculators = forms.CharField(label=_("Calculators"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chapter"].choices = [
            (each.key, wording(each.title)) for each in seeds.chapters()
        ]
        self.fields["insurance"].choices = [("", _("All")), *_said(ABOUT)]
        self.fields["region"].choices = region_choices(_("The whole country"))

    @property
    def regions(self) -> list[str]:
        """The place for which alone it holds, if one was chosen."""
        return [self.cleaned_data["region"]] if self.cleaned_data["region"] else []

    @property
    def content(self) -> seeds.Content:
        """What was typed, as the library holds it."""
        said = self.cleaned_data
        return seeds.Content.of(
            {
                "title": (said["title_zh"], said["title_en"]),
                "short": (said["short_zh"], said["short_en"]),
                **{
                    name: _listed(said[name])
                    for name in ("law", "words", "services", "calculators")
                },
            }
        )


def _listed(text: str) -> list[str]:
    parts = text.replace("，", ",").split(",")
    return [each.strip() for each in parts if each.strip()]


class AskAboveForm(forms.Form):
    """A question to the agency above: how an article is read."""

    about = forms.ChoiceField(label=_("What is it about?"))
    text = forms.CharField(
        label=_("Your question to the agency above"),
        min_length=LEAST_TEXT,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write your question.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = _said(ABOUT)
