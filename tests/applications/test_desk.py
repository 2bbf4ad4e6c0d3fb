"""The desk shows and does the cases of any declared service."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from pypdf import PdfReader

from accounts.models import User
from applications.actions import applying
from applications.fields import Kind
from casework.actions import halting
from casework.actions.duties import do_what_is_due
from casework.models import HeldAct, PreparedAct
from tests.applications import samples
from tests.applications.test_flow import act, fresh, sent
from tests.cast import MONDAY, make_clerk
from tests.desk.conftest import Desk, submitted, text_of
from tests.desk.test_lists import number_of_queries
from tests.typed import hidden_parts

pytestmark = pytest.mark.django_db
NO = {"outcome": "refused", "reasons": ["SMP01"], "note": "Twenty letters at most"}


@pytest.fixture(autouse=True)
def monday():
    """It is Monday morning; `monday.shift` lets time pass."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(world):
    """Return the desk of a member of the cast."""
    return lambda name, language="en": Desk(getattr(world, name), language)


@pytest.fixture
def waiting(world):
    """Return an application that waits for review."""
    application = sent(world)
    do_what_is_due(now=MONDAY)
    return application


def prepare(desk, application, who="pension_new_a", **said):
    return desk(who).act(application, "prepare-decision", confirmed="yes", **said)


# --- Lists ---------------------------------------------------------------------------------------
def test_a_case_of_any_service_waits_in_the_queue_under_its_title(desk, waiting):
    clerk = desk("pension_new_a")

    page = text_of(clerk.open("/desk/cases/"))

    assert waiting.case.number in page
    assert "A plate" in page
    assert waiting.case.number in text_of(clerk.open("/desk/"))
    assert clerk.sign_in().post("/desk/next/").url == f"/desk/cases/{waiting.case.number}/"


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [("sample-plate", True), ("pension", True), ("medical", False), ("sample-phone", False)],
)
def test_the_queue_is_filtered_by_service_or_by_insurance(desk, waiting, wanted, is_found):
    page = desk("pension_new_a").open(f"/desk/cases/?service={wanted}")

    assert (waiting.case.number in text_of(page)) == is_found
    assert "All of" in text_of(page)


def test_what_a_colleague_prepared_waits_for_the_second_person(desk, waiting):
    prepare(desk, waiting, outcome="granted")

    second = "/desk/cases/?whose=second"
    assert waiting.case.number in text_of(desk("pension_new_b").open(second))
    assert waiting.case.number not in text_of(desk("pension_new_a").open(second))


def test_it_is_found_by_its_number(desk, waiting):
    client = desk("pension_new_a").sign_in()

    answer = client.post("/desk/search/", {"q": waiting.case.number})

    assert answer.url == f"/desk/cases/{waiting.case.number}/"


# --- The case ------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_shows_answers_rules_and_figures(desk, waiting, language):
    page = desk("pension_new_a", language).page(waiting)

    said = text_of(page)
    expected = {
        "en": ("What stands on the plate", "Haus", "Is the name too long?", "each counted once"),
        "zh-hans": ("牌上的字", "Haus", "名称是否过长？", "逐字计数"),
    }[language]
    assert not [each for each in expected if each not in said]
    assert "示例第1号" in said


def test_an_answer_that_differs_from_the_records_is_marked(monkeypatch, desk, waiting):
    monkeypatch.setitem(samples.LINE.__dict__, "known", lambda _known: "Hof")

    assert "The records say: Hof" in text_of(desk("pension_new_a").page(waiting))


def test_strangers_find_no_case(desk, waiting):
    for name in ("pension_stranger", "medical_new_a", "applicant"):
        assert desk(name).page(waiting).status_code == 404
        assert desk(name).act(waiting, "prepare-decision").status_code == 404


