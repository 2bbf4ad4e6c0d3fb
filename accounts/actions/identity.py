"""Verifying an identity: a document, its match in the agencies' records, a one-time code."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.actions import raising
from accounts.actions.raising import SOMEBODY_ELSES
from accounts.models import IdentityCheck, Person, User, document_index
from kit import crypto, wall
from kit.errors import NotPermitted, NotValid, TooOften
from kit.limits import all_pass, limit
from law.identity_number import IdentityDocument, check_identity_number, fault_of_country
from law.names import check_name, is_same_name, typed_for_matching
from law.phone import check_phone

OF_THE_KIND = {"id_document_type", "id_another_document"}  # reasons that no number can mend
MOST_TRIES = 5
TRIES_COUNT_FOR = timedelta(hours=24)
MOST_CODES = 3
BETWEEN_CODES = timedelta(seconds=60)

# The same sentence for an unknown number, for a name that is not the number's and for a record
# without a phone: it must not tell anybody whose number they have typed.
NO_MATCH = gettext_lazy(
    "We did not find this name together with this number in the agencies' records, or they hold "
    "no phone number of yours to which we could send a code. Compare name and number with your "
    "document. If they are right, call 12333 or go to a social insurance counter with your "
    "document."
)
TRIED_TOO_OFTEN = gettext_lazy(
    "This has been tried too often today. Try again in 24 hours, call 12333, or go to a social "
    "insurance counter with your document."
)

PROVE = "find the record of whoever proves who they are"


@wall.as_house(PROVE)
def begin(
    user: User, name: str, document: IdentityDocument, *, address: str, now: datetime
) -> tuple[IdentityCheck, str]:
    """Match a document with the agencies' records; return the check and the code to be sent."""
    if user.is_verified:
        raise NotPermitted(_("Your identity is verified already."))
    name, document = written_right(name, document, now=now)
    _count_document(user, document, address, now=now)
    check, code = _counted_try(user, name, document, now=now)
    if check.person is None:
        raise NotValid({"": NO_MATCH})
    return check, code


def destination(check: IdentityCheck) -> str:
    """Return where the code goes: the phone on the agencies' record and nowhere else.

    A code to the account's own phone would prove nothing: name and number stand on many papers.
    """
    return _phone_on_record(check.person)


def _phone_on_record(person: Person | None) -> str:
    checked = check_phone(person.phone or "") if person else None
    return checked.number if checked and checked.valid else ""


@wall.as_house(PROVE)
def another_code(check: IdentityCheck, *, now: datetime) -> str:
    """Return a fresh code for a running check; the tries already made stay counted."""
    with transaction.atomic():
        check = IdentityCheck.objects.select_for_update().get(pk=check.pk)
        if check.code_sends >= MOST_CODES or check.code_tries >= settings.CODE_TRIES:
            raise TooOften(_("No more codes can be sent. Please begin again."))
        if check.code_sent_at and now < check.code_sent_at + BETWEEN_CODES:
            raise TooOften(_("A code was sent less than a minute ago. Please wait for it."))
        return _set_code(check, now=now)


@wall.as_house(PROVE)
def confirm(check: IdentityCheck, code: str, *, now: datetime) -> Person:
    """Link the account to the person when the code is right; a second click changes nothing."""
    if _is_done(check):
        return _person_of(check)
    _count_code(check, now=now)
    if not constant_time_compare(_hash(check, code), check.code_hash):
        raise NotValid({"code": _("This code is not right. Check the last message you received.")})
    try:
        return _link(check, now=now)
    except IntegrityError as error:  # the other account was faster
        raise NotPermitted(SOMEBODY_ELSES) from error


def is_over(check: IdentityCheck, *, now: datetime) -> bool:
    """Whether no code can be entered any more, so that one has to begin again."""
    ended = check.started_at + timedelta(hours=1)
    return check.code_tries >= settings.CODE_TRIES or now > ended


