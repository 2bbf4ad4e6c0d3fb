"""Certificates of the seals: one for each agency, renewed, revoked, and warned of in time."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency
from casework.actions import duties
from casework.models import Duty
from kit.models import ImmutableError
from letters.actions import certificates
from letters.models import Certificate, Letter, LetterFile, LetterSignature
from letters.verifying import Verdict, check, verify_pdf
from portal.checks import every_seal_lasts, there_is_a_root_above_the_seals
from sealing import trust
from sealing.pades import PadesSigner
from sealing.signers import SigningFailed
from sealing.sm2 import Sm2Signer
from tests import owner
from tests.cast import MONDAY, make_world
from tests.deadlines.test_at_once import at_once
from tests.letters.signing import paper
from tests.story import Story
from transfers.management.commands.check_invariants import violations

P256 = Certificate.Algorithm.P256
DAY = timedelta(days=1)


@pytest.fixture
def story(world):
    """An application whose receipt has not been sealed yet."""
    told = Story(world)
    told.submit()
    return told


@pytest.fixture
def agency(world):
    return world.pension_new_a.agency


@pytest.fixture
def by_hand(settings):
    """As in a real installation: nobody is given a certificate unasked."""
    settings.CERTIFICATES_ON_DEMAND = False


def receipt():
    return Letter.objects.get(kind=Letter.Kind.RECEIPT)


def certificate(agency, now=MONDAY):
    return certificates.the_one_for(agency, P256, now=now)


def revoked(the_certificate, at, now):
    certificates.revoke(the_certificate, at=at, reason="key-compromise", now=now)


# --- Sealing --------------------------------------------------------------------------------------
def test_a_delivered_letter_is_signed_and_its_signature_is_written_down(story):
    story.work()

    file, record = receipt().file, receipt().signatures.get()
    checked = check(bytes(file.pdf))

    assert checked.verdict is Verdict.INTACT
    assert checked.record == record
    assert record.sha256 == file.sha256
    assert record.certificate.agency == receipt().agency
    assert checked.signed_at == record.signed_at == story.now


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ("sealing.pades.PadesSigner.sign", "SigningFailed"),
        ("sealing.signers._made", "OSError"),
        ("letters.actions.sealing.is_whole", "SigningFailed"),
    ],
)
def test_a_letter_that_cannot_be_signed_stays_owed(story, monkeypatch, broken, error):
    with monkeypatch.context() as while_broken:
        while_broken.setattr(broken, fail if "is_whole" not in broken else lambda _pdf: False)
        story.work()

    owed = Duty.objects.get(kind=Duty.Kind.DELIVER)
    assert (owed.done_at, owed.last_error) == (None, error)
    assert not LetterFile.objects.exists()
    assert not LetterSignature.objects.exists()
    assert not hasattr(receipt(), "delivery")

    story.wait()
    assert verify_pdf(bytes(receipt().file.pdf)) is Verdict.INTACT


def fail(*_what, **_more):
    raise OSError("the module does not answer")


def test_without_a_certificate_a_letter_waits_until_there_is_one(story, by_hand, agency):
    for _day in range(duties.MOST_TRIES + 1):
        story.wait()
    dead = Duty.objects.get(kind=Duty.Kind.DELIVER)
    assert (dead.dead_at is None, dead.last_error) == (False, "NoCertificate")

    certificates.issue(agency, P256, now=story.now)
    story.work()

    assert verify_pdf(bytes(receipt().file.pdf)) is Verdict.INTACT


def test_a_second_signature_of_the_national_standard_stands_beside_the_file(story, settings):
    settings.COUNTER_SIGNER = "sealing.sm2.Sm2Signer"

    story.work()

    record = receipt().signatures.get()
    pdf, der = bytes(receipt().file.pdf), bytes(record.counter_certificate.der)
    assert record.counter_certificate.number == f"{receipt().agency.code}-SM2-1"
    assert Sm2Signer().verify(pdf, bytes(record.counter_signature), certificate=der)
    assert not Sm2Signer().verify(pdf[:-1], bytes(record.counter_signature), certificate=der)


def test_an_unsigned_file_among_signed_letters_is_noticed(story):
    story.work()
    story.accept()
    letter = Letter.objects.get(kind=Letter.Kind.ACCEPTANCE)
    later = story.now + DAY

    LetterFile.objects.create(letter=letter, pdf=b"%PDF-", sha256="0" * 64, rendered_at=later)

    found = [what for _invariant, what in violations()]
    assert found == [f"letter {letter.pk} was stored without a signature"]


# --- Keys -----------------------------------------------------------------------------------------
def test_the_database_does_not_hold_the_key_in_clear(agency):
    made = certificate(agency)

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM letters_certificate WHERE id = %s", [made.pk])
        (stored,) = cursor.fetchone()

    assert "PRIVATE KEY" in made.secret
    assert stored.startswith("v1:test:")


def test_a_certificate_is_never_deleted(agency):
    with pytest.raises(ImmutableError):
        certificate(agency).delete()


def test_a_renewed_seal_signs_with_the_new_key_and_the_old_key_is_destroyed(story, agency):
    story.work()
    old = certificate(agency, story.now)

    new = certificates.issue(agency, P256, now=story.now)
    old.refresh_from_db()

    assert certificate(agency, story.now) == new
    assert (old.secret, new.number) == (None, f"{agency.code}-2")
    assert verify_pdf(bytes(receipt().file.pdf)) is Verdict.INTACT
    with pytest.raises(SigningFailed):
        certificates.key_of(old)


def test_six_workers_give_an_agency_one_certificate(transactional_db):
    agency = make_world().pension_new_a.agency

    made = at_once(lambda: certificates.the_one_for(agency, P256, now=MONDAY))

    assert {each.number for each in made} == {f"{agency.code}-1"}
    owner.take_down()


def test_a_certificate_ends_with_its_root_at_the_latest(agency):
    made = certificates.issue(agency, P256, now=MONDAY, years=90)

    assert made.ends_at == trust.roots()[0].not_valid_after_utc


# --- Revocation -----------------------------------------------------------------------------------
def test_what_was_sealed_before_a_revocation_stays_valid(story, agency):
    story.work()

    revoked(certificate(agency, story.now), at=story.now + DAY, now=story.now + DAY)

    assert verify_pdf(bytes(receipt().file.pdf)) is Verdict.INTACT


def test_what_was_sealed_after_the_moment_of_revocation_is_not(story, agency):
    story.work()

    revoked(certificate(agency, story.now), at=story.now - DAY, now=story.now + DAY)

    assert verify_pdf(bytes(receipt().file.pdf)) is Verdict.REVOKED


def test_a_thief_cannot_write_an_earlier_date(story, agency):
    stolen = certificates.key_of(certificate(agency))
    forged = sealed_by_a_thief(stolen)
    assert verify_pdf(forged) is Verdict.INTACT  # until somebody notices

    revoked(certificate(agency), at=MONDAY + DAY, now=MONDAY + DAY)

    assert verify_pdf(forged) is Verdict.REVOKED


def sealed_by_a_thief(key):
    return PadesSigner().sign_pdf(paper(), key=key, at=MONDAY, reason="forged")


def test_trust_is_never_given_back(agency):
    made = certificate(agency)
    revoked(made, at=MONDAY - DAY, now=MONDAY)

    revoked(made, at=MONDAY + DAY, now=MONDAY + DAY)

    assert made.revoked_at == MONDAY - DAY
    assert made.secret is None


def test_after_a_revocation_letters_wait_for_a_new_certificate(story, by_hand, agency):
    revoked(certificates.issue(agency, P256, now=story.now), at=story.now, now=story.now)

    story.work()

    assert Duty.objects.get(kind=Duty.Kind.DELIVER).last_error == "NoCertificate"


def test_a_certificate_signs_only_in_its_time(story, agency, settings):
    made = certificates.key_of(certificates.issue(agency, P256, now=MONDAY, years=1))

    late = PadesSigner().sign_pdf(paper(), key=made, at=MONDAY + 366 * DAY, reason="late")

    assert verify_pdf(late) is Verdict.REVOKED


# --- Warnings -------------------------------------------------------------------------------------
def test_administrators_are_written_to_once_for_each_warning(agency, mailoutbox):
    end = certificate(agency).ends_at

    for days in (61, 59, 58, 13, 12, 0):
        certificates.warn(now=end - days * DAY)

    told = ["admin-b@people.example", "admin@people.example"]
    assert sorted(each.to[0] for each in mailoutbox) == sorted(told * 3)
    assert f"{agency.code}-1" in mailoutbox[0].body


def test_a_mail_server_that_is_away_lets_the_warning_wait(agency, mailoutbox, monkeypatch):
    end = certificate(agency).ends_at
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMessage.send", fail)
        certificates.warn(now=end - DAY)

    certificates.warn(now=end - DAY)

    assert len(mailoutbox) == 2  # two administrators


def test_a_renewed_certificate_warns_no_more(agency):
    end = certificate(agency).ends_at

    certificates.issue(agency, P256, now=end - DAY)

    assert not certificates.ending(now=end)


def test_the_status_page_tells_of_a_seal_that_ends(client, agency):
    client.cookies["django_language"] = "en"
    certificates.issue(agency, P256, begins_at=timezone.now() - 360 * DAY, now=MONDAY, years=1)

    assert "The certificate of 1 seal must be renewed." in page(client)


def page(client):
    return " ".join(client.get(reverse("status")).content.decode().split())


def test_the_check_of_a_real_installation_names_who_cannot_seal(agency, by_hand):
    certificates.issue(agency, P256, begins_at=timezone.now() - 360 * DAY, now=MONDAY, years=1)

    found = {each.id: each.msg for each in every_seal_lasts(None, databases=["default"])}

    assert found["portal.W001"].startswith(f"{agency.code}-1 ends on")
    assert found["portal.W002"].endswith("cannot seal a letter.")
    assert every_seal_lasts(None, databases=None) == []


@pytest.mark.parametrize(
    "wrong", [{"SEAL_ROOT_CERTIFICATES": ""}, {"LETTER_SIGNER": "sealing.nobody.Signer"}]
)
def test_without_a_root_or_a_signer_the_check_fails(settings, wrong):
    for name, value in wrong.items():
        setattr(settings, name, value)

    assert [each.id for each in there_is_a_root_above_the_seals(None)] == ["portal.E005"]


# --- The command ----------------------------------------------------------------------------------
def run(capsys, *words):
    call_command("certificates", *words)
    return capsys.readouterr().out


def test_all_agencies_are_given_a_certificate_once(world, capsys):
    first = run(capsys, "issue", "--all")
    second = run(capsys, "issue", "--all")

    assert first.count(" until ") == Agency.objects.active().count()
    assert " until " not in second
    assert Certificate.objects.count() == Agency.objects.active().count()


def test_one_agency_is_renewed_and_its_old_certificate_revoked(world, agency, capsys):
    run(capsys, "issue", agency.code)
    run(capsys, "rotate", agency.code, "--years", "1")
    words = ("revoke", f"{agency.code}-1", "--reason", "superseded", "--at", "2026-11-22T10:00")
    said = run(capsys, *words)

    listed = run(capsys, "list", agency.code)

    assert "is revoked from" in said
    assert "superseded" in listed
    assert f"{agency.code}-2" in listed
    assert "BEGIN" not in listed


def test_those_that_end_soon_are_renewed_together(world, agency, capsys):
    certificates.issue(agency, P256, begins_at=timezone.now() - 360 * DAY, now=MONDAY, years=1)

    renewed = run(capsys, "rotate", "--ending-within", "30")

    assert renewed.startswith(f"{agency.code}-2 until ")
    assert run(capsys, "list", "--ending-within", "30") == ""


def test_the_list_names_who_has_none(world, agency, capsys):
    assert agency.code in run(capsys, "list").splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["issue"], "Name agencies"),
        (["issue", "P440100", "--all"], "Name agencies"),
        (["issue", "NOBODY"], "No agency that takes cases: NOBODY"),
        (["revoke", "NOBODY-1", "--reason", "superseded"], "There is no certificate"),
    ],
)
def test_a_command_that_cannot_be_followed_says_why(world, words, complaint):
    with pytest.raises(CommandError, match=complaint):
        call_command("certificates", *words)


def test_where_the_key_of_the_root_is_not_nothing_is_issued(world, agency, settings):
    settings.SEAL_ROOT_KEY = ""

    with pytest.raises(CommandError, match="issued elsewhere"):
        call_command("certificates", "issue", agency.code)
