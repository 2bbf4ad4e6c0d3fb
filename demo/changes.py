"""Stories of declared services: each step by the real action, at its moment."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import Person, User
from accounts.rules.levels import Level
from agencies import work_calendar
from agencies.actors import Actor, actor_of
from agencies.models import Agency, Post
from agencies.rules.terms import Insurance
from applications import papers
from applications.actions import applying, collecting, drafting, proving, signing
from applications.acts import doing, naming
from applications.acts_of_papers import JUDGE
from applications.fields import Kind
from applications.models import Application
from applications.objection import OBJECTION
from applications.registry import service_of
from applications.uploads import arrived_in
from casework.actions import counter
from casework.actions.duties import do_what_is_due
from casework.rules.milestones import reminder_day
from demo import staff
from demo.offers import NOT_ONLINE_YET
from demo.sign_ins import identities_to_verify
from law.identity_number import check_character
from records.models import InsuredPeriod, Relationship

PLACE = "P330100"  # Hangzhou, where the tour's clerks are
OPENS = time(9, 40)
WALK = timedelta(minutes=7)
WHY_WRONG = {
    "what": "decision",
    "why": "我的姓名用字已在派出所更正，公安登记与身份证一致，不应当不予办理。",
    "wanted": "请按身份证更正姓名。",
}
CONTACT, KEY, PAY = "contact-change", "particulars-key", "pay-account-change"
PLAIN = "particulars-plain"
CERTIFICATE, ARREARS = "contribution-certificate", "contribution-arrears"


@dataclass(frozen=True)
class Story:
    """One application: what is asked for, and what happens how many working days ago."""

    service: str
    answers: Callable[[Person], dict[str, Any]]
    steps: tuple[tuple[int, str], ...]
    is_at_counter: bool = False  # by somebody without an account, before a clerk


@dataclass(frozen=True)
class Scene:
    """One step of a story at its moment."""

    story: Story
    person: Person
    what: str
    at: datetime

    def play(self) -> None:
        """Let it happen."""
        PLAYED[self.what](self)

    @cached_property
    def applicant(self) -> Actor:
        """The insured person, signed in, or the clerk at whose counter they stand."""
        if self.story.is_at_counter:
            active = {"insurance": Insurance.PENSION, "status": Relationship.Status.ACTIVE}
            held = self.person.relationships.get(**active)
            return staff.at_desk(held.agency, "c").beside(self.person)
        return actor_of(User.objects.get(person=self.person))

    @property
    def application(self) -> Application:
        """The application as it stands."""
        mine = Application.objects.whole().filter(case__person=self.person)
        return mine.get(case__service=self.story.service)

    def act(self, name: str, desk: str, **said: Any) -> None:
        """Let a clerk do something with it."""
        application = self.application
        agency = application.agency
        if agency is not None:
            doing.do(name, application, said, by=staff.at_desk(agency, desk), now=self.at)


def begin(scene: Scene) -> None:
    """Begin, and answer the first page."""
    service = service_of(scene.story.service)
    application = drafting.start(service, by=scene.applicant, now=scene.at)
    answers, asked = scene.story.answers(scene.person), service.pages[0].fields
    first = {each.name: answers[each.name] for each in asked if each.name in answers}
    drafting.save(application, first, by=scene.applicant, now=scene.at)


def fill(scene: Scene) -> None:
    """Answer everything, with a code where a contact has to be proven."""
    begin(scene)
    answers = scene.story.answers(scene.person)
    drafting.save(scene.application, answers, by=scene.applicant, now=scene.at)
    application = scene.application
    for each in application.service.fields_for(answers):
        if each.kind is Kind.CODE:
            _contact, code = proving.new_code(application, each.name, answers, now=scene.at)
            drafting.save(application, {each.name: code}, by=scene.applicant, now=scene.at)


def bring(scene: Scene) -> None:
    """Have what is owed done, as the comparison, and send a page of each paper still missing."""
    do_what_is_due(now=scene.at)
    application = scene.application
    for number, each in enumerate(papers.of(application)):
        if each.is_missing:
            _send_page(scene, application, each.paper.slot, _page(number))
    do_what_is_due(now=scene.at)


def _send_page(scene: Scene, application: Application, slot: str, data: bytes) -> None:
    arrived = arrived_in(io.BytesIO(data), name="示例材料.png", expected=len(data))
    if arrived is not None:
        collecting.add(application, slot, arrived, by=scene.applicant, now=scene.at)


def _page(number: int) -> bytes:
    """Return an invented page: lines where words would stand, and a corner of its own."""
    page = Image.new("L", (420, 594), 245)
    drawn = ImageDraw.Draw(page)
    drawn.rectangle((24, 24, 396, 570), outline=120, width=2)
    drawn.text((40, 40), "DEMO - INVENTED PAPER", fill=60)
    for line in range(14):
        down, end = 90 + line * 32, 380 - (line * 53 + number * 17) % 160
        drawn.line((40, down, end, down), 150, 6)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def look(scene: Scene) -> None:
    """Have a clerk look at each page and find it good."""
    for page in papers.pages_of(scene.application):
        scene.act(JUDGE, "a", page=page.key, mark="good", note="")


def find_blurred(scene: Scene) -> None:
    """Have a clerk find the first page blurred, and ask for it again."""
    first = papers.pages_of(scene.application)[0]
    scene.act(JUDGE, "a", page=first.key, mark="blurred", note="右下角的登记日期看不清。")
    scene.act(naming.CORRECT, "a")


def send(scene: Scene) -> None:
    """Send it, with its papers."""
    bring(scene)
    if scene.story.is_at_counter:
        _say_yes(scene)
    applying.submit(scene.application, by=scene.applicant, now=scene.at, despite_checks=True)


def _say_yes(scene: Scene) -> None:
    """Read the clerk the code from the telephone."""
    case, mark = scene.application.case, drafting.mark_of(scene.application)
    edge = {"by": scene.applicant, "now": scene.at}
    _phone, code = signing.new_code(case, mark, **edge)
    signing.confirm(case, mark, code, **edge)


def grant(scene: Scene) -> None:
    """Prepare a yes."""
    scene.act("prepare-decision", "a", outcome="granted", note="")


def refuse(scene: Scene) -> None:
    """Prepare a no."""
    note = "请先到公安机关核实姓名用字。"
    scene.act("prepare-decision", "a", outcome="refused", reasons=["PAR02"], note=note)


def refuse_account(scene: Scene) -> None:
    """Prepare a no: the bank has the account in another name."""
    note = "银行登记的户名与您的姓名不一致，请使用本人名下的账户。"
    scene.act("prepare-decision", "a", outcome="refused", reasons=["PAR15"], note=note)


def grant_alone(scene: Scene) -> None:
    """Say yes as the one clerk who decides."""
    scene.act(naming.GRANT, "a", note="")


def approve(scene: Scene) -> None:
    """Decide as the second person."""
    scene.act("approve-decision", "b")


def object_to_it(scene: Scene) -> None:
    """Object to the decision."""
    about = scene.application.case
    edge = {"by": scene.applicant, "now": scene.at}
    application = drafting.start(OBJECTION, about=about, **edge)
    drafting.save(application, WHY_WRONG, **edge)
    applying.submit(Application.objects.whole().get(pk=application.pk), **edge)


def uphold(scene: Scene) -> None:
    """Somebody who had no part in it prepares that the person was right."""
    note = "派出所9月已将姓名用字更正，公安登记与申请一致，原不予办理的理由不成立。"
    _on_objection(scene, "prepare-decision", "c", outcome="granted", note=note)


def approve_objection(scene: Scene) -> None:
    """The head decides it as the second person; the case goes on."""
    _on_objection(scene, "approve-decision", staff.HEAD)


def _on_objection(scene: Scene, name: str, desk: str, **said: Any) -> None:
    filed = Application.objects.whole().get(case__about=scene.application.pk)
    if filed.agency is not None:
        doing.do(name, filed, said, by=staff.at_desk(filed.agency, desk), now=scene.at)


PLAYED: dict[str, Callable[[Scene], None]] = {
    "begin": begin,
    "fill": fill,
    "send": send,
    "look": look,
    "find-blurred": find_blurred,
    "grant": grant,
    "refuse": refuse,
    "refuse-account": refuse_account,
    "grant-alone": grant_alone,
    "approve": approve,
    "object": object_to_it,
    "uphold": uphold,
    "approve-objection": approve_objection,
}


def _why(claim: str, explanation: str = "") -> dict[str, Any]:
    said = {"claim": claim, "explanation": explanation, "others_show": True, "is_true": True}
    return {**said, "since": None}


def _renamed(last: str, claim: str, explanation: str = "") -> Callable[[Person], dict[str, Any]]:
    def answers(person: Person) -> dict[str, Any]:
        name = str(person.name)[:-1] + last
        return {"what": ["name"], "name": name, **_why(claim, explanation)}

    return answers


def _a_day_later(person: Person) -> dict[str, Any]:
    """Return a birth date one day later, and the number that goes with it."""
    born: date = person.born_on + timedelta(days=1)
    first = f"{str(person.number)[:6]}{born:%Y%m%d}000"
    return {
        "what": ["document", "born_on"],
        "document_type": person.document_type,
        "number": first + check_character(first),
        "born_on": born,
        **_why("recorded-wrongly", "入职时单位登记有误，与户口簿不一致。"),
    }


def _account(last: str) -> Callable[[Person], dict[str, Any]]:
    """Return an invented card number; by its last digits the sandbox of the banks answers."""

    def answers(person: Person) -> dict[str, Any]:
        number = f"621700{person.pk:09d}{last}"
        return {"bank": "105", "kind": "bank-card", "number": number, "is_own": True}

    return answers


def _particulars(**said: str) -> Callable[[Person], dict[str, Any]]:
    return lambda _person: {"what": list(said), **said}


def _new_phone(person: Person) -> dict[str, Any]:
    # Mobile numbers that begin with 160 are not given out.
    return {
        "what": ["phone"],
        "phone": f"+861609{person.pk:07d}",
        "is_family": False,
        "sign_in_too": False,
    }


def _last_two_years(person: Person) -> dict[str, Any]:
    _first, last = _months_of(person)
    return {
        "kind": "history",
        "insurances": ["pension"],
        "from_month": date(last.year - 1, 1, 1),
        "until_month": last,
        "hide_employers": False,
    }


def _two_months(person: Person) -> dict[str, Any]:
    _first, last = _months_of(person)
    return {
        "employer": "杭州示例物流有限公司",
        "from_month": date(last.year, 1, 1),
        "until_month": date(last.year, 2, 1),
        "show_name": False,
        "note": "工资条每月都扣了个人部分。",
    }


def _months_of(person: Person) -> tuple[date, date]:
    months = InsuredPeriod.objects.filter(relationship__person=person, is_paid=True)
    found = months.aggregate(first=Min("first_month"), last=Max("last_month"))
    return found["first"], found["last"]


STORIES = (
    # The no was wrong: two others uphold the objection, and the case is reviewed again.
    Story(
        KEY,
        _renamed("异", "police-changed", "派出所已更正姓名用字。"),
        (
            *((24, "fill"), (23, "send"), (18, "refuse"), (17, "approve")),
            *((14, "object"), (4, "uphold"), (3, "approve-objection")),
        ),
    ),
    Story(KEY, _renamed("妍", "same"), ((4, "fill"), (3, "send"))),
    # The police say otherwise, so a page of the household register lies there to be looked at.
    Story(KEY, _renamed("异", "recorded-wrongly", "入职时单位录错。"), ((2, "fill"), (1, "send"))),
    # Of another one a corner cannot be read: it is asked for again.
    Story(
        KEY,
        _renamed("异", "recorded-wrongly", "入职时单位录错。"),
        ((3, "fill"), (2, "send"), (1, "find-blurred")),
    ),
    Story(KEY, _a_day_later, ((3, "fill"), (2, "send"))),
    Story(KEY, _a_day_later, ((7, "fill"), (6, "send"), (1, "grant"))),
    Story(
        KEY,
        _renamed("异", "same"),
        ((12, "fill"), (11, "send"), (7, "look"), (6, "refuse"), (5, "approve")),
    ),
    Story(KEY, _a_day_later, ((21, "fill"), (20, "send"), (15, "grant"), (14, "approve"))),
    # Nobody has looked: late, and brought before the province.
    Story(
        KEY, _renamed("异", "police-changed", "上月在派出所更名。"), ((15, "fill"), (14, "send"))
    ),
    Story(CONTACT, _new_phone, ((2, "fill"), (2, "send"))),
    Story(KEY, _renamed("妍", "same"), ((1, "begin"),)),
    # An account for payments: at once, looked at by a clerk twice, and in somebody else's name.
    Story(PAY, _account("006"), ((8, "fill"), (8, "send"))),
    Story(PAY, _account("003"), ((2, "fill"), (1, "send"))),
    Story(PAY, _account("004"), ((4, "fill"), (3, "send"), (1, "grant"))),
    Story(PAY, _account("001"), ((9, "fill"), (8, "send"), (5, "refuse-account"), (4, "approve"))),
    # Plain particulars: at once, compared by one clerk, and one that waits for that.
    Story(PLAIN, _particulars(education="20", marriage="20"), ((5, "fill"), (5, "send"))),
    Story(PLAIN, _particulars(nation="11"), ((7, "fill"), (6, "send"), (4, "grant-alone"))),
    Story(PLAIN, _particulars(nation="08"), ((2, "fill"), (1, "send"))),
    # Somebody without an account has it filed at the counter; two other clerks decide.
    Story(KEY, _renamed("妍", "same"), ((3, "fill"), (2, "send")), is_at_counter=True),
    # A sealed certificate at once; an employer's debt that is looked into, and one that was found.
    Story(CERTIFICATE, _last_two_years, ((5, "fill"), (5, "send"))),
    Story(ARREARS, _two_months, ((4, "fill"), (3, "send"))),
    Story(ARREARS, _two_months, ((13, "fill"), (12, "send"), (6, "grant-alone"))),
)


def scenes(password: str, *, now: datetime) -> Iterator[Scene]:
    """Yield every step; the people sign in with nobody's password."""
    today, calendar = timezone.localdate(now), work_calendar.national()
    people = people_without_account(0, len(STORIES))
    for number, (story, person) in enumerate(zip(STORIES, people, strict=True), start=1):
        if not story.is_at_counter:
            _sign_up(number, story, person, password, now=now)
        for order, (days_ago, what) in enumerate(story.steps):
            day = reminder_day(today, days_ago, calendar)
            opening = datetime.combine(day, OPENS, timezone.get_default_timezone())
            yield Scene(story, person, what, opening + WALK * number + timedelta(minutes=order))


