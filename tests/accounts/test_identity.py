"""Verifying an identity: document, match, code; and everything that can be wrong about them."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts import sms
from accounts.actions import identity
from accounts.models import IdentityCheck, Person, User, document_index
from kit.errors import NotPermitted, NotValid, TooOften
from law.identity_number import IdentityDocument, check_character
from tests import cast
from tests.accounts.steps import another, enter_code, show_document, texted

NOW = cast.MONDAY
HERE = "203.0.113.1/32"

pytestmark = pytest.mark.django_db


def begin(user, person, *, now=NOW, **changes):
    if "number" in changes:
        changes["document"] = replace(person.document, number=changes.pop("number"))
    typed = {"name": person.name, "document": person.document}
    return identity.begin(user, **({"address": HERE} | typed | changes), now=now)


# --- On the pages ----------------------------------------------------------------------------
def test_somebody_proves_who_they_are(signed_in, user, wang):
    answer = show_document(signed_in, wang)
    assert answer.url == reverse("verify_identity_code")
    assert sms.outbox[-1][0] == wang.phone

    page = signed_in.get(answer.url).content.decode()
    assert "138****1234" in page
    assert wang.number not in page

    assert enter_code(signed_in, texted()).url == reverse("verify_identity")
    user.refresh_from_db()
    assert user.person == wang
    assert user.identity_verified_at
    assert "王小燕" in signed_in.get(reverse("verify_identity")).content.decode()


def test_one_goes_on_to_where_one_wanted_to_go(signed_in, wang):
    signed_in.get(reverse("verify_identity"), {"next": "/transfer/new/"})
    show_document(signed_in, wang)
    enter_code(signed_in, texted())

    assert signed_in.get(reverse("verify_identity")).context["next"] == "/transfer/new/"


def test_a_foreign_site_is_not_where_one_goes_on_to(signed_in):
    signed_in.get(reverse("verify_identity"), {"next": "https://evil.example/"})
    assert "identity_next" not in signed_in.session


def test_an_expired_session_returns_to_the_same_page(signed_in, wang):
    show_document(signed_in, wang)
    signed_in.cookies.clear()

    for name in ("verify_identity", "verify_identity_code"):
        assert signed_in.get(reverse(name)).url.endswith(f"?next={reverse(name)}")


def test_the_number_is_neither_in_an_address_nor_in_the_session(signed_in, wang):
    answer = show_document(signed_in, wang)

    assert wang.number not in answer.url
    assert wang.number not in str(dict(signed_in.session))


def test_what_was_typed_stays_but_for_the_code(signed_in, wang):
    page = show_document(signed_in, wang, name="王小雁").content.decode()
    assert "王小雁" in page
    assert wang.number in page

    show_document(signed_in, wang)
    assert enter_code(signed_in, another(texted())).status_code == 422


def test_who_goes_back_from_the_code_need_not_type_again(signed_in, wang):
    show_document(signed_in, wang)

    form = signed_in.get(reverse("verify_identity")).context["form"]

    assert (form["name"].value(), form["number"].value()) == (wang.name, wang.number)


def wide(text):
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


@pytest.mark.parametrize(
    "written",
    [wide, lambda n: f"{n[:6]} {n[6:14]}-{n[14:]}", lambda n: f"  {n}\n", str.lower],
)
def test_a_number_is_understood_as_people_write_it(signed_in, wang, written):
    assert show_document(signed_in, wang, number=written(wang.number)).status_code == 302


def test_full_width_digits_are_shown_back_in_plain_ones(signed_in, wang):
    answer = show_document(signed_in, wang, name="别人", number=wide(wang.number))
    assert answer.context["form"]["number"].value() == wang.number


def numbered(first: str) -> str:
    return first + check_character(first)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "王\u200b小燕"}),
        ("name", {"name": "王小燕\u202e"}),
        ("name", {"name": "王😀"}),
        ("name", {"name": "王\ue000燕"}),
        ("name", {"name": "燕" * 101}),
        ("name", {"name": "<script>alert(1)</script>"}),
        ("name", {"name": "'; DROP TABLE"}),
        ("name", {"name": "=1+1"}),
        ("name", {"name": "Αnna"}),
        ("name", {"name": "王\x00燕"}),
        ("number", {"number": ""}),
        ("number", {"number": "51010419920510000"}),
        ("number", {"number": "510104920510000"}),
        ("number", {"number": "٥١٠١٠٤١٩٩٢٠٥١٠٠٠٠٨"}),
        ("number", {"number": "51010419920510000\x00"}),
        ("number", {"number": numbered("51010419920230000")}),
        ("number", {"number": numbered("51010419921310000")}),
        ("number", {"number": numbered("51010420990510000")}),
        ("number", {"number": numbered("51010418500510000")}),
        ("number", {"number": numbered("00010419920510000")}),
        ("number", {"number": numbered("81000019920510000")}),
        ("number", {"number": "1" * 500}),
        ("number", {"document_type": "passport", "issued_in": "USA", "number": "!!"}),
        ("document_type", {"document_type": "driving-licence"}),
        ("document_type", {"document_type": ""}),
        ("issued_in", {"document_type": "passport", "number": "E12345678"}),
        ("issued_in", {"issued_in": "XXX"}),
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_wrong_answer_is_refused_at_its_field(signed_in, wang, field, changes, language):
    signed_in.cookies["django_language"] = language

    answer = show_document(signed_in, wang, **changes)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not IdentityCheck.objects.exists()


def test_every_single_wrong_digit_is_caught(signed_in, wang):
    for place in range(17):
        digit = str((int(wang.number[place]) + 1) % 10)
        number = wang.number[:place] + digit + wang.number[place + 1 :]
        with pytest.raises(NotValid):
            begin(User.objects.get(), wang, number=number)
    assert not IdentityCheck.objects.exists()


@pytest.mark.parametrize("name", ["徐㼆", "𠮷田", "古丽巴哈尔·阿卜杜热合曼", "\ufa19田"])
def test_rare_names_are_compared_as_they_are(user, name):
    person = cast.make_person(name, cast.date(1985, 1, 2))
    check, _code = begin(user, person)
    assert check.person == person


def test_look_alike_dots_of_a_name_are_one(user):
    person = cast.make_person("买买提·艾力", cast.date(1985, 1, 2))
    check, _code = begin(user, person, name="买买提・艾力")
    assert check.person == person


# --- What it tells, and to whom ----------------------------------------------------------------
def test_an_unknown_number_and_a_wrong_name_get_the_same_answer(signed_in, wang):
    wrong_name = show_document(signed_in, wang, name="张三")
    unknown = show_document(signed_in, wang, number=cast.identity_number(cast.date(1950, 1, 1)))

    assert wrong_name.status_code == unknown.status_code == 422
    assert wrong_name.context["form"].errors == unknown.context["form"].errors
    assert not sms.outbox


def test_the_number_of_another_kind_of_document_does_not_match(user, wang):
    other = IdentityDocument("hmt-residence-permit", wang.number)
    Person.objects.update(document_index=document_index(other))
    with pytest.raises(NotValid):
        begin(user, wang)


def test_nobody_becomes_somebody_who_has_died(user, wang):
    Person.objects.update(deceased_on=cast.date(2020, 1, 1))
    with pytest.raises(NotValid):
        begin(user, wang)


def test_without_a_phone_on_record_nobody_is_proven_and_nothing_is_told(user, wang):
    Person.objects.update(phone="")
    with pytest.raises(NotValid) as refused:
        begin(user, wang)
    assert refused.value.errors == {"": identity.NO_MATCH}


def test_nothing_personal_is_logged(signed_in, wang, caplog):
    caplog.set_level(logging.DEBUG)

    show_document(signed_in, wang, name="张三")
    show_document(signed_in, wang)
    enter_code(signed_in, another(texted()))
    enter_code(signed_in, texted())

    logged = caplog.text
    for personal in (wang.number, wang.name, "张三", "13812341234", texted()):
        assert personal not in logged


# --- How often -----------------------------------------------------------------------------------
def test_the_sixth_try_is_refused_even_when_the_cache_forgets(signed_in, wang):
    for _try in range(5):
        assert show_document(signed_in, wang, name="张三").status_code == 422
        cache.clear()

    answer = show_document(signed_in, wang)

    assert answer.status_code == 429
    assert "12333" in answer.content.decode()
    assert IdentityCheck.objects.count() == 5
    assert not sms.outbox


def test_a_number_is_tried_five_times_from_one_place_whoever_tries(wang):
    users = [User.objects.create_user(f"{n}@people.example", "x") for n in range(6)]
    for user in users[:5]:
        with pytest.raises(NotValid):
            begin(user, wang, name="张三")

    with pytest.raises(TooOften):
        begin(users[5], wang)
    begin(users[5], wang, address="198.51.100.9/32")  # the owner sits elsewhere


def test_strangers_everywhere_do_not_hold_up_whoever_has_the_phone(wang, settings):
    settings.LIMITS = settings.LIMITS | {"identity.number": (2, 86400)}
    strangers = [User.objects.create_user(f"{n}@people.example", "x") for n in range(3)]
    for place, user in enumerate(strangers[:2]):
        with pytest.raises(NotValid):
            begin(user, wang, name="张三", address=f"203.0.113.{place}/32")
    owner = User.objects.create_user(None, "x", phone=wang.phone, phone_verified=True)

    with pytest.raises(TooOften):
        begin(strangers[2], wang, name="张三", address="203.0.113.7/32")
    begin(owner, wang, address="203.0.113.8/32")


def test_after_a_day_one_may_try_again(user, wang):
    for _try in range(5):
        with pytest.raises(NotValid):
            begin(user, wang, name="张三")

    check, _code = begin(user, wang, now=NOW + timedelta(hours=24, seconds=1))

    assert check.person == wang


# --- The code ------------------------------------------------------------------------------------
def test_a_code_is_not_kept_in_clear(user, wang):
    check, code = begin(user, wang)
    assert code not in check.code_hash


def test_a_code_expires(user, wang):
    check, code = begin(user, wang)

    with pytest.raises(NotValid):
        identity.confirm(check, code, now=NOW + timedelta(minutes=10, seconds=1))

    user.refresh_from_db()
    assert user.person is None


def test_five_wrong_codes_close_the_check(user, wang):
    check, code = begin(user, wang)
    for _try in range(5):
        with pytest.raises(NotValid):
            identity.confirm(check, another(code), now=NOW)

    with pytest.raises(TooOften):
        identity.confirm(check, code, now=NOW)
    with pytest.raises(TooOften):
        identity.another_code(check, now=NOW + timedelta(minutes=2))


def test_a_new_code_replaces_the_old_one_and_waits_a_minute(user, wang):
    check, old = begin(user, wang)
    with pytest.raises(TooOften):
        identity.another_code(check, now=NOW + timedelta(seconds=30))

    new = identity.another_code(check, now=NOW + timedelta(seconds=61))
    check.refresh_from_db()

    if new != old:
        with pytest.raises(NotValid):
            identity.confirm(check, old, now=NOW + timedelta(seconds=62))
    assert identity.confirm(check, new, now=NOW + timedelta(seconds=63)) == wang


def test_a_third_code_is_the_last(user, wang):
    check, _code = begin(user, wang)
    for minutes in (2, 4):
        identity.another_code(check, now=NOW + timedelta(minutes=minutes))
    with pytest.raises(TooOften):
        identity.another_code(check, now=NOW + timedelta(minutes=6))


def test_a_double_click_verifies_once(signed_in, wang):
    show_document(signed_in, wang)
    code = texted()

    first, second = enter_code(signed_in, code), enter_code(signed_in, code)

    assert first.url == second.url == reverse("verify_identity")
    assert IdentityCheck.objects.get().code_tries == 1


def test_confirming_twice_changes_nothing(user, wang):
    check, code = begin(user, wang)

    identity.confirm(check, code, now=NOW)
    identity.confirm(check, code, now=NOW + timedelta(minutes=1))

    user.refresh_from_db()
    assert user.identity_verified_at == NOW


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５", "12 34", "٣" * 6])
def test_what_is_no_code_is_refused_at_the_field(signed_in, wang, code):
    show_document(signed_in, wang)

    answer = enter_code(signed_in, code)

    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]
    assert IdentityCheck.objects.get().code_tries == 0


def test_a_code_is_of_no_use_in_another_account(client, user, wang):
    check, code = begin(user, wang)
    client.force_login(User.objects.create_user("other@people.example", "x"))
    session = client.session
    session["identity_check"] = check.pk
    session.save()

    assert enter_code(client, code).url == reverse("verify_identity")
    assert not User.objects.filter(person=wang).exists()


# --- One person, one account -----------------------------------------------------------------
def test_a_person_with_an_account_gets_no_second_one(signed_in, user, wang):
    other = User.objects.create_user(
        "first@people.example", "x", person=wang, identity_verified_at=NOW
    )

    show_document(signed_in, wang)
    answer = enter_code(signed_in, texted())

    assert answer.status_code == 403
    assert User.objects.get(person=wang) == other


def test_who_is_verified_does_not_become_somebody_else(user, wang):
    check, code = begin(user, wang)
    identity.confirm(check, code, now=NOW)
    user = User.objects.get(pk=user.pk)
    other = cast.make_person("李红", cast.date(1990, 3, 4))

    with pytest.raises(NotPermitted):
        begin(user, other)


# --- As records were kept ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kept", "typed"),
    [("阿卜杜・买买提", "阿卜杜·买买提"), ("张 三", "张三"), ("ROSSI ANNA", "Rossi  Anna")],
)
def test_a_name_is_found_as_the_record_wrote_it_and_stays_so(user, wang, kept, typed):
    Person.objects.filter(pk=wang.pk).update(name=kept)
    wang.refresh_from_db()

    check, _code = begin(user, wang, name=typed)

    assert check.person == wang
    assert Person.objects.get().name == kept


def test_a_record_with_the_number_of_fifteen_digits_is_found_by_todays(user, wang):
    today = wang.number
    wang.number = today[:6] + today[8:17]
    wang.save()

    check, _code = begin(user, wang, number=today)

    assert check.person == wang
    assert Person.objects.get().number == today[:6] + today[8:17]