def test_ones_own_case_is_never_on_ones_desk(world, desk, waiting):
    clerk = desk("pension_new_a")
    User.objects.filter(person=world.person).update(person=None, identity_verified_at=None)
    clerk_and_applicant = {"person": world.person, "identity_verified_at": MONDAY}
    User.objects.filter(pk=clerk.who.user.pk).update(**clerk_and_applicant)

    assert clerk.page(waiting).status_code == 404
    assert clerk.act(waiting, "prepare-decision", outcome="granted").status_code == 404
    assert waiting.case.number not in text_of(clerk.open("/desk/cases/"))


def test_a_clerk_takes_a_case_on_and_gives_it_back(desk, waiting):
    clerk = desk("pension_new_a")

    clerk.act(waiting, "claim")
    assert fresh(waiting).case.steps.get().clerk == clerk.who.user
    clerk.act(waiting, "release")

    assert fresh(waiting).case.steps.get().clerk is None


def test_the_number_is_shown_for_a_reason_alone(desk, waiting):
    clerk = desk("pension_new_a")
    number = str(waiting.case.person.number)

    assert number not in text_of(clerk.page(waiting))
    assert clerk.act(waiting, "reveal", what="number").status_code == 422
    assert number in text_of(clerk.act(waiting, "reveal", what="number", reason="Same name"))


def test_an_auditor_sees_the_records_for_a_reason_and_no_contacts(
    monkeypatch, world, desk, waiting
):
    monkeypatch.setitem(samples.LINE.__dict__, "kind", Kind.EMAIL)
    auditor = Desk(make_clerk("auditor-gd", world.agency("pension", "guangdong"), role="auditor"))
    asks = "What the records hold is shown for a stated reason"

    before = text_of(auditor.page(waiting))
    after = text_of(auditor.act(waiting, "reveal", what="history", reason="Sample"))

    assert asks in before
    assert "Is the name too long?" not in before
    assert asks not in after
    assert "Is the name too long?" in after
    assert "•••" in after
    assert "Haus" not in before + after


def test_a_page_costs_a_bounded_number_of_queries(desk, waiting):
    clerk, path = desk("pension_new_a"), f"/desk/cases/{waiting.case.number}/"
    number_of_queries(clerk, path)

    assert (
        number_of_queries(clerk, path) <= 27
    )  # two persons, deaths, letters, work calendars ask once each


def test_the_queue_of_many_services_costs_one_question_more_for_each_kind_of_row(
    world, desk, waiting
):
    clerk = desk("pension_new_a")
    number_of_queries(clerk, "/desk/cases/")
    one = number_of_queries(clerk, "/desk/cases/")
    submitted(world)

    assert number_of_queries(clerk, "/desk/cases/") <= one + 1


# --- Acts ----------------------------------------------------------------------------------------
def test_a_decision_is_looked_at_before_it_is_prepared(desk, waiting):
    clerk = desk("pension_new_a")

    preview = text_of(clerk.act(waiting, "prepare-decision", **NO))

    assert "The name is too long." in preview
    assert "Twenty letters at most" in preview
    assert not PreparedAct.objects.exists()


def test_one_prepares_and_another_sees_the_letter_and_approves_it(desk, waiting):
    prepare(desk, waiting, **NO)
    second = desk("pension_new_b")
    assert "approve-decision" in second.page(waiting).content.decode()

    page = text_of(second.open(f"/desk/cases/{waiting.case.number}/approve-decision/"))
    assert "The name is too long." in page
    assert "Shorten the name." in page
    second.act(waiting, "approve-decision")

    assert fresh(waiting).case.status == "refused"


def test_nobody_approves_a_letter_that_reads_otherwise_by_now(monkeypatch, desk, waiting):
    prepare(desk, waiting, outcome="granted")
    second, path = desk("pension_new_b"), f"/desk/cases/{waiting.case.number}/approve-decision/"
    seen = {"seen": hidden_parts(second.open(path).content.decode(), path)["seen"]}
    with monkeypatch.context() as meanwhile:
        meanwhile.setitem(samples.PLATE.__dict__, "figures", lambda _facts: ())
        answer = second.act(waiting, "approve-decision", **seen)

    assert "read it again" in text_of(answer)
    assert fresh(waiting).case.status == "submitted"
    second.act(waiting, "approve-decision", **seen)
    assert fresh(waiting).case.status == "completed"


