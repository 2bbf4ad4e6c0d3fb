"""Treatment elsewhere for programs: hospitals, comparison, registrations, what hospitals ask."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from agencies import rule_book
from agencies.models import Region
from agencies.scopes import HOSPITALS
from applications.api.in_one import InOne
from casework.api.views import PortalView, PublicView
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import held
from kit.api.errors import BadParameter
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from law.identity_number import (
    IdentityDocument,
    canonical_number,
    check_identity_number,
    fault_of_country,
)
from law.money import MoneyNotUnderstood, parse_yuan, spell_yuan
from records.rules.elsewhere import SITUATIONS
from records.rules.medical_shares import Grade, Insured
from services.care import hospitals, serializers
from services.care.actions import hospital_side
from services.care.figures import stay_formula
from services.care.models import Registration, Visit
from services.care.rules.paying import EXAMPLE, Example, Row, compare

MOST_HOSPITALS = 200
MOST_VISITS = 200
LONGEST_WORDS = 60


class Hospitals(PublicView):
    """The hospitals of a place that settle directly with people insured elsewhere."""

    tag = "care"
    summary = gettext_lazy("Find linked hospitals")
    answer = serializers.HospitalOut(many=True)
    parameters = frozenset({"area", "kind", "q"})
    described = {"area": None, "kind": None, "q": None}

    def get(self, request: Request) -> Response:
        """Find them."""
        asked = request.query_params
        area, kind, words = asked.get("area", ""), asked.get("kind", ""), asked.get("q", "")
        if area:
            _check_region("area", area)
        if kind and kind not in hospitals.CARE:
            raise BadParameter("kind", _("This value is not possible here."))
        if len(words) > LONGEST_WORDS:
            raise BadParameter("q", _("This value is not possible here."))
        found = hospitals.linked(area, kind, words, today=self.today)[:MOST_HOSPITALS]
        return Response(serializers.HospitalOut(found, many=True).data)


def _check_region(name: str, code: str) -> None:
    if held.row(Region, code) is None:
        raise BadParameter(name, _("This place does not exist."))


class Compare(PublicView):
    """What a stay costs in the five situations, by the numbers of a place; nothing is guessed."""

    tag = "care"
    summary = gettext_lazy("Compare what a stay elsewhere costs")
    answer = serializers.SituationOut(many=True)
    parameters = frozenset({"region", "amount", "level", "insured", "share", "deductible"})
    described = dict.fromkeys(("region", "amount", "level", "insured", "share", "deductible"))

    def get(self, request: Request) -> Response:
        """Reckon."""
        rows = compare(self._example(), on=self.today, book=rule_book.current())
        told = [_situation(row) for row in rows]
        return Response(serializers.SituationOut(told, many=True).data)

    def _example(self) -> Example:
        asked = self.request.query_params
        _check_region("region", asked.get("region", ""))
        share = asked.get("share")
        return Example(
            region=asked["region"],
            covered=self._money("amount") or EXAMPLE,
            grade=Grade(self._among("level", list(Grade), Grade.TERTIARY)),
            insured=Insured(self._among("insured", list(Insured), Insured.RETIRED)),
            deductible=self._money("deductible"),
            share=_rate(share) if share is not None else None,
        )

    def _money(self, name: str) -> Any:
        said = self.request.query_params.get(name)
        if said is None:
            return None
        try:
            return parse_yuan(said)
        except MoneyNotUnderstood as error:
            raise BadParameter(name, wording(error.message)) from error

    def _among(self, name: str, possible: list[Any], usual: Any) -> Any:
        said = self.request.query_params.get(name, usual)
        if said not in possible:
            raise BadParameter(name, _("This value is not possible here."))
        return said


def _rate(said: str) -> Any:
    """Return a share that was written as 0.86."""
    try:
        rate = parse_yuan(said)
    except MoneyNotUnderstood as error:
        raise BadParameter("share", wording(error.message)) from error
    if rate > 1:
        raise BadParameter("share", _("A share lies between 0 and 1."))
    return rate


def _situation(row: Row) -> dict[str, Any]:
    sheet, rule = row.sheet, row.elsewhere
    return {
        "situation": row.situation.value,
        "title": wording(SITUATIONS[row.situation]),
        "fund": spell_yuan(sheet.fund) if sheet else None,
        "own": spell_yuan(sheet.own) if sheet else None,
        "is_least": rule is not None and rule.is_least,
        "is_sure": row.is_sure,
        "formula": wording(stay_formula(row)),
        "basis": wording(rule.basis.label) if rule else None,
    }


class MyRegistrations(PortalView):
    """The caller's registrations for treatment elsewhere, the newest first."""

    tag = "care"
    summary = gettext_lazy("List my registrations for treatment elsewhere")
    answer = serializers.RegistrationOut(many=True)

    def get(self, request: Request) -> Response:
        """List them: there are few."""
        if self.who.person is None:
            raise NotPermitted
        found = Registration.objects.of(self.who.person).select_related("case")
        return Response(serializers.RegistrationOut(found, many=True).data)


class ChangeRegistration(InOne):
    """Put another registration in the place of one; its number is that of its case."""

    tag = "care"
    service_name = "care-change"
    summary = gettext_lazy("Change a registration for treatment elsewhere")

    def named(self, **named: Any) -> dict[str, Any]:
        """Return which one, if it is the caller's."""
        return {"registration": own_registration(self, named["registration"])}


class CancelRegistration(ChangeRegistration):
    """End a registration; today it still counts."""

    service_name = "care-cancel"
    summary = gettext_lazy("Cancel a registration for treatment elsewhere")


