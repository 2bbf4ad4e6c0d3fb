"""The transfer from the first draft to the last month, by its actions alone."""

from datetime import timedelta

import pytest

from casework.actions.duties import do_what_is_due
from casework.models import Event, Notice
from casework.rules.statuses import Status
from letters.models import Letter
from records.models import InsuredPeriod, Posting
from tests.cast import MONDAY, make_draft, make_world
from transfers.actions import accepting, applying, arriving, handing_over, preparing_form, settling
from transfers.models import Transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def fresh(transfer):
    return Transfer.objects.whole().get(pk=transfer.pk)


def days(number):
    return MONDAY + timedelta(days=number)


@pytest.mark.parametrize("insurance", ["pension", "medical"])
def test_every_month_and_every_fen_arrives(world, insurance):
    clerk = {
        name: getattr(world, f"{insurance}_{name}")
        for name in ("new_a", "new_b", "original_a", "original_b")
    }
    transfer = make_draft(world, insurance)

    applying.submit(transfer, by=world.applicant, now=MONDAY)
    do_what_is_due(now=MONDAY)
    transfer = fresh(transfer)
    letter = accepting.accept(
        transfer, by=clerk["new_a"], now=days(1), version=transfer.case.version
    )
    do_what_is_due(now=days(1))
    form = preparing_form.prepare_form(fresh(transfer), by=clerk["original_a"], now=days(2))
    handing_over.send_form(
        form, reference="BANK-1", sent_on=days(2).date(), by=clerk["original_b"], now=days(2)
    )
    do_what_is_due(now=days(2))
    transfer = fresh(transfer)
    remittance = transfer.remittances.get()
    arriving.record_arrival(
        remittance,
        amount_fen=remittance.amount_fen,
        arrived_on=days(3).date(),
        by=clerk["new_a"],
        now=days(3),
    )
    settling.prepare_settlement(fresh(transfer), by=clerk["new_a"], now=days(3))
    settling.complete(fresh(transfer), by=clerk["new_b"], now=days(3))
    do_what_is_due(now=days(3))

    transfer = fresh(transfer)
    assert transfer.case.state == Status.COMPLETED
    assert letter.number == f"{transfer.new_agency.code}-2026-000001"
    assert transfer.settlement.months_counted == 11 * 12 + 12 + 8
    arrived = InsuredPeriod.objects.filter(case_number=transfer.case.number)
    assert sum(period.months for period in arrived) == 132
    assert sum(posting.amount_fen for posting in Posting.objects.all()) == 0
    kinds = set(Letter.objects.filter(case=transfer.case).values_list("kind", flat=True))
    assert kinds == {
        "submission-receipt",
        "acceptance-letter",
        "information-form",
        "completion-notice",
    }
    assert Letter.objects.filter(case=transfer.case, file=None).count() == 0
    assert "四川省成都市" in Letter.objects.get(case=transfer.case, kind=Letter.Kind.FORM).content
    assert Notice.objects.filter(kind="completed", to_person=world.person).count() == 1
    assert Event.objects.filter(case=transfer.case).count() > 8
