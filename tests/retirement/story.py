"""Somebody who retires, and how the tests apply, judge and decide; by the real actions."""

from datetime import date
from decimal import Decimal

from accounts.models import Person
from agencies.models import RuleValue
from applications.actions import applying, drafting
from applications.acts.doing import do
from applications.models import Application, Offer
from applications.registry import service_of, services
from records.models import AccountYear, InsuredPeriod, Relationship
from tests.cast import MONDAY, make_world
from tests.kept import kept
from tests.owner import as_owner

ROOM = {
    "retirement",
    "retirement-choice",
    "file-pre-review",
    "special-work",
    "pension-extension",
    "disability-allowance",
    "recalculation",
    "resident-pension",
    "staying-abroad",
}
BORN = date(1971, 4, 15)  # a woman in a management post: of age in August 2026
ANSWERS = {
    "post": "management",
    "when": "statutory",
    "day": date(2026, 9, 10),
    "file_at": "employer",
    "birth_differs": False,
    "is_true": True,
}


def world_of_retiring():
    """Return the cast, one of whom has come of age and paid in Guangzhou for twenty years."""
    return kept(("of age",), _build)


def _build():
    made = make_world()
    Person.objects.filter(pk=made.person.pk).update(born_on=BORN)
    made.person.refresh_from_db()
    held = Relationship.objects.filter(person=made.person, insurance="pension")
    gone = held.exclude(agency__code="P440100")
    gone.update(status=Relationship.Status.MOVED)
    there = held.get(agency__code="P440100")
    InsuredPeriod.objects.filter(relationship__in=gone).update(gone_as="moved", gone_with="T-1")
    for year in range(2006, 2025):
        InsuredPeriod.objects.create(
            relationship=there,
            first_month=date(year, 1, 1),
            last_month=date(year, 12, 1),
            base_fen=500_000,
            employer_rate="0.16",
            personal_rate="0.08",
            account_rate="0.08",
        )
    last = there.account_years.order_by("-year").first()
    AccountYear.objects.filter(pk=last.pk).update(
        made_up_fen=10_000_000, closing_fen=last.closing_fen + 10_000_000
    )
    Offer.objects.bulk_create(
        Offer(service=each.name, agency=agency, since=MONDAY)
        for each in services()
        if each.name in ROOM
        for agency in made.agencies.values()
    )
    return made


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def send(world, service="retirement", answers=None, now=MONDAY):
    """Fill in and send what is asked for, whatever the rules say."""
    application = drafting.start(service_of(service), by=world.applicant, now=now)
    drafting.save(application, answers or ANSWERS, by=world.applicant, now=now)
    applying.submit(fresh(application), by=world.applicant, now=now, despite_checks=True)
    return fresh(application)


def act(world, name, application, who="pension_new_a", now=MONDAY, **said):
    """Let a clerk do something with a case."""
    case = fresh(application)
    return do(name, case, said, by=world.people[who], now=now, version=case.case.version)


def judge(world, application, kind, *, who="pension_new_a", now=MONDAY, **said):
    """Let the first clerk judge a fact of the file."""
    return act(
        world,
        "judge-file",
        application,
        who,
        now,
        **{"kind": kind, "proof_page": "第3页", "counts": "yes", **said},
    )


def grant(world, application, now=MONDAY):
    """Let one clerk prepare a yes, and another approve it."""
    act(world, "prepare-decision", application, "pension_new_a", now, outcome="granted", note="")
    act(world, "approve-decision", application, "pension_new_b", now)
    return fresh(application)


def approve_value(world, rule, number, *, region="440000", since=date(2026, 1, 1)):
    """Let two administrators approve a number of a place, by default in force since 2026."""
    people = world.people["administrator"].user, world.people["second_administrator"].user
    RuleValue.objects.create(
        rule=rule,
        region_id=region,
        number=Decimal(number),
        document_number="粤人社发〔2026〕1号",
        document="2026年省内标准",
        document_en="Values of the province in 2026",
        article="1",
        effective_on=since,
        is_verified=True,
        valid_from=since,
        proposed_by=people[0],
        proposed_at=MONDAY,
        approved_by=people[1],
        approved_at=MONDAY,
    )


def resident_of_sixty(world):
    """Let the person be sixty, and have paid in the residents' scheme for sixteen years."""
    Person.objects.filter(pk=world.person.pk).update(born_on=date(1966, 6, 15))
    world.person.refresh_from_db()
    others = Relationship.objects.filter(person=world.person, insurance="pension")
    there = others.get(agency__code="P440100")
    others.exclude(pk=there.pk).update(status=Relationship.Status.MOVED)
    with as_owner():  # the application takes no period away
        there.periods.all().delete()
    Relationship.objects.filter(pk=there.pk).update(scheme="resident", pre_1998_fen=0)
    for year in range(2009, 2025):
        InsuredPeriod.objects.create(
            relationship=there,
            scheme="resident",
            first_month=date(year, 1, 1),
            last_month=date(year, 12, 1),
            base_fen=0,
            employer_rate="0",
            personal_rate="0",
            account_rate="0",
        )
    last = there.account_years.order_by("-year").first()
    AccountYear.objects.filter(pk=last.pk).update(
        made_up_fen=last.made_up_fen + 2_780_000 - last.closing_fen, closing_fen=2_780_000
    )
