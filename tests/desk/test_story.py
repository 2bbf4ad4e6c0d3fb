"""The whole transfer at the desks of two agencies, two clerks at each, for both insurances."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework.actions.duties import do_what_is_due
from casework.rules.statuses import Status
from tests.desk.conftest import fresh, submitted, text_of

INSURANCES = pytest.mark.parametrize("insurance", ["pension", "medical"])


def later(monday, days=1):
    """Let days pass and the worker do its work."""
    monday.shift(timedelta(days=days))
    do_what_is_due(now=timezone.now())


@INSURANCES
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_two_clerks_at_each_agency_move_an_insurance(world, desk, monday, insurance, language):
    new_a, new_b, old_a, old_b = (
        desk(f"{insurance}_{name}", language)
        for name in ("new_a", "new_b", "original_a", "original_b")
    )
    transfer = submitted(world, insurance)
    number = transfer.case.number

    assert new_a.act(transfer, "claim").status_code == 302
    assert new_a.act(transfer, "accept").status_code == 302
    assert "保转〔2026〕1号" in text_of(new_a.page(transfer))
    later(monday)
    assert old_a.page(transfer).status_code == 200
    assert old_a.act(transfer, "form/prepare", remark="").status_code == 302
    assert old_a.open(f"/desk/cases/{number}/form/").status_code == 200
    assert old_b.open(f"/desk/cases/{number}/form/").status_code == 200
    sent = {"sent_on": "2026-09-08"}
    assert old_b.act(transfer, "form/send", reference="B-1", **sent).status_code == 302
    later(monday)
    money = fresh(transfer).remittances.get()
    day = {"arrived_on": "2026-09-09"}
    amount = f"{money.amount_fen / 100:.2f}"
    arrival = new_a.act(transfer, f"settle/arrived/{money.pk}", amount=amount, **day)
    assert arrival.status_code == 302
    assert new_a.open(f"/desk/cases/{number}/settle/").status_code == 200
    assert new_a.act(transfer, "settle/confirm").status_code == 302
    assert new_b.open(f"/desk/cases/{number}/settle/").status_code == 200
    assert new_b.act(transfer, "settle/complete").status_code == 302

    assert fresh(transfer).case.state == Status.COMPLETED
    assert new_a.page(transfer).status_code == 200
    assert old_a.page(transfer).status_code == 200


def test_what_one_person_prepares_another_has_to_send(world, desk, monday, waiting):
    desk("pension_new_a").act(waiting, "accept")
    later(monday)
    preparer = desk("pension_original_a")
    preparer.act(waiting, "form/prepare", remark="")
    sent = {"sent_on": "2026-09-08"}

    answer = preparer.act(waiting, "form/send", reference="B-1", **sent)

    assert answer.status_code == 403
    assert "A second person has to approve what you prepared." in text_of(answer)
    assert "Waiting for a second person" in text_of(preparer.page(waiting))
    assert "Waiting for you as the second person" in text_of(
        desk("pension_original_b").page(waiting)
    )
    assert fresh(waiting).case.state == Status.LETTER_ISSUED
