"""Every declared service keeps what a declaration promises, walked from the first word to the end.

A service is right when this passes with nothing written for it here.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from agencies.actions.reference import load_terms
from agencies.actors import SYSTEM
from applications import known
from applications.actions import applying, completing, drafting, proving
from applications.acts.doing import do
from applications.acts.naming import PREPARE
from applications.acts.table import ACTS
from applications.declaring import LONGEST_MATTER, Deciding
from applications.fields import CONTACTS, Kind
from applications.models import Application, Decision, Offer
from applications.registry import services
from casework.actions.duties import do_what_is_due
from casework.rules.reasons import Use
from casework.rules.statuses import ENDS, Status
from kit.errors import NotValid, Refusal
from law.wording import Basis, Text
from letters.models import Letter
from tests.applications.on_record import WORKED_OUT, answered, prepare
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, identity_number, make_world
from tests.papers import bring_papers, find_good

BORN = date(1992, 5, 11)
# What somebody might answer, by the kind of question; the first choice of any choice.
INVENTED = {
    Kind.TEXT: "浙江省杭州市示例路1号",
    Kind.NOTE: "登记时写错了。",
    Kind.YES_NO: True,
    Kind.DECLARATION: True,
    Kind.DAY: BORN,
    Kind.MONTH: date(2026, 8, 1),
    Kind.MONEY: Decimal("100.00"),
    Kind.NUMBER: 1,
    Kind.REGION: "440100",
    Kind.REGIONS: ["440100"],
    Kind.BANK_ACCOUNT: "6200000000000005",
    Kind.PHONE: "+8613911112222",
    Kind.EMAIL: "wang@people.example",
    Kind.PERSON_NAME: "王晓燕",
    Kind.ID_NUMBER: identity_number(BORN),
    Kind.LINES: ["pension:P510100:employee:2019-01:2019-12"],
}
# Where only some texts can be meant.
INVENTED_AS = {
    "invoices": [{"number": "12345678", "on": date(2026, 8, 3), "amount": Decimal("100.00")}],
}


@pytest.fixture(scope="module")
def declared():
    """Return the services of the portal, and not those of the tests beside this one."""
    own = [each for each in services() if not each.name.startswith("sample-")]
    return [each for each in own if not each.is_about_case]  # of objections: test_objections.py


def texts_in(thing, path=""):
    """Yield every sentence of a declaration with its place."""
    if isinstance(thing, Text):
        yield path, thing
    elif isinstance(thing, tuple | list):
        for number, each in enumerate(thing):
            yield from texts_in(each, f"{path}[{number}]")
    elif isinstance(thing, dict):
        for key, each in thing.items():
            yield from texts_in(each, f"{path}.{key}")
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from texts_in(getattr(thing, each.name), f"{path}.{each.name}")


def test_every_sentence_stands_in_both_languages(declared):
    for service in declared:
        for path, text in texts_in(service, service.name):
            assert text.zh.strip(), path
            assert text.en.strip(), path
            assert not _has_chinese(text.en), path
            assert _has_chinese(text.zh) or text.zh.isascii(), path


def _has_chinese(words):
    return any("\u4e00" <= character <= "\u9fff" for character in words)


def test_every_question_says_why_it_is_asked_and_has_a_name_of_its_own(declared):
    for service in declared:
        for each in (*service.fields, *service.pre_check):
            assert each.why.zh, (service.name, each.name)
            assert each.name.isidentifier(), (service.name, each.name)
        names = [each.name for each in service.fields]
        assert len(names) == len(set(names)), service.name
        slugs = [page.slug for page in service.pages]
        assert len(slugs) == len(set(slugs)), service.name


def test_every_reason_has_its_way_forward_and_where_it_stands(declared):
    for service in declared:
        codes = [condition.code for condition in service.conditions]
        assert len(codes) == len(set(codes)), service.name
        for reason in service.reasons.values():
            assert reason.way_forward.zh, reason.code
            is_cited = reason.basis.article or not reason.basis.verified
            assert is_cited, f"{reason.code}: name the article, or say verified=False"


def test_every_check_speaks_to_a_clerk_about_the_insured_person(declared):
    for service in declared:
        for each in service.conditions:
            for said in (each.question, each.met, each.unmet):
                assert "您" not in said.zh, each.code
                assert not {"you", "your"} & set(said.en.lower().split()), each.code


def test_a_clerk_refuses_only_for_what_is_a_ground_of_refusal(declared):
    for service in declared:
        asked = {each.name: each for each in ACTS[PREPARE].fields(service)}
        for code, _sentence in asked["reasons"].choices if "reasons" in asked else ():
            assert Use.REFUSAL in service.reasons[code].uses, (service.name, code)


def test_the_law_of_every_service_and_of_its_term_is_named(declared):
    for service in declared:
        assert service.law, service.name
        if service.deciding is Deciding.AT_ONCE:
            continue  # there is nothing to wait for
        for turn in service.procedure.turns.values():
            assert turn.term is not None, service.name
            for value in turn.term.values:
                assert value.basis.article, service.name


def test_without_a_sign_in_every_pre_check_comes_to_an_answer(declared, db):
    for service in declared:
        for answers in ({}, _answers(service.pre_check)):
            question = known.asked(service, answers, None, today=MONDAY.date())
            found = known.pre_check(service, question)
            assert found.answer in {"yes", "no", "maybe"}, service.name
            assert all(isinstance(each.basis, Basis) for each in found.figures), service.name


def test_what_begins_on_a_page_of_its_own_names_a_page_that_is_there(declared):
    for service in declared:
        if service.begins_at:
            assert reverse(service.begins_at), service.name


def test_invented_answers_lead_from_the_draft_to_the_decision(walked):
    for service, application in walked.applications:
        case = application.case
        decision = Decision.objects.get(case=case)

        assert case.state in ENDS, service.name
        by_two = decision.prepared_by is not None
        assert by_two or decision.outcome == "granted", service.name
        if service.deciding is not Deciding.ONE:
            assert by_two == (decision.approved_by is not None), service.name
        assert case.letters.exclude(kind=Letter.Kind.RECEIPT).count() == 1, service.name
    for service, figures in walked.figures:
        assert all(each.formula.zh and isinstance(each.basis, Basis) for each in figures), service
    # And somebody who is insured nowhere is told why nobody handles it.
    nobody = known.known_of(walked.world.stranger, today=MONDAY.date())
    for service, _application in walked.applications:
        choice = service.agency(nobody, {})
        told = choice.agencies or choice.reason is not None or choice.is_by_answers
        assert told, f"{service.name}: say why nobody handles it: AgencyChoice(reason=…)"
        matter = application.case.matter
        assert isinstance(service.matter({}), str), service.name
        assert matter.isascii(), (service.name, "a matter is stored readable: a code, no name")
        assert len(matter) <= LONGEST_MATTER, service.name


def test_every_room_of_services_is_installed():
    rooms = {
        f"services.{each.parent.name}" for each in settings.BASE_DIR.glob("services/*/apps.py")
    }
    for room in rooms:
        assert room in settings.INSTALLED_APPS, f"{room}: name it in INSTALLED_APPS"
        assert apps.get_app_config(room.rpartition(".")[2]).name == room


class Walk:
    """What came of walking every service from its first page to its end."""

    def __init__(self, world):
        self.world, self.applications, self.figures = world, [], []

    def through(self, service):
        """Walk it; whoever has half declared a service reads what it lacks."""
        try:
            self._walk(service)
        except NotValid as refused:
            said = {name: str(text) for name, text in refused.errors.items()}
            pytest.fail(f"{service.name}: invented answers are refused: {said} {self._reasons()}")
        except Refusal as refused:
            pytest.fail(f"{service.name}: {refused.reason}")

    def _walk(self, service):
        self.world.applicant.user.real_person_at = MONDAY
        prepare(service, self.world)
        application = drafting.start(service, by=self.world.applicant, now=MONDAY)
        for _again in range(len(service.pages)):  # an answer may ask for another page
            said = known.answers_of(application)
            wanted = [each for each in service.fields_for(said) if each.name not in said]
            held = known.known_for(application.case, today=MONDAY.date())
            wanted = [each.offering(held, said) for each in wanted]
            answers = {**_known(service, self.world), **_answers(wanted, said)}
            answers |= answered(service, self.world, wanted)
            # A phone and an e-mail of its own: a service walked before may have recorded the other.
            answers |= {
                each.name: self._contact(each.kind) for each in wanted if each.kind in CONTACTS
            }
            drafting.save(application, answers, by=self.world.applicant, now=MONDAY)
            application = _fresh(application)
        self._prove(service, application)
        self._choose_agency(service, application)
        do_what_is_due(now=MONDAY)
        application = _fresh(application)
        application = bring_papers(self.world, application)
        self._keep_figures(service, application)
        applying.submit(application, by=self.world.applicant, now=MONDAY, despite_checks=True)
        self._decide(service, application)
        if _fresh(application).case.state is Status.APPROVED:  # made, and handed out
            completing.complete(_fresh(application), by=SYSTEM, now=MONDAY)
        self.applications.append((service, _fresh(application)))

    def _contact(self, kind):
        number = len(self.applications)
        return f"+861391111{number:04}" if kind is Kind.PHONE else f"w{number}@people.example"

    def _reasons(self):
        """Return what the rules have against the application that was walked last."""
        found = known.rules_say(Application.objects.last(), today=MONDAY.date())
        return [f"{each.code} {each.sentence.en}" for each in found.verdict.reasons]

    def _choose_agency(self, service, application):
        held = known.known_of(self.world.person, today=MONDAY.date())
        there = service.agency(held, known.answers_of(application)).agencies
        assert there, f"{service.name}: nobody handles it for somebody insured in two places"
        if application.agency is None:
            first = {"by": self.world.applicant, "now": MONDAY}
            drafting.choose_agency(_fresh(application), there[0], **first)

    def _prove(self, service, application):
        said = known.answers_of(application)
        later = MONDAY
        for each in service.fields_for(said):
            if each.kind is Kind.CODE and proving.contact_of(each, said):
                later += proving.BETWEEN_CODES
                _contact, code = proving.new_code(application, each.name, said, now=later)
                drafting.save(application, {each.name: code}, by=self.world.applicant, now=later)

    def _keep_figures(self, service, application):
        held = known.known_of(application.case.person, today=MONDAY.date())
        answers = known.answers_of(application)
        question = known.asked(service, answers, held, today=MONDAY.date())
        self.figures.append((service, known.pre_check(service, question).figures))

    def _decide(self, service, application):
        if not service.deciding.is_reviewed or _fresh(application).case.closed_at:
            return
        agency = application.agency
        clerks = [
            each
            for name, each in self.world.people.items()
            if each.agency == agency and name[-2:] in {"_a", "_b"}
        ]
        find_good(application, clerks[0])
        self._work_out(service, application, clerks[0])
        if service.deciding is Deciding.ONE:
            self._act("grant", application, clerks[0], note="已核对。")
            return
        for act, who in zip(("prepare-decision", "approve-decision"), clerks, strict=True):
            said = {"outcome": "granted", "note": "已核对。"} if act == "prepare-decision" else {}
            self._act(act, application, who, **said)

    def _work_out(self, service, application, clerk):
        """Name what the rules could not work out, because the numbers of the place are missing."""
        found = known.rules_say(_fresh(application), today=MONDAY.date()).figures
        for each in found:
            if each.name in dict(service.correctable) and not each.is_sure:
                value = WORKED_OUT.get(each.name, "100.00")
                said = {"figure": each.name, "value": value, "reason": "按当地文件核定。"}
                self._act("correct-figure", application, clerk, **said)

    def _act(self, act, application, who, **said):
        fresh = _fresh(application)
        do(act, fresh, said, by=who, now=MONDAY, version=fresh.case.version)


@pytest.fixture
def walked(db, monkeypatch, declared):
    """Walk them all, once for a test that looks at what came of it."""
    print_blank_letters(monkeypatch)
    world = make_world()
    load_terms(now=MONDAY)
    Offer.objects.bulk_create(
        Offer(service=service.name, agency=agency, since=MONDAY)
        for service in declared
        for agency in world.agencies.values()
    )
    walk = Walk(world)
    for service in declared:
        # The others have tests of their own: begun at a counter, or on a page of their room.
        if service.only_at_counter is None and not service.begins_at:
            walk.through(service)
    return walk


def _fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def _known(service, world):
    held = known.known_of(world.person, today=MONDAY.date())
    found = {each.name: each.known(held) for each in service.fields}
    return {name: value for name, value in found.items() if value is not None}


def _answers(questions, said=None):
    """Return an invented answer to each question; every box of several is ticked but the last."""
    answers = {}
    for each in questions:
        if each.kind is Kind.CODE:
            continue
        if each.options is not None:
            each = each.offering(None, {**(said or {}), **answers})
            if not each.choices:  # the records answer it
                continue
        if each.kind in (Kind.CHOICE, Kind.HOSPITAL):
            answers[each.name] = each.choices[0][0]
        elif each.kind is Kind.TABLE and each.name not in INVENTED_AS:
            answers[each.name] = [_answers(each.columns)]
        elif each.kind is Kind.CHOICES:
            answers[each.name] = [value for value, _text in each.choices[:-1] or each.choices]
        else:
            answers[each.name] = INVENTED_AS.get(each.name) or INVENTED[each.kind]
    return {**answers, **(said or {})}
