"""The second factor belongs to who acts; what was opened before never opens again."""

from datetime import timedelta

import pytest
from allauth.idp.oidc.models import Token
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from accounts.models import SignIn, User
from agencies.models import Post
from casework.actions import factors, posts
from casework.models import FactorProposal, Notice, PostProposal
from kit.errors import NotPermitted
from tests.accounts.soft_key import HOST, SoftKey
from tests.accounts.steps import mailed, sign_in, sign_in_twice
from tests.api.calling import program_of
from tests.cast import MONDAY, PASSWORD, World, make_user

pytestmark = pytest.mark.django_db
DESK, QUEUE = "/desk/", "queue"


@pytest.fixture
def asked(settings):
    """Staff need a second factor, as in production."""
    settings.STAFF_NEED_SECOND_FACTOR = True


def give_post(world: World, user: User) -> Post:
    proposal = PostProposal.objects.create(
        user=user,
        agency=world.agency("pension", "guangzhou"),
        role=Post.Role.SUPERVISOR,
        kept_from=["mark"],
        proposed_by=world.administrator.user,
        proposed_at=MONDAY,
    )
    posts.approve(proposal, by=world.second_administrator.user, now=MONDAY)
    return Post.objects.get(user=user, ended_at=None)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def has_ways_in(user: User) -> bool:
    tokens = AuthToken.objects.filter(user=user), Token.objects.filter(user=user)
    return any(each.exists() for each in (*tokens, SignIn.objects.filter(user=user)))


def let_in(user: User) -> None:
    """Open every way there is into an account."""
    signed_in(user)
    AuthToken.objects.create(user)
    Token.objects.create(user=user, type=Token.Type.ACCESS_TOKEN, hash="x", scopes="openid")


# --- Programs ---
def test_staff_without_an_app_have_no_program(world, asked):
    assert program_of(world.pension_new_a).get(QUEUE).status_code == 401
    assert program_of(world.administrator).get("me").status_code == 401
    assert program_of(world.applicant).get("me").status_code == 200


def test_a_program_of_staff_answers_while_the_app_is_the_one_it_was_made_with(world, asked):
    user = world.pension_new_a.user
    before = program_of(world.pension_new_a)
    first = TOTP.activate(user, generate_totp_secret()).instance
    AuthToken.objects.update(created=MONDAY - timedelta(seconds=1))
    after = program_of(world.pension_new_a)
    assert [each.get(QUEUE).status_code for each in (before, after)] == [401, 200]

    first.delete()
    assert after.get(QUEUE).status_code == 401
    second = TOTP.activate(user, generate_totp_secret()).instance
    type(second).objects.filter(pk=second.pk).update(created_at=MONDAY + timedelta(seconds=1))
    assert after.get(QUEUE).status_code == 401


def test_a_token_from_before_the_post_never_answers_as_staff(world):
    program = program_of(world.pension_new_a)
    AuthToken.objects.update(created=MONDAY - timedelta(seconds=1))

    assert program.get(QUEUE).status_code == 401


def test_a_program_acts_for_the_account_of_its_token_and_not_for_that_of_a_cookie(world):
    program = program_of(world.applicant)
    program.client.force_login(world.pension_new_a.user)

    assert (
        program.get("me").json()["position"]
        == program_of(world.applicant).get("me").json()["position"]
    )
    assert program.get(QUEUE).status_code == 403


# --- Pages ---
def test_a_sign_in_from_before_the_app_is_asked_for_a_code_of_it(world, asked):
    thief = signed_in(world.pension_new_a.user)
    TOTP.activate(world.pension_new_a.user, generate_totp_secret())

    assert thief.get(DESK).url.startswith(reverse("mfa_reauthenticate"))
    assert thief.get("/api/v1/queue/").status_code in (302, 403)


def test_whoever_sets_the_app_up_goes_on_at_once(world, asked):
    client, user = Client(), world.pension_new_a.user
    sign_in_twice(client, user.email)
    client.post(reverse("mfa_send_proof"))
    client.post(reverse("mfa_prove_contact"), {"code": mailed()})
    client.get(reverse("mfa_activate_totp"))
    counter = list(yield_hotp_counters_from_time())[1]
    code = f"{hotp_value(client.session['mfa.totp.secret'], counter):06d}"

    client.post(reverse("mfa_activate_totp"), {"code": code})

    assert client.get(DESK).status_code == 200


# --- Everything ends ---
def test_nothing_that_was_open_before_a_post_leads_to_its_desk(world):
    user = make_user("newcomer")
    let_in(user)

    give_post(world, user)

    assert not has_ways_in(user)


def test_nothing_of_a_post_is_open_after_it(world):
    user = world.pension_new_a.user
    let_in(user)

    posts.end(Post.objects.filter(user=user), now=MONDAY)

    assert not has_ways_in(user)


def test_an_account_that_was_locked_and_unlocked_has_no_way_in_of_before(world):
    user = world.applicant.user
    let_in(user)
    page = f"/admin/accounts/user/{user.pk}/change/"
    administrator = signed_in(world.administrator.user)

    administrator.post(page, {"display_name": "", "language": "zh-hans"})
    administrator.post(page, {"display_name": "", "language": "zh-hans", "is_active": "on"})

    user.refresh_from_db()
    assert user.is_active
    assert not has_ways_in(user)


