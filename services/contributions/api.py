"""One's contributions for programs: each payment on record, and what all months come to."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules.levels import Level
from agencies.levels import check_level
from agencies.models import RECORDED_CHOICES
from applications.api.in_one import CREATED, InOne
from applications.models import Application
from casework.api.views import PAGING, PagedList, PortalView
from kit.api.asked import month_asked
from kit.api.reading import Yuan
from law.money import from_fen, spell_yuan
from letters.api.letters import LetterOut, as_told, letter_row
from letters.models import Letter
from records.models import Contribution
from records.rules.months import Span
from services.contributions.arrears import ARREARS
from services.contributions.record import Debt, Sum, by_debtor, record_of, sums
from services.contributions.rules.month_states import MonthState, state_of_payment


class ContributionOut(serializers.Serializer):
    """One payment, or what is owed, of one month."""

    month = serializers.CharField()
    insurance = serializers.CharField()
    scheme = serializers.CharField()
    agency = serializers.CharField()
    employer = serializers.CharField()
    state = serializers.ChoiceField(choices=[each.value for each in MonthState])
    base = Yuan()
    employer_share = Yuan()
    own_share = Yuan()
    to_account = Yuan()
    due_on = serializers.DateField(allow_null=True)
    arrived_on = serializers.DateField(allow_null=True)
    source = serializers.CharField()


class MonthsInARowOut(serializers.Serializer):
    """Months in a row."""

    first = serializers.CharField()
    last = serializers.CharField()


class InsuranceSumOut(serializers.Serializer):
    """What the months of one insurance come to, each month counted once."""

    insurance = serializers.CharField()
    months = serializers.IntegerField()
    gaps = MonthsInARowOut(many=True)
    overlaps = MonthsInARowOut(many=True)


class GroupSumOut(serializers.Serializer):
    """The months of a year, or by an employer."""

    name = serializers.CharField()
    insurance = serializers.CharField()
    months = serializers.IntegerField()
    owed = serializers.IntegerField()
    late = serializers.IntegerField()
    employer_share = Yuan()
    own_share = Yuan()
    to_account = Yuan()


class SummaryOut(serializers.Serializer):
    """What all months come to."""

    insurances = InsuranceSumOut(many=True)
    years = GroupSumOut(many=True)
    employers = GroupSumOut(many=True)


# The second is of the room of accounts, beside which this one stands.
CERTIFIED = ("contribution-certificate", "account-statement")


class Certificates(PagedList, InOne):
    """One's certificates; a new one is made at once from its answers (`fields` of its guide)."""

    tag = "records"
    service_name = "contribution-certificate"
    summary = _("List my certificates")
    summaries = {"POST": _("Have a certificate made")}
    queryset = Letter.objects.none()
    serializer_class = LetterOut
    answer = LetterOut
    answer_status = CREATED
    parameters = PAGING
    orderings = {"-issued_at": F("issued_at").desc(), "issued_at": F("issued_at").asc()}

    def get_queryset(self) -> QuerySet[Letter]:
        """Ask for the caller's own."""
        check_level(self.who, Level.NUMBER)
        own = Letter.objects.filter(case__person=self.who.person_id)
        return as_told(own.filter(case__service__in=CERTIFIED))

    def row(self, thing: Letter) -> dict[str, Any]:
        """Show one."""
        return letter_row(thing)

    def told(self, application: Application) -> Response:
        """Answer with the certificate."""
        made = self.get_queryset().get(case=application.case)
        return Response(LetterOut(letter_row(made)).data, status=CREATED)


class ContributionFilter(django_filters.FilterSet):
    """Which payments."""

    insurance = django_filters.ChoiceFilter(
        label=_("Insurance"), field_name="relationship__insurance", choices=RECORDED_CHOICES
    )


