"""Giving a mandate and accepting it: who may, what is refused, and in which words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation

from accounts.models import AccessEntry, Mandate, User
from agencies.levels import LevelNeeded
from agencies.rules import mandates as rules
from casework.actions import mandating
from casework.actions import mandating_at_counter as at_counter
from casework.models import Notice
from kit import clock
from kit.errors import NotPermitted, NotValid, TooOften
from law.identity_number import IdentityDocument
from tests.cast import identity_number, make_person, make_verified_user
from tests.mandates.giving import BOTH, again, give, make_family, to_document, wish


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def family(db):
    return make_family()


def offered(family, **said):
    """Let the mother offer what is said; return the code."""
    wanted = wish(to_document(family.daughter.person), now=clock.now())
    return mandating.offer(replace(wanted, **said), by=family.applicant, now=clock.now())[1]


def why(call):
    """Return the sentence with which something is refused."""
    with pytest.raises(NotValid) as refusal:
        call()
    return " ".join(str(text) for text in refusal.value.errors.values())


# --- Giving ---------------------------------------------------------------------------------------
def test_who_is_not_proven_in_person_gives_nothing(family):
    User.objects.update(real_person_at=None)
    with pytest.raises(LevelNeeded):
        mandating.offer(
            wish(to_document(family.daughter.person)), by=again(family.applicant), now=clock.now()
        )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"services": ()}, rules.NO_SERVICE),
        ({"services": ("contact-change",)}, rules.NOT_DELEGABLE),
        ({"services": ("particulars-key",)}, rules.NOT_DELEGABLE),
        ({"services": ("objection",)}, rules.NOT_DELEGABLE),
        ({"services": ("no-such-service",)}, rules.NOT_DELEGABLE),
        ({"last_day": date(2020, 1, 1)}, rules.DAY_PASSED),
    ],
)
def test_what_cannot_be_given_is_said_in_a_sentence(family, said, sentence):
    assert why(lambda: offered(family, **said)) == sentence.en


def test_a_mandate_lasts_a_year_at_most(family):
    longest = rules.longest(clock.today())
    offered(family, last_day=longest)
    assert "at most a year" in why(lambda: offered(family, last_day=longest + timedelta(days=1)))


def test_nobody_names_themselves(family):
    said = why(lambda: offered(family, to=to_document(family.person)))
    assert said == rules.ONESELF.en


def test_whoever_has_died_gives_nothing(family):
    family.person.deceased_on = clock.today()
    family.person.save()
    with pytest.raises(NotValid) as refusal:
        mandating.write_offer(
            family.person,
            wish(to_document(family.daughter.person)),
            seen=mandating.BY_ACCOUNT,
            now=clock.now(),
        )
    assert rules.HAS_DIED.en in str(refusal.value.errors)


def test_a_child_gives_nothing_of_its_own_and_is_sent_to_the_counter(family):
    child = make_person("周小宝", date(2015, 6, 1), number=identity_number(date(2015, 6, 1)))
    wanted = wish(to_document(family.daughter.person))
    said = why(
        lambda: mandating.write_offer(child, wanted, seen=mandating.BY_ACCOUNT, now=clock.now())
    )
    assert said == rules.GIVER_TOO_YOUNG.en


def test_offers_without_end_are_stopped(family):
    for _time in range(10):
        offered(family)
    with pytest.raises(TooOften):
        offered(family)


def test_an_offer_says_nothing_of_whether_the_other_one_is_known(family):
    """The same rows and the same answer, for somebody with an account and for nobody."""
    known = mandating.offer(
        wish(to_document(family.daughter.person)), by=family.applicant, now=clock.now()
    )
    nobody = mandating.offer(
        wish(
            mandating.to_document(
                IdentityDocument("resident-id", identity_number(date(1960, 1, 1)))
            )
        ),
        by=family.applicant,
        now=clock.now(),
    )
    for made, code in (known, nobody):
        assert made.holder_id is None
        assert len(code) == 11
    assert not Notice.objects.filter(to_person=family.daughter.person_id).exists()


# --- Accepting ------------------------------------------------------------------------------------
def test_a_code_is_right_for_whom_it_is_meant_and_only_once(family):
    code = offered(family)
    assert "not right" in why(
        lambda: mandating.accept(code, by=family.other_person, now=clock.now())
    )
    made = mandating.accept(code.lower().replace("-", " "), by=family.daughter, now=clock.now())
    assert made.holder_id == family.daughter.person_id
    assert "not right" in why(lambda: mandating.accept(code, by=family.daughter, now=clock.now()))


def test_a_code_meant_for_a_contact_is_right_for_whoever_has_proven_it(family):
    mail = family.daughter.user.email
    code = offered(family, to=mandating.to_contact(mail))
    assert "not right" in why(
        lambda: mandating.accept(code, by=family.other_person, now=clock.now())
    )
    assert mandating.accept(code, by=family.daughter, now=clock.now()).accepted_at


def test_a_name_that_is_not_theirs_makes_the_code_wrong(family):
    code = offered(family, holder_name="别人")
    assert "not right" in why(lambda: mandating.accept(code, by=family.daughter, now=clock.now()))


def test_a_code_that_has_run_out_is_wrong(family):
    code = offered(family)
    later = clock.now() + timedelta(days=15)
    assert "14 days" in why(lambda: mandating.accept(code, by=family.daughter, now=later))


def test_whoever_has_died_meanwhile_holds_nothing(family):
    code = offered(family)
    holder = family.daughter.person
    holder.deceased_on = clock.today()
    holder.save()

    assert why(lambda: mandating.accept(code, by=again(family.daughter), now=clock.now()))
    assert not Mandate.objects.live(clock.now()).exists()


def test_an_offer_that_was_taken_back_is_wrong(family):
    code = offered(family)
    mandating.end(Mandate.objects.get().number, by=family.applicant, now=clock.now())
    assert "not right" in why(lambda: mandating.accept(code, by=family.daughter, now=clock.now()))


def test_wrong_codes_are_counted(family):
    for _time in range(10):
        why(lambda: mandating.accept("AAAAA-AAAAA", by=family.daughter, now=clock.now()))
    with pytest.raises(TooOften):
        mandating.accept(offered(family), by=family.daughter, now=clock.now())


def test_whoever_is_younger_than_eighteen_holds_nothing(family):
    born_on = clock.today() - timedelta(days=17 * 365)
    young = make_person("周小弟", born_on, number=identity_number(born_on))
    holder = make_verified_user("young", young)
    code = offered(family, to=to_document(young), holder_name="周小弟")
    said = why(lambda: mandating.accept(code, by=holder, now=clock.now()))
    assert said == rules.HOLDER_TOO_YOUNG.en


def test_the_same_twice_is_said_and_a_longer_one_takes_its_place(family):
    first = give(family.applicant, family.daughter, now=clock.now())
    code = offered(family)
    said = why(lambda: mandating.accept(code, by=family.daughter, now=clock.now()))
    assert said == rules.TWICE.en
    longer = offered(family, last_day=rules.longest(clock.today()))
    second = mandating.accept(longer, by=family.daughter, now=clock.now())
    first.refresh_from_db()
    assert first.ended_by == Mandate.EndedBy.RENEWED
    assert second.is_live(clock.now())


def test_a_second_one_for_other_services_leaves_the_first_as_it_is(family):
    first = give(family.applicant, family.daughter, now=clock.now(), services=BOTH[:1])
    second = give(family.applicant, family.daughter, now=clock.now(), services=BOTH[1:])

    assert set(again(family.daughter).mandates) == {first, second}


def test_two_people_do_not_act_for_each_other(family):
    give(family.applicant, family.daughter, now=clock.now())
    User.objects.exclude(person=None).update(real_person_at=clock.now())
    daughter, mother = again(family.daughter), again(family.applicant)
    wanted = wish(to_document(mother.person), name=mother.person.name)
    _made, code = mandating.offer(wanted, by=daughter, now=clock.now())
    said = why(lambda: mandating.accept(code, by=mother, now=clock.now()))
    assert said == rules.CIRCLE_OF_HOLDER.en


def test_both_sides_are_told(family):
    made = give(family.applicant, family.daughter, now=clock.now())
    mandating.end(made.number, by=family.daughter, now=clock.now())
    mandating.end(made.number, by=family.daughter, now=clock.now())  # changes nothing
    told = Notice.objects.order_by("pk").values_list("kind", "to_person")
    assert list(told) == [
        ("mandate-accepted", family.person.pk),
        ("mandate-ended", family.person.pk),
        ("mandate-ended", family.daughter.person_id),
    ]


def test_a_stranger_ends_nothing(family):
    made = give(family.applicant, family.daughter, now=clock.now())
    with pytest.raises(NotPermitted):
        mandating.end(made.number, by=family.other_person, now=clock.now())


# --- At the counter -------------------------------------------------------------------------------
def at_desk(family, kind=Mandate.Kind.GIVEN, giver=None, by=None):
    wanted = wish(to_document(family.daughter.person), now=clock.now())
    return at_counter.offer(
        giver or family.stranger,
        wanted,
        kind=kind,
        by=by or family.pension_new_a,
        now=clock.now(),
    )


def test_somebody_without_an_account_gives_a_mandate_at_the_counter(family):
    mother = make_person("孙桂兰", date(1948, 2, 11), number=identity_number(date(1948, 2, 11)))
    found = at_counter.find_giver(mother.document, by=family.pension_new_a, now=clock.now())
    assert found == mother
    assert AccessEntry.objects.filter(person=mother, what="counter").exists()
    made, code = at_desk(family, giver=mother)
    assert (made.proof, made.clerk) == ("counter", family.pension_new_a.user)
    mandating.accept(code, by=family.daughter, now=clock.now())
    assert again(family.daughter).mandates == (made,)
    at_counter.end(mother, made.number, by=family.pension_new_b, now=clock.now())
    assert again(family.daughter).mandates == ()


def test_a_guardian_acts_once_a_second_person_has_seen_the_papers(family):
    child = make_person("周小宝", date(2015, 6, 1), number=identity_number(date(2015, 6, 1)))
    made, code = at_desk(family, Mandate.Kind.GUARDIAN, child)
    assert "not right" in why(lambda: mandating.accept(code, by=family.daughter, now=clock.now()))
    with pytest.raises(NotPermitted):
        at_counter.approve(made.number, by=family.pension_new_a, now=clock.now())
    with pytest.raises(NotPermitted):
        at_counter.approve(made.number, by=family.pension_original_a, now=clock.now())
    assert [each.pk for each in at_counter.waiting(family.pension_new_b)] == [made.pk]
    at_counter.approve(made.number, by=family.pension_new_b, now=clock.now())
    assert mandating.accept(code, by=family.daughter, now=clock.now()).is_live(clock.now())


def test_a_guardian_acts_no_longer_than_until_the_child_is_of_age(family):
    born_on = clock.today() - timedelta(days=18 * 365 - 60)
    child = make_person("周大宝", born_on, number=identity_number(born_on))
    made, _code = at_desk(family, Mandate.Kind.GUARDIAN, child)
    assert made.last_day < clock.today() + timedelta(days=70)


def test_insured_persons_have_no_counter(family):
    with pytest.raises(NotPermitted):
        at_desk(family, by=family.other_person)


def test_a_clerk_who_acts_for_somebody_has_nothing_to_do_with_their_case(family):
    """The clerk's own number stands in their post; whoever they act for is kept from the desk."""
    give(family.applicant, family.daughter, now=clock.now())
    number = family.daughter.person.number_index
    clerk = replace(family.pension_new_a, numbers=(number,))
    assert family.person.pk in clerk.kept_from
