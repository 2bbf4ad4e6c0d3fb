"""How the tests claim, enter lists and decide, by the real actions."""

from datetime import date
from decimal import Decimal

from applications.actions import applying, drafting
from applications.acts.doing import do
from applications.models import Application
from applications.registry import service_of
from services.reimbursement.rules.reading_lists import COLUMNS
from tests.cast import MONDAY
from tests.papers import bring_papers, find_good

STAY = {
    "where": "mainland",
    "place": "110000",
    "hospital": "110000-0",
    "admitted_on": date(2026, 8, 3),
    "discharged_on": date(2026, 8, 12),
    "stay_number": "",
    "diagnosis": "肺炎",
    "cause": "illness",
    "is_settled": False,
    "ground": "not-linked",
}
OF_A_STAY = ("admitted_on", "discharged_on", "stay_number")
VISIT = {name: STAY[name] for name in STAY if name not in OF_A_STAY}
HEAD = ",".join(COLUMNS) + "\n"


def bill(amount="48600.00", number="12345678", on=date(2026, 8, 12)):
    return {"number": number, "on": on, "amount": Decimal(amount)}


def bills(*rows):
    return {"invoices": list(rows), "total": sum(each["amount"] for each in rows)}


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def claim(world, *rows, service="reimbursement-inpatient", answers=STAY, by=None, **more):
    """Fill in and send a claim with its papers."""
    who = by or world.applicant
    application = drafting.start(service_of(service), by=who, now=MONDAY)
    said = {**answers, **bills(*(rows or (bill(),))), **more}
    drafting.save(application, said, by=who, now=MONDAY)
    application = bring_papers(world, fresh(application)) if by is None else fresh(application)
    applying.submit(application, by=who, now=MONDAY, despite_checks=True)
    return fresh(application)


def act(name, application, who, **said):
    application = fresh(application)
    return do(name, application, said, by=who, now=MONDAY, version=application.case.version)


def listed(*lines):
    """Return a list as hospitals write it; each line is `class,quantity,price,limit,rate`."""
    rows = []
    for number, line in enumerate(lines, start=1):
        number_of, class_, quantity, price, limit, rate = line
        amount = Decimal(quantity) * Decimal(price)
        rows.append(
            f"{number_of},{number},X{number},项目{number},{class_},{quantity},{price},"
            f"{amount:.2f},{limit},{rate}"
        )
    return HEAD + "\n".join(rows)


def prepare(world, application, outcome="granted", **said):
    find_good(application, world.people["beijing_a"])
    return act("prepare-decision", application, world.people["beijing_a"], outcome=outcome, **said)


def approve(world, application):
    return act("approve-decision", application, world.people["beijing_b"])


def decide(world, application, outcome="granted", **said):
    prepare(world, application, outcome, **said)
    return approve(world, application)
