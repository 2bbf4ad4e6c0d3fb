"""“My particulars”: what the record holds of me, from whom, since when, and who may change it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Person
from agencies import actors
from agencies.entering import insured_person_only
from applications.catalogue import begins_at
from kit import clock
from kit.spelling import table_date, wording
from payouts.models import PaymentAccount
from services.particulars.actions import comparing
from services.particulars.contact_change import CONTACT_CHANGE
from services.particulars.contact_facts import on_record
from services.particulars.contact_questions import CONTACT_LABELS, masked
from services.particulars.key_change import KEY_CHANGE, LABELS, SAID
from services.particulars.key_facts import identity_of
from services.particulars.models import (
    PersonVersion,
    PoliceAnswer,
    PoliceComparison,
    plain_of,
)
from services.particulars.pay_account import ACCOUNT, PAY_ACCOUNT, described
from services.particulars.pay_facts import in_force
from services.particulars.plain_change import PLAIN_CHANGE
from services.particulars.rules import plain
from services.particulars.rules.identity import Particular
from services.particulars.rules.ways import POLICE_SAYS, Police

Row = dict[str, Any]
Versions = dict[str, PersonVersion]


@require_safe
@insured_person_only
def my_particulars(request: HttpRequest) -> HttpResponse:
    """Show them to the person they are of."""
    person = actors.actor(request).person
    if person is None:
        raise Http404
    last = _last_versions(person)
    groups = [
        _group(KEY_CHANGE, _("Who you are"), _identity(person, last)),
        _group(CONTACT_CHANGE, _("How you are reached"), _contacts(person, last)),
        _group(PAY_ACCOUNT, _("Where you are paid"), [_account(person)]),
        _group(PLAIN_CHANGE, _("Further particulars"), _plain(person, last)),
    ]
    context = {"groups": groups, "police": _police(person)}
    return render(request, "particulars/mine.html", context)


def _last_versions(person: Person) -> Versions:
    """Return what was changed last of each particular."""
    found = PersonVersion.objects.filter(person=person).select_related("case").order_by("at", "pk")
    return {str(each.field): each for each in found}


def _group(service: Any, title: str, rows: "list[Row] | Iterator[Row]") -> Row:
    return {
        "title": title,
        "rows": list(rows),
        "href": begins_at(service.name),
        "who": _who_may(service),
    }


def _who_may(service: Any) -> str:
    if service is KEY_CHANGE:
        return _("You ask for it, and the agency checks it before anything changes.")
    if service is PAY_ACCOUNT:
        return _("Only you, after signing in anew. The bank is asked, and a change waits.")
    return _("You yourself, at any time.")


def _source(last: Versions, name: str) -> str:
    """Say from whom it comes, and since when."""
    version = last.get(name)
    if version is None:
        return ""
    told = {"day": table_date(version.effective_on), "case": version.case.number}
    return _("As you have told us, since %(day)s (case %(case)s).") % told


def _identity(person: Person, last: Versions) -> Iterator[Row]:
    held = identity_of(person)
    for each, label in LABELS.items():
        if each is Particular.ISSUED_IN and not held.issued_in:
            continue
        said = {Particular.NAME: held.name, Particular.NUMBER: person.masked_number}
        value = said[each] if each in said else wording(SAID[each](held))
        yield {"key": wording(label), "value": value, "note": _source(last, each.value)}


def _contacts(person: Person, last: Versions) -> Iterator[Row]:
    for name, contact in on_record(person).items():
        value = masked(name, contact) if contact else ""
        note = _source(last, name) if contact else ""
        yield {"key": wording(CONTACT_LABELS[name]), "value": value, "note": note}


def _account(person: Person) -> Row:
    held = in_force(person)
    return {
        "key": wording(ACCOUNT),
        "value": wording(described(held)) if held else "",
        "note": _paid_from(held) if held else _("Nothing is paid before you have named one."),
    }


def _paid_from(held: PaymentAccount) -> str:
    told = {"day": table_date(held.valid_from), "first": table_date(held.first_paid_on)}
    return _("As you have told us on %(day)s; paid to from %(first)s on.") % told


def _plain(person: Person, last: Versions) -> Iterator[Row]:
    for name, kept in plain_of(person).items():
        value = wording(plain.spell(name, kept)) if kept else ""
        note = _source(last, name) if kept else ""
        yield {"key": wording(plain.LABELS[name]), "value": value, "note": note}


def _police(person: Person) -> Row:
    """Return what the police's register answered last, when, and whether it may be asked today."""
    answers = [
        *PoliceAnswer.objects.filter(case__person=person).order_by("-at", "-pk")[:1],
        *PoliceComparison.objects.filter(person=person).exclude(answer="")[:1],
    ]
    last = max(answers, key=_answered_at, default=None)
    asked = PoliceComparison.objects.filter(person=person, day=clock.today()).first()
    return {
        "said": _said(last) if last else "",
        "may_ask": asked is None,
        "is_waiting": asked is not None and not asked.answer,
    }


def _answered_at(found: PoliceAnswer | PoliceComparison) -> datetime:
    return found.at if isinstance(found, PoliceAnswer) else found.answered_at or found.asked_at


def _said(found: PoliceAnswer | PoliceComparison) -> str:
    day = timezone.localdate(_answered_at(found))
    told = {"day": table_date(day), "said": wording(POLICE_SAYS[Police(found.answer)])}
    return _("Asked on %(day)s: %(said)s") % told


@require_POST
@insured_person_only
def compare(request: HttpRequest) -> HttpResponse:
    """Have one's record held against the police's register, once a day."""
    person = actors.actor(request).person
    if person is None:
        raise Http404
    comparing.compare_today(person, now=clock.now())
    messages.success(request, _("The register is being asked. The answer stands here shortly."))
    return redirect("my_particulars")
