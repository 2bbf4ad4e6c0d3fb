"""Numbers of the law with the days they apply, terms among them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.approval import Proposal, ProposalQuerySet
from agencies.models.regions import Region, in_language
from kit.held import ReferenceKey
from kit.models import Reference
from law.values import BETWEEN_PARTS, NATIONAL, Key, holds_on
from law.values import Value as RuleBookValue
from law.wording import Basis, Text


class RuleValueQuerySet(ProposalQuerySet):
    """Values as one asks for them."""

    def of(self, rule: str) -> "RuleValueQuerySet":
        """Return the values of one rule."""
        return self.filter(rule=rule)

    def terms(self) -> "RuleValueQuerySet":
        """Return the terms within which an agency must act."""
        return self.filter(rule__startswith=TERM)


TERM = "term."


def term_rule(insurance: str, kind: str) -> str:
    """Return the name of the rule that says within which term a turn must end."""
    return f"{TERM}{insurance}.{kind}"


class RuleValue(Proposal, Reference):
    """A number of the law in force from one day to another, with the article it stands on."""

    rule = models.CharField(_("rule"), max_length=60)
    region = ReferenceKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
        help_text=_("Leave empty for what applies in the whole country."),
    )
    key = models.CharField(_("cell of the table"), max_length=120, blank=True, default="")
    number = models.DecimalField(_("number"), max_digits=14, decimal_places=6)
    document_number = models.CharField(_("official number"), max_length=60)
    document = models.CharField(_("document"), max_length=120)
    document_en = models.CharField(_("document in English"), max_length=200)
    article = models.CharField(
        _("article"),
        max_length=40,
        blank=True,
        help_text=_("As in 8, or 8(2) for item 2 of article 8."),
    )
    effective_on = models.DateField(_("document in force since"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(
        _("valid to"),
        null=True,
        blank=True,
        help_text=_("Leave empty while it applies: a later value takes its place by itself."),
    )
    is_verified = models.BooleanField(_("checked against the official text"), default=True)

    objects = RuleValueQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("dated value")
        verbose_name_plural = _("dated values")
        ordering = ["rule", "valid_from", "pk"]
        indexes = [models.Index(fields=["rule", "valid_from"], name="values_of_a_rule")]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["rule", "key", "valid_from"],
                condition=Q(proposed_by=None, region=None),
                name="a_release_brings_one_value_for_a_day",
            ),
            models.UniqueConstraint(
                fields=["rule", "region", "key", "valid_from"],
                condition=Q(proposed_by=None, region__isnull=False),
                name="a_release_brings_one_value_for_a_day_in_a_place",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_value_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.valid_from}"

    @property
    def cited(self) -> Basis:
        """The document and article as the rules cite them."""
        return Basis(
            document=self.document_number,
            article=self.article,
            effective_on=self.effective_on,
            title=Text(self.document, self.document_en),
            verified=self.is_verified,
        )

    @property
    def basis(self) -> str:
        """The document and article in the reader's language."""
        label = self.cited.label
        return in_language(label.zh, label.en)

    @property
    def value(self) -> RuleBookValue:
        """The value as the rules read it."""
        region, key = self.region_id or NATIONAL, self.cell
        return RuleBookValue(self.number, self.cited, self.valid_from, self.valid_to, region, key)

    @property
    def cell(self) -> Key:
        """The cell of the table it is for, by the axes of its rule."""
        return tuple(self.key.split(BETWEEN_PARTS)) if self.key else ()

    def is_in_force(self, day: date) -> bool:
        """Whether it applies to what happens on the day."""
        return holds_on(day, self.valid_from, self.valid_to)

    @property
    def working_days(self) -> int:
        """How many working days a term has."""
        return int(self.number)

    @property
    def insurance(self) -> str:
        """The insurance a term is for."""
        return self.rule.split(".")[1]

    @property
    def kind(self) -> str:
        """The turn a term is for."""
        return self.rule.split(".")[2]
