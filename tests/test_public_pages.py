"""The pages for everybody: they open, in both languages, and say what is true."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from agencies.actions import reference
from agencies.models import Agency, CalendarNotice, RuleValue
from applications import catalogue
from casework.models import Tick
from casework.rules.statuses import Party, Status
from demo import agencies as demo_agencies
from kit import clock
from portal import condition, privacy_notice, procedure
from tests import owner
from transfers.rules.flow import MOVES

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
PAGES = [
    "home",
    "how_it_works",
    "agency_directory",
    "calendar",
    "journal",
    "help",
    "accessibility",
    "privacy",
    "status",
    "styleguide",
]


@pytest.fixture(scope="module", autouse=True)
def installation(django_db_setup, django_db_blocker):
    """Load the reference data and the agencies once, and undo that at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        reference.load(now=NOW)
        demo_agencies.load()
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def text_of(answer) -> str:
    """Return what a reader sees, tags and surplus blanks removed."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def names_in(answer) -> list[str]:
    """Return the codes of the agencies listed."""
    return re.findall(r'href="/agencies/([PM][0-9]{6})/"', answer.content.decode())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_in_both_languages(client, name, language):
    client.cookies["django_language"] = language

    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert f'<html lang="{"zh-Hans" if language == "zh-hans" else "en"}"' in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_only_answers_to_reading(client, name):
    if name != "styleguide":
        assert client.post(reverse(name)).status_code == 405


def test_home_asks_what_has_happened_and_leads_to_what_can_be_done(client):
    client.cookies["django_language"] = "en"
    page = client.get(reverse("home")).content.decode()

    doors = re.findall(r'href="/services/#([a-z-]+)"', page)
    assert {"moved", "retiring", "question"} <= set(doors)
    services = client.get(reverse("services")).content.decode()
    assert all(f'id="{door}"' in services for door in doors)


@pytest.mark.parametrize("insurance", ["pension", "medical"])
def test_the_way_of_an_insurance_can_be_begun_where_it_is_explained(client, insurance):
    page = client.get(reverse("how_it_works")).content.decode()

    assert f'href="/transfer/?insurance={insurance}"' in page
    assert f'href="/calculators/{insurance}-eligibility/"' in page


def test_the_demonstration_is_folded_away(client, settings):
    settings.DEMO = True

    page = client.get(reverse("home")).content.decode()

    assert '<details class="more demo-box" id="demo">' in page


def test_everything_the_catalogue_lists_has_a_page_that_opens(client):
    assert not [
        entry.name
        for entry in catalogue.entries()
        if client.get(entry.href.split("#")[0]).status_code != 200
    ]


# --- The procedure ---------------------------------------------------------------------------
def test_the_picture_shows_whose_turn_it_is_and_by_when():
    terms = procedure.terms_in_force(NOW.date())

    picture = procedure.stops("medical", terms)

    assert [stop.party for stop in picture] == [
        Party.APPLICANT,
        Party.HANDLING,
        Party.OTHER,
        Party.HANDLING,
        None,
    ]
    assert [stop.term.working_days for stop in picture if stop.term] == [5, 10, 5]
    assert [stop.comes_from for stop in picture] == ["", "left", "left", "right", "right"]


def test_the_straight_way_is_the_shortest():
    way = procedure.straight_way(MOVES, Status.DRAFT, Status.COMPLETED)

    assert way == ["draft", "submitted", "letter-issued", "handed-over", "completed"]


def test_a_term_that_changes_shows_at_once(client):
    RuleValue.objects.of("term.pension.settle").update(number=7)
    client.cookies["django_language"] = "en"

    assert "at most 7 working days" in text_of(client.get(reverse("how_it_works")))


# --- The directory ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("place", "insurance", "first"),
    [
        ("广州", "pension", "P440100"),
        ("Guangzhou", "medical", "M440100"),
        ("天河区", "pension", "P440100"),
        ("浙江", "pension", "P330000"),
        ("乐山", "medical", "M510000"),
        ("440100", "pension", "P440100"),
        (" 北京 ", "medical", "M110000"),
    ],
)
def test_a_place_finds_its_nearest_agency(client, place, insurance, first):
    answer = client.get(reverse("agency_directory"), {"place": place, "insurance": insurance})

    assert names_in(answer)[0] == first


@pytest.mark.parametrize("typed", ["guangzhou", "Guang Zhou", "gz"])
def test_a_place_is_found_by_its_pinyin_and_its_initials(client, typed):
    answer = client.get(reverse("agency_directory"), {"place": typed, "insurance": "pension"})

    assert "P440100" in names_in(answer)
    assert answer.context["form"]["place"].value() == typed


def test_further_away_the_nearest_of_the_same_province_stands_first(client):
    Agency.objects.filter(code="P510000").update(hours="周一至周五", hours_en="Weekdays 9–17")
    client.cookies["django_language"] = "en"

    city = client.get(reverse("agency_directory"), {"place": "成都", "insurance": "pension"})
    whole = client.get(reverse("agency_directory"), {"place": "四川", "insurance": "pension"})

    further = [each.code for each in city.context["further"]]
    assert further[0] == "P510000"
    assert not set(further) & {each.code for each in city.context["page_obj"]}
    assert all(code.startswith("P51") for code in further)
    assert "Weekdays 9–17" in text_of(city)
    assert whole.context["further"] == []


def test_nothing_found_says_what_to_do(client):
    client.cookies["django_language"] = "en"

    answer = client.get(reverse("agency_directory"), {"place": "香港"})

    assert names_in(answer) == []
    assert "No agency found" in text_of(answer)


@pytest.mark.parametrize(
    "typed", [{"insurance": "nonsense"}, {"place": "字" * 41}, {"place": "\x00"}]
)
def test_a_wrong_search_is_answered_at_the_field(client, typed):
    answer = client.get(reverse("agency_directory"), typed)

    assert answer.status_code == 400
    assert "error-summary" in answer.content.decode()


@pytest.mark.parametrize("page", ["0", "x", "9999"])
def test_a_page_that_is_none_shows_one_that_is(client, page):
    assert names_in(client.get(reverse("agency_directory"), {"page": page}))


def test_the_directory_costs_few_queries_however_long(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(reverse("agency_directory"))
    with django_assert_max_num_queries(6):
        client.get(reverse("agency_directory"), {"place": "省"})


def test_an_agency_shows_how_to_reach_it_but_not_its_bank_account(client):
    agency = Agency.objects.get(code="P440100")

    page = client.get(reverse("agency", args=["P440100"])).content.decode()

    assert agency.phone in page
    assert agency.email in page
    assert agency.bank_account not in page


def test_a_closed_agency_is_not_shown(client):
    Agency.objects.filter(code="P440100").update(is_active=False)

    assert client.get(reverse("agency", args=["P440100"])).status_code == 404
    assert "P440100" not in names_in(client.get(reverse("agency_directory"), {"place": "广州"}))


# --- The calendar ---------------------------------------------------------------------------------
def test_a_published_year_counts_its_working_days(client):
    client.cookies["django_language"] = "en"

    assert "248 working days" in text_of(client.get(reverse("calendar_year", args=[2025])))


def test_a_year_without_a_notice_says_that_it_is_not_published(client):
    client.cookies["django_language"] = "en"
    year = clock.today().year + 1
    with owner.as_owner():
        CalendarNotice.objects.filter(year=year).delete()

    answer = client.get(reverse("calendar_year", args=[year]))

    assert "Not published yet" in text_of(answer)


@pytest.mark.parametrize("year", [0, 1900, 2003, 2100, 9999, 10**9])
def test_years_nobody_knows_do_not_exist(client, year):
    assert client.get(f"/calendar/{year}/").status_code == 404


# --- Privacy ------------------------------------------------------------------------------------
def test_the_privacy_notice_tells_kinds_and_rights_with_articles(client):
    client.cookies["django_language"] = "en"

    page = text_of(client.get(reverse("privacy")))

    for kind in privacy_notice.KINDS:
        assert kind.what.en in page
    assert all(right.basis.article in page for right in privacy_notice.RIGHTS)


# --- The status page ------------------------------------------------------------------------------
def test_the_status_page_says_when_nobody_looks_after_deadlines(client):
    client.cookies["django_language"] = "en"
    Tick.objects.update_or_create(driver="sweep", defaults={"at": clock.now() - timedelta(hours=1)})

    assert "Disturbed" in text_of(client.get(reverse("status")))


def test_the_status_page_is_content_while_somebody_looks(client, monkeypatch):
    monkeypatch.setattr(condition, "is_broker_here", lambda: True)
    client.cookies["django_language"] = "en"
    Tick.objects.update_or_create(driver="sweep", defaults={"at": clock.now()})

    assert "All parts of the portal are working" in text_of(client.get(reverse("status")))


def test_without_a_database_the_status_page_still_answers(client, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(condition, "parts", away)

    assert client.get(reverse("status")).status_code == 503


# --- Links ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", PAGES)
def test_no_link_within_a_page_leads_nowhere(client, name):
    page = client.get(reverse(name)).content.decode()

    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert anchors <= set(re.findall(r'id="([^"]+)"', page))
