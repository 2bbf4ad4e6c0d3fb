"""The catalogue: by what has happened, found in one's own words, each line with its door."""

from dataclasses import replace

import pytest
from django.urls import reverse

from applications import catalogue
from applications.declaring import LifeEvent
from applications.fields import Question
from casework.rules.procedures import Procedure
from law.wording import Text
from tests.applications import samples
from tests.applications.reading import text_of, visitor

pytestmark = pytest.mark.django_db


def names(words):
    return [each.name for each in catalogue.find(words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("门牌", "sample-plate"),
        ("我想办门牌怎么办", "sample-plate"),
        ("PLATES", "sample-plate"),
        ("换号码", "sample-phone"),
        ("moving my pension to another province", "pension-transfer"),
        ("医保转移", "medical-transfer"),
        ("换省份", "pension-transfer"),
    ],
)
def test_an_errand_is_found_in_ones_own_words(words, first):
    assert names(words)[0] == first


@pytest.mark.parametrize("words", ["天气预报", "weather", "怎么办", "%", "how do I"])
def test_what_fits_nothing_finds_nothing(words):
    assert names(words) == []


def test_a_question_of_a_service_finds_it_after_an_errand_that_says_it(declared, monkeypatch):
    asked = Question(question=Text("门牌丢了？", "Lost plate?"), answer=Text("请报失。", "Report."))
    phone = replace(samples.PHONE_CHANGE, questions=(asked,))
    monkeypatch.setitem(catalogue_services(), "sample-phone", phone)

    assert names("门牌") == ["sample-plate", "sample-phone"]


def catalogue_services():
    return catalogue.services.__globals__["_SERVICES"]


def test_each_line_says_how_long_what_it_costs_and_what_it_needs(world):
    page = text_of(visitor().get(reverse("services")))

    assert "I want a plate" in page
    assert "At most 10 working days" in page
    assert "Done at once" in page
    assert "3 steps of at most 15 working days" in page
    assert "Your identity, proven once" in page


def test_a_life_event_with_nothing_to_offer_is_not_shown(world, monkeypatch):
    offered = [each for each in catalogue.entries() if each.event is not LifeEvent.DEATH]
    monkeypatch.setattr(catalogue, "entries", lambda: offered)

    page = visitor().get(reverse("services")).content.decode()

    assert f'id="{LifeEvent.QUESTION}"' in page
    assert f'id="{LifeEvent.DEATH}"' not in page


def test_a_search_leads_to_the_guide_and_nothing_found_says_what_to_do(world):
    found = visitor().get(reverse("services"), {"q": "plate"}).content.decode()
    nothing = visitor("zh-hans").get(reverse("services"), {"q": "天气预报"})

    assert reverse("service_guide", args=["sample-plate"]) in found.split("</h2>")[1]
    assert "12333" in text_of(nothing)


@pytest.mark.parametrize("typed", ["字" * 101, "\x00"])
def test_a_search_that_cannot_be_read_is_answered_at_the_field(world, typed):
    assert visitor().get(reverse("services"), {"q": typed}).status_code == 400


def test_sixty_services_make_no_more_queries_than_two(
    world, django_assert_max_num_queries, monkeypatch
):
    for number in range(60):
        name = f"sample-{number}"
        made = replace(samples.PLATE, procedure=replace(samples.PLATE.procedure, name=name))
        monkeypatch.setitem(catalogue_services(), name, made)

    with django_assert_max_num_queries(4):
        page = visitor().get(reverse("services"))

    assert page.content.decode().count('class="errand"') >= 60


def test_what_happens_without_a_term_promises_no_days():
    unnamed = Procedure(**{**vars(samples.PHONE_CHANGE.procedure), "name": "unnamed"})

    assert catalogue.terms_of(unnamed) == ()
