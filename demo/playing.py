"""How a story of a declared service is played: each step by the real action, at its moment."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import Person, User
from agencies.actors import Actor, actor_of
from agencies.models import Post
from agencies.rules.terms import Insurance
from applications import known, papers
from applications.actions import applying, collecting, drafting, proving, signing
from applications.acts import doing, naming
from applications.acts_of_papers import JUDGE
from applications.fields import Kind
from applications.models import Application
from applications.objection import OBJECTION
from applications.registry import service_of
from applications.uploads import arrived_in
from casework.actions.duties import do_what_is_due
from demo import staff
from records.models import Relationship

PLACE = "P330100"  # Hangzhou, where the tour's clerks are
OPENS = time(9, 40)
WALK = timedelta(minutes=7)
WHY_WRONG = {
    "what": "decision",
    "why": "我的姓名用字已在派出所更正，公安登记与身份证一致，不应当不予办理。",
    "wanted": "请按身份证更正姓名。",
}


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
    _choose_agency(scene)


def _choose_agency(scene: Scene) -> None:
    """Where several agencies could handle it, choose that of Hangzhou, or another with staff."""
    application = scene.application
    if application.agency is not None:
        return
    held = known.known_for(application.case, today=timezone.localdate(scene.at))
    named = application.service.agency(held, known.answers_of(application)).agencies
    clerks = Post.objects.filter(role=Post.Role.CLERK, agency__in=[each.pk for each in named])
    staffed = {post.agency for post in clerks.select_related("agency")}
    if staffed:
        agency = min(staffed, key=lambda each: (each.code != PLACE, each.code))
        drafting.choose_agency(application, agency, by=scene.applicant, now=scene.at)


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