@pytest.mark.parametrize("page", ["account_change_password", "admin:password_change"])
def test_a_new_password_ends_what_the_old_one_opened_and_whoever_changed_it_goes_on(world, page):
    user = world.administrator.user
    here = Client()
    sign_in(here, user.email)
    elsewhere = signed_in(user)
    AuthToken.objects.create(user)
    new = dict.fromkeys(("password1", "new_password1", "new_password2"), "another good password")

    here.post(reverse(page), {"oldpassword": PASSWORD, "old_password": PASSWORD, **new})

    user.refresh_from_db()
    assert user.check_password("another good password")
    assert not AuthToken.objects.exists()
    assert here.get("/settings/").status_code == 200
    assert elsewhere.get("/settings/").status_code == 302
    assert SignIn.objects.filter(user=user).count() == 1


def test_no_administrator_makes_another_one_by_a_click(world):
    page = f"/admin/accounts/user/{world.applicant.user.pk}/change/"
    typed = {"display_name": "", "language": "zh-hans", "is_active": "on", "is_staff": "on"}

    signed_in(world.administrator.user).post(page, typed)

    assert not User.objects.get(pk=world.applicant.user.pk).is_staff


# --- Passkeys of staff ---
def with_passkey(user: User) -> tuple[Client, SoftKey]:
    """Sign a member of staff in, as far as the password goes, and let them set up a passkey."""
    client, key = Client(HTTP_HOST=HOST), SoftKey()
    sign_in_twice(client, user.email)
    add = reverse("mfa_add_webauthn")
    assert client.get(add).url == reverse("mfa_prove_contact")
    client.post(reverse("mfa_send_proof"))
    client.post(reverse("mfa_prove_contact"), {"code": mailed()})
    client.get(add)
    client.post(add, {"name": "key", "credential": key.made(client)})
    return client, key


def test_a_passkey_is_the_second_factor_of_staff_and_the_password_alone_is_none(world, asked):
    user = world.pension_new_a.user
    client, key = with_passkey(user)
    assert client.get(DESK).status_code == 200

    thief = Client(HTTP_HOST=HOST)
    sign_in(thief, user.email)
    once_more = reverse("mfa_reauthenticate_webauthn")
    assert thief.get(DESK).url.startswith(once_more)
    assert thief.get(reverse("mfa_add_webauthn")).url.startswith(once_more)
    thief.get(once_more)
    assert thief.post(once_more, {"credential": SoftKey().shown(thief, user)}).status_code == 422
    assert thief.get(DESK).status_code == 302

    thief.get(once_more)
    thief.post(once_more, {"credential": key.shown(thief, user)})
    assert thief.get(DESK).status_code == 200


def test_a_passkey_that_was_removed_has_proven_nothing(world, asked):
    client, _key = with_passkey(world.pension_new_a.user)
    Authenticator.objects.all().delete()
    TOTP.activate(world.pension_new_a.user, generate_totp_secret())

    assert client.get(DESK).status_code == 302


# --- A factor that is lost ---
def propose_anew(world: World, account: str, by: str = "administrator"):
    client = signed_in(getattr(world, by).user)
    typed = {"account": account, "recognised": "came with the staff card"}
    return client.post(reverse("admin:casework_factorproposal_add"), typed)


def test_a_lost_factor_is_set_up_anew_on_the_word_of_two_administrators(world):
    user = world.pension_new_a.user
    TOTP.activate(user, generate_totp_secret())
    let_in(user)
    propose_anew(world, user.email)
    approve = reverse(
        "admin:casework_factorproposal_approve", args=[FactorProposal.objects.get().pk]
    )

    signed_in(world.administrator.user).post(approve)
    assert Authenticator.objects.filter(user=user).exists()
    signed_in(world.second_administrator.user).post(approve)

    assert not Authenticator.objects.filter(user=user).exists()
    assert not has_ways_in(user)
    assert Notice.objects.get(kind="factor-anew").to_agency == world.pension_new_a.agency
    assert mail.outbox[-1].to == [user.email]


def test_nobody_has_a_factor_of_their_own_taken_away(world):
    own = world.administrator.user
    TOTP.activate(own, generate_totp_secret())
    propose_anew(world, own.email)
    assert not FactorProposal.objects.exists()
    propose_anew(world, own.email, by="second_administrator")
    proposal = FactorProposal.objects.get()

    with pytest.raises(NotPermitted):
        factors.approve(proposal, by=own, now=MONDAY)
    with pytest.raises(NotPermitted):
        factors.approve(proposal, by=world.second_administrator.user, now=MONDAY)

    assert Authenticator.objects.filter(user=own).exists()


# --- Sign-ins that an administrator ends ---
def test_an_administrator_ends_one_sign_in_of_an_account_and_sees_no_key_of_it(world):
    user = world.applicant.user
    stolen, own = signed_in(user), signed_in(user)
    client = signed_in(world.administrator.user)
    page = reverse("admin:accounts_user_change", args=[user.pk])
    mark = SignIn.objects.get(pk=stolen.session.session_key).mark

    shown = client.get(page).content.decode()
    assert mark in shown
    assert stolen.session.session_key not in shown
    client.post(reverse("admin:accounts_user_end_sign_in", args=[user.pk]), {"mark": mark})

    assert stolen.get("/settings/").status_code == 302
    assert own.get("/settings/").status_code == 200
