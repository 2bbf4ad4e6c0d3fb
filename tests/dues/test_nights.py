"""What happens without anybody: months opened, reminders, lapses, the nightly comparison."""

from datetime import date, timedelta

import pytest

from casework.models import Duty, Notice
from journal import keys
from payments.actions import reconciling
from payments.models import DailySheet, Difference
from payments.providers.sandbox import SandboxCharge
from services.dues.actions import lapsing, opening
from services.dues.models import Due
from tests.cast import MONDAY
from tests.dues.story import dues, fresh, make_owing, order, pay, work

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world():
    return make_owing()


def test_a_month_is_opened_once_however_often_it_is_tried(world):
    october = MONDAY.replace(month=10)

    for _again in range(2):
        opening.owe_month(now=october)
        duty = Duty.objects.get(key="open-dues:2026-10-01:0")
        opening.do_open(duty, october)

    assert [each.period.month for each in dues(world)] == [7, 8, 9, 10]
    assert dues(world)[-1].amount_fen == 95_500


def test_nobody_with_an_employer_and_no_insured_month_is_due(world):
    held = dues(world)[0].relationship

    assert opening.open_dues(held, date(2026, 6, 1), MONDAY) is None
    held.employer_name = "杭州示例公司"
    held.save()
    assert opening.open_dues(held, date(2026, 12, 1), MONDAY) is None


def test_people_are_reminded_and_what_lapses_is_told(world):
    last = MONDAY.date() + 10 * DAY
    Due.objects.update(last_day=last)

    told = [lapsing.remind(last - days * DAY, now=MONDAY) for days in (11, 10, 10, 3, 1)]
    lapsed = [lapsing.lapse(last + n * DAY, now=MONDAY) for n in (0, 1, 2)]

    assert told == [0, 1, 0, 1, 1]
    assert lapsed == [0, 3, 0]
    assert {each.state for each in dues(world)} == {Due.State.LAPSED}
    assert Notice.objects.filter(kind="due-lapsed").count() == 1


def test_a_night_finds_what_each_side_lacks_and_signs_what_it_found(world):
    made, unknown = order(world, 1), None
    charge = pay(made)
    work(MONDAY + timedelta(minutes=2))
    unknown = SandboxCharge.objects.get(pk=charge.pk)
    unknown.pk, unknown.provider_no = None, "SB-NOBODY-KNOWS"
    unknown.save()

    sheet = reconciling.reconcile("sandbox", MONDAY.date(), now=MONDAY + DAY)
    again = reconciling.reconcile("sandbox", MONDAY.date(), now=MONDAY + DAY)
    work(MONDAY + DAY)  # what they have and we do not is asked about by itself

    found = Difference.objects.get()
    assert (found.kind, found.provider_no) == ("missing-here", "SB-NOBODY-KNOWS")
    assert sheet == again
    assert (sheet.ours_fen, sheet.theirs_fen, sheet.ledger_fen) == (95_500, 191_000, 95_500)
    assert keys.is_signed(said_by(sheet), sheet.signature, keys.mounted().public)
    assert fresh(made).state == "paid"
    assert fresh(made).payments.count() == 2


def said_by(sheet):
    names = (
        *("ours_count", "ours_fen", "theirs_count", "theirs_fen", "refunds_fen"),
        *("ledger_fen", "differences"),
    )
    head = {"provider": sheet.provider, "day": sheet.day.isoformat()}
    return {**head, **{name: getattr(sheet, name) for name in names}}


def test_nights_are_owed_for_days_with_orders_and_once(world):
    order(world, 1)

    for _again in range(2):
        reconciling.owe_nights(now=MONDAY + DAY)
    work(MONDAY + 2 * DAY)

    assert DailySheet.objects.filter(day=MONDAY.date()).count() == 1