def test_who_prepared_it_can_only_take_it_back(desk, waiting):
    prepare(desk, waiting, outcome="granted")
    clerk = desk("pension_new_a")

    page = text_of(clerk.open(f"/desk/cases/{waiting.case.number}/approve-decision/"))
    assert "Take it back" in page
    assert clerk.act(waiting, "approve-decision").status_code == 403
    clerk.act(waiting, "send-back-decision")

    assert PreparedAct.objects.get().outcome == "taken-back"


def test_a_decision_is_sent_back_with_what_has_to_be_put_right(desk, waiting):
    prepare(desk, waiting, outcome="granted")
    second = desk("pension_new_b")

    assert second.act(waiting, "send-back-decision").status_code == 422
    second.act(waiting, "send-back-decision", note="Look at the name")

    assert PreparedAct.objects.get().outcome == "sent-back"


def test_what_is_missing_stands_at_its_question_with_what_was_typed(desk, waiting):
    answer = desk("pension_new_a").act(
        waiting, "prepare-decision", outcome="refused", note="Twenty letters at most"
    )

    assert answer.status_code == 422
    assert "Twenty letters at most" in text_of(answer)


def test_a_decision_on_an_older_page_is_refused(desk, waiting):
    answer = prepare(desk, waiting, outcome="granted", version=waiting.case.version + 7)

    assert answer.status_code == 409
    assert not PreparedAct.objects.exists()


def test_each_wrong_answer_has_its_own_sentence(desk, waiting):
    clerk = desk("pension_new_a")
    form = text_of(clerk.open(f"/desk/cases/{waiting.case.number}/ask-correction/"))
    assert "Answered: Haus" in form

    assert clerk.act(waiting, "ask-correction", wrong=["line"]).status_code == 422
    clerk.act(waiting, "ask-correction", wrong=["line"], wrong_line="Spell it out")

    asked = fresh(waiting).case.corrections.get()
    assert asked.fields == [{"field": "line", "message": "Spell it out"}]
    assert "Spell it out" in text_of(clerk.page(waiting))


def test_nothing_is_done_out_of_turn(world, desk, waiting):
    applying.withdraw(waiting, by=world.applicant, now=MONDAY, note="")
    clerk, number = desk("pension_new_a"), waiting.case.number

    assert clerk.open(f"/desk/cases/{number}/prepare-decision/").status_code == 302
    assert clerk.act(waiting, "prepare-decision", **NO, confirmed="yes").status_code in (403, 409)
    assert clerk.open(f"/desk/cases/{number}/bribe/").status_code == 404


def test_a_decision_waits_while_letters_are_stopped_and_can_be_taken_back(world, desk, waiting):
    act("prepare-decision", waiting, world.pension_new_a, outcome="granted")
    halting.stop(None, reason="forged seals", by=world.administrator, now=MONDAY)
    second = desk("pension_new_b")

    second.act(waiting, "approve-decision")
    assert "Approve and issue the decision" in text_of(second.page(waiting))
    second.act(waiting, "take-back")

    assert HeldAct.objects.get().ended_at is not None


def test_the_draft_is_the_letter_that_will_be_printed(desk, waiting):
    prepare(desk, waiting, **NO)

    answer = desk("pension_new_b").open(f"/desk/cases/{waiting.case.number}/draft/")

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "名称过长" in text
    assert "DRAFT" in text


def test_the_board_names_the_service_of_a_late_case(world, monday, desk, waiting):
    monday.shift(timedelta(days=24))
    do_what_is_due(now=MONDAY + timedelta(days=24))

    assert "A plate" in text_of(desk("pension_new_a").open("/desk/escalations/"))
    assert "A plate" in text_of(desk("pension_new_a").open("/desk/notices/"))
