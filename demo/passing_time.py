"""The demo clock: days pass one by one, and what each of them brings is done."""

from agencies import work_calendar
from casework.actions import duties, sending
from casework.rules.wishes import Way
from kit import clock
from law.workdays import add_workdays

FEWEST, MOST = 1, 60


def pass_working_days(number: int) -> None:
    """Move the clock forward by so many working days, so that reminders come in their order.

    The clock moves a day before that day's duties are done: a worker that ticks meanwhile does the
    same with the same date.
    """
    today = clock.today()
    until = add_workdays(today, number, work_calendar.national())
    for _day in range((until - today).days):
        clock.move_forward(1)
        while duties.do_what_is_due(now=clock.now()):
            pass
        for way in Way:
            sending.send_what_is_due(way, now=clock.now())
