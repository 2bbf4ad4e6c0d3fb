"""The pages of what is due, and the programs that pay: what they show and what they refuse."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from payments.models import Difference, Order
from payments.providers import sandbox
from tests.api.calling import program_of
from tests.applications.reading import reader, text_of, visitor
from tests.cast import MONDAY
from tests.dues.story import dues, make_owing, order, pay, work

pytestmark = pytest.mark.django_db
TOTAL = "¥2,865.00"


@pytest.fixture
def world(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    return make_owing()


def test_a_quarter_is_paid_from_the_list_to_the_receipt(world):
    client = reader(world.applicant)
    listed = client.get("/dues/")
    mark = listed.context["mark"] if listed.context else None
    assert TOTAL in text_of(listed)
    keys = [each.pk for each in dues(world)]
    chosen = {"due": keys, "provider": "sandbox", "mark": mark_of(listed)}

    ordered = client.post("/dues/", chosen)
    at_till = client.post(f"{ordered['Location']}pay/")
    declined = client.post(at_till["Location"], {"manner": "decline"})
    said = client.get(client.get(declined["Location"])["Location"])
    assert "Nothing was taken" in text_of(said)
    client.post(at_till["Location"], {"manner": "pay"})
    back = client.post(at_till["Location"], {"manner": "pay"})
    shown = client.get(client.get(back["Location"])["Location"])

    assert mark is None or mark
    assert "Your payment has arrived" in text_of(shown)
    assert "goes back to you" in text_of(shown)
    assert "Receipt of the payment (PDF)" in text_of(shown)
    assert "Nothing is due" in text_of(client.get("/dues/"))
    assert client.get(f"/cases/{Order.objects.get().case_number}/").status_code == 200


def mark_of(page):
    _head, _found, tail = page.content.decode().partition('name="mark" value="')
    return tail.partition('"')[0]


def test_an_order_is_nobody_elses(world):
    made = order(world)

    assert reader(world.other_person).get(made.get_absolute_url()).status_code == 404
    assert visitor().get(made.get_absolute_url()).status_code == 302
    assert reader(world.other_person).post(f"/dues/orders/{made.number}/cancel/").status_code == 404


def test_a_list_that_has_changed_is_shown_anew(world):
    chosen = {"due": [dues(world)[0].pk], "provider": "sandbox", "mark": "1"}

    answer = reader(world.applicant).post("/dues/", chosen)

    assert answer.status_code == 409
    assert "has changed meanwhile" in text_of(answer)
    assert not Order.objects.exists()


def test_a_program_orders_by_keys_and_never_by_an_amount(world):
    program = program_of(world.applicant)
    listed = program.get("dues")
    keys = [each["id"] for each in listed.json()["dues"]]
    body = {"dues": keys, "provider": "sandbox"}
    tag = {"If-Match": listed["ETag"]}

    assert listed.json()["total"] == "2865.00"
    assert program.post("orders", body).status_code == 428
    assert program.post("orders", {**body, "amount": "1.00"}, **tag).status_code == 400
    assert program.post("orders", {**body, "dues": [keys[1]]}, **tag).status_code == 422
    made = program.post("orders", body, **tag)
    assert made.status_code == 201
    assert program.post("orders", body, **tag).status_code == 409
    one = program.get(f"orders/{made.json()['number']}").json()
    assert (one["state"], one["amount"], len(one["dues"])) == ("open", "2865.00", 3)
    assert program_of(world.other_person).get(f"orders/{one['number']}").status_code == 404
    gone = program.post(f"orders/{one['number']}/cancel")
    assert gone.json()["state"] == "cancelled"


def test_call_backs_need_no_token_and_a_right_signature(world):
    made = order(world)
    charge = pay(made)
    headers, body = sandbox.call_back(made.number, charge.provider_no, 1, now=MONDAY)
    at = "/api/v1/payments/sandbox/events/"

    def send(body, headers, at=at):
        return visitor().post(at, body, content_type="application/json", headers=headers)

    assert send(body, headers).json() == {"is_new": True}
    assert send(body, headers).json() == {"is_new": False}
    assert send(body + b" ", headers).status_code == 403
    assert send(body, {}).status_code == 403
    assert send(b"[]" * 20_000, headers).status_code == 413
    assert send(body, headers, "/api/v1/payments/nobody/events/").status_code == 404
    old = sandbox.call_back(made.number, "x", 1, now=MONDAY - timedelta(days=1))
    assert send(old[1], old[0]).status_code == 403
    assert json.loads(body)["amount_fen"] == 1  # it is not believed
    work(MONDAY)
    assert Order.objects.get().state == "paid"


def test_two_of_the_desk_settle_a_difference(world):
    made = order(world)
    pay(made, apart_fen=-1)
    work(MONDAY + timedelta(minutes=2))
    Difference.objects.update(agency=world.agency("pension", "guangzhou"))
    found, [first, second] = (
        Difference.objects.get(),
        [reader(each) for each in (world.pension_new_a, world.pension_new_b)],
    )
    at = f"/desk/differences/{found.pk}/"

    assert "The amounts differ" in text_of(first.get("/desk/differences/"))
    first.post(at, {"explanation": "银行少划一分，已联系补足。"})
    first.post(at, {"what": "settle"})
    assert Difference.objects.get().settled_at is None
    second.post(at, {"what": "settle"})
    assert Difference.objects.get().settled_by == world.pension_new_b.user
    work(MONDAY + timedelta(minutes=4))
    assert Order.objects.get().payments.get().state == "sent-back"
    assert {each.state for each in dues(world)} == {"open"}
    assert reader(world.medical_new_a).post(at, {"what": "settle"}).status_code == 404


def test_the_pages_of_the_service_lead_to_the_list(world):
    client = reader(world.applicant)

    assert client.get("/services/contribution-payment/").status_code == 200
    started = client.post("/services/contribution-payment/apply/")
    assert started["Location"] == "/dues/"
    checked = client.get(reverse("service_check", args=["contribution-payment"]))
    assert checked.status_code == 200