def own_registration(view: PortalView, number: str) -> str:
    """Return the number of a registration of the caller's; anybody else's does not exist (404)."""
    if view.who.person is None:
        raise NotPermitted
    if not Registration.objects.of(view.who.person).filter(case__number=number).exists():
        raise Http404
    return number


class MyVisits(PortalView):
    """What was settled for the caller in hospitals elsewhere, the newest first."""

    tag = "care"
    summary = gettext_lazy("List what was settled for me elsewhere")
    answer = serializers.VisitOut(many=True)

    def get(self, request: Request) -> Response:
        """List it."""
        if self.who.person is None:
            raise NotPermitted
        found = Visit.objects.filter(person=self.who.person)[:MOST_VISITS]
        return Response(serializers.VisitOut(map(serializers.visit_row, found), many=True).data)


# --- For hospitals, by the system of the agency of their place -----------------------------------
class OfHospital(PortalView):
    """A route for the systems of agencies that speak for the hospitals of their place."""

    tag = "care"
    scope = HOSPITALS
    reading = ("POST",)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Turn away whoever is no such system, before anything they sent is read."""
        super().initial(request, *args, **kwargs)
        if not may_generally(self.who, Action.HOSPITALS):
            raise NotPermitted

    def asked(self, said: dict[str, Any]) -> IdentityDocument:
        """Return the document that was named; raises `NotValid` where it cannot be one."""
        return checked_document(said, self.today)

    def hospital(self, said: dict[str, Any]) -> Any:
        """Return the hospital that speaks."""
        return hospital_side.speaking_for(said["hospital"], by=self.who, today=self.today)


class RegistrationStatus(OfHospital):
    """Whether somebody is registered there on a day; they see that the hospital has asked.

    The number travels in the body: what stands in an address is kept by everything on the way.
    """

    summary = gettext_lazy("Ask whether somebody is registered")
    body = serializers.StatusBody
    answer = serializers.StatusOut

    def post(self, request: Request) -> Response:
        """Answer."""
        said = self.read(self.body)
        hospital, document = self.hospital(said), self.asked(said)
        day = said["day"] or self.today
        found = hospital_side.status(document, day, hospital, by=self.who, now=self.now)
        return Response(serializers.StatusOut(found).data)


class Referrals(OfHospital):
    """A hospital files a referral, so that nobody has to bring the paper."""

    summary = gettext_lazy("File a referral")
    body = serializers.ReferralBody
    answer = serializers.ReferralOut

    def post(self, request: Request) -> Response:
        """Keep it."""
        said = self.read(self.body)
        hospital, document = self.hospital(said), self.asked(said)
        wrong = _wrong_day("referred_on", said["referred_on"], self.today)
        if held.row(Region, said["to_place"]) is None:
            wrong["to_place"] = _("This place does not exist.")
        if wrong:
            raise NotValid(wrong)
        kept = hospital_side.file_referral(document, said, hospital, by=self.who, now=self.now)
        return Response(serializers.ReferralOut(kept).data)


class EmergencyMarks(OfHospital):
    """A hospital says that a stay is an emergency: it counts as registered."""

    summary = gettext_lazy("Mark an emergency")
    body = serializers.EmergencyMarkBody
    answer = serializers.EmergencyMarkOut

    def post(self, request: Request) -> Response:
        """Keep it."""
        said = self.read(self.body)
        hospital, document = self.hospital(said), self.asked(said)
        if wrong := _wrong_day("admitted_on", said["admitted_on"], self.today):
            raise NotValid(wrong)
        kept = hospital_side.mark_emergency(document, said, hospital, by=self.who, now=self.now)
        return Response(serializers.EmergencyMarkOut(kept).data)


class Visits(OfHospital):
    """A hospital says what it has settled directly; again, it is the same visit."""

    summary = gettext_lazy("File what was settled directly")
    body = serializers.VisitBody
    answer = serializers.VisitOut

    def post(self, request: Request) -> Response:
        """Keep it."""
        said = self.read(self.body)
        hospital, document = self.hospital(said), self.asked(said)
        if wrong := _wrong_visit(said, self.today):
            raise NotValid(wrong)
        kept = hospital_side.file_visit(document, said, hospital, by=self.who, now=self.now)
        return Response(serializers.VisitOut(serializers.visit_row(kept)).data)


def _wrong_visit(said: dict[str, Any], today: date) -> dict[str, str]:
    """Return what cannot be of a visit: days in the future or reversed, sums that do not add up."""
    wrong = _wrong_day("settled_on", said["settled_on"], today)
    if said["discharged_on"] < said["admitted_on"]:
        wrong["discharged_on"] = _("It ends before it begins.")
    if said["settled_on"] < said["admitted_on"]:
        wrong["settled_on"] = _("It was settled before it began.")
    if said["covered"] > said["total"]:
        wrong["covered"] = _("More is covered than the bill comes to.")
    if said["fund"] > said["covered"]:
        wrong["fund"] = _("The fund pays no more than is covered.")
    return wrong


def _wrong_day(name: str, day: date, today: date) -> dict[str, str]:
    return {name: _("This day has not come yet.")} if day > today else {}


def checked_document(said: dict[str, Any], today: date) -> IdentityDocument:
    """Return the document that was named; raises `NotValid` where it cannot be one."""
    kind = said["document_type"]
    checked = check_identity_number(kind, canonical_number(kind, said["number"]), today)
    errors = {"number": checked.message, "issued_in": fault_of_country(kind, said["issued_in"])}
    if faults := {name: wording(text) for name, text in errors.items() if text}:
        raise NotValid(faults)
    return IdentityDocument(kind, checked.number, said["issued_in"])
