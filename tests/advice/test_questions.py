"""Questions to agencies: asked without a name, found by a code, sent on, answered."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from rest_framework.test import APIClient

from casework.models import Notice
from journal import keys
from kit import wall
from kit.errors import NotPermitted, NotValid, TooOften
from services.advice import library
from services.advice.actions import (
    answering,
    asking,
    forgetting,
    minding,
    reading,
    talking,
    writing,
)
from services.advice.models import Answer, Question
from services.advice.rules import codes
from tests.api.calling import program_of
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
TEXT = "我在两个城市都交过失业保险，月数能合在一起领吗？"


def ask(world, text=TEXT, by=None, **more):
    said = {"about": "unemployment", "situation": "unemployed", "region": "440100", "text": text}
    by = by or world.unverified
    ticket = asking.draw(MONDAY)
    return asking.ask(asking.Said(**said | more), by=by, ticket=ticket, now=MONDAY), ticket


def fresh(question):
    with wall.as_house("look at a question in a test"):
        return Question.objects.get(pk=question.pk)


def answered(world, question, text="能，合并计算。", law=("SIL 46",), slug="", by=None):
    by = by or world.pension_new_a
    return answering.answer(question, text, law, slug, by=by, now=MONDAY + timedelta(hours=1))


# --- Asking ---------------------------------------------------------------------------------------
def test_a_question_goes_to_the_agency_of_its_insurance_and_place_with_a_term(world):
    question, _ticket = ask(world)
    assert question.agency == world.agency("pension", "guangzhou")
    assert question.due_on == date(2026, 9, 14)  # five working days from Monday
    assert question.person is None


def test_sent_twice_it_is_one_question(world):
    said = asking.Said(about="pension", situation="other", region="440100", text=TEXT)
    ticket = asking.draw(MONDAY)
    first = asking.ask(said, by=world.applicant, ticket=ticket, now=MONDAY)
    assert asking.ask(said, by=world.applicant, ticket=ticket, now=MONDAY) == first
    assert first.person == world.person


def test_numbers_of_persons_are_not_kept(world):
    question, _ticket = ask(world, "我的身份证11010519491231002X，电话13911112222，怎么办？")
    assert "11010519491231002X" not in fresh(question).text


def test_it_is_found_by_its_number_and_code_and_by_no_other(world):
    question, ticket = ask(world)
    found = asking.find(
        question.number.lower(), codes.spelled(ticket.code), address="a", now=MONDAY
    )
    assert found == question
    with pytest.raises(NotValid):
        asking.find(question.number, codes.new_code(), address="a", now=MONDAY)


def test_guessing_codes_ends(world, settings):
    question, ticket = ask(world)
    for _time in range(settings.LIMITS["advice.code"][0]):
        with pytest.raises(NotValid):
            asking.find(question.number, "12345678901", address="a", now=MONDAY)
    with pytest.raises(TooOften):
        asking.find(question.number, ticket.code, address="a", now=MONDAY)


def test_so_many_an_hour_from_one_address_and_no_more(world, settings):
    for _time in range(settings.LIMITS["advice.address"][0]):
        asking.check_often(world.unverified, "a", MONDAY)
    with pytest.raises(TooOften):
        asking.check_often(world.unverified, "a", MONDAY)


def test_a_place_without_an_agency_is_told(world):
    with pytest.raises(NotValid):
        ask(world, region="999999")


def test_it_can_be_taken_back_until_it_is_answered(world):
    question, _ticket = ask(world)
    assert asking.withdraw(question, by=world.unverified, now=MONDAY)
    assert not asking.withdraw(question, by=world.unverified, now=MONDAY)


# --- Answering ------------------------------------------------------------------------------------
def test_one_answer_tells_all_who_ask_the_same(world):
    first, _ticket = ask(world, by=world.applicant)
    again, _ticket = ask(world, by=world.other_person)
    assert fresh(again).same_as == first

    assert answered(world, first) == 2

    assert fresh(again).answer == "能，合并计算。"
    with wall.as_house("count notices in a test"):
        assert Notice.objects.filter(kind="question-answered").count() == 2


def test_no_answer_without_an_article_unless_it_says_that_there_is_none(world):
    question, _ticket = ask(world)
    for text, law, slug in (("x", (), ""), ("", (), ""), ("x", ("XYZ",), ""), ("", (), "nothing")):
        with pytest.raises(NotValid):
            answered(world, question, text, law, slug)
    assert answered(world, question, "没有查到。", ("unknown",)) == 1


def test_an_answer_of_the_library_is_enough(world):
    question, _ticket = ask(world)
    assert answered(world, question, "", (), "how-long-unemployment-benefit") == 1


def test_what_was_answered_is_not_answered_again(world):
    question, _ticket = ask(world)
    answered(world, question)
    with pytest.raises(answering.NotOpen):
        answered(world, question)


@pytest.mark.parametrize(
    "name", ["medical_new_a", "pension_original_a", "pension_auditor", "applicant"]
)
def test_nobody_else_answers_it(world, name):
    question, _ticket = ask(world)
    with pytest.raises(NotPermitted):
        answered(world, question, by=getattr(world, name))


def test_sent_on_its_term_runs_on_and_the_other_agency_has_it(world):
    question, _ticket = ask(world, about="pension", text="住院的钱什么时候能报销下来呢？")
    medical = world.agency("medical", "guangzhou")

    answering.hand_on(question, medical, by=world.pension_new_a, now=MONDAY + timedelta(days=1))

    assert (fresh(question).agency, fresh(question).due_on) == (medical, question.due_on)
    with pytest.raises(NotPermitted):
        answered(world, question)
    assert answered(world, question, by=world.medical_new_a) == 1


def test_a_clerk_asks_the_agency_above_and_reads_its_answer(world):
    asked = answering.ask_above(
        "第16条怎么理解？", about="pension", by=world.pension_original_a, now=MONDAY
    )
    assert asked.agency == world.pension_supervisor.agency
    assert asked.due_on == date(2026, 9, 20)  # a Sunday that is worked
    answered(world, asked, by=world.pension_supervisor)
    assert asked in Question.objects.visible_to(world.pension_original_a)


def test_of_a_late_question_its_agency_and_the_one_above_are_told_once(world):
    ask(world)
    with wall.as_house("mind what is late in a test"):
        assert minding.mind_late(now=MONDAY + timedelta(days=7)) == 0
        assert minding.mind_late(now=MONDAY + timedelta(days=8)) == 1
        assert minding.mind_late(now=MONDAY + timedelta(days=9)) == 0
        told = Notice.objects.filter(kind="question-late").values_list("to_agency__code", flat=True)
    agency = world.agency("pension", "guangzhou")
    assert set(told) == {agency.code, agency.supervisor.code}


def test_what_was_asked_goes_when_its_time_is_over(world):
    nameless, _ticket = ask(world)
    named, _ticket = ask(world, "退休以后还能不能继续缴医保？", by=world.applicant)
    for each in (nameless, named):
        with wall.as_house("close in a test"):
            Question.objects.filter(pk=each.pk).update(state="withdrawn")

    with wall.as_house("forget in a test"):
        forgetting.forget_old(now=MONDAY + timedelta(days=89))
        assert Question.objects.count() == 2
        forgetting.forget_old(now=MONDAY + timedelta(days=91))
        assert list(Question.objects.all()) == [named]
        forgetting.forget_old(now=MONDAY + timedelta(days=800))
        assert not Question.objects.exists()


# --- The library is written by two ----------------------------------------------------------------
def content(**more):
    said = {"title": ["问", "Q"], "short": ["答{{rule:quoted.lawsuit}}", "A"], "law": ["SIL 46"]}
    return library.Content.of(said | more)


def propose(world, slug="a-new-one", by=None, **more):
    return writing.propose(
        slug,
        content(**more),
        chapter="rights",
        insurance="",
        by=by or world.pension_new_a,
        now=MONDAY,
    )


def test_what_one_writes_another_approves(world):
    proposed = propose(world)
    with pytest.raises(NotPermitted):
        writing.approve(proposed, by=world.pension_new_a, now=MONDAY)
    with pytest.raises(writing.NotWaiting):
        writing.approve(proposed, by=world.pension_original_b, now=MONDAY)
    writing.approve(proposed, by=world.pension_new_b, now=MONDAY)
    assert library.current().entries["a-new-one"].row.approved_by == world.pension_new_b.user


def test_a_newer_wording_takes_the_place_of_the_one_before_and_followers_hear_of_it(world):
    reading.want_to_hear(world.applicant.user, "resigned", now=MONDAY)
    writing.approve(propose(world, "resigned"), by=world.pension_new_b, now=MONDAY)
    assert Answer.objects.filter(slug="resigned", state="replaced").count() == 1
    with wall.as_house("count notices in a test"):
        assert Notice.objects.filter(kind="question-changed").count() == 1
    assert library.current().entries["resigned"].content.title.zh == "问"


def test_turned_down_it_does_not_stand_there(world):
    writing.turn_down(propose(world), by=world.pension_new_b, now=MONDAY)
    assert "a-new-one" not in library.current().entries


@pytest.mark.parametrize(
    "wrong",
    [
        {"law": []},
        {"law": ["XYZ 1"]},
        {"short": ["{{rule:no.such.rule}}", "A"]},
        {"short": ["打13911112222", "A"]},
    ],
)
def test_what_may_not_stand_in_the_library_is_refused_at_its_field(world, wrong):
    with pytest.raises(NotValid):
        propose(world, **wrong)


# --- Pages ----------------------------------------------------------------------------------------
def sent(**more):
    said = {"about": "unemployment", "situation": "unemployed", "region": "440100", "text": TEXT}
    return said | {"way": "page"} | more


def test_a_stranger_asks_looks_once_more_sends_and_reads_the_answer(client, world):
    address, english = reverse("help_ask"), {"headers": {"accept-language": "en"}}
    look = client.post(address, sent(text=f"{TEXT} 我要投诉13911112222"), **english)
    page = look.content.decode()
    assert "Numbers of a person were taken out" in page
    assert "13911112222" not in page
    assert "This reads like a complaint" in page
    assert "Does one of these answer it?" in page

    ticket = look.context["ticket"]
    done = client.post(address, sent(ticket=ticket, send="1"), **english)
    question, code = done.context["shown"].question, done.context["code"]
    answered(world, question)
    seen = client.post(
        reverse("help_find"), {"number": question.number, "code": code, "do": "x"}, **english
    )
    assert "能，合并计算。" in seen.content.decode()
    client.post(
        reverse("help_find"),
        {"number": question.number, "code": code, "do": "rate", "kind": "helped"},
    )
    assert fresh(question).rated == "helped"


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "短"},
        {"text": "x" * 1001},
        {"about": "weather"},
        {"region": ""},
        {"region": "999999"},
        {"way": "phone", "phone": "123"},
        {"situation": ""},
    ],
)
def test_a_question_that_cannot_be_sent_says_why(client, world, wrong):
    assert client.post(reverse("help_ask"), sent(**wrong)).status_code == 422


def test_a_ticket_that_was_altered_leads_to_the_last_look_again(client, world):
    answer = client.post(reverse("help_ask"), sent(ticket="v1:x:y", send="1"))
    assert "ticket" in answer.context


def test_ones_own_questions_stand_under_my_questions_and_nobody_elses(client, world):
    mine, _ticket = ask(world, by=world.applicant)
    theirs, _ticket = ask(world, "退休金怎么算得这么少？为什么？", by=world.other_person)
    client.force_login(world.applicant.user)
    assert mine.number in client.get(reverse("my_questions")).content.decode()
    assert client.get(reverse("my_question", args=[mine.number])).status_code == 200
    assert client.get(reverse("my_question", args=[theirs.number])).status_code == 404
    client.post(reverse("my_question", args=[mine.number]), {"do": "withdraw"})
    assert fresh(mine).state == "withdrawn"


def test_the_desk_shows_what_waits_with_suggestions_and_answers_it(client, world):
    question, _ticket = ask(world)
    client.force_login(world.pension_new_a.user)
    address = reverse("desk_question", args=[question.number])
    assert question.number in client.get(reverse("desk_questions")).content.decode()
    assert "years-at-several-places" in client.get(address).content.decode()
    client.post(address, {"do": "claim"})
    assert client.post(address, {"do": "answer", "text": "x", "law": ""}).status_code == 422
    assert client.post(address, {"do": "hand-on", "agency": "nobody"}).status_code == 422
    done = client.post(address, {"do": "answer", "slug": "years-at-several-places"})
    assert done.status_code == 302
    assert fresh(question).state == "answered"


def test_a_supervisor_reads_figures_and_a_proposal_goes_through_the_pages(client, world):
    client.force_login(world.pension_supervisor.user)
    assert client.get(reverse("desk_questions")).context["figures"]["open"] == 0
    client.force_login(world.pension_new_a.user)
    typed = {
        "slug": "from-a-question", "chapter": "rights", "title_zh": "问", "title_en": "Q",
        "short_zh": "答", "short_en": "A", "law": "SIL 46",
    }  # fmt: skip
    write = reverse("desk_library_write")
    assert client.get(f"{write}?answer=resigned").status_code == 200
    assert client.post(write, typed | {"law": "XYZ"}).status_code == 422
    client.post(write, typed)
    row = Answer.objects.get(slug="from-a-question")
    client.force_login(world.pension_new_b.user)
    assert "from-a-question" in client.get(reverse("desk_library")).content.decode()
    client.post(reverse("desk_library_decide", args=[row.pk]), {"do": "approve"})
    assert "from-a-question" in library.current().entries


# --- The thread -----------------------------------------------------------------------------------
def test_while_an_agency_asks_back_the_term_stands_still(world):
    question, _ticket = ask(world, by=world.applicant)
    same, _other = ask(world)
    talking.ask_back(question, "在哪两个城市？", by=world.pension_new_a, now=MONDAY)
    later = MONDAY + timedelta(days=7)

    assert fresh(question).waits_for_asker
    assert fresh(same).is_open
    assert fresh(same).same_as is None
    with wall.as_house("look at notices in a test"):
        assert Notice.objects.filter(kind="question-asked-back").count() == 1
    talking.say_more(fresh(question), "广州和深圳", by=world.applicant, now=later)
    assert fresh(question).is_open
    assert fresh(question).due_on == date(2026, 9, 20)  # five working days from the reply


def test_whoever_was_not_helped_asks_again_and_then_the_agency_above_is_asked(world):
    question, _ticket = ask(world, by=world.applicant, region="510100")
    first = question.agency
    for time in (1, 2, 3):
        clerk = world.pension_original_a if time < 3 else world.pension_supervisor
        answered(world, fresh(question), by=clerk)
        assert fresh(question).is_answered
        talking.say_more(fresh(question), "还是不明白", by=world.applicant, now=MONDAY)
        assert fresh(question).is_open
        assert (fresh(question).agency == first) is (time == 1)
    answered(world, fresh(question), by=world.pension_supervisor)
    with pytest.raises(talking.NothingToSay):
        talking.say_more(fresh(question), "再问一次", by=world.applicant, now=MONDAY)
    said = [each.words for each in asking.events_of(question) if each.kind == "answered"]
    assert said == ["能，合并计算。"] * 4


def test_nothing_is_added_to_what_waits_for_its_agency_or_is_of_others(world):
    question, _ticket = ask(world)
    with pytest.raises(talking.NothingToSay):
        talking.say_more(question, "还有一句", by=world.unverified, now=MONDAY)
    with pytest.raises(NotPermitted):
        talking.ask_back(question, "请补充", by=world.medical_new_a, now=MONDAY)
    with pytest.raises(NotValid):
        talking.phoned(question, by=world.pension_new_a, now=MONDAY)


def test_the_thread_goes_through_the_pages_with_number_and_code(client, world):
    question, ticket = ask(world, way="phone", phone="13911112222", call_when="morning")
    client.cookies["django_language"] = "en"
    client.force_login(world.pension_new_a.user)
    address = reverse("desk_question", args=[question.number])
    assert "In the morning" in client.get(address).content.decode()
    client.post(address, {"do": "phoned"})
    client.post(address, {"do": "ask-back", "words": "Which two cities?"})
    client.logout()
    client.cookies["django_language"] = "en"

    code = {"number": question.number, "code": codes.spelled(ticket.code)}
    find = reverse("help_find")
    page = client.post(find, code).content.decode()
    wrong = client.post(find, code | {"do": "say", "words": ""})
    client.post(find, code | {"do": "say", "words": "Guangzhou, Shenzhen. ID 11010519491231002X"})
    again = client.post(find, code | {"do": "say", "words": "One thing more"})

    assert "Which two cities?" in page
    assert "nobody answered" in page
    assert wrong.status_code == 422
    assert again.status_code == 422
    assert "Guangzhou, Shenzhen" in again.content.decode()
    assert "11010519491231002X" not in again.content.decode()


def test_an_answer_that_is_called_wrong_is_looked_at_within_a_term(client, world):
    client.cookies["django_language"] = "en"
    rate = reverse("answer_rate", args=["resigned"])
    client.post(rate, {"kind": "wrong", "note": "The article is older"})
    client.force_login(world.pension_new_a.user)
    page = client.get(reverse("desk_library")).content.decode()
    row = Answer.objects.current().get(slug="resigned")

    assert "The article is older" in page
    assert "1 reader calls it wrong" in page
    with time_machine.travel(MONDAY + timedelta(hours=1), tick=False):
        client.post(reverse("desk_library_decide", args=[row.pk]), {"do": "still-right"})
    assert "calls it wrong" not in client.get(reverse("desk_library")).content.decode()


# --- Programs -------------------------------------------------------------------------------------
def test_programs_search_read_rate_and_ask(world):
    api = APIClient(headers={"accept-language": "en"})
    found = api.get("/api/v1/answers/", {"q": "how long unemployment benefit"}).json()
    assert found[0]["slug"] == "how-long-unemployment-benefit"
    one = api.get("/api/v1/answers/how-long-unemployment-benefit/", {"on": "2024-03-01"}).json()
    assert one["figures"][0]["value"] == "12"
    assert one["on"] == "2024-03-01"
    assert api.get("/api/v1/answers/x-y/").status_code == 404
    assert api.get("/api/v1/answers/", {"on": "x"}).status_code == 400
    rated = api.post("/api/v1/answers/resigned/rate/", {"kind": "not"}, format="json").json()
    assert rated == {"counted": True}
    body = {"about": "unemployment", "situation": "other", "region": "440100", "text": TEXT}
    asked = api.post("/api/v1/questions/", body, format="json").json()
    address = f"/api/v1/questions/{asked['number']}/"
    assert api.get(address).status_code == 404
    assert api.get(address, headers={"Question-Code": asked["code"]}).json()["state"] == "open"


def test_the_whole_library_is_signed(world):
    said = APIClient().get("/api/v1/answers.json").json()
    public = keys.mounted().public
    assert len(said["library"]["answers"]) >= 120
    assert keys.is_signed(said["library"], said["signature"], public)


def test_staff_answer_by_program_and_persons_do_not(world):
    question, _ticket = ask(world)
    clerk, person = program_of(world.pension_new_a), program_of(world.applicant)
    route = f"desk-questions/{question.number}"

    assert person.get("desk-questions").status_code == 403
    assert clerk.get("desk-questions").json()[0]["number"] == question.number
    assert clerk.post(f"{route}/claim").status_code == 200
    assert clerk.post(f"{route}/hand-on", {"agency": "nobody"}).status_code == 422
    told = clerk.post(f"{route}/answer", {"text": "能。", "law": ["SIL 46"]}).json()
    assert (told["state"], told["answer"]) == ("answered", "能。")


def test_programs_keep_up_the_thread_and_propose_what_may_be_read_by_others(world):
    question, ticket = ask(world, may_publish=True)
    clerk, route = program_of(world.pension_new_a), f"desk-questions/{question.number}"
    typed = {
        "slug": "from-a-program", "chapter": "rights", "title_zh": "问", "title_en": "Q",
        "short_zh": "答", "short_en": "A", "law": ["SIL 46"],
    }  # fmt: skip
    assert clerk.post(f"{route}/publish", typed).status_code == 403
    asked = clerk.post(f"{route}/ask-back", {"words": "Which cities?"}).json()
    api = APIClient(headers={"question-code": codes.spelled(ticket.code)})
    address = f"/api/v1/questions/{question.number}/say/"
    said = api.post(address, {"words": "广州和深圳"}, format="json").json()
    twice = api.post(address, {"words": "广州和深圳"}, format="json")
    clerk.post(f"{route}/answer", {"text": "能。", "law": ["SIL 46"]})
    proposed = clerk.post(f"{route}/publish", typed)

    assert asked["state"] == "waiting"
    assert [each["kind"] for each in said["thread"]] == ["asked", "asked-back", "replied"]
    assert twice.status_code == 409
    assert proposed.json() == {"slug": "from-a-program", "state": "proposed"}


def test_what_waits_is_counted_in_public_without_a_word_of_it(client, world):
    question, _ticket = ask(world)
    client.cookies["django_language"] = "en"

    page = client.get(reverse("help_unanswered")).content.decode()

    assert "asked once" in page
    assert question.agency.name_en in page
    assert question.text not in page
    assert question.number not in page


def test_of_an_answer_called_wrong_and_not_looked_at_its_keepers_are_told_once(world):
    entry = library.current().entries["resigned"]
    reading.rate(entry.row, "wrong", "the month", address="a", now=MONDAY)
    with wall.as_house("mind what is late in a test"):
        assert minding.mind_rechecks(now=MONDAY + timedelta(days=7)) == 0
        assert minding.mind_rechecks(now=MONDAY + timedelta(days=8)) == 1
        assert minding.mind_rechecks(now=MONDAY + timedelta(days=9)) == 0
        told = Notice.objects.filter(kind="question-recheck-late")
        assert told.exists()
        assert all(each.to_agency.supervisor is None for each in told)


def test_everybody_reads_whether_answers_come_in_time(client, world):
    question, _ticket = ask(world)
    ask(world, "退休以后还能不能继续缴医保？")
    answered(world, question)

    with time_machine.travel(MONDAY + timedelta(days=9)):
        [row] = client.get(reverse("help_unanswered")).context["punctual"]

    assert row.agency == world.agency("pension", "guangzhou")
    assert (row.answered, row.in_time, row.late) == (1, 1, 1)


def test_a_figure_is_put_into_an_answer_and_filled_on_the_day_it_is_given(client, world):
    question, _ticket = ask(world)
    client.force_login(world.pension_new_a.user)
    address = reverse("desk_question", args=[question.number])
    typed = {"text": "按规定，", "law": "SIL 46", "figures": "诉讼期限"}
    token = "{{rule:quoted.lawsuit}}"

    looked = client.post(address, typed | {"do": "look"}).content.decode()
    put = client.post(address, typed | {"put": token}).content.decode()
    answered(world, question, f"按规定，{token}。")

    assert "按规定，" in looked
    assert f"按规定， {token}" in put.replace("&#123;", "{")
    said = fresh(question).answer
    assert "{{" not in said
    assert "按规定，6个月" in said
    with pytest.raises(NotValid):
        answered(world, ask(world, "别的问题，请问怎么办？")[0], "{{rule:no.such}}")
