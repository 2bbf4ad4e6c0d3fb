"""Papers that nobody is asked for: promised, or held in a letter that the portal has issued."""

from dataclasses import replace

import pytest
from django.urls import reverse

from applications import papers
from applications.actions import applying, drafting
from applications.fields import FormPage
from applications.sparing import PROMISED, by_letter, by_promise, either
from casework.actions.duties import do_what_is_due
from kit.errors import NotValid
from law.wording import Text
from letters.actions.issuing import end_letter
from letters.models import Letter
from tests.applications import samples
from tests.cast import MONDAY
from tests.papers import SLOT, fresh, paper
from tests.story import at_stage

pytestmark = pytest.mark.django_db
PROMISE = replace(samples.SURE, name="promise", required=lambda _answers: False)
UNLESS = Text(
    "书面承诺或门户已出具办结通知的，免提交", "Not needed with a promise or our own notice"
)


@pytest.fixture
def service(redeclare):
    """A service whose paper a promise spares, or the completion notice of a transfer."""
    letter = by_letter("pension-transfer", Letter.Kind.COMPLETION)
    spared = either(letter, by_promise("promise"))
    page = FormPage(slug="sure", title=Text("确认", "Sure"), fields=(samples.SURE, PROMISE))
    return redeclare(
        samples.PLATE,
        papers=(paper(spared=spared, unless=UNLESS),),
        pages=(samples.PLATE.pages[0], page),
    )


def begun(world, service, now=MONDAY, **answers):
    application = drafting.start(service, by=world.applicant, now=now)
    said = {"line": "Haus", "sure": True, **answers}
    drafting.save(fresh(application), said, by=world.applicant, now=now)
    return fresh(application)


def test_without_a_promise_or_a_letter_the_paper_is_asked_for(world, folder, service):
    application = begun(world, service)

    [stands] = papers.of(application)
    assert (stands.is_missing, stands.spared) == (True, None)
    with pytest.raises(NotValid) as refusal:
        applying.submit(application, by=world.applicant, now=MONDAY)
    assert f"paper:{SLOT}" in refusal.value.errors


def test_a_promise_stands_in_its_place_and_is_in_the_answers(world, folder, service):
    application = begun(world, service, promise=True)

    assert papers.of(application)[0].spared == PROMISED
    sent = applying.submit(application, by=world.applicant, now=MONDAY)
    assert fresh(sent).raw_answers["promise"] is True


def test_a_promise_taken_back_asks_for_the_paper_again(world, folder, service):
    application = begun(world, service, promise=True)
    drafting.save(application, {"promise": False}, by=world.applicant, now=MONDAY)

    assert papers.of(fresh(application))[0].is_missing


def test_our_own_letter_stands_in_its_place_as_long_as_it_counts(world, folder, service):
    story = at_stage(world, "completed")
    application = begun(world, service, now=story.now)
    letter = Letter.objects.get(kind=Letter.Kind.COMPLETION)

    assert letter.printed_number in papers.of(application)[0].spared.zh
    end_letter(letter, now=story.now, reason="x")
    assert papers.of(fresh(application))[0].is_missing


def test_another_persons_letter_spares_nothing(world, folder, service):
    at_stage(world, "completed")
    application = drafting.start(service, by=world.other_person, now=MONDAY)
    drafting.save(application, {"line": "王", "sure": True}, by=world.other_person, now=MONDAY)
    do_what_is_due(now=MONDAY)

    assert papers.of(fresh(application))[0].is_missing


def test_guide_and_wizard_say_so(world, folder, service, client):
    client.force_login(world.applicant.user)
    guide = client.get(reverse("service_guide", args=[service.name])).text
    assert UNLESS.zh in guide
    application = begun(world, service, promise=True)

    page = client.get(reverse("apply_papers", args=[application.case.number])).text

    assert PROMISED.zh in page
    assert f"papers/add/{SLOT}/" not in page
