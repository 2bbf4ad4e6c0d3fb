"""What lies beside the case that everybody is after: papers, messages, an objection, a lawsuit."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from types import SimpleNamespace

from django.db import models

from accounts import passkeys
from accounts.models import User
from applications.actions import drafting
from applications.models import Application
from applications.models.paper_pages import PaperPage
from applications.objection import OBJECTION
from attack.planting import Planter
from casework.actions import messaging, proceedings
from casework.models import Case, Proceeding
from services.particulars.key_change import KEY_CHANGE
from tests.accounts.soft_key import STATE, SoftKey
from tests.authorisation.doors import Scene
from tests.cast import MONDAY
from tests.papers import picture, send_page
from tests.particulars import story as particulars

SLOT = "household-register-page"
# What is written where only some may read it; each is a word that an answer may not hold.
WRITTEN = "暗记甲：请问我的缴费记录"  # by the person, in the thread of an application
INTERNAL = "暗记乙：与原经办机构核对"  # between agencies: never for the person
UNCONFIRMED = "暗记丙人民法院"  # recorded by one clerk, confirmed by nobody
OBJECTED = "暗记丁：少算了六个月"  # in the draft of an objection: its writer's alone
OTHER_NAME = "暗记庚"  # in the draft of the other person
PASSKEY = "暗记己的手机"
PAGE_NAME = "暗记戊户口簿.png"
# Who may see what was planted of the person: themselves, their agency, and whoever audits it.
OF_THE_AGENCY = ("applicant", "pension_new_a", "auditor_here", "client_new")


@dataclass(frozen=True)
class Belongings:
    """The names under which all that is asked for."""

    application: str
    objection: str
    open: str  # of the other person, who may send papers to it
    page: str
    proceeding: int
    sign_in: str
    passkey: int
    rows: dict[str, models.Model]  # one of everything that a person can have, by its table
    words: frozenset[str]  # what stands in them and nowhere else

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases among them."""
        return self.application, self.objection, self.open

    @property
    def names(self) -> tuple[str, ...]:
        """What each of the things is called in an address."""
        return tuple(str(attrgetter(name)(self.rows[of])) for _at, _part, of, name in NAMED)


def leave(cast: object, case: Case) -> Belongings:
    """Let the person file, write, object and go to court; return the names of it all."""
    sent = _application(cast)
    planter = Planter(cast.applicant, cast.pension_new_a, cast.delegate_elsewhere, sent.case)
    return Belongings(
        application=sent.case.number,
        objection=_objection(cast, case).case.number,
        open=_open(cast).case.number,
        page=PaperPage.objects.filter(case=sent.case).order_by("pk")[0].key,
        proceeding=_proceeding(cast, sent.case).pk,
        sign_in="0" * 24,
        passkey=_passkey(cast.applicant.user),
        rows=planter.plant(),
        words=frozenset(planter.words),
    )


def _open(cast: object) -> Application:
    """The draft of another correction, to which the other person sends whatever they like."""
    other = cast.other_person
    other.user.real_person_at = MONDAY
    other.user.save(update_fields=["real_person_at"])
    draft = drafting.start(KEY_CHANGE, by=other, now=MONDAY)
    said = particulars.WHY | {"what": ["name"], "name": OTHER_NAME, "claim": "recorded-wrongly"}
    drafting.save(draft, said, by=other, now=MONDAY)
    return draft


def _passkey(user: User) -> int:
    """A passkey with a name, whose device nobody else has."""
    asked = SimpleNamespace(session={STATE: {"challenge": "AA"}})
    kept = passkeys.keep(user, PASSKEY, json.loads(SoftKey().made(asked)))
    return int(kept.pk) if kept else 0


def _application(cast: object) -> Application:
    """A correction with a paper, in the hands of the agency, and what both have written in it."""
    filled = particulars.corrected(cast, {**particulars.NAME_ANSWERS, "name": "王异燕"})
    send_page(cast, filled, SLOT, picture(colour=7), name=PAGE_NAME)
    sent = particulars.send(cast, filled)
    messaging.write(sent.case, WRITTEN, by=cast.applicant, now=MONDAY)
    clerk = cast.pension_new_a
    messaging.write(sent.case, INTERNAL, by=clerk, now=MONDAY, is_internal=True)
    return particulars.fresh(sent)


def _proceeding(cast: object, case: Case) -> Proceeding:
    filed = MONDAY.date() - timedelta(days=1)
    said = {"kind": "reconsideration", "body": UNCONFIRMED, "number": "1", "filed_on": filed}
    return proceedings.record(case, **said, by=cast.pension_new_a, now=MONDAY)


def _objection(cast: object, case: Case) -> Application:
    draft = drafting.start(OBJECTION, by=cast.applicant, now=MONDAY, about=case)
    said = {"what": "decision", "why": OBJECTED}
    drafting.save(draft, said, by=cast.applicant, now=MONDAY)
    return draft


