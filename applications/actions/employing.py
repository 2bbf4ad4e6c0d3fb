"""Employers that may hand in lists: let in by two of an agency, bound to one account by a code."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from agencies.models import Agency
from applications.models import Employer
from applications.rules.credit_codes import is_credit_code
from casework.errors import MoveNotPossible
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import crypto
from kit.errors import NotPermitted, NotValid, TooOften
from kit.limits import limit

CODE_LIVES = timedelta(days=14)
DIGITS = 8


def employer_of(user: User, *, is_of_the_house: bool) -> Employer | None:
    """Return the employer for which an account acts; raises `NotPermitted` for staff."""
    if is_of_the_house:
        raise NotPermitted(_("This page is for employers. Use an account of your own."))
    live = Employer.objects.filter(user=user.pk, ended_at=None).exclude(approved_at=None)
    return live.select_related("agency").first()


def propose(
    name: str, credit_code: str, contact_name: str, *, by: Actor, now: datetime
) -> Employer:
    """Propose an employer; nothing comes of it before a second person has looked."""
    agency, user = _who(by)
    code = credit_code.strip().upper()
    wrong = {}
    if not name.strip():
        wrong["name"] = _("Enter the name of the employer.")
    if not is_credit_code(code):
        wrong["credit_code"] = _(
            "This is no unified social credit code: compare the 18 characters."
        )
    if not contact_name.strip():
        wrong["contact_name"] = _("Enter who hands in the lists.")
    if wrong:
        raise NotValid(wrong)
    try:
        with transaction.atomic():
            return Employer.objects.create(
                agency=agency,
                name=name.strip(),
                credit_code=code,
                contact_name=contact_name.strip(),
                proposed_by=user,
                proposed_at=now,
            )
    except IntegrityError as error:
        raise NotValid({"credit_code": _("This employer is let in already.")}) from error


@transaction.atomic
def approve(employer: Employer, *, by: Actor, now: datetime) -> str:
    """Let an employer in as the second person, and return the code: it is shown this once."""
    held = _held(employer, by)
    if by.user is not None and by.user.pk == held.proposed_by_id:
        raise NotPermitted(_("A second person has to approve what you prepared."))
    if held.approved_at is not None or held.ended_at is not None:
        raise MoveNotPossible(_("This has been decided already."))
    held.approved_by, held.approved_at = by.user, now
    return _new_code(held, now=now)


@transaction.atomic
def code_anew(employer: Employer, *, by: Actor, now: datetime) -> str:
    """Return another code, where the contact person has changed; the account before is let go."""
    held = _held(employer, by)
    if not held.is_live:
        raise MoveNotPossible(_("This has been decided already."))
    held.user = None
    return _new_code(held, now=now)


@transaction.atomic
def end(employer: Employer, *, by: Actor, now: datetime) -> None:
    """Take no more lists from it; what nobody has confirmed goes at once."""
    held = _held(employer, by)
    if held.ended_at is None:
        held.ended_at = now
        held.save(update_fields=["ended_at"])


def link(typed: str, *, user: User, now: datetime) -> Employer:
    """Bind an account to the employer whose code it has; the code is right once.

    Raises `NotValid` whatever is wrong with it, `TooOften` after ten wrong ones a day.
    """
    wrong = limit("employer.code", user.pk, now=now)
    if not wrong.passes():
        raise TooOften(_("Too many wrong codes. Try again tomorrow, or ask your agency."))
    digits = "".join(filter(str.isdecimal, typed))
    key, code = digits[:-DIGITS], digits[-DIGITS:]
    with transaction.atomic():
        known = Employer.objects.select_for_update(of=("self",)).filter(pk=int(key[:12] or 0))
        found = known.filter(ended_at=None, code_expires_at__gt=now, user=None).first()
        if found is None or not constant_time_compare(_hash(found, code), found.code_hash):
            raise NotValid({"code": _("This code is not right, or too old. Ask your agency.")})
        found.user, found.code_hash = user, ""
        found.save(update_fields=["user", "code_hash"])
    wrong.take_back()
    return found


def _who(by: Actor) -> tuple[Agency, User]:
    if by.agency is None or by.user is None or not may_generally(by, Action.EMPLOYERS):
        raise NotPermitted
    return by.agency, by.user


def _held(employer: Employer, by: Actor) -> Employer:
    agency, _user = _who(by)
    own = Employer.objects.select_for_update(of=("self",)).filter(agency__in=agency.offices)
    found = own.filter(pk=employer.pk).first()
    if found is None:
        raise NotPermitted
    return found


def _new_code(employer: Employer, *, now: datetime) -> str:
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    employer.code_hash = _hash(employer, code)
    employer.code_expires_at = now + CODE_LIVES
    employer.save()
    return f"{employer.pk}-{code[:4]}-{code[4:]}"


def _hash(employer: Employer, code: str) -> str:
    return crypto.blind_index(f"{employer.pk}:{code}", context="employer.code")
