"""What the bank says can always be written down, then matched, sent back or set aside."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from casework.errors import MoveNotPossible
from casework.models import Notice
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from records.models import BankEntry, BankStatement
from tests.api.calling import program_of
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import at_stage
from tests.transfers.pages import signed_in, text
from transfers.actions import (
    allotting,
    banking,
    bouncing,
    closing_days,
    differences,
    reading_statements,
    taking_away,
    unallotted,
)
from transfers.actions.closing_days import ask_to_close
from transfers.management.commands.check_invariants import violations
from transfers.matching import candidates, certain

pytestmark = pytest.mark.django_db
HEAD = "交易日期,贷方金额,借方金额,余额,对方户名,摘要,流水号\n"


@pytest.fixture(autouse=True)
def plain_letters(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture
def story():
    return at_stage(make_world(), "handed over")


def yuan(fen):
    return f"{fen / 100:.2f}"


def read(story, *lines, who="new_a", opening=0):
    """Read a statement of these (fen, purpose, reference); its balances go up."""
    text, balance, day = HEAD, opening, story.now.date()
    for fen, purpose, reference in lines:
        balance += fen
        came, went = (yuan(fen), "") if fen > 0 else ("", yuan(-fen))
        text += f"{day},{came},{went},{yuan(balance)},某社保局,{purpose},{reference}\n"
    return reading_statements.read_statement(text.encode(), **story.by(who))


def money(story):
    return story.transfer.remittances.last()


def test_a_line_named_by_reference_and_amount_is_matched_with_one_press(story):
    sent = money(story)
    read(story, (sent.amount_fen, f"养老转移 {sent.reference}", "L-1"), (500, "不明", "L-2"))

    assert allotting.match_certain(**story.by("new_a")) == 1

    assert differences.difference(story.transfer) == 0
    states = BankEntry.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["matched", "open"]
    story.tell("prepare_settlement complete")
    assert not list(violations())


def test_the_same_file_or_line_read_twice_changes_nothing(story):
    first = read(story, (500, "x", "L-1"))
    read(story, (500, "x", "L-1"))
    read(story, (500, "x", "L-1"), (700, "y", "L-2"))

    assert BankStatement.objects.count() == 2
    assert first.entries.count() == 1
    assert BankEntry.objects.count() == 2
    assert not list(violations())


def test_a_number_that_the_bank_uses_again_another_day_hides_no_money(story):
    read(story, (500, "x", "000001"))
    story.wait()
    read(story, (500, "x", "000001"), (700, "y", "000002"))
    read(story, (900, "z", "000002"), (700, "y", "000002"))

    assert [each.amount_fen for each in BankEntry.objects.all()] == [500, 500, 700, 900]
    assert not list(violations())


def test_money_in_two_parts_and_more_than_was_sent(story):
    sent = money(story)
    read(story, (sent.amount_fen - 100, "", "L-1"), (300, "", "L-2"))

    for entry in BankEntry.objects.all():
        fen = entry.amount_fen
        allotting.match(entry, story.transfer, amount_fen=fen, **story.by("new_a"))

    assert differences.difference(story.transfer) == 200
    story.return_surplus()
    story.tell("prepare_settlement complete")
    assert not list(violations())


def test_one_line_pays_two_cases_and_the_rest_stays_open(story):
    entry = read(story, (900, "", "L-1")).entries.get()

    allotting.match(entry, story.transfer, amount_fen=400, **story.by("new_a"))

    assert (entry.state, unallotted.left_of(entry)) == ("open", 500)
    with pytest.raises(NotValid):
        allotting.match(entry, story.transfer, amount_fen=501, **story.by("new_a"))


@pytest.mark.parametrize("stage", ["letter delivered", "disputed", "completed"])
def test_a_line_is_matched_at_any_moment(stage):
    story = at_stage(make_world(), stage)
    entry = read(story, (100, "", "L-1")).entries.get()

    allotting.match(entry, story.transfer, amount_fen=100, **story.by("new_a"))

    assert entry.state == "matched"
    assert not list(violations())


def test_what_came_before_the_form_is_the_arrival_of_what_it_announces():
    story = at_stage(make_world(), "form prepared")
    total = story.prepared_form.total_fen
    entry = read(story, (total, "", "L-1")).entries.get()
    allotting.match(entry, story.transfer, amount_fen=total, **story.by("new_a"))

    story.tell("send_form")

    assert differences.difference(story.transfer) == 0
    assert money(story).arrived_fen == total
    assert not list(violations())


def test_what_comes_after_completion_goes_back_by_two_persons():
    story = at_stage(make_world(), "completed")
    entry = read(story, (100, "", "L-1")).entries.get()
    allotting.match(entry, story.transfer, amount_fen=100, **story.by("new_a"))

    with pytest.raises(NotPermitted):
        story.return_surplus("new_a")
    story.return_surplus("new_b")

    assert differences.difference(story.transfer) == 0
    assert story.case.state == Status.COMPLETED
    assert not list(violations())


def test_a_line_on_the_wrong_case_is_taken_away_by_two_persons(story):
    entry = read(story, (100, "", "L-1")).entries.get()
    given = allotting.match(entry, story.transfer, amount_fen=100, **story.by("new_a"))
    taking_away.ask_to_take_away(given, reason="串户", **story.by("new_a"))

    with pytest.raises(NotPermitted):
        taking_away.take_away(fresh(given), **story.by("new_a"))
    taking_away.take_away(fresh(given), **story.by("new_b"))

    assert differences.difference(story.transfer) is None
    assert BankEntry.objects.get().state == "open"
    assert not list(violations())


def fresh(given):
    return (
        type(given).objects.select_related("entry", "transfer__case", "remittance").get(pk=given.pk)
    )


def test_what_a_case_was_completed_with_stays_with_it(story):
    sent = money(story)
    read(story, (sent.amount_fen, sent.reference, "L-1"))
    allotting.match_certain(**story.by("new_a"))
    story.tell("prepare_settlement complete")

    given = story.transfer.allotments.get()
    with pytest.raises(MoveNotPossible):
        taking_away.ask_to_take_away(given, reason="串户", **story.by("new_a"))


def test_unknown_money_goes_back_by_two_persons(story):
    entry = read(story, (500, "不明", "L-1")).entries.get()
    banking.ask_to_send_back(entry, reason="非本机构款项", **story.by("new_a"))
    back = {"reference": "BACK-1", "returned_on": story.now.date()}

    with pytest.raises(NotPermitted):
        banking.send_back(BankEntry.objects.get(), **back, **story.by("new_a"))
    banking.send_back(BankEntry.objects.get(), **back, **story.by("new_b"))

    assert BankEntry.objects.get().state == "sent-back"
    assert not list(violations())


def test_a_line_typed_by_hand_is_confirmed_by_the_statement_and_not_doubled(story):
    story.record_arrival()
    sent = money(story)

    read(story, (sent.amount_fen, sent.reference, "L-1"))

    assert BankEntry.objects.get().statement is not None
    assert differences.difference(story.transfer) == 0
    assert not list(violations())


def test_what_a_system_sent_is_confirmed_by_the_file_whichever_day_that_says(story):
    calling = program_of(story.who("new_a"))
    yesterday = story.now.date() - timedelta(days=1)
    line = {"reference": "P-1", "day": f"{yesterday}", "amount": "5.00"}
    assert calling.post("bank-lines/", {"lines": [line]}).status_code == 201

    statement = read(story, (500, "x", "P-1"))

    assert BankEntry.objects.get().statement == statement


def test_a_second_line_like_one_typed_by_hand_is_money_of_its_own(story):
    story.record_arrival()
    sent = money(story)
    calling = program_of(story.who("new_a"))
    amount, day = yuan(sent.amount_fen), f"{story.now.date()}"
    for name in ("P-1", "P-2"):
        line = {"reference": name, "day": day, "amount": amount, "purpose": sent.reference}
        assert calling.post("bank-lines/", {"lines": [line]}).status_code == 201

    assert BankEntry.objects.count() == 2
    assert not list(violations())


def test_what_the_bank_returned_is_owed_and_sent_anew_by_another_person(story):
    sent = money(story)
    entry = read(story, (sent.amount_fen, "退汇", "R-1"), who="original_a").entries.get()
    sent.transfer = story.transfer
    bouncing.bounce(entry, sent, **story.by("original_a"))
    assert Notice.objects.get(kind="money-bounced").to_agency == story.transfer.new_agency
    new = Client()
    new.force_login(story.who("new_a").user)
    offered = new.get(reverse("desk_case", args=[story.case.number])).context["work"]["actions"]
    assert "primary" not in [each["kind"] for each in offered]
    anew = {"reference": "BANK-9", "sent_on": story.now.date()}

    with pytest.raises(NotPermitted):
        bouncing.send_anew(story.transfer, **anew, **story.by("original_a"))
    bouncing.send_anew(story.transfer, **anew, **story.by("original_b"))

    assert not list(violations())
    story.wait()
    story.tell("record_arrival prepare_settlement complete")
    assert story.case.state == Status.COMPLETED
    assert not list(violations())


def test_a_day_is_closed_by_two_persons_and_what_is_open_is_explained(story):
    statement = read(story, (500, "不明", "L-1"))
    with pytest.raises(NotValid):
        closing_days.ask_to_close(statement, explanation="", **story.by("new_a"))
    closing_days.ask_to_close(statement, explanation="待查", **story.by("new_a"))

    with pytest.raises(NotPermitted):
        closing_days.close(statement, **story.by("new_a"))
    closing_days.close(statement, **story.by("new_b"))

    assert statement.closed_at
    assert statement.apart_fen == 0


def test_two_people_do_not_decide_on_one_line(story):
    entry = read(story, (500, "", "L-1")).entries.get()
    stale = BankEntry.objects.get()
    banking.set_aside(entry, reason="利息", **story.by("new_a"))

    with pytest.raises(MoveNotPossible):
        banking.set_aside(stale, reason="利息", **story.by("new_b"))


@pytest.mark.parametrize("who", ["stranger", "auditor", "original_a"])
def test_another_agency_sees_and_decides_nothing(story, who):
    entry = read(story, (500, "", "L-1")).entries.get()

    assert not BankEntry.objects.visible_to(story.who(who)).exists()
    with pytest.raises(NotPermitted):
        banking.set_aside(entry, reason="x", **story.by(who))


def test_two_thousand_lines_are_read_and_searched_in_bounded_queries(
    story, django_assert_max_num_queries
):
    many = [(100 + n, f"用途 {n}", f"L-{n}") for n in range(2000)]

    with django_assert_max_num_queries(80):
        statement = read(story, *many)
    with django_assert_max_num_queries(120):
        candidates(statement.entries.all())


def test_two_lines_that_claim_one_remittance_are_not_certain(story):
    sent = money(story)
    lines = [(sent.amount_fen, sent.reference, name) for name in ("L-1", "L-2")]

    assert certain(read(story, *lines).entries.all()) == {}


# --- At the desk ----------------------------------------------------------------------------------
def test_every_page_of_the_bank_opens(story, client):
    client.force_login(story.who("new_a").user)
    sent = money(story)
    statement = read(story, (sent.amount_fen + 5, sent.reference, "L-1"), (-300, "手续费", "L-2"))
    entry = statement.entries.first()

    pages = [
        reverse("desk_bank"),
        reverse("desk_bank_lines"),
        reverse("desk_bank_statement", args=[statement.pk]),
        reverse("desk_bank_line", args=[entry.pk]),
    ]
    assert [client.get(page).status_code for page in pages] == [200] * 4
    assert f'value="{story.case.number}"' in client.get(pages[3]).content.decode()
    given = {"case": story.case.number, "amount": yuan(entry.amount_fen), "version": entry.version}
    client.post(reverse("desk_bank_decide", args=[entry.pk, "match"]), given)
    assert BankEntry.objects.get(pk=entry.pk).state == "matched"
    assert client.get(pages[3]).status_code == 200


def match_form(page):
    return str(page.context["forms"]["match"]["case"])


def test_the_case_that_is_certain_stands_in_the_form_already(story, client):
    client.force_login(story.who("new_a").user)
    sent = money(story)
    entry = read(story, (sent.amount_fen, sent.reference, "L-1")).entries.get()

    page = client.get(reverse("desk_bank_line", args=[entry.pk]))

    assert story.case.number in match_form(page)


def test_after_a_return_the_desk_and_the_person_read_who_sends_the_money_anew(story):
    sent = money(story)
    entry = read(story, (sent.amount_fen, "退汇", "L-1"), who="original_a").entries.get()
    bouncing.bounce(entry, sent, **story.by("original_a"))

    def case(who, name):
        return text(signed_in(who).get(reverse(name, args=[story.case.number])))

    mine, other = (case(story.who(name), "desk_case") for name in ("original_a", "original_b"))
    assert "Somebody else of your agency has to send the money anew" in mine
    assert reverse("desk_anew", args=[story.case.number]) in other
    assert "has to send it anew" in case(story.who("new_a"), "desk_case")
    assert "The bank returned the money." in case(story.world.applicant, "case")


def test_a_file_with_a_wrong_line_is_refused_whole_and_says_which(story, client):
    client.force_login(story.who("new_a").user)
    text = HEAD + f"{story.now.date()},5.00,,5.00,甲,乙,L-1\n明天,5.00,,10.00,甲,乙,L-2\n"
    answer = client.post(
        reverse("desk_bank"), {"file": SimpleUploadedFile("a.csv", text.encode("gbk"))}
    )

    assert answer.status_code == 422
    assert "第3行" in answer.content.decode()
    assert not BankEntry.objects.exists()


def test_a_statement_says_what_another_account_is_and_which_lines_were_known(story, client):
    client.force_login(story.who("new_a").user)
    client.cookies["django_language"] = "en"
    read(story, (500, "x", "L-1"))
    again = read(story, (500, "x", "L-1"), (700, "y", "L-2"))
    BankStatement.objects.filter(pk=again.pk).update(account="999")

    page = client.get(reverse("desk_bank_statement", args=[again.pk])).content.decode()

    assert "another account than the one your letters name" in page
    assert "Known from another file" in page


def test_a_file_that_was_read_before_is_said_to_be_so(story, client):
    client.force_login(story.who("new_a").user)
    client.cookies["django_language"] = "en"
    text = HEAD + f"{story.now.date()},5.00,,5.00,甲,乙,L-1\n"
    for _time in range(2):
        sent = {"file": SimpleUploadedFile("a.csv", text.encode())}
        answer = client.post(reverse("desk_bank"), sent, follow=True)

    assert "This file had been read before" in answer.content.decode()


def test_a_line_of_tomorrow_is_refused(story):
    story.now += timedelta(days=1)
    text = HEAD + f"{story.now.date()},5.00,,5.00,甲,乙,L-1\n"
    story.now -= timedelta(days=1)

    with pytest.raises(NotValid):
        reading_statements.read_statement(text.encode(), **story.by("new_a"))


def test_an_agencys_system_sends_lines_once_and_matches_one(story):
    calling = program_of(story.who("new_a"))
    sent = money(story)
    lines = {"lines": [{"reference": "P-1", "day": f"{story.now.date()}", "amount": "5.00"}]}

    first, again = (calling.post("bank-lines/", lines) for _time in range(2))

    assert (first.json(), again.json()) == ({"written": 1}, {"written": 0})
    line = lines["lines"][0]
    other = {"lines": [line | {"amount": "6.00"}]}
    assert calling.post("bank-lines/", other).status_code == 422
    row = calling.get("bank-lines/?state=open").json()["results"][0]
    body = {"case": story.case.number, "amount": "5.00", "version": row["version"]}
    matched = calling.post(f"bank-lines/{row['id']}/match/", body)
    assert (matched.json()["state"], matched.json()["left"]) == ("matched", "0.00")
    sent.refresh_from_db()
    assert sent.arrived_fen == 500


def test_a_day_asks_for_words_only_where_something_is_not_clear(story, client):
    statement = read(story, (-500, "手续费", "F-1"), opening=1000)
    client.force_login(story.who("new_a").user)
    address = reverse("desk_bank_statement", args=[statement.pk])

    def page():
        return text(client.get(address, headers={"accept-language": "en"}))

    assert "(optional)" not in page()
    assert "see what it was and set it aside" in page()

    banking.set_aside(statement.entries.get(), reason="Fee", **story.by("new_a"))
    assert "(optional)" in page()


def test_who_asked_to_close_a_day_is_not_asked_again_unless_something_is_new(story):
    statement = read(story, (500, "x", "L-1"))
    line = statement.entries.get()
    banking.set_aside(line, reason="待查", **story.by("new_a"))
    ask_to_close(statement, explanation="", **story.by("new_a"))
    client = signed_in(story.who("new_a"))
    address = reverse("desk_bank_statement", args=[statement.pk])

    page = client.get(address)
    assert page.context["close_form"] is None
    assert "Waiting for a second person" in text(page)

    line.refresh_from_db()
    banking.take_up_again(line, **story.by("new_a"))
    assert "Explain it anew" in text(client.get(address))
