"""Dated values in the administration: a newer one is proposed, previewed and approved by two."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.approval_admin import ProposalAdmin
from agencies.models import RuleValue
from kit.spelling import wording
from law.values import BETWEEN_PARTS, Rule, Unit
from portal.rulebook.catalogue import chapters, rules
from portal.rulebook.preview import preview_of

LARGEST = {
    Unit.RATE: 1,
    Unit.DAYS: 3660,
    Unit.WORKING_DAYS: 250,
    Unit.MONTHS: 840,
    Unit.YEARS: 120,
    Unit.CALENDAR_YEAR: 2200,
    Unit.YUAN: 10_000_000,
    Unit.NUMBER: 100,
}
WHOLE = frozenset(Unit) - {Unit.RATE, Unit.YUAN, Unit.NUMBER}


def rule_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the rules by chapter, in the reader's language."""
    return [
        (wording(chapter.title), [(rule.name, wording(rule.title)) for rule in chapter.rules])
        for chapter in chapters()
    ]


def cell_choices() -> list[tuple[str, Any]]:
    """Return the cells of every table, each under what its rule is called."""
    tables = [rule for chapter in chapters() for rule in chapter.rules if rule.axes]
    return [
        ("", _("no table")),
        *(
            (
                wording(rule.title),
                [(BETWEEN_PARTS.join(key), wording(rule.say_key(key))) for key in rule.keys],
            )
            for rule in tables
        ),
    ]


class ProposedValueForm(forms.ModelForm):
    """A newer value of a rule, with the document that brings it."""

    rule = forms.ChoiceField(label=gettext_lazy("rule"), choices=rule_choices)
    key = forms.ChoiceField(
        label=gettext_lazy("cell of the table"), choices=cell_choices, required=False
    )
    number = forms.DecimalField(
        label=gettext_lazy("number"),
        max_digits=14,
        decimal_places=6,
        help_text=gettext_lazy("Rates as a share, such as 0.0262."),
    )

    # Ticked by whoever has laid the text beside it, and by nobody beforehand.
    is_verified = forms.BooleanField(
        label=gettext_lazy("checked against the official text"), required=False
    )

    class Meta:
        model = RuleValue
        fields = (
            "rule",
            "region",
            "key",
            "number",
            "document_number",
            "document",
            "document_en",
            "article",
            "effective_on",
            "valid_from",
            "valid_to",
            "is_verified",
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a number that cannot be meant for its rule."""
        typed = super().clean() or {}
        rule, number = rules().get(typed.get("rule", "")), typed.get("number")
        if rule and number is not None:
            self._check_number(rule, number)
        if rule:
            self._check_place(rule, typed)
        if rule and rule.by_year:
            self._check_year(typed)
        first, last = typed.get("valid_from"), typed.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("This day lies before the first one."))
        return typed

    def _check_place(self, rule: Rule, typed: dict[str, Any]) -> None:
        if rule.is_local and not typed.get("region"):
            self.add_error("region", _("Each place sets this number itself: choose the place."))
        if tuple(filter(None, typed.get("key", "").split(BETWEEN_PARTS))) not in rule.keys:
            message = (
                _("Choose a cell of this rule's table.")
                if rule.axes
                else _("This rule has no table: leave this empty.")
            )
            self.add_error("key", message)

    def _check_number(self, rule: Rule, number: Any) -> None:
        largest = LARGEST[rule.unit]
        is_too_small = number < 0 if rule.unit is Unit.YUAN else number <= 0
        if is_too_small or number > largest:
            message = _("This must be above 0 and at most %(largest)s.") % {"largest": largest}
            self.add_error("number", message)
        elif rule.unit in WHOLE and number != int(number):
            self.add_error("number", _("This must be a whole number."))

    def _check_year(self, typed: dict[str, Any]) -> None:
        first, last = typed.get("valid_from"), typed.get("valid_to")
        if first and (first.month, first.day) != (1, 1):
            self.add_error("valid_from", _("This value is for whole years: 1 January."))
        if last and (last.month, last.day) != (12, 31):
            self.add_error("valid_to", _("This value is for whole years: 31 December."))


@admin.register(RuleValue)
class RuleValueAdmin(ProposalAdmin):
    """Values that came with the release or were approved here; each with its article."""

    form = ProposedValueForm
    preview_template = "admin/value_preview.html"
    list_display = (
        "title",
        "region",
        "cell_said",
        "spelled",
        "basis",
        "valid_from",
        "valid_to",
        "is_verified",
        "state",
    )
    list_filter = ("is_verified",)
    autocomplete_fields = ("region",)
    list_per_page = 50
    search_fields = ("rule", "document", "document_en", "document_number")

    @admin.display(description=gettext_lazy("rule"), ordering="rule")
    def title(self, value: RuleValue) -> str:
        """What the number is."""
        rule = rules().get(value.rule)
        return wording(rule.title) if rule else value.rule

    @admin.display(description=gettext_lazy("cell of the table"), ordering="key")
    def cell_said(self, value: RuleValue) -> str:
        """Which cell of a table it is."""
        rule = rules().get(value.rule)
        return wording(rule.say_key(value.cell)) if rule else value.key

    @admin.display(description=gettext_lazy("number"), ordering="number")
    def spelled(self, value: RuleValue) -> str:
        """The number as people read it."""
        rule = rules().get(value.rule)
        return wording(rule.spell(value.number)) if rule else f"{value.number.normalize():f}"

    @admin.display(description=gettext_lazy("Document and article"))
    def basis(self, value: RuleValue) -> str:
        """Where it stands."""
        return value.basis

    @admin.display(description=gettext_lazy("decision"))
    def state(self, value: RuleValue) -> str:
        """Whether it counts."""
        if value.is_waiting:
            return _("waits for a second person")
        return _("approved") if value.is_approved else _("turned down")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show a value that is there as people read it."""
        fields = super().get_fields(request, obj)
        shown = {"rule": "title", "number": "spelled", "key": "cell_said"}
        return tuple(shown.get(field, field) for field in fields) if obj else fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show title, cell and spelling, which are no fields of the form."""
        return ("title", "cell_said", "spelled") if obj else ()

    def preview(self, request: HttpRequest, proposal: RuleValue) -> dict[str, Any]:
        """Return the open cases that would come out differently."""
        return preview_of(proposal)
