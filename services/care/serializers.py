"""What programs send and are told about treatment elsewhere."""

from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from accounts.models import DocumentType
from kit.api.reading import (
    StrictBoolean,
    StrictChoice,
    StrictDay,
    StrictSerializer,
    StrictText,
    Yuan,
)
from law.countries import COUNTRIES
from law.money import from_fen, spell_yuan
from services.care.models import Registration, Visit
from services.care.rules.kinds import Kind


class HospitalOut(serializers.Serializer):
    """A linked hospital: where it is and what it settles."""

    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    region = serializers.CharField(source="region_id")
    grade = serializers.CharField()
    departments = serializers.CharField()
    address = serializers.CharField()
    phone = serializers.CharField()
    in_patient = serializers.BooleanField()
    out_patient = serializers.BooleanField()
    chronic = serializers.BooleanField()
    may_refer = serializers.BooleanField()


class RegistrationOut(serializers.Serializer):
    """A registration of the caller."""

    case = serializers.CharField(source="case.number")
    kind = serializers.ChoiceField([each.value for each in Kind])
    insured_area = serializers.CharField(source="insured_area_id")
    places = serializers.ListField(child=serializers.CharField())
    from_day = serializers.DateField(source="span.from_")
    until = serializers.DateField(source="span.until", allow_null=True)
    state = serializers.ChoiceField(Registration.State.choices)
    proof = serializers.CharField()
    locked_until = serializers.DateField(allow_null=True)
    paper_due_on = serializers.DateField(allow_null=True)
    is_announced = serializers.SerializerMethodField()

    def get_is_announced(self, registration: Registration) -> bool:
        """Say whether the place of treatment has taken it over."""
        return registration.announced_at is not None


class SituationOut(serializers.Serializer):
    """One of the five situations; sums are missing where a number of the place is not loaded."""

    situation = serializers.CharField()
    title = serializers.CharField()
    fund = serializers.CharField(allow_null=True)
    own = serializers.CharField(allow_null=True)
    is_least = serializers.BooleanField()
    is_sure = serializers.BooleanField()
    formula = serializers.CharField()
    basis = serializers.CharField(allow_null=True)


class DocumentBody(StrictSerializer):
    """Whose it is and which hospital speaks; never in an address, where it would be kept."""

    hospital = StrictText(max_length=16)
    document_type = StrictChoice(DocumentType.choices, default=DocumentType.RESIDENT_ID)
    number = StrictText(max_length=40)
    issued_in = StrictChoice(choices=sorted(COUNTRIES), required=False, default="")


class StatusBody(DocumentBody):
    """On which day; today where it is left out."""

    day = StrictDay(required=False, default=None, allow_null=True)


class StatusOut(serializers.Serializer):
    """Yes or no, and for yes from when until when and as what; nothing else."""

    registered = serializers.BooleanField(source="is_registered")
    kind = serializers.CharField()
    from_day = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)


class ReferralBody(DocumentBody):
    """A referral of a hospital."""

    referral = StrictText(
        max_length=24, help_text=gettext_lazy("The hospital's own number of the referral.")
    )
    to_place = StrictText(max_length=6)
    department = StrictText(max_length=80, required=False, default="", allow_blank=True)
    diagnosis = StrictText(max_length=200)
    is_again = StrictBoolean(default=False)
    referred_on = StrictDay()


class ReferralOut(serializers.Serializer):
    """That it is kept."""

    referral = serializers.CharField(source="number")
    filed_at = serializers.DateTimeField()


class EmergencyMarkBody(DocumentBody):
    """A stay that is an emergency, with the two flags of an accident."""

    admitted_on = StrictDay()
    is_injury = StrictBoolean(default=False)
    is_third_party = StrictBoolean(default=False)


class EmergencyMarkOut(serializers.Serializer):
    """That it is kept."""

    admitted_on = serializers.DateField()
    at = serializers.DateTimeField()


class VisitBody(DocumentBody):
    """What was settled directly for somebody: days, the bill, and who has paid what of it."""

    visit = StrictText(max_length=32, help_text=gettext_lazy("The hospital's own number of it."))
    kind = StrictChoice(Visit.Kind.choices)
    admitted_on = StrictDay()
    discharged_on = StrictDay()
    settled_on = StrictDay()
    total = Yuan(help_text=gettext_lazy("Yuan: the whole bill."))
    covered = Yuan(help_text=gettext_lazy("Yuan: what of it the insurance covers."))
    deductible = Yuan()
    fund = Yuan(help_text=gettext_lazy("Yuan: what the funds have paid."))


class VisitOut(serializers.Serializer):
    """A visit that was settled elsewhere; amounts in yuan."""

    visit = serializers.CharField()
    hospital = serializers.CharField()
    kind = serializers.ChoiceField(Visit.Kind.choices)
    registered_as = serializers.CharField(allow_blank=True)
    admitted_on = serializers.DateField()
    discharged_on = serializers.DateField()
    settled_on = serializers.DateField()
    total = Yuan()
    covered = Yuan()
    deductible = Yuan()
    fund = Yuan()
    own = Yuan()


def visit_row(visit: Visit) -> dict[str, Any]:
    """Return a visit as programs read it."""
    days = ("kind", "registered_as", "admitted_on", "discharged_on", "settled_on")
    amounts = ("total", "covered", "deductible", "fund", "own")
    return {
        "visit": visit.number,
        "hospital": visit.hospital_id,
        **{name: getattr(visit, name) for name in days},
        **{name: spell_yuan(from_fen(getattr(visit, f"{name}_fen"))) for name in amounts},
    }
