"""The guide of a service: everything 国务院令第716号 art. 6 wants known, before anybody types."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from agencies.models import Agency
from applications import guides, registry
from applications.fields import AgencyChoice, Paper, Question, always, never
from applications.models import Offer
from law.wording import Text
from tests import owner
from tests.applications import samples
from tests.applications.reading import reader, text_of, visitor

pytestmark = pytest.mark.django_db
GUIDE = "/services/sample-plate/"
PAPERS = tuple(
    Paper(
        why=Text("用于试验。", "To try it out."),
        slot=slot,
        title=Text(zh, en),
        basis=samples.BASIS,
        needed=needed,
        where_from=Text("房管所", "the housing office"),
    )
    for slot, zh, en, needed in (
        ("deed", "房产证", "The deed", always),
        ("consent", "同意书", "A consent", never),
    )
)
ASKED = Question(question=Text("多大？", "How big?"), answer=Text("很小。", "Small."))


@pytest.fixture
def begins(monkeypatch):
    """Let an application begin somewhere."""
    monkeypatch.setattr("applications.views.guide.begin_of", lambda _service: "/apply/")


@pytest.fixture
def plate(declared, monkeypatch):
    """Declare the sample otherwise for one test."""

    def otherwise(**changed):
        made = replace(samples.PLATE, **changed)
        monkeypatch.setitem(registry._SERVICES, made.name, made)

    return otherwise


def offer(world, **changed):
    agency = world.agency("pension", "guangzhou")
    Offer.objects.filter(agency=agency, service="sample-plate").update(**changed)


def test_a_guide_says_who_what_how_long_and_what_against_it(world, plate):
    plate(papers=PAPERS, questions=(ASKED,))

    page = text_of(visitor().get(GUIDE))

    for said in (
        "I want a plate",
        "Two persons of the agency",
        "Is the name too long?",
        "Shorten the name.",
        "The deed",
        "From: the housing office · Always",
        "Only if the form asks for it",
        "at most 10 working days",
        "Until it is decided, you may withdraw",
        "How big?",
        "within 60 days",
        "Sample Rules (示例第1号), article 3",
    ):
        assert said in page


def test_in_large_type_a_guide_is_folded_but_for_what_one_needs_and_where(world):
    old = visitor()
    old.cookies["elder"] = "on"

    large, usual = old.get(GUIDE).content.decode(), visitor().get(GUIDE).content.decode()

    assert large.count('<details class="more part">') == 5
    assert '<details class="more part">' not in usual
    for part in ("glance", "conditions", "steps", "remedies", "law"):
        assert f'<summary><h2 id="{part}">' in large
    for part in ("papers", "where"):
        assert f'<summary><h2 id="{part}">' not in large


def test_a_guide_reads_in_chinese(world):
    page = text_of(visitor("zh-hans").get(GUIDE))

    assert "我要门牌" in page
    assert "《示例规定》（示例第1号）第三条" in page
    assert "I want a plate" not in page


def test_whoever_is_signed_in_reads_whether_their_agency_does_it_online(world, begins):
    page = text_of(reader(world.applicant).get(GUIDE))

    assert "Social Insurance Fund Centre does this online" in page
    assert "Begin" in page


@pytest.mark.parametrize(
    "closed", [{"is_online": False}, {"online_from": date(2030, 1, 2)}], ids=["offline", "later"]
)
def test_where_it_is_not_online_nobody_is_led_to_a_form(world, closed, begins):
    offer(world, counters="天河路1号", counters_en="1 Tianhe Road", phone="020-123", **closed)

    answer = reader(world.applicant).get(GUIDE)

    assert "does not do this online yet" in text_of(answer)
    assert "1 Tianhe Road" in text_of(answer)
    assert "/apply/" not in answer.content.decode()


def test_without_an_offer_the_agency_itself_tells_where_to_go(world):
    with owner.as_owner():
        Offer.objects.all().delete()

    page = text_of(visitor().get(GUIDE, {"region": "440100"}))

    assert "does not do this online yet" in page
    assert Agency.objects.get(code="P440100").phone in page


def test_a_place_is_chosen_without_a_sign_in(world):
    page = text_of(visitor().get(GUIDE, {"region": "510100"}))

    assert "Where, in Chengdu" in page
    assert visitor().get(GUIDE, {"region": "999999"}).status_code == 400


def test_somebody_whom_no_agency_serves_reads_why(world, plate):
    plate(agency=lambda _known, _answers: AgencyChoice(reason=samples.TOO_LONG))

    answer = reader(world.applicant).get(GUIDE)

    assert "The name is too long." in text_of(answer)


def test_a_new_term_shows_at_once(world, plate):
    procedure = samples.PLATE.procedure
    values = (replace(samples.TERM.values[0], number=7),)
    term = replace(samples.TERM, name="term.sample-plate.newer", values=values)
    turn = replace(procedure.turns["review"], term=term)
    plate(procedure=replace(procedure, turns={"review": turn}))

    assert "at most 7 working days" in text_of(visitor().get(GUIDE))


def test_the_transfers_are_explained_where_they_always_were(world):
    answer = visitor().get("/services/pension-transfer/")

    assert answer["Location"] == f"{reverse('how_it_works')}#pension"
    page = visitor().get(answer["Location"]).content.decode()
    assert f"{reverse('transfer_start')}?insurance=pension" in page


def test_a_service_that_nobody_declared_has_no_guide(world):
    assert visitor().get("/services/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("unverified", "Prove your identity"),
        ("pension_new_a", "work account"),
        ("administrator", "work account"),
    ],
)
def test_everybody_reads_it_and_learns_how_they_could_begin(world, who, said, begins):
    assert said in text_of(reader(getattr(world, who)).get(GUIDE))


def test_a_way_forward_leads_to_a_page_or_is_found_out():
    to_service = replace(samples.TOO_LONG, leads_to="service:pension-transfer")
    to_page = replace(samples.TOO_LONG, leads_to="calculators")
    nowhere = replace(samples.TOO_LONG, leads_to="service:nothing")

    assert guides.way_of(to_service).href == "/how-it-works/#pension"
    assert guides.way_of(to_page).href == "/calculators/"
    assert guides.way_of(samples.TOO_LONG).href == "/agencies/"
    with pytest.raises(guides.LeadsNowhere):
        guides.way_of(nowhere)
