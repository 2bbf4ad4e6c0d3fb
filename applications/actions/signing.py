"""The yes of whoever stands at the counter, without which a clerk sends nothing for them (row 5).

Either the printed form is signed and its scan attached, or a code is typed that went to a phone the
agencies already knew: one to a phone the clerk has typed would prove nothing.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts import contacts
from accounts.models import Person, User
from agencies.actors import Actor
from agencies.models import Agency
from applications import paper_files
from applications.actions.collecting import Arrived, new_page
from applications.models import PaperPage, Signing
from applications.rules import papers as rules
from applications.rules.papers import SAYS, State
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import crypto, wall
from kit.errors import NotValid, TooOften
from kit.limits import limit
from kit.spelling import wording
from law.canonical import canonical
from law.phone import check_phone

SIGNED_FORM = "signed-form"  # the slot of its scan, which no service may name
MOST_PAGES = 5
BETWEEN_CODES = timedelta(seconds=60)


def mark(case: Case, said: list[Any]) -> str:
    """Return the mark of what is filled in; it is printed on the form, and a yes holds for it."""
    return sha256(canonical([case.number, said])).hexdigest()


def short(mark: str) -> str:
    """Return a mark as a form prints it and a clerk compares it: 3f9a-02c1."""
    return f"{mark[:4]}-{mark[4:8]}"


# --- Whether there is one -------------------------------------------------------------------------
def signing_of(case: Case, mark: str) -> Signing | None:
    """Return the yes to exactly this, if it was given and its scan can be used."""
    given = Signing.objects.exclude(way="").filter(case=case, mark=mark).first()
    if given is None or (given.way == Signing.Way.PAPER and not _usable(case)):
        return None
    return given


def _usable(case: Case) -> bool:
    scans = pages_of(case)
    return bool(scans) and not any(each.is_refused for each in scans)


def pages_of(case: Case) -> list[PaperPage]:
    """Return the scans of the signed form."""
    pages = PaperPage.objects.filter(case=case, slot=SIGNED_FORM).counting()
    return list(pages.in_order())


def check_may_send(case: Case, agency: Agency, mark: str, *, by: Actor) -> None:
    """Raise unless this counter may send it: it is the agency's own, and the person said yes.

    Whoever files for themselves says it by sending.
    """
    if by.present is None:
        return
    if agency.in_office != by.agency:
        text = _("%(agency)s handles this. Another agency's counter cannot send it.")
        raise MoveNotPossible(text % {"agency": agency.local_name})
    if signing_of(case, mark) is None:
        raise NotValid({"": _("The person has not said yes to this yet: form or code.")})


def check_usable(case: Case) -> None:
    """Raise `NotValid` while the scan of the signed form is missing, refused or being checked."""
    if case.channel != Case.Channel.COUNTER:
        return
    given = Signing.objects.filter(case=case, way=Signing.Way.PAPER).first()
    if given is not None and not all(each.is_clean for each in pages_of(case)):
        raise NotValid({"": _("The scan of the signed form cannot be opened. Scan it again.")})


# --- By a code ------------------------------------------------------------------------------------
def phone_of(person: Person) -> str:
    """Return the phone to which a code may go: proven by the account, or on record."""
    with wall.as_house("know to which phone a code may go"):
        user = User.objects.filter(person=person, phone_verified=True).first()
    if user is not None and user.phone:
        return str(user.phone)
    checked = check_phone(str(person.phone or ""))
    return checked.number if checked.valid else ""


@transaction.atomic
def new_code(case: Case, mark: str, *, by: Actor, now: datetime) -> tuple[str, str]:
    """Return the phone and the code to be sent there; the one before it is right no longer."""
    check_may(by, Action.FILE_AT_COUNTER, case)
    phone = phone_of(case.person)
    if not phone:
        raise NotValid({"": _("No phone of theirs is known: let them sign the form.")})
    if not limit("counter.code", case.person_id, now=now).passes():
        raise TooOften(_("No more codes can be sent today. Let them sign the form."))
    Signing.objects.get_or_create(case=case)
    signing = Signing.objects.select_for_update().get(case=case)
    if signing.code_sent_at and now < signing.code_sent_at + BETWEEN_CODES:
        raise TooOften(_("A code was sent less than a minute ago. Please wait for it."))
    code = f"{secrets.randbelow(10**6):06d}"
    signing.code_to, signing.code_mark = contacts.masked(phone), mark
    signing.code_sent_at, signing.code_tries = now, 0
    signing.code_hash = _hash(signing, code)
    signing.save()
    return phone, code


def confirm(case: Case, mark: str, code: str, *, by: Actor, now: datetime) -> None:
    """Take the code as a yes; raises `NotValid`. Call it outside a transaction: tries are counted.

    A code that was sent for other answers says nothing of these.
    """
    check_may(by, Action.FILE_AT_COUNTER, case)
    sent = Signing.objects.filter(case=case).first()
    lifetime = timedelta(seconds=settings.CODE_LIFETIME_SECONDS)
    if sent is None or sent.code_sent_at is None or now > sent.code_sent_at + lifetime:
        raise NotValid({"code": _("This code is too old. Ask for a new one.")})
    if sent.code_mark != mark:
        raise NotValid({"code": _("Something was changed since. Send a new code.")})
    left = Signing.objects.filter(case=case, code_tries__lt=settings.CODE_TRIES)
    if not left.update(code_tries=F("code_tries") + 1):
        raise NotValid({"code": _("This was tried too often. Ask for a new code.")})
    if not constant_time_compare(_hash(sent, code), sent.code_hash):
        raise NotValid({"code": _("This code is not right. Check the last message you received.")})
    _write(case, Signing.Way.CODE, mark, by=by, now=now)


def _hash(signing: Signing, code: str) -> str:
    """Return the keyed hash of a code: six digits could be guessed from any other."""
    said = f"{signing.pk}:{signing.code_mark}:{code}"
    return crypto.blind_index(said, context="counter.code")


def _write(case: Case, way: Signing.Way, mark: str, *, by: Actor, now: datetime) -> None:
    said = {"way": way, "mark": mark, "clerk": by.user, "agency": by.agency, "confirmed_at": now}
    Signing.objects.update_or_create(case=case, defaults=said)


# --- On paper -------------------------------------------------------------------------------------
def attach(case: Case, mark: str, arrived: Arrived, *, by: Actor, now: datetime) -> PaperPage:
    """Keep a scan of the signed form; whatever is refused leaves no file."""
    try:
        with transaction.atomic():
            page = _attach(case, mark, arrived, by=by, now=now)
    except BaseException:
        paper_files.unlink(arrived.file)
        raise
    if page.file != arrived.file:  # the same scan was there already
        paper_files.unlink(arrived.file)
    return page


def _attach(case: Case, mark: str, arrived: Arrived, *, by: Actor, now: datetime) -> PaperPage:
    case = Case.objects.select_for_update().get(pk=case.pk)
    _check_may_attach(case, by)
    fault = rules.fault_of(arrived.size, arrived.head)
    if fault is not None:
        raise NotValid({SIGNED_FORM: wording(SAYS[fault])})
    _let_go(case, mark, now=now)
    there = pages_of(case)
    same = next((each for each in there if each.sha256 == arrived.sha256), None)
    if same is None and len(there) >= MOST_PAGES:
        raise NotValid(
            {SIGNED_FORM: _("The form has no more than %(n)d pages.") % {"n": MOST_PAGES}}
        )
    if case.state is Status.DRAFT:
        _write(case, Signing.Way.PAPER, mark, by=by, now=now)
    return same or new_page(case, SIGNED_FORM, len(there) + 1, arrived, now=now, by=by)


def _check_may_attach(case: Case, by: Actor) -> None:
    """Before it is sent, with the person present; afterwards whoever decides may scan anew."""
    if case.state is Status.DRAFT:
        check_may(by, Action.FILE_AT_COUNTER, case)
        return
    check_may(by, Action.CLAIM, case)
    if not Signing.objects.filter(case=case, way=Signing.Way.PAPER).exists():
        raise MoveNotPossible(_("No form was signed in this case."))


def _let_go(case: Case, mark: str, *, now: datetime) -> None:
    """Let go scans of a form that said something else, and those that cannot be used."""
    is_other = case.state is Status.DRAFT and not Signing.objects.filter(
        case=case, way=Signing.Way.PAPER, mark=mark
    )
    pages = PaperPage.objects.filter(case=case, slot=SIGNED_FORM).counting()
    gone = pages if is_other else pages.filter(state=State.REFUSED.value)
    gone.update(replaced_at=now)


def say_unusable(case: Case, *, now: datetime) -> None:
    """Tell the agency that a scan cannot be used: the form lies with it, and is scanned again."""
    step = case.steps.open().last()
    if step is not None:
        told = Told("signed-form-unusable", step.agency.in_office)
        tell(case, [told], now=now, occasion=f"signed-form:{now:%Y%m%d%H%M%S%f}")
