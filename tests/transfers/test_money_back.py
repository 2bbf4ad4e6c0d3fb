"""Money that comes back: whose turn it is, who is told, and that it lies nowhere twice."""

import pytest
from django.db.models import Sum
from django.urls import reverse

from agencies.rules.terms import TermKind
from applications.desk.wanted import found_for
from casework.models import Notice
from kit.errors import NotPermitted, NotValid
from records.models import BankEntry, Posting
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import at_stage
from tests.transfers.pages import signed_in, text
from tests.transfers.test_bank import read
from transfers.actions import allotting, bouncing, taking_back
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain_letters(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture(params=["pension", "medical"])
def story(request):
    return at_stage(make_world(), "handed over", request.param)


def come_back(story, note="户名不符"):
    sent = story.transfer.remittances.last()
    entry = read(story, (sent.amount_fen, f"退汇 {sent.reference}", "R-1"), who="original_a")
    sent.transfer = story.transfer
    bouncing.bounce(entry.entries.get(), sent, note=note, **story.by("original_a"))


def lists(story, who, **wanted):
    found = found_for(story.who(who), wanted, today=story.now.date(), soon=story.now.date())
    return [step.kind for step in found]


def test_what_came_back_waits_at_the_original_agency_and_nowhere_else(story):
    before = story.case.steps.open().of_the_way().get()
    come_back(story)

    assert lists(story, "original_a") == [TermKind.SEND_ANEW]
    assert lists(story, "original_a", whose="second") == []
    assert lists(story, "original_b", whose="second") == [TermKind.SEND_ANEW]
    assert lists(story, "new_a") == []
    assert not list(violations())

    story.wait(3)
    anew = {"reference": "BANK-9", "sent_on": story.now.date()}
    bouncing.send_anew(story.transfer, **anew, **story.by("original_b"))

    assert lists(story, "original_a") == []
    assert set(lists(story, "new_a")) == {TermKind.SETTLE, TermKind.RECORD_ARRIVAL}
    after = story.case.steps.open().of_the_way().get()
    assert (after.clerk, after.due_on is None) == (before.clerk, before.due_on is None)
    assert not list(violations())
    story.tell("wait record_arrival prepare_settlement complete wait")
    assert not list(violations())


def test_why_it_came_back_is_told_to_both_agencies_and_the_person_that_it_did(story):
    come_back(story)

    told = Notice.objects.filter(case=story.case, kind__startswith="money-").order_by("pk")
    transfer = story.transfer
    assert [(each.to_agency, each.data.get("note")) for each in told] == [
        (transfer.new_agency, "户名不符"),
        (transfer.original_agency, "户名不符"),
        (None, None),
    ]
    page = text(
        signed_in(story.who("original_b")).get(reverse("desk_anew", args=[story.case.number]))
    )
    assert "户名不符" in page
    assert transfer.new_agency.bank_account in page


def test_what_is_sent_anew_is_not_shown_as_too_little(story):
    come_back(story)

    page = text(signed_in(story.who("new_a")).get(reverse("desk_settle", args=[story.case.number])))

    assert "too little" not in page
    assert "waiting for the money" in page


def test_a_line_that_names_our_own_remittance_says_so_and_has_the_case_in_its_form(story):
    sent = story.transfer.remittances.last()
    entry = read(story, (sent.amount_fen, f"退汇 {sent.reference}", "R-1"), who="original_a")
    client = signed_in(story.who("original_a"))

    assert "our own money comes back" in text(client.get(reverse("desk_bank_lines")))
    page = client.get(reverse("desk_bank_line", args=[entry.entries.get().pk]))
    assert page.context["forms"]["bounced"].initial["case"] == story.case.number
    assert page.context["act"] == "bounced"


def unmatched(agency):
    lies = Posting.objects.filter(side=Posting.Side.UNMATCHED, agency=agency)
    return lies.aggregate(sum=Sum("amount_fen"))["sum"] or 0


def test_a_surplus_that_came_back_lies_in_the_fund_and_not_beside_it_as_well(story):
    sent = story.transfer.remittances.last()
    line = read(story, (sent.amount_fen + 50, "", "L-1")).entries.get()
    allotting.match(line, story.transfer, amount_fen=sent.amount_fen + 50, **story.by("new_a"))
    story.return_surplus()
    said = (50, f"退款 {story.transfer.returns.get().reference}", "S-1")
    back = read(story, said, who="original_a").entries.get()
    client = signed_in(story.who("original_a"))
    page = client.get(reverse("desk_bank_line", args=[back.pk]))
    assert page.context["forms"]["took_back"].initial["case"] == story.case.number
    edge = story.by("original_a")
    with pytest.raises(NotPermitted):
        taking_back.take_back(back, story.transfer, **story.by("new_a"))

    taking_back.take_back(back, story.transfer, **edge)

    back.refresh_from_db()
    assert back.state == BankEntry.State.MATCHED
    assert unmatched(story.transfer.original_agency) == 0
    assert not list(violations())
    again = read(story, (50, "", "S-2"), who="original_a").entries.get()
    with pytest.raises(NotValid):
        taking_back.take_back(again, story.transfer, **edge)


def test_the_old_agency_reads_at_its_form_what_the_new_one_found(story):
    sent = story.transfer.remittances.last()
    story.record_arrival(less=300)
    asked = signed_in(story.who("new_a")).get(f"/desk/cases/{story.case.number}/dispute/")
    story.dispute()

    address = reverse("desk_form", args=[story.case.number])
    answer = signed_in(story.who("original_a")).get(address).context["answer"]

    assert "Added to the letter" not in text(asked)
    assert "请核对" in answer["said"]
    assert answer["form_fen"] - answer["arrived_fen"] == 300
    assert answer["form_fen"] == sent.amount_fen
