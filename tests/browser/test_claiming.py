"""A patient with twelve invoices of another province: without a script, up to the sum."""

from datetime import date, timedelta

import pytest

from applications.models import Application
from tests.browser.people import signed_in
from tests.browser.reading import PHONE
from tests.papers import bring_papers
from tests.reimbursement.conftest import insured_in_beijing

pytestmark = pytest.mark.browser
CAME_IN, LEFT = date(2026, 8, 3), date(2026, 8, 14)
BILLS = [
    f"{20_000_001 + n}\t{(CAME_IN + timedelta(days=n)).isoformat()}\t{2000 + n}.50"
    for n in range(12)
]


def test_a_patient_with_twelve_invoices_of_another_province_sees_what_is_paid(world, window):
    insured_in_beijing(world)
    person = signed_in(window("zh-hans", PHONE, java_script_enabled=False), world.applicant)
    person.open("/services/reimbursement-inpatient/")
    person.press("Begin")

    person.tick("where", "mainland")
    person.page.select_option("main [name=place]", "310000")
    person.press("Continue")
    person.page.select_option("main [name=hospital]", "310000-0")
    person.press("Continue")
    person.fill_day("admitted_on", CAME_IN)
    person.fill_day("discharged_on", LEFT)
    person.press("Continue")
    person.fill(diagnosis="腰椎间盘突出")
    person.tick("cause", "illness")
    person.press("Continue")
    person.tick("is_settled", "no")
    person.tick("ground", "no-card")
    person.press("Continue")

    # One by hand, then a second row; the rest is pasted, and one fault is put right at its cell.
    person.press("Add a row")
    person.unfold("Paste many rows at once")
    person.fill(**{"invoices-pasted": "\n".join([*BILLS[:-1], BILLS[-1].replace("-14", "-32")])})
    person.press("Add the pasted rows")
    assert person.page.locator(".rows__row").count() == 12
    person.fill(total="24072.00")
    person.press("Continue")
    assert person.page.locator("[aria-invalid=true]").count() == 1
    person.fill(**{"invoices-11-on": LEFT.isoformat()})
    person.press("Continue")
    application = Application.objects.whole().get()
    bring_papers(world, application)
    person.open(f"/apply/{application.case.number}/check/")

    page = person.page.locator("main").inner_text()
    assert "¥24,072.00" in page
    assert "没有办理异地就医备案" in page
