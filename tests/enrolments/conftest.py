"""The cast, whose agencies enrol online, and the values of the year, approved."""

import pytest

from services.enrolments.certificate import STATEMENT
from services.enrolments.change import CHANGE
from services.enrolments.closing import CLOSING
from services.enrolments.flexible import FLEXIBLE
from services.enrolments.inheritance import INHERITANCE
from services.enrolments.merging import MERGING
from services.enrolments.residents import RESIDENT_MEDICAL, RESIDENT_PENSION
from services.enrolments.sharing import SHARING
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world_online
from tests.enrolments.story import approve_values

SERVICES = (
    FLEXIBLE,
    RESIDENT_MEDICAL,
    RESIDENT_PENSION,
    CHANGE,
    STATEMENT,
    SHARING,
    INHERITANCE,
    CLOSING,
    MERGING,
)


@pytest.fixture
def world(db, monkeypatch, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    print_blank_letters(monkeypatch)
    made = make_world_online(*SERVICES)
    approve_values()
    return made
