"""One's particulars and account for a program, and what systems of agencies may ask."""

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import telling
from accounts.models import DocumentType, Person, document_index
from accounts.rules.levels import Level
from agencies.levels import check_level
from agencies.models import of_agency
from applications.actions import applying, drafting, proving
from applications.api import serializers as told
from applications.api.answering import answer_whole
from applications.api.described import answers_body
from applications.api.in_one import InOne
from applications.api.person import check_answers
from applications.fields import Kind
from applications.known import answers_of
from applications.models import Application
from casework.actions.looking import count_search
from casework.api.views import PAGING, PagedList, PortalView
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.api.errors import VersionUnknown
from kit.api.problems import Unavailable
from kit.api.reading import StrictChoice, StrictSerializer, StrictText
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from law.countries import COUNTRIES
from law.identity_number import (
    IdentityDocument,
    canonical_number,
    check_identity_number,
    fault_of_country,
)
from payouts.models import PaymentAccount
from payouts.rules.accounts import AccountKind
from records.models import Relationship
from services.particulars.actions import comparing
from services.particulars.contact_change import CONTACT_CHANGE
from services.particulars.contact_facts import on_record
from services.particulars.contact_questions import masked
from services.particulars.key_facts import identity_of
from services.particulars.models import PersonVersion, PoliceComparison, plain_of
from services.particulars.pay_account import PAY_ACCOUNT
from services.particulars.rules.ways import Police

CHANGED = _("Your particulars have changed since you read them. Read them again.")


class ParticularOut(serializers.Serializer):
    """One particular: as it is shown, and by which case it came to be so, if by any."""

    name = serializers.CharField()
    value = serializers.CharField(allow_blank=True, help_text="Numbers and contacts are masked.")
    since = serializers.DateField(allow_null=True)
    case = serializers.CharField(allow_null=True)


class ParticularsOut(serializers.Serializer):
    """What the record holds; its ETag is what a change names in `If-Match`."""

    particulars = ParticularOut(many=True)


class MyParticulars(PortalView):
    """What the record holds of the caller, from whom and since when."""

    tag = "person"
    summary = _("Read my particulars")
    answer = ParticularsOut

    def get(self, request: Request) -> Response:
        """Show it."""
        check_level(self.who, Level.NUMBER)
        person = self.who.person
        if person is None:
            raise NotPermitted
        row = ParticularsOut({"particulars": _rows(person)}).data
        return Response(row, headers={"ETag": mark_of(person)})


def _rows(person: Person) -> list[dict[str, Any]]:
    versions = PersonVersion.objects.filter(person=person).select_related("case")
    last = {str(each.field): each for each in versions.order_by("at", "pk")}
    held = identity_of(person)
    values = {
        "name": held.name,
        "document_type": held.document_type,
        "number": person.masked_number,
        "born_on": held.born_on.isoformat(),
        "sex": held.sex,
        **{name: masked(name, said) if said else "" for name, said in on_record(person).items()},
        **plain_of(person),
    }
    return [
        {
            "name": name,
            "value": value,
            "since": last[name].effective_on if name in last else None,
            "case": last[name].case.number if name in last else None,
        }
        for name, value in values.items()
    ]


def mark_of(person: Person) -> str:
    """Return a mark that changes with what the record holds."""
    said = [person.pk, *on_record(person).values(), *plain_of(person).values()]
    latest = PersonVersion.objects.filter(person=person).order_by("-pk").values_list("pk").first()
    digest = hashlib.sha256(repr([*said, latest]).encode()).hexdigest()
    return f'"{int(digest, 16) % 10**9}"'


class ChangeContact(InOne):
    """Change contact data: the first call has a code sent to the new contact (202), the second
    brings it and the change is made (200). `If-Match` names what was read.
    """

    tag = "person"
    service_name = CONTACT_CHANGE.name
    summary = _("Change my contact data")
    http_method_names = ("patch", "options")
    body = told.DeclaredAnswersBody
    answer = told.ApplicationOut
    answer_status = 200

    def patch(self, request: Request) -> Response:
        """Save what is sent; ask for the code, or send the application with it."""
        check_level(self.who, CONTACT_CHANGE.level)
        person = self.who.person
        if person is None:
            raise NotPermitted
        seen = request.headers.get("If-Match", "").strip()
        if not seen:
            raise VersionUnknown
        if seen != mark_of(person):
            raise NotValid({"": CHANGED})
        said = self.read(answers_body(CONTACT_CHANGE))
        said.pop("agency", None)
        said.pop("version", None)
        application = drafting.start(CONTACT_CHANGE, by=self.who, now=self.now)
        check_answers(application, said, self.today)
        drafting.save(application, said, by=self.who, now=self.now)
        fresh = Application.objects.whole().get(pk=application.pk)
        asked = self._codes_to_send(fresh, said)
        if asked:
            self._send(fresh, asked)
            return answer_whole(fresh, self, status=202)
        agency = self._agency(fresh, answers_of(fresh), None)
        if agency is not None and agency != fresh.agency:
            drafting.choose_agency(fresh, agency, by=self.who, now=self.now)
        applying.submit(fresh, by=self.who, now=self.now)
        return answer_whole(fresh, self)

    @staticmethod
    def _codes_to_send(application: Application, said: dict[str, Any]) -> list[str]:
        """Return the codes that are asked for and were not brought with this call."""
        answers = answers_of(application)
        codes = (each for each in CONTACT_CHANGE.fields if each.kind is Kind.CODE)
        return [each.name for each in codes if each.shown(answers) and not said.get(each.name)]

    def _send(self, application: Application, names: list[str]) -> None:
        answers = answers_of(application)
        for name in names:
            with transaction.atomic():  # a code that did not go out was not made
                contact, code = proving.new_code(application, name, answers, now=self.now)
                if not telling.tell(self.request, contact, telling.code_text(code)):
                    raise Unavailable(_("The message could not be sent just now. Try again."))


