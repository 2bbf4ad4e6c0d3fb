"""The pages and programs of payments: what people and clerks see, and what is refused."""

import pytest

from accounts.models import AccessEntry, User
from agencies.actors import actor_of
from agencies.models import Post
from casework.actions import mandating
from casework.models import Notice, Step
from payouts.actions import answering, entitling, proving
from payouts.models import Batch, Entitlement, Recovery
from tests.api.calling import Program, ask_for_token, program_of, program_of_agency
from tests.applications.reading import reader, text_of
from tests.authorisation.doors import REASON
from tests.cast import MONDAY, make_clerk, make_verified_user
from tests.mandates.giving import again, with_daughter
from tests.mandates.giving import give as mandate_for
from tests.payouts.story import (
    FUND,
    PAY_DAY,
    PENSION,
    SEPTEMBER,
    answer_of,
    give,
    lines,
    make_paying,
    run_month,
    sent,
    somebody,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def world(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    return make_paying()


def paid(world, suffix="100"):
    """Somebody who was paid for September, or whose bank sent it back."""
    person = somebody(world, 1, suffix=suffix)
    run_month(world)
    (batch,) = sent(world)
    answering.take(batch, answer_of(batch), by=None, now=PAY_DAY)
    return make_verified_user("drawer", person)


def test_a_person_sees_what_comes_next_and_how_it_was_worked_out(world):
    who = paid(world)

    page = text_of(reader(who).get("/my/benefits/"))

    assert "¥1,840.00" in page
    assert "Tuesday 15 September 2026" in page
    assert "1840.00 × 100%" in page
    assert "Social Insurance Law (主席令第35号), article 47" in page
    assert "1840.00" in reader(who).get("/my/benefits/statement.csv").content.decode()


def test_what_came_back_is_mended_by_one_tap(world):
    who = paid(world, suffix="901")

    page = reader(who).get("/my/benefits/")

    assert "Your bank has sent ¥1,840.00 back" in text_of(page)
    assert "There is no such account." in text_of(page)
    assert "pay-account-change" in page.content.decode()


def test_what_was_paid_too_much_comes_back_as_the_person_chooses(world):
    who = paid(world)
    entitling.new_rate(
        Entitlement.objects.get(), from_month=SEPTEMBER, lines=lines("1700.00"), at=PAY_DAY
    )
    recovery, client = Recovery.objects.get(), reader(who)
    at = f"/my/recoveries/{recovery.pk}/"
    assert "¥140.00 was paid too much" in text_of(client.get(at))

    assert client.post(at, {"way": "instalments", "parts": ""}).status_code == 422
    client.post(at, {"way": "instalments", "parts": "3"})

    parts = [each.amount_fen for each in recovery.instalments.all()]
    assert parts == [4668, 4666, 4666]
    assert "The parts" in text_of(client.get(at))
    assert reader(world.applicant).get(at).status_code == 404


def test_a_real_person_shows_by_one_tap_that_it_goes_on(world):
    drawn = give(world, benefit=PENSION)
    User.objects.filter(pk=world.applicant.user.pk).update(real_person_at=MONDAY)
    who = actor_of(User.objects.get(pk=world.applicant.user.pk))

    reader(who).post(f"/my/benefits/{drawn.pk}/prove/")

    assert drawn.proofs.get().way == "sign-in"


def test_clerks_prepare_release_and_bring_the_answer(world):
    somebody(world, 1)
    run_month(world)
    first, second = reader(world.payer_a), reader(world.payer_b)
    assert "1 payment waits for a batch" in text_of(first.get("/desk/payouts/"))

    first.post("/desk/payouts/prepare/", {"fund": FUND})
    batch = Batch.objects.get()
    at = f"/desk/payouts/batches/{batch.number}/"
    assert "another person has to release it" in text_of(first.get(at))
    first.post(f"{at}decide/", {"do": "release", "version": batch.version})
    assert Batch.objects.get().state == "prepared"
    second.post(f"{at}decide/", {"do": "release", "version": batch.version})

    assert Batch.objects.get().state == "sent"
    assert first.get(f"{at}file/").content.startswith(b"H|1|B2609")
    assert b"pain.001.001.09" in first.get(f"{at}file/?form=iso20022").content
    assert first.post(f"{at}answer/", {"file": ""}).status_code == 422
    assert first.get("/desk/payouts/payments/").status_code == 200
    assert first.get("/desk/payouts/recoveries/").status_code == 200
    assert reader(world.pension_new_a).get(at).status_code == 404


def test_programs_read_and_a_second_person_releases(world):
    who = paid(world)
    mine = program_of(who)
    assert mine.get("entitlements").json()["results"][0]["amount"] == "1840.00"
    assert mine.get("payables?month=2026-09").json()["results"][0]["state"] == "paid"
    assert mine.get("payables?month=0026-09").status_code == 400
    for wrong in ("month=2026-9", "month=0000-01", "state=lost", "page_size=x", "who=1"):
        assert mine.get(f"payables?{wrong}").status_code == 400, wrong
    first, second = program_of(world.payer_a), program_of(world.payer_b)
    assert first.get("batches").json()["results"][0]["state"] == "answered"
    number = Batch.objects.get().number
    again = second.post(f"batches/{number}/release", **{"if-match": '"1"'})
    assert again.status_code == 409
    assert second.post(f"batches/{number}/release").status_code == 428
    assert mine.get("batches").status_code == 403


# --- Rows 41 and 45 of the table ------------------------------------------------------------------
def test_an_auditor_reads_lists_without_names_and_what_one_person_is_paid_for_a_reason(world):
    drawn = give(world, benefit=PENSION)
    paid(world, suffix="901")
    proving.ask_for_visit(drawn, by=world.applicant, now=MONDAY)
    auditor = make_clerk("auditor", world.agency("pension", "hangzhou"), Post.Role.AUDITOR)
    client, program = reader(auditor), program_of(auditor)
    name, at = drawn.person.name, f"/desk/payouts/entitlements/{drawn.pk}/"

    for page in ("", "payments/", "recoveries/", f"batches/{Batch.objects.get().number}/"):
        assert not {name, "领1"} & set(text_of(client.get(f"/desk/payouts/{page}")).split()), page
    assert "领*" in text_of(client.get("/desk/payouts/payments/"))
    assert "领1" in text_of(reader(world.payer_a).get("/desk/payouts/payments/"))
    asked = client.get(at)
    assert "Say why" not in text_of(asked)
    assert name not in text_of(asked)
    assert client.post(at, {"reason": " "}).status_code == 422
    shown = client.post(at, {"reason": "抽查九月"})
    assert (shown.status_code, name in text_of(shown)) == (200, True)
    look = AccessEntry.objects.get(user=auditor.user, what="history")
    assert (look.reason, look.person_id) == ("抽查九月", drawn.person_id)
    for route in ("entitlements", "payables", f"entitlements/{drawn.pk}"):
        assert program.get(route).status_code == 403, route
        assert program.get(route, **REASON).status_code == 200, route


def test_an_agencys_system_reports_that_records_agree_and_no_other_proof(world):
    drawn = give(world, benefit=PENSION)
    agency = world.agency("pension", "hangzhou")
    system = program_of_agency(agency)
    narrow = Program(ask_for_token("agency-system", scope="cases.read").json()["access_token"])
    elsewhere = program_of_agency(world.agency("pension", "guangzhou"), "other-system")
    Step.objects.create(case=drawn.case, kind="review", agency=agency, opened_at=MONDAY)
    route, said = f"entitlements/{drawn.pk}/proofs", {"way": "comparison", "note": "民政、公安比对"}

    assert narrow.post(route, said).status_code == 403
    assert elsewhere.post(route, said).status_code == 404
    assert system.post(route, {"way": "sign-in"}).status_code == 422
    assert system.post(route, {"way": "visit"}).status_code == 403
    assert program_of(world.applicant).post(route, said).status_code == 403
    assert system.post(route, said).json()["proven_until"] == "2027-09-30"
    assert system.post(route, said).status_code == 200

    (proof,) = drawn.proofs.all()
    assert (proof.way, proof.by, proof.by_client.agency) == ("comparison", None, agency)


def test_by_mandate_one_asks_for_a_visit_and_proves_nothing(world):
    with_daughter(world)
    User.objects.filter(pk=world.applicant.user.pk).update(real_person_at=MONDAY)
    drawn = give(world, benefit=PENSION)
    mandate = mandate_for(again(world.applicant), world.daughter, now=MONDAY)
    holder, stranger = reader(again(world.daughter)), reader(paid(world))
    page, at = f"/acting/{mandate.number}/", f"/my/benefits/{drawn.pk}"
    assert "¥1,840.00" in text_of(holder.get(page))
    assert "You cannot show it for them." in text_of(holder.get(page))

    assert holder.post(f"{at}/prove/").status_code == 404
    assert stranger.post(f"{at}/visit/").status_code == 404
    assert holder.post(f"{at}/visit/").headers["Location"] == page

    drawn.refresh_from_db()
    assert drawn.visit_asked_at == MONDAY
    assert not drawn.proofs.exists()
    assert "A visit is asked for." in text_of(holder.get(page))
    assert Notice.objects.filter(to_person=drawn.person, kind="acted-for-you").exists()
    assert AccessEntry.objects.filter(person=drawn.person, mandate=mandate, what="history").exists()
    mandating.end(mandate.number, by=again(world.applicant), now=MONDAY)
    assert holder.post(f"{at}/visit/").status_code == 404
