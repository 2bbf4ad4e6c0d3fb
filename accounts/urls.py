"""Addresses of this room."""

from django.urls import path

from accounts.views import account, identity, provider, words

urlpatterns = [
    path("identity/", identity.verify_identity, name="verify_identity"),
    path("identity/ways/", identity.ways_to_prove, name="ways_to_prove"),
    path("identity/counter/", identity.prove_at_counter, name="prove_at_counter"),
    path("identity/code/", identity.verify_identity_code, name="verify_identity_code"),
    path("identity/code/again/", identity.another_identity_code, name="another_identity_code"),
    path("identity/provider/", provider.identity_provider, name="identity_provider"),
    path("identity/provider/go/", provider.go_to_identity_provider, name="go_to_identity_provider"),
    path(
        "identity/provider/back/",
        provider.back_from_identity_provider,
        name="identity_provider_back",
    ),
    path("who-looked/", account.access_log, name="access_log"),
    path("words/keep/", words.keep_words, name="keep_words"),
    path("words/discard/", words.discard_words, name="discard_words"),
    path("settings/", account.account_settings, name="account_settings"),
    path("settings/sign-ins/end/", account.end_other_sign_ins, name="end_other_sign_ins"),
    path("settings/sign-ins/end-one/", account.end_sign_in, name="end_sign_in"),
    path("settings/tokens/new/", account.make_token, name="make_token"),
    path("settings/tokens/revoke/", account.revoke_token, name="revoke_token"),
]