# --- The account for payments ---------------------------------------------------------------------
class PayAccountOut(serializers.Serializer):
    """An account to which payments go, have gone, or will go."""

    bank = serializers.CharField(help_text="Three digits of the bank's number for payments.")
    number = serializers.CharField(help_text="Masked.")
    kind = serializers.ChoiceField(choices=[each.value for each in AccountKind])
    state = serializers.ChoiceField(choices=PaymentAccount.State.choices)
    first_paid_on = serializers.DateField(help_text="Until then the one before it is paid to.")
    case = serializers.CharField()


class PayAccounts(PagedList, InOne):
    """To which account one is paid. A program prepares another one, and the bank is asked (202).

    The person signs in anew and sends it on the page of the case: a token proves nobody's presence.
    """

    tag = "person"
    service_name = PAY_ACCOUNT.name
    summary = _("Read to which accounts I am paid")
    summaries = {"POST": _("Prepare another account for payments")}
    queryset = PaymentAccount.objects.none()
    serializer_class = PayAccountOut
    answer_status = 202
    parameters = PAGING
    orderings = {"-first_paid_on": F("first_paid_on").desc()}

    def get_queryset(self) -> QuerySet[PaymentAccount]:
        """Ask for the caller's own."""
        check_level(self.who, Level.NUMBER)
        own = PaymentAccount.objects.filter(person=self.who.person_id)
        return own.select_related("case")

    def row(self, thing: PaymentAccount) -> dict[str, Any]:
        """Show one."""
        names = ("bank", "kind", "state", "first_paid_on")
        return {
            **{name: getattr(thing, name) for name in names},
            "number": thing.masked_number,
            "case": thing.case.number,
        }

    def finish(self, application: Application) -> Response:
        """Leave it to the person to send it."""
        return answer_whole(application, self, status=202)


# --- For systems of agencies ----------------------------------------------------------------------
class PoliceBody(StrictSerializer):
    """Of whom; the number stands in no address, where it would be kept."""

    document_type = StrictChoice(DocumentType.choices, default=DocumentType.RESIDENT_ID)
    number = StrictText(max_length=40)
    issued_in = StrictChoice(choices=sorted(COUNTRIES), required=False, default="")


class PoliceOut(serializers.Serializer):
    """The comparison of today: `answer` is empty until the register has answered."""

    day = serializers.DateField()
    answer = serializers.ChoiceField(choices=[each.value for each in Police], allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class PoliceComparisons(PortalView):
    """Hold the record of somebody insured here against the police's register, once a day.

    The register says whether the record is the same; none of its data reach the portal.
    """

    tag = "desk"
    summary = _("Compare a record with the police register")
    body = PoliceBody
    answer = PoliceOut

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Turn away whoever is no agency's system, before anything they sent is read."""
        super().initial(request, *args, **kwargs)
        if self.who.client is None or not may_generally(self.who, Action.FIND_BY_NUMBER):
            raise NotPermitted

    def post(self, request: Request) -> Response:
        """Ask, or answer with what was asked today."""
        said = self.read(self.body)
        person = self._person(_document(said, self.today))
        found = self._compared(person)
        return Response(PoliceOut(found).data)

    @wall.as_house("compare the record of somebody whom the agency insures")
    def _person(self, document: IdentityDocument) -> Person:
        index, agency = document_index(document), self.who.agency
        ours = Relationship.objects.filter(of_agency(agency)) if agency else None
        found = None
        if ours is not None:
            insured = ours.filter(person__document_index=index).select_related("person").first()
            found = insured.person if insured else None
        count_search(index, int(found is not None), by=self.who, now=self.now)
        if found is None:
            raise NotValid({"number": _("Nobody with this document is insured here.")})
        return found

    @wall.as_house("compare the record of somebody whom the agency insures")
    def _compared(self, person: Person) -> PoliceComparison:
        return comparing.compare_today(person, agency=self.who.agency, now=self.now)


def _document(said: dict[str, Any], today: Any) -> IdentityDocument:
    kind = said["document_type"]
    checked = check_identity_number(kind, canonical_number(kind, said["number"]), today)
    errors = {"number": checked.message, "issued_in": fault_of_country(kind, said["issued_in"])}
    if faults := {name: wording(text) for name, text in errors.items() if text}:
        raise NotValid(faults)
    return IdentityDocument(kind, checked.number, said["issued_in"])