def written_right(
    name: str, document: IdentityDocument, *, now: datetime
) -> tuple[str, IdentityDocument]:
    """Return name and document in their one written form, or say at each field what is wrong.

    Raises `NotValid` with `name`, `document_type`, `issued_in`, `number`.
    """
    checked_name = check_name(typed_for_matching(name))
    checked = check_identity_number(document.kind, document.number, timezone.localdate(now))
    language = get_language() or "zh-hans"
    errors: dict[str, object] = {}
    if checked_name.message:
        errors["name"] = checked_name.message.in_language(language)
    if checked.message:
        field = "document_type" if checked.reason in OF_THE_KIND else "number"
        errors[field] = checked.message.in_language(language)
    if missing := fault_of_country(document.kind, document.issued_in):
        errors["issued_in"] = missing.in_language(language)
    if errors:
        raise NotValid(errors)
    return checked_name.name, replace(document, number=checked.number)


def _count_document(user: User, document: IdentityDocument, address: str, *, now: datetime) -> None:
    """Count who tries a document, from where; whoever has its phone is held up by no stranger."""
    index = document_index(document)
    from_here = limit("identity.pair", f"{index}|{address}", now=now)
    from_everywhere = limit("identity.number", index, now=now)
    person = Person.objects.with_document(document).first()
    has_its_phone = user.phone_verified and user.phone == _phone_on_record(person)
    if not all_pass([from_here, from_everywhere]) and not has_its_phone:
        raise TooOften(TRIED_TOO_OFTEN)


@transaction.atomic
def _counted_try(
    user: User, name: str, document: IdentityDocument, *, now: datetime
) -> tuple[IdentityCheck, str]:
    # Locked, so that of many requests at once only as many as allowed come through.
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    person = Person.objects.with_document(document).select_for_update().first()
    _check_not_too_often(user, now=now)
    is_meant = person and is_same_name(str(person.name), name) and person.deceased_on is None
    matches = is_meant and _phone_on_record(person)
    check = IdentityCheck.objects.create(
        user=user,
        document_index=document_index(document),
        person=person if matches else None,
        started_at=now,
    )
    return check, _set_code(check, now=now) if matches else ""


def _check_not_too_often(user: User, *, now: datetime) -> None:
    lately = IdentityCheck.objects.filter(user=user, started_at__gt=now - TRIES_COUNT_FOR)
    if lately.count() >= MOST_TRIES:
        raise TooOften(TRIED_TOO_OFTEN)


def _set_code(check: IdentityCheck, *, now: datetime) -> str:
    code = f"{secrets.randbelow(10**6):06d}"
    check.code_hash = _hash(check, code)
    check.code_sent_at = now
    check.code_sends += 1
    check.save(update_fields=["code_hash", "code_sent_at", "code_sends"])
    return code


def _hash(check: IdentityCheck, code: str) -> str:
    """Return the keyed hash of a code: six digits could be guessed from any other."""
    return crypto.blind_index(f"{check.pk}:{code}", context="identity.code")


def _is_done(check: IdentityCheck) -> bool:
    check.refresh_from_db()
    return check.passed_at is not None


def _count_code(check: IdentityCheck, *, now: datetime) -> None:
    """Count a try before it is judged, so that many at once do not get more than allowed."""
    lifetime = timedelta(seconds=settings.CODE_LIFETIME_SECONDS)
    if check.code_sent_at is None or now > check.code_sent_at + lifetime:
        raise NotValid({"code": _("This code has expired. Ask for a new one.")})
    open_to_tries = IdentityCheck.objects.filter(pk=check.pk, code_tries__lt=settings.CODE_TRIES)
    if not open_to_tries.update(code_tries=F("code_tries") + 1):
        raise TooOften(_("The code was wrong too often. Please begin again."))


@transaction.atomic
def _link(check: IdentityCheck, *, now: datetime) -> Person:
    person = _person_of(check)
    raising.match_number(check.user, person, now=now)
    IdentityCheck.objects.filter(pk=check.pk).update(passed_at=now)
    return person


def _person_of(check: IdentityCheck) -> Person:
    if check.person is None:
        raise NotValid({"": NO_MATCH})
    return check.person