def _sign_up(number: int, story: Story, person: Person, password: str, *, now: datetime) -> None:
    user = staff.make_verified_user(f"change-{number}@{staff.HOST}", person, password, now=now)
    if service_of(story.service).level is Level.PERSON:
        at_counter(user, person, now=now)


def at_counter(user: User, person: Person, *, now: datetime) -> None:
    """Let somebody have shown their document at the desk of their agency."""
    counter.confirm(user, person, by=staff.at_desk(Agency.objects.get(code=PLACE), "a"), now=now)


def people_without_account(first: int, number: int) -> list[Person]:
    """Return women without an account, insured where staff works, those of Hangzhou first.

    Ask for all of them before any is given an account: `first` are left to other stories.

    The invented numbers of men say female, so whatever they ask for would be looked at.
    """
    paying = Relationship.objects.filter(
        agency__in=Post.objects.filter(role=Post.Role.CLERK).values("agency"),
        insurance=Insurance.PENSION,
        status=Relationship.Status.ACTIVE,
        person__in=Person.objects.filter(sex="female", user=None, deceased_on=None),
    ).exclude(agency__region=NOT_ONLINE_YET)
    for printed in identities_to_verify():  # for visitors to try: nothing happens to them before
        found = Person.objects.with_document(printed.document)
        paying = paying.exclude(person__in=found)
    places: dict[Person, list[str]] = {}
    for each in paying.select_related("person").order_by("person"):
        places.setdefault(each.person, []).append(each.agency.code)
    of_one_place = [
        (codes[0] != PLACE, each.pk, each) for each, codes in places.items() if not codes[1:]
    ]
    return [each for _elsewhere, _pk, each in sorted(of_one_place)[first : first + number]]
