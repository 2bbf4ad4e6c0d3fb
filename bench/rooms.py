"""The pages of the rooms: what somebody draws, pays and has on record, and the desks of money."""

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from bench.pages import Page

OF_A_PERSON = (
    "my_benefits", "my_unemployment", "my_contributions", "my_accounts", "my_particulars",
    "my_registrations", "my_questions", "my_forecast", "my_calendar", "dues", "cards", "mandates",
)  # fmt: skip
OF_A_CLERK = ("desk_payouts", "desk_payments", "desk_recoveries", "desk_questions", "desk_bank")
OF_A_HEAD = ("desk_board", "desk_staff", "desk_looks", "desk_record_files")
OF_EVERYBODY = (
    "services", "care_which", "care_hospitals", "pension_forecast", "publications", "help",
    "punctuality", "verify",
)  # fmt: skip


def of_readers(person: User, clerk: User, head: User) -> list[Page]:
    """Return a page of each room, for whom it is."""
    return [*_of(person, OF_A_PERSON), *_of(clerk, OF_A_CLERK), *_of(head, OF_A_HEAD), *_public()]


def _of(reader: User, names: tuple[str, ...]) -> Iterator[Page]:
    for name in names:
        yield Page(name, reverse(name), reader)


def _public() -> Iterator[Page]:
    for name in OF_EVERYBODY:
        yield Page(name, reverse(name))
