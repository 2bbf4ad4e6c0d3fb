"""Of several who are paid in one case each is seen by the agency, and sees their own."""

from datetime import date

import pytest

from casework.models import Step
from payouts.actions import owing
from payouts.models import Payable
from tests.api.calling import program_of, program_of_agency
from tests.applications.reading import reader, text_of
from tests.cast import MONDAY, make_person, make_verified_user
from tests.payouts.story import GRANT, case_of, lines, make_paying

pytestmark = pytest.mark.django_db


def test_what_came_back_from_somebody_without_a_case_of_their_own_lies_at_the_desk(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    world = make_paying()
    agency, case = world.agency("pension", "hangzhou"), case_of(world.person, "U1")
    Step.objects.create(case=case, kind="review", agency=agency, opened_at=MONDAY)
    brother = make_person("王建军", date(1962, 3, 4), phone="+8613800000088")
    owed = {"benefit": GRANT.name, "agency": agency, "month": date(2026, 9, 1), "at": MONDAY}
    for place, each in enumerate((world.person, brother)):
        owing.owe(case, person=each, key=f"U1:{place}", lines=lines("900.00"), **owed)
    Payable.objects.update(state="returned", returned_because="R01")

    listed = text_of(reader(world.payer_a).get("/desk/payouts/payments/"))
    assert (world.person.name in listed, "王建军" in listed) == (True, True)
    assert len(program_of_agency(agency).get("payables").json()["results"]) == 2
    own = program_of(make_verified_user("brother", brother)).get("payables").json()["results"]
    assert [(each["amount"], each["case"]) for each in own] == [("900.00", "U1")]
