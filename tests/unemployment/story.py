"""How the tests lose their work, by the real actions."""

from datetime import date
from decimal import Decimal

from accounts.models import Person
from applications.actions import applying, drafting
from applications.acts.doing import do
from applications.acts.naming import APPROVE, PREPARE
from applications.models import Application
from applications.registry import service_of
from casework.models import Case
from records.models import InsuredPeriod, Relationship
from records.rules.contributions import month_number, month_of
from services.unemployment.models import Spell
from tests.cast import MONDAY

TODAY = date(2026, 9, 7)
LAST_DAY = date(2026, 8, 31)
BENEFIT = "unemployment-benefit"
ANSWERS = {
    "employer": "示例科技有限公司",
    "last_day": LAST_DAY,
    "ending": "reduction",
    "looking": True,
}


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def insure(
    world, months, *, place="guangzhou", status="suspended", until=date(2026, 8, 1), person=None
):
    """Write down so many months of unemployment insurance, the last one in August."""
    person = person or world.person
    held, _new = Relationship.objects.get_or_create(
        person=person,
        agency=world.agency("pension", place),
        insurance="unemployment",
        scheme="employee",
        defaults={
            "status": status,
            "personal_number": f"U{person.pk}{place[:2]}",
            "employer_name": "示例科技有限公司",
            "opened_month": month_of(month_number(until) - months + 1),
        },
    )
    last = month_number(until)
    first = last - months + 1
    while first <= last:
        end = min(last, first // 12 * 12 + 11)
        InsuredPeriod.objects.create(
            relationship=held,
            first_month=month_of(first),
            last_month=month_of(end),
            base_fen=600_000,
            employer_rate=Decimal("0.008"),
            personal_rate=Decimal("0.002"),
            account_rate=Decimal(0),
        )
        first = end + 1
    return held


def paid_for_years(world):
    """Seven years are on record."""
    if not Relationship.objects.filter(person=world.person, insurance="unemployment").exists():
        insure(world, 84)


def file(world, service=BENEFIT, answers=ANSWERS, now=MONDAY):
    """Fill in and send what is asked for."""
    application = drafting.start(service_of(service), by=world.applicant, now=now)
    drafting.save(application, answers, by=world.applicant, now=now)
    application = chosen(world, fresh(application), now)
    applying.submit(application, by=world.applicant, now=now, despite_checks=True)
    return fresh(application)


def chosen(world, application, now=MONDAY, place="guangzhou"):
    """Let the person choose who handles it, where there is a choice."""
    if application.agency is None:
        agency = world.agency("pension", place)
        drafting.choose_agency(application, agency, by=world.applicant, now=now)
    return fresh(application)


def act(name, application, who, now=MONDAY, **said):
    application = fresh(application)
    return do(name, application, said, by=who, now=now, version=application.case.version)


def decide(world, application, outcome="granted", now=MONDAY, **said):
    """Let two persons of the agency in Guangzhou decide."""
    act(PREPARE, application, world.pension_new_a, now, outcome=outcome, **said)
    act(APPROVE, application, world.pension_new_b, now)
    return fresh(application)


def draw(world, months=12, first=date(2026, 9, 1)):
    """Let somebody draw benefit at Guangzhou, without having applied."""
    running = Spell.objects.filter(person=world.person, ended_because="").first()
    if running is not None:
        return running
    number = Case.objects.count()
    case = Case.objects.create(
        number=f"U2026{number:08}",
        person=world.person,
        service=BENEFIT,
        status="completed",
        submitted_at=MONDAY,
        closed_at=MONDAY,
        created_at=MONDAY,
    )
    return Spell.objects.create(
        person=world.person,
        case=case,
        agency=world.agency("pension", "guangzhou"),
        region="440100",
        since=TODAY,
        months_paid=84,
        months=months,
        first_month=first,
        made_at=MONDAY,
    )


def near_the_age(world):
    """Somebody draws two months and is 54 years and some months old."""
    Person.objects.filter(pk=world.person.pk).update(born_on=date(1971, 9, 1), sex="female")
    world.person.refresh_from_db()
    Spell.objects.filter(person=world.person).update(ended_because="work", ended_on=TODAY)
    draw(world, months=2)