def never_for(name: str, words: frozenset[str]) -> frozenset[str]:
    """Return the words that even one who may see the transfer is not shown."""
    others = frozenset() if name in OF_THE_AGENCY else words
    return _never_for(name) | others


def _never_for(name: str) -> frozenset[str]:
    if name == "applicant":
        return frozenset({INTERNAL, UNCONFIRMED, OTHER_NAME})
    if name in ("pension_new_a", "client_new"):
        return frozenset({OBJECTED, PASSKEY, OTHER_NAME})
    never = frozenset({WRITTEN, INTERNAL, UNCONFIRMED, OBJECTED, PAGE_NAME, PASSKEY})
    return never if name == "other_person" else never | {OTHER_NAME}


# What a route names: how it begins, which part of it, the table of that, and its column.
NAMED = (
    ("my/benefits/", "<int:pk>", "payouts.Entitlement", "pk"),
    ("my/recoveries/", "<int:pk>", "payouts.Recovery", "pk"),
    ("desk/payouts/findings/", "<int:pk>", "payouts.Finding", "pk"),
    ("desk/payouts/payments/", "<int:pk>", "payouts.Payable", "pk"),
    ("desk/payouts/recoveries/", "<int:pk>", "payouts.Recovery", "pk"),
    ("desk/payouts/entitlements/", "<int:pk>", "payouts.Entitlement", "pk"),
    ("", "<slug:batch>", "payouts.Batch", "number"),
    ("", "<int:entitlement>", "payouts.Entitlement", "pk"),
    ("", "<str:question>", "advice.Question", "number"),
    ("cards/", "<slug:key>", "cards.Card", "key"),
    ("", "<slug:card>", "cards.Card", "key"),
    ("listed/", "<slug:key>", "applications.ListedPerson", "key"),
    ("publications/", "<int:key>", "retirement.Publication", "pk"),
    ("my/shares/", "<int:key>", "survivors.Payee", "pk"),
    ("employer/departures/", "<int:key>", "unemployment.EmployerQuestion", "pk"),
    ("my/accounts/sharing/", "<int:key>", "enrolments.Sharing", "pk"),
    ("api/v1/sharing/", "<int:key>", "enrolments.Sharing", "pk"),
    ("my/accounts/", "<int:key>", "records.Relationship", "pk"),
    ("", "<int:relationship>", "records.Relationship", "pk"),
    ("my/inheritances/", "<int:key>", "enrolments.Heir", "pk"),
    ("api/v1/inheritances/", "<int:key>", "enrolments.Heir", "pk"),
    ("", "<str:order_no>", "payments.Order", "number"),
    ("api/v1/card-orders/", "<str:order>", "cards.CardOrder", "case.number"),
    ("", "<slug:file>", "intake.RecordFile", "number"),
    ("", "<int:line>", "records.BankEntry", "pk"),
    ("", "<int:statement>", "records.BankStatement", "pk"),
    ("", "<int:arrival>", "intake.Arrival", "pk"),
    ("", "<str:mandate>", "accounts.Mandate", "number"),
    ("notices/", "<int:pk>", "casework.Notice", "pk"),
    ("desk/employers/", "<int:pk>", "applications.Employer", "pk"),
    ("desk/escalations/", "<int:pk>", "casework.Escalation", "pk"),
)


def named_in(route: str) -> tuple[str, str] | None:
    """Return by which row of `NAMED` a route names what is somebody's; None where it does not."""
    every = ((begins, part) for begins, part, _label, _column in NAMED)
    return next((each for each in every if route.startswith(each[0]) and each[1] in route), None)


class Named(Scene):
    """Addresses with the names of what a person has in them."""

    def __init__(self, story: object, rows: dict[str, models.Model]) -> None:
        super().__init__(story)
        self.names = {(at, part): str(attrgetter(name)(rows[of])) for at, part, of, name in NAMED}

    def address(self, route: str) -> str:
        """Return the route with what it names in it, and the case where it names a case."""
        known = named_in(route)
        if known is not None:
            route = route.replace(known[1], self.names[known])
        return super().address(route)


class Places(Named):
    """Addresses with foreign names in them; what is not of a case is another's all the same."""

    def __init__(self, story: object, belongings: Belongings) -> None:
        super().__init__(story, belongings.rows)
        self.belongings = belongings

    def address(self, route: str, number: str = "") -> str:
        """Return the route with the names of others in it, or with one case that is named."""
        named = self.belongings
        if not number and ("apply/" in route or "papers/" in route or "messages/" in route):
            number = named.application
        if not number and "object" in route:
            number = named.objection
        if number:
            route = route.replace("<str:number>", number)
        filled = {"<slug:slot>/<slug:page>": f"{SLOT}/{named.page}", "<slug:slot>": SLOT}
        if "papers/" in route:
            filled["<slug:key>"] = named.page
        for placeholder, value in filled.items():
            route = route.replace(placeholder, value)
        if "webauthn" in route:
            route = re.sub("<int:pk>", str(named.passkey), route)
        return super().address(route)
