"""By fingerprint or face, on a phone: set up and signed in with; in words where no script runs."""

import pytest

from accounts import passkeys
from tests.accounts.steps import mailed
from tests.browser.people import sign_in
from tests.browser.reading import PHONE
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
PHONE_WITH_FINGERPRINT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_fingerprint(reader):
    """Let the browser answer as a phone whose owner has put a finger on it."""
    session = reader.context.new_cdp_session(reader.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_WITH_FINGERPRINT})
    return reader


def test_somebody_signs_in_as_they_unlock_their_phone(world, window):
    user = world.applicant.user
    person = with_fingerprint(window("zh-hans", PHONE, elder=True, reads_both=False))
    sign_in(person, user.email)
    person.open("/account/second-factor/webauthn/")
    person.follow("Set up this phone or computer", within="main")
    person.press("Send the code")
    person.fill(code=mailed())
    person.press("Go on")
    person.press("Go on")
    assert person.reads("Done. From now on you can sign in by fingerprint or face.")
    person.context.clear_cookies(name="sessionid")

    person.open("/account/login/?next=/settings/")
    person.follow("Sign in by fingerprint or face", within="main")
    person.press("Sign in")

    assert person.page.url.endswith("/settings/")
    assert passkeys.of(user).get().last_used_at


def test_without_scripts_the_page_says_so_and_leads_to_the_other_ways(world, window):
    person = window("en", PHONE, java_script_enabled=False)

    person.open("/account/login/passkey/")

    assert "JavaScript" in person.page.locator("main").inner_text()
    person.follow("Sign in with a password or a code", within="main")
    person.fill(login=world.applicant.user.email, password=PASSWORD)
    person.press("Sign in")
    assert "/account/" not in person.page.url
