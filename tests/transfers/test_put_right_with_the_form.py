"""A line of the hand-over form shows the record wrong: it is put right with the form, by two."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from applications.acts.doing import do
from casework.models import Event, Notice
from kit.errors import NotPermitted, NotValid
from records.models import InsuredPeriod, RecordCorrection
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import at_stage
from transfers.actions import correcting_form
from transfers.figures.form import form_figures
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db
SHARES = {
    "employer_rate": Decimal("0.16"),
    "personal_rate": Decimal("0.08"),
    "account_rate": Decimal("0.08"),
}
YEAR_2022 = {"first_month": date(2022, 1, 1), "last_month": date(2022, 12, 1)}


@pytest.fixture(autouse=True)
def letters_are_blank(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture
def story(db):
    return at_stage(make_world(), "letter delivered")


def put_right(story, who="original_a", **said):
    said = {"what": "change", "reason": "2022年工资发放凭证", **YEAR_2022, **SHARES, **said}
    if said["what"] == "account":
        said = {name: said[name] for name in ("what", "reason", "amount_fen")}
    if said["what"] == "strike":
        said = {name: said[name] for name in ("what", "reason", *YEAR_2022)}
    return do("correct-form-line", story.transfer, said, **story.by(who))


def period(story, year=2022):
    lying = story.transfer.original_relationship.periods.lying_there()
    return lying.get(first_month=date(year, 1, 1))


def sums(form):
    names = ("pre_1998_fen", "balance_fen", "current_year_fen", "pooled_fen", "total_fen")
    return {name: getattr(form, name) for name in names}


def test_the_form_is_reckoned_with_it_and_the_record_stays_until_a_second_person_sends(story):
    before = form_figures(story.transfer, today=story.now.date()).sums
    base = period(story).base_fen
    put_right(story, base_fen=base + 100_000)
    story.prepare_form()

    assert period(story).base_fen == base
    more = story.prepared_form.total_fen - before["total_fen"]
    assert more == 12 * (8_000 + 12_000)  # 8 % into the account and 12 % of the common fund

    prepared = sums(story.prepared_form)
    story.send_form()

    assert period(story).base_fen == base + 100_000
    stayed = InsuredPeriod.objects.get(gone_as=InsuredPeriod.Gone.CORRECTED)
    assert (stayed.base_fen, stayed.gone_with) == (base, story.case.number)
    assert sums(story.transfer.forms.last()) == prepared
    lines = RecordCorrection.objects.all()
    assert {each.approved_by for each in lines} == {story.who("original_b").user}
    assert Event.objects.filter(kind=Event.Kind.RECORD_CORRECTED).count() == 1
    assert Notice.objects.filter(kind="record-put-right", to_person=story.case.person).exists()

    story.tell("wait record_arrival prepare_settlement complete wait")
    assert list(violations()) == []


def test_each_kind_of_mistake_comes_to_what_a_right_record_gives(story):
    before = form_figures(story.transfer, today=story.now.date()).sums
    put_right(story, what="strike")
    put_right(story, what="add", base_fen=period(story).base_fen)
    put_right(story, what="account", amount_fen=12_345)
    story.prepare_form()

    assert story.prepared_form.total_fen == before["total_fen"] + 12_345
    assert story.prepared_form.months == before["months"]


def test_nobody_sends_a_form_with_a_line_they_wrote_themselves(story):
    put_right(story, what="account", amount_fen=100)
    story.prepare_form("original_b")

    with pytest.raises(NotPermitted):
        story.send_form("original_a")
    assert not RecordCorrection.objects.in_force().exists()


def test_what_is_written_down_later_throws_a_prepared_form_away_and_can_be_taken_out(story):
    story.prepare_form()
    line, _added = put_right(story, base_fen=1)
    assert story.prepared_form is None

    for _twice in range(2):
        do("drop-form-correction", story.transfer, {"line": line.pk}, **story.by("original_b"))

    assert correcting_form.standing(story.transfer) == []
    with pytest.raises(NotValid):
        do("drop-form-correction", story.transfer, {"line": 10**6}, **story.by("original_b"))


def test_a_returned_letter_lets_it_fall(story):
    put_right(story, base_fen=1)
    story.return_letter()

    assert not RecordCorrection.objects.standing().exists()


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"reason": "  "}, "reason"),
        ({"what": "account", "amount_fen": 0}, "amount"),
        ({"what": "add", "base_fen": 1}, "first_month"),  # they are there
        ({"what": "strike", "first_month": date(2001, 1, 1)}, "first_month"),  # they are not
        ({"what": "strike", "first_month": date(1997, 1, 1)}, "first_month"),
    ],
)
def test_what_the_record_does_not_bear_is_said_at_its_field(story, said, where):
    with pytest.raises(NotValid) as refused:
        put_right(story, **said)

    assert where in refused.value.errors
    assert not RecordCorrection.objects.exists()


def test_the_page_shows_old_and_new_to_the_second_person(story):
    first, second = Client(), Client()
    first.force_login(story.who("original_a").user)
    second.force_login(story.who("original_b").user)
    number = story.case.number
    page = reverse("desk_form", args=[number])
    line = reverse("desk_form_line", args=[number, period(story).pk])

    assert line in first.get(page).content.decode()
    asked = first.get(line).content.decode()
    assert "5000.00" in asked

    typed = {"what": "change", "first_month": "2022-01", "last_month": "2022-12"}
    typed |= {"base": "6000", "account_rate": "8"}
    typed |= {"employer_rate": "20", "personal_rate": "8", "version": story.case.version}
    refused = first.post(line, typed)
    assert refused.status_code == 422
    done = first.post(line, typed | {"reason": "凭证第2页"})
    assert done.status_code == 302, done.content.decode()
    first.post(reverse("desk_form_prepare", args=[number]), {"version": story.case.version})

    seen = second.get(page).content.decode()
    for shown in ("¥5,000.00", "¥6,000.00", "凭证第2页", "<del>", "<ins>", "data-corrected"):
        assert shown in seen
    assert second.get(reverse("desk_form_line", args=[number, "2022"])).status_code == 404
