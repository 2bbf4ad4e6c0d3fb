"""What is kept of claims by hand: cost lists, invoices found again, files, the year of a person."""

import json
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, User
from casework.models import Case
from kit import crypto
from kit.model_fields import EncryptedField
from kit.models import Immutable
from law.money import from_fen
from payouts.models import Recovery
from services.reimbursement.rules.invoices import Invoice
from services.reimbursement.rules.lines import CostLine
from services.reimbursement.rules.reading_lists import as_rows, read_rows
from services.reimbursement.rules.settling import Before


def index_of(invoice: Invoice) -> str:
    """Return the keyed hash by which an invoice is found again, whoever has claimed it."""
    return crypto.blind_index(invoice.key, context="reimbursement.invoice")


class CostList(Immutable):
    """The cost list of a claim as a clerk has entered it; a later one takes its place.

    The earlier ones stay: whoever decides as the second person sees what was changed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cost_lists")
    rows = EncryptedField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("cost list")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"cost list {self.pk}"

    @staticmethod
    def written(lines: tuple[CostLine, ...]) -> str:
        """Return lines as they are kept."""
        return json.dumps(as_rows(lines), ensure_ascii=False)

    @property
    def lines(self) -> tuple[CostLine, ...]:
        """The lines."""
        return read_rows(json.loads(self.rows))


class InvoiceUse(models.Model):
    """An invoice that a claim names: found again by its keyed hash, and by nothing else."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="invoice_uses")
    index = models.CharField(max_length=64)
    is_named = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("use of an invoice")
        constraints = [
            models.UniqueConstraint(fields=["index", "case"], name="a_claim_names_an_invoice_once"),
        ]

    def __str__(self) -> str:
        return f"invoice use {self.pk}"


class InvoiceFile(Immutable):
    """What the file of an electronic invoice says: its number, its day, its sum."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="invoice_files")
    digest = models.CharField(max_length=64)
    said = EncryptedField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of an electronic invoice")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "digest"], name="a_file_is_read_once_for_a_claim"
            )
        ]

    def __str__(self) -> str:
        return f"invoice file {self.pk}"

    @staticmethod
    def written(invoice: Invoice) -> str:
        """Return what a file says as it is kept."""
        day = invoice.on.isoformat() if invoice.on else None
        return json.dumps([invoice.number, day, f"{invoice.amount:f}", invoice.code])

    @property
    def invoice(self) -> Invoice:
        """What the file says."""
        number, day, amount, code = json.loads(self.said)
        on = date.fromisoformat(day) if day else None
        return Invoice(number, on, Decimal(amount), code)


# Why a claim goes back to the fund: somebody else has paid after all.
PAID_BY_ANOTHER = "third-party-paid"


class YearLineQuerySet(models.QuerySet["YearLine"]):
    """Lines of years as one asks for them."""

    def before(self, person: Person, year: date, *, without: Case | None) -> Before:
        """Return what was decided for somebody in a year, but for one case."""
        lines = self.filter(person=person, year=year, counts=True).exclude(case=without)
        found = lines.aggregate(
            stays=models.Count("pk", filter=Q(is_stay=True, begins_stay=True)),
            paid=Sum("fund_fen", default=0),
            own=Sum("own_fen", default=0),
            visits=Sum("covered_fen", filter=Q(is_stay=False), default=0),
            serious=Sum("serious_fen", default=0),
        )
        back = self.came_back(person)
        if back:
            there = lines.filter(pk__in=back).values_list("pk", flat=True)
            found["paid"] -= sum(back[key] for key in there)
        return Before(
            stays=found["stays"],
            paid=from_fen(found["paid"]),
            own=from_fen(found["own"]),
            visits_covered=from_fen(found["visits"]),
            serious_paid=from_fen(found["serious"]),
        )

    def came_back(self, person: Person | int) -> dict[int, int]:
        """Return how much of each line has come back to the fund since (fen), by its key.

        The ceiling is of what the fund pays: what somebody else has paid in its place uses none of
        it. Of a claim over two years it is taken from the later one first.
        """
        debts = Recovery.objects.filter(person=person, reason=PAID_BY_ANOTHER, back_fen__gt=0)
        back: dict[str, int] = {}
        for number, fen in debts.order_by("pk").values_list("case__matter", "back_fen"):
            back[number] = back.get(number, 0) + fen
        if not back:
            return {}
        lines = self.filter(person=person, counts=True, case__number__in=back)
        found = {}
        for line in lines.select_related("case").order_by("-year", "pk"):
            found[line.pk] = min(back[line.case.number], line.fund_fen)
            back[line.case.number] -= found[line.pk]
        return found


class YearLine(models.Model):
    """What a claim has used of somebody's year of benefits; amounts in fen.

    Deductible, bands and ceiling of the next claim follow from these. A case that is decided anew
    gets new lines, and the old ones count no more.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="year_lines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="year_lines")
    year = models.DateField()  # its first day
    is_stay = models.BooleanField()
    begins_stay = models.BooleanField(default=False)  # of a split stay, the first part
    covered_fen = models.BigIntegerField()
    fund_fen = models.BigIntegerField()
    own_fen = models.BigIntegerField()  # of what is covered
    serious_fen = models.BigIntegerField(default=0)
    counts = models.BooleanField(default=True)
    at = models.DateTimeField()

    objects = YearLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a year of benefits")
        indexes = [models.Index(fields=["person", "year"], name="year_lines_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "year"],
                condition=Q(counts=True),
                name="a_claim_counts_once_in_a_year",
            ),
            models.CheckConstraint(
                condition=Q(
                    covered_fen__gte=0, fund_fen__gte=0, own_fen__gte=0, serious_fen__gte=0
                ),
                name="what_counts_in_a_year_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"year line {self.pk}"


class TreatmentQuestion(models.Model):
    """What the hospital or the agency of the place of treatment was asked, and what it has said."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="treatment_questions")
    whom = EncryptedField(max_length=120)
    what = EncryptedField(max_length=500)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # Until when a local text has it answered: so long the clock of the review stands still.
    answer_by = models.DateField(null=True)
    answer = EncryptedField(max_length=500, blank=True)
    confirms = models.BooleanField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("question to the place of treatment")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at=None),
                name="one_question_at_a_time_is_open_in_a_claim",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, confirms=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, confirms__isnull=False),
                name="an_answer_of_the_place_of_treatment_says_when_and_what",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk} in case {self.case_id}"
