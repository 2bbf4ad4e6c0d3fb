"""One story on a telephone: a blurred page, a refusal, an objection to it, and who looked."""

from dataclasses import replace

import pytest

from agencies.actions.reference import load_terms
from applications import registry
from applications.acts.doing import do
from applications.acts_of_papers import JUDGE
from applications.models import Application, Offer, PaperPage
from casework.models import Case
from kit import clock
from tests import papers
from tests.applications import samples
from tests.browser.people import signed_in, worker_works
from tests.browser.reading import PHONE
from tests.cast import MONDAY, make_clerk

pytestmark = pytest.mark.browser
BLURRED, RIGHT = "第1页看不清，请重拍。", "名称符合规定，予以改正。"


@pytest.fixture
def plate(world, monkeypatch, settings, tmp_path):
    """A service with one paper that Guangzhou does online."""
    samples.declare(monkeypatch)
    settings.PAPERS_DIR = tmp_path / "papers"
    registry.declare(replace(samples.PLATE, papers=(papers.paper(),)))
    load_terms(now=MONDAY)
    agency = world.agency("pension", "guangzhou")
    Offer.objects.create(service="sample-plate", agency=agency, since=MONDAY)


def act(name, number, who, **said):
    application = Application.objects.whole().get(case__number=number)
    version = application.case.version
    return do(name, application, said, by=who, now=clock.now(), version=version)


def judge(number, who, mark, note=""):
    for page in PaperPage.objects.filter(case__number=number).counting():
        if page.mark != mark:
            act(JUDGE, number, who, page=page.key, mark=mark, note=note)


def photograph(person, colour):
    """Send a photograph from the page of papers, and wait until it was checked."""
    data = papers.picture("JPEG", size=(640, 480), colour=colour)
    page = {"name": "page.jpg", "mimeType": "image/jpeg", "buffer": data}
    person.page.locator("[name=files]").first.set_input_files([page])
    person.page.locator("form[data-sending] button").first.click()
    person.page.wait_for_load_state()
    person.page.locator(".pages__item").first.wait_for()
    worker_works()
    person.open(person.page.url)
    person.follow("Continue", within="main")


def test_a_blurred_page_is_sent_again_and_a_wrong_refusal_is_put_right(world, plate, window):
    person = signed_in(window("zh-hans", PHONE), world.applicant)
    person.open("/services/sample-plate/apply/")
    person.press("Begin")
    person.fill(line="王家")
    person.press("Continue")
    person.tick("sure")
    person.press("Continue")
    photograph(person, 10)
    person.tick("declared")
    person.press("Send it")
    number = Case.objects.get(service="sample-plate").number

    first, second = world.pension_new_a, world.pension_new_b
    judge(number, first, "blurred", BLURRED)
    act("ask-correction", number, first)
    person.open(f"/cases/{number}/")
    person.follow("Answer now")
    person.follow("Send these pages", within="main")
    replace_page(person)
    person.press("Send my answer")
    judge(number, first, "good")
    act("prepare-decision", number, first, outcome="refused", reasons=["SMP01"])
    act("approve-decision", number, second)
    worker_works()

    person.open(f"/cases/{number}/")
    person.follow("This is wrong: object", within="main")
    person.press("Begin")
    person.tick("what", "decision")
    person.press("Continue")
    person.fill(why="名称只有两个字。")
    person.press("Continue")
    person.tick("declared")
    person.press("Send it")
    objection = Case.objects.get(service="objection").number
    agency = world.agency("pension", "guangzhou")
    others = [make_clerk(f"other-{letter}", agency) for letter in "cd"]
    act("prepare-decision", objection, others[0], outcome="granted", note=RIGHT)
    act("approve-decision", objection, others[1])
    act("prepare-decision", number, first, outcome="granted")
    act("approve-decision", number, second)
    worker_works()

    person.open(f"/cases/{objection}/")
    assert RIGHT in person.page.locator("main").inner_text()
    person.open(f"/cases/{number}/")
    assert person.reads("What you asked for is done.")
    assert objection in person.page.locator("main").inner_text()
    person.open("/who-looked/")


def replace_page(person):
    """Send another photograph in the place of the blurred one."""
    data = papers.picture("JPEG", size=(640, 480), colour=200)
    page = {"name": "again.jpg", "mimeType": "image/jpeg", "buffer": data}
    person.unfold("Send another one in its place")
    person.page.locator(".pages__item [name=files]").first.set_input_files([page])
    person.page.locator(".pages__item form[data-sending] button").first.click()
    person.page.locator(".pages__item .field__error").wait_for(state="detached")
    worker_works()
    person.open(person.page.url)
    person.follow("Continue", within="main")