class Contributions(PagedList):
    """The payments on record of the caller, month by month; `from` and `to` are months."""

    tag = "person"
    summary = _("Your own contributions, month by month")
    queryset = Contribution.objects.none()
    serializer_class = ContributionOut
    filterset_class = ContributionFilter
    parameters = PAGING | {"insurance", "from", "to"}
    orderings = {"-month": F("month").desc(), "month": F("month").asc()}

    def get_queryset(self) -> QuerySet[Contribution]:
        """Ask for the own ones."""
        check_level(self.who, Level.NUMBER)
        own = Contribution.objects.standing().filter(relationship__person=self.who.person_id)
        first, last = (month_asked(self.request, name) for name in ("from", "to"))
        own = own.filter(month__gte=first) if first else own
        own = own.filter(month__lte=last) if last else own
        return own.select_related("relationship__agency")

    def row(self, thing: Contribution) -> dict[str, Any]:
        """Show one."""
        return {
            "month": f"{thing.month:%Y-%m}",
            "insurance": thing.relationship.insurance,
            "scheme": thing.scheme,
            "agency": thing.relationship.agency.code,
            "employer": str(thing.employer_name),
            "state": state_of_payment(thing.due_on, thing.arrived_on, thing.owed_by).value,
            "base": _yuan(thing.base_fen),
            "employer_share": _yuan(thing.employer_fen),
            "own_share": _yuan(thing.personal_fen),
            "to_account": _yuan(thing.account_fen),
            "due_on": thing.due_on,
            "arrived_on": thing.arrived_on,
            "source": thing.source,
        }


class OwedByEmployerOut(serializers.Serializer):
    """What one employer owes for the caller in one insurance; amounts in yuan."""

    employer = serializers.CharField(allow_blank=True)
    insurance = serializers.CharField()
    agency = serializers.CharField(help_text="Code of the agency that looks into a complaint.")
    months = MonthsInARowOut(many=True)
    count = serializers.IntegerField()
    employer_share = Yuan()
    own_share = Yuan()


class EmployersArrearsOut(serializers.Serializer):
    """What employers owe for the caller; `complaint` is the service by which one complains."""

    owed = OwedByEmployerOut(many=True)
    complaint = serializers.CharField()


class EmployersArrears(PortalView):
    """The months that employers owe for the caller, together by employer (社会保险法 art. 82)."""

    tag = "person"
    summary = _("What employers owe for you")
    answer = EmployersArrearsOut

    def get(self, request: Request) -> Response:
        """Show it."""
        check_level(self.who, Level.NUMBER)
        person = self.who.person
        owed = () if person is None else record_of(person).owed_by_employers
        found = {"owed": [_owed(each) for each in by_debtor(owed)], "complaint": ARREARS.name}
        return Response(EmployersArrearsOut(found).data)


def _owed(group: Debt) -> dict[str, Any]:
    return {
        "employer": group.employer,
        "insurance": group.insurance,
        "agency": group.agency.code,
        "months": [_span(each) for each in group.spans],
        "count": group.count,
        "employer_share": _yuan(group.employer_fen),
        "own_share": _yuan(group.personal_fen),
    }


class Summary(PortalView):
    """What the months on record come to: by insurance, by year, by employer."""

    tag = "person"
    summary = _("What your contributions come to")
    answer = SummaryOut

    def get(self, request: Request) -> Response:
        """Show it."""
        check_level(self.who, Level.NUMBER)
        person = self.who.person
        if person is None:
            return Response(SummaryOut({"insurances": [], "years": [], "employers": []}).data)
        record = record_of(person)
        named = (each for each in record.months if each.employer)
        found = {
            "insurances": [
                {
                    "insurance": name,
                    "months": count.months,
                    "gaps": [_span(each) for each in count.gaps],
                    "overlaps": [_span(each) for each in count.overlaps],
                }
                for name, count in record.counts.items()
            ],
            "years": [_sum(each) for each in sums(record.months)],
            "employers": [_sum(each) for each in sums(named, by_employer=True)],
        }
        return Response(SummaryOut(found).data)


def _yuan(fen: int) -> str:
    return spell_yuan(from_fen(fen))


def _span(span: Span) -> dict[str, str]:
    return {"first": f"{span.first_month:%Y-%m}", "last": f"{span.last_month:%Y-%m}"}


def _sum(group: Sum) -> dict[str, Any]:
    return {
        "name": group.name,
        "insurance": group.insurance,
        "months": group.months,
        "owed": group.owed,
        "late": group.late,
        "employer_share": _yuan(group.employer_fen),
        "own_share": _yuan(group.personal_fen),
        "to_account": _yuan(group.account_fen),
    }
