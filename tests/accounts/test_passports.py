"""Two countries may give out one number: a passport is known by number and country together."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import sms
from accounts.actions import identity
from accounts.models import Person, document_index
from accounts.rules.vouching import Asked, NotVouched, read
from agencies.models import Post
from applications import known
from casework.actions import looking
from casework.models import PostProposal
from kit.errors import NotValid, TooOften
from law.countries import COUNTRIES, country_code
from law.identity_number import IdentityDocument, passport_named
from law.wording import place_in_list
from letters.parties import person_facts
from portal.settings.limits import LIMITS
from services.particulars.key_change import KEY_CHANGE
from services.particulars.key_facts import change_in, holder_of
from services.particulars.key_pages import ISSUED_IN
from tests.accounts.steps import show_document
from tests.api.calling import program_of
from tests.cast import MONDAY, make_person, make_user, make_world
from tests.desk.test_counter import CONFIRM, DESK, browser, number_of
from tests.particulars.story import draft
from tests.rules.test_vouching import NOW, TODAY, claims
from tests.security.test_own_cases import browser_of
from tests.story import at_stage

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NUMBER = "123456789"
HERE = "203.0.113.1/32"


def with_passport(name, country, **fields):
    passport = {"document_type": "passport", "issued_in": country, "number": NUMBER}
    return make_person(name, date(1985, 3, 4), hukou_region_code="", **(passport | fields))


@pytest.fixture
def anna():
    return with_passport("SMITH ANNA", "USA", phone="+8613800000001")


@pytest.fixture
def ben():
    return with_passport("SMITH BEN", "CAN", phone="+8613800000002")


def test_two_countries_passports_are_two_persons_and_ones_is_one(anna, ben):
    assert anna.number_index == ben.number_index
    assert anna.document_index != ben.document_index
    with pytest.raises(IntegrityError), transaction.atomic():
        with_passport("SMITH ANNA", "USA")


def test_a_passport_without_its_country_is_in_no_record():
    with pytest.raises(IntegrityError), transaction.atomic():
        with_passport("SMITH ANNA", "")


def test_a_country_is_kept_of_passports_alone(wang):
    wang.issued_in = "USA"
    wang.save()

    assert wang.issued_in == ""
    assert wang.document_index == document_index(IdentityDocument("resident-id", wang.number))


def test_whoever_proves_a_passport_is_matched_by_its_country(signed_in, user, anna, ben):
    missing = show_document(signed_in, ben)
    foreign = show_document(signed_in, ben, issued_in="USA")
    right = show_document(signed_in, ben, issued_in="CAN")

    assert "issued_in" in missing.context["form"].errors
    assert foreign.status_code == 422  # the name is not that of the American
    assert right.status_code == 302
    assert [to for to, _text in sms.outbox] == [ben.phone]


def test_tries_at_ones_passport_hold_nobody_up_who_has_anothers(anna, ben):
    allowed, _seconds = LIMITS["identity.pair"]
    strangers = [make_user(f"stranger-{each}") for each in range(allowed // 5 + 1)]
    refused = []
    for each in range(allowed + 1):
        with pytest.raises((NotValid, TooOften)) as told:
            identity.begin(strangers[each // 5], "NOBODY", anna.document, address=HERE, now=MONDAY)
        refused.append(told.type)

    assert refused[-1] is TooOften
    check, _code = identity.begin(
        make_user("ben"), str(ben.name), ben.document, address=HERE, now=MONDAY
    )
    assert check.person == ben


def test_a_provider_vouches_for_a_passport_with_its_country():
    asked = Asked("cn_demo", frozenset({"real-person"}))
    passport = {"type": "passport", "document_number": NUMBER}
    now, today = NOW, TODAY
    for said, code in (("US", "USA"), ("usa", "USA"), ("D", "DEU")):
        told = claims(document=passport | {"issuer": {"country_code": said}})
        found = read(told, asked, now=now, today=today)
        assert found.document_of(found.kinds[0]) == IdentityDocument("passport", NUMBER, code)
    for issuer in ({}, {"country_code": "Atlantis"}, {"country_code": 7}):
        with pytest.raises(NotVouched, match="incomplete"):
            read(claims(document=passport | {"issuer": issuer}), asked, now=now, today=today)


def test_at_the_counter_the_document_that_is_shown_is_the_one_that_is_found(anna, ben):
    world, user = make_world(), make_user("newcomer")
    clerk = browser(world.pension_new_a.user)
    shown = {"document_type": "passport", "number": NUMBER, "code": number_of(user)}

    assert "issued_in" in clerk.post(DESK, shown).context["form"].errors
    clerk.post(DESK, shown | {"issued_in": "CAN"})
    page = clerk.get(CONFIRM).content.decode()
    assert "SMITH BEN" in page
    assert "Passport (Canada)" in page


@pytest.fixture
def both():
    """The case of an American, beside the record of a Canadian with the same number."""
    world = make_world()
    with_passport("SMITH BEN", "CAN")
    world.person.document_type, world.person.issued_in = "passport", "USA"
    world.person.number, world.person.hukou_region_code = NUMBER, ""
    world.person.save()
    return world, at_stage(world, "in review").case


def test_the_desk_finds_one_of_two_by_the_country_before_the_number(both):
    world, case = both
    clerk = world.pension_new_a

    def found(typed):
        return [each.pk for each in looking.find_by_number(typed, by=clerk, now=MONDAY)]

    assert found(f"usa {NUMBER}") == found(NUMBER) == [case.pk]
    assert found(f"CAN {NUMBER}") == []


def test_programs_say_the_country_of_a_passport(both):
    world, case = both
    program = program_of(world.pension_new_a)
    said = {"document_type": "passport", "number": NUMBER, "reason": "asked"}

    missing = program.post("search", said)
    assert missing.status_code == 422
    assert "issued_in" in missing.content.decode()
    assert program.post("search", said | {"issued_in": "CAN"}).json() == []
    answer = program.post("search", said | {"issued_in": "USA"}).json()
    assert [each["number"] for each in answer] == [case.number]


def test_a_case_shows_whose_passport_it_is(both):
    world, case = both
    told = program_of(world.pension_new_a).get(f"cases/{case.number}").json()["person"]

    assert (told["document_type"], told["issued_in"]) == ("passport", "USA")
    assert person_facts(case.person).document_type.zh == "护照（美国）"


def test_a_relatives_passport_keeps_off_their_case_and_nobody_elses(anna, ben):
    world, newcomer = make_world(), make_user("newcomer")
    page = reverse("admin:casework_postproposal_add")
    given = {
        "account": newcomer.email,
        "agency": world.agency("pension", "guangzhou").pk,
        "role": "clerk",
        "document_type": "passport",
        "issued_in": "FRA",
        "number": "12AB34567",
    }
    administrator = browser_of(world.administrator)

    assert administrator.post(page, given | {"issued_in": ""}).status_code == 200
    assert administrator.post(page, given | {"relatives": "AB1234567"}).status_code == 200
    assert administrator.post(page, given | {"relatives": f"usa {NUMBER}"}).status_code == 302
    proposal = PostProposal.objects.get()
    kept = Person.objects.with_index(proposal.kept_from)
    assert list(kept) == [anna]
    own = document_index(IdentityDocument("passport", "12AB34567", "FRA"))
    assert own in proposal.kept_from
    assert not Post.objects.filter(user=newcomer).exists()


def test_a_corrected_document_takes_its_country_along(anna):
    world = make_world()
    answers = {"what": ["document"], "document_type": "passport", "number": NUMBER}
    for country in (None, "Atlantis"):
        assert known.fault(ISSUED_IN, answers | {"issued_in": country}, today=MONDAY.date())
    assert not known.fault(ISSUED_IN, {"document_type": "resident-id"}, today=MONDAY.date())
    same = change_in(draft(world, KEY_CHANGE, answers | {"issued_in": "USA"})).new
    other = change_in(draft(world, KEY_CHANGE, answers | {"issued_in": "CAN"})).new

    assert holder_of(same, beside=world.person) == anna
    assert holder_of(other, beside=world.person) is None


def test_countries_are_found_by_their_codes_and_read_in_the_readers_order():
    assert len(COUNTRIES) == len({each.zh for each in COUNTRIES.values()})
    assert not {"HKG", "MAC", "TWN"} & set(COUNTRIES)
    assert (country_code(" us "), country_code("XX"), country_code("")) == ("USA", "", "")
    names = sorted(COUNTRIES.values(), key=lambda each: place_in_list(each, "zh-hans"))
    said = [each.zh for each in names]
    assert said.index("梵蒂冈") < said.index("菲律宾") < said.index("瑙鲁") < said.index("尼泊尔")


def test_a_country_and_a_number_name_a_passport_and_nothing_else_does():
    assert passport_named(" usa  12 345 6789 ") == IdentityDocument("passport", NUMBER, "USA")
    for typed in (NUMBER, "USA", "usa ", f"XXX {NUMBER}", f"USA{NUMBER}", ""):
        assert passport_named(typed) is None
