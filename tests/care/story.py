"""How the tests register, by the real actions."""

from datetime import date

from applications.actions import applying, drafting
from applications.models import Application
from applications.registry import service_of
from services.care.models import Registration
from tests.cast import MONDAY

TODAY = date(2026, 9, 7)
NOTICE = {"notice_read": True}
BY_PROMISE = {
    "kind": "long-resident",
    "place": "310000",
    "from_day": TODAY,
    "address": "上海市示范路1号",
    "proof": "promise",
    "promise": True,
    **NOTICE,
}
SHORT = {"why_away": "visit", "place": "310000", "from_day": TODAY, **NOTICE}


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def send(world, service, answers, now=MONDAY):
    """Fill in and send what is asked for."""
    application = drafting.start(service_of(service), by=world.applicant, now=now)
    drafting.save(application, answers, by=world.applicant, now=now)
    applying.submit(fresh(application), by=world.applicant, now=now, despite_checks=True)
    return fresh(application)


def the_registration():
    return Registration.objects.get()
