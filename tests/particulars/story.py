"""How the tests file, compare and decide, by the real actions."""

from accounts.models import Person
from applications.actions import applying, drafting, proving
from applications.acts.doing import do
from applications.models import Application
from casework.actions.duties import do_what_is_due
from services.particulars.contact_change import CONTACT_CHANGE
from services.particulars.key_change import KEY_CHANGE
from tests.cast import MONDAY
from tests.papers import bring_papers, find_good

NEW_PHONE = "+8613911112222"
PHONE_ANSWERS = {
    "what": ["phone"],
    "phone": NEW_PHONE,
    "is_family": False,
    "sign_in_too": False,
}
WHY = {"claim": "same", "explanation": "", "others_show": True, "is_true": True}
NAME_ANSWERS = {"what": ["name"], "name": "王晓燕", **WHY}


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def person_of(world):
    return Person.objects.get(pk=world.person.pk)


def real_person(world):
    """The applicant, as one who has shown their document at a counter."""
    user = world.applicant.user
    user.real_person_at = MONDAY
    user.save(update_fields=["real_person_at"])


def draft(world, service, answers, now=MONDAY):
    real_person(world)
    application = drafting.start(service, by=world.applicant, now=now)
    drafting.save(application, answers, by=world.applicant, now=now)
    return fresh(application)


def prove(world, application, code_field="phone_code", now=MONDAY):
    contact, code = proving.new_code(application, code_field, application.raw_answers, now=now)
    drafting.save(application, {code_field: code}, by=world.applicant, now=now)
    return contact


def new_contacts(world, **answers):
    """Fill in new contact data, their phone proven."""
    application = draft(world, CONTACT_CHANGE, {**PHONE_ANSWERS, **answers})
    if "phone" in application.raw_answers["what"]:
        prove(world, application)
    return fresh(application)


def corrected(world, answers=NAME_ANSWERS, *, compared=True):
    """Fill in a correction, and let a worker ask the police about it."""
    application = draft(world, KEY_CHANGE, {**WHY, **answers})
    if compared:
        do_what_is_due(now=MONDAY)
    return fresh(application)


def send(world, application, now=MONDAY):
    application = bring_papers(world, application, now=now)
    applying.submit(application, by=world.applicant, now=now, despite_checks=True)
    return fresh(application)


def act(name, application, who, now=MONDAY, **said):
    application = fresh(application)
    return do(name, application, said, by=who, now=now, version=application.case.version)


def decide(world, application, outcome="granted", now=MONDAY, **said):
    find_good(application, world.pension_new_a, now=now)
    act("prepare-decision", application, world.pension_new_a, now, outcome=outcome, **said)
    return act("approve-decision", application, world.pension_new_b, now)
