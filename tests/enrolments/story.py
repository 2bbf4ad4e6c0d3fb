"""How the tests enrol: by the real actions, in a year whose values two administrators approved."""

from datetime import date

from accounts.models import User
from agencies.models import RuleValue
from applications.actions import applying, drafting
from applications.acts.doing import do
from applications.drafts import Draft, settle_agency
from applications.models import Application
from records.models import Relationship
from services.enrolments.flexible import FLEXIBLE
from tests.cast import MONDAY
from tests.papers import find_good

YEAR = {"valid_from": date(2026, 7, 1), "valid_to": date(2027, 6, 30)}
VALUES = (
    ("enrolment.pension-base", "330100", "least", 5000),
    ("enrolment.pension-base", "330100", "most", 25000),
    ("enrolment.pension-base", "510100", "least", 4600),
    ("enrolment.pension-base", "510100", "most", 23000),
    ("enrolment.resident-period", "330100", "", 59),
    ("enrolment.resident-medical", "330100", "adult|1", 500),
)
ANSWERS = {
    "insurance": "pension",
    "place": "330100",
    "permit": True,
    "work": "self-employed",
    "tier_base": "other",
    "base": None,
    "begins": "this",
    "is_true": True,
}


def approve_values():
    """Approve what one pays in Hangzhou and Chengdu from July 2026."""
    first, second = User.objects.filter(is_superuser=True).order_by("pk")[:2]
    for rule, region, key, number in VALUES:
        RuleValue.objects.create(
            rule=rule,
            region_id=region,
            key=key,
            number=number,
            document_number="示例〔2026〕1号",
            document="示例通知",
            document_en="Sample notice",
            effective_on=YEAR["valid_from"],
            proposed_by=first,
            proposed_at=MONDAY,
            approved_by=second,
            approved_at=MONDAY,
            **YEAR,
        )


def stop_all(person):
    """Let nothing run any more."""
    Relationship.objects.filter(person=person).update(status=Relationship.Status.SUSPENDED)


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def filled(world, service=FLEXIBLE, by=None, now=MONDAY, **answers):
    """Begin and answer, but do not send."""
    by = by or world.applicant
    application = drafting.start(service, by=by, now=now)
    drafting.save(application, answers, by=by, now=now)
    application = fresh(application)
    settle_agency(Draft(application, by, now))
    return fresh(application)


def send(world, application, by=None, now=MONDAY, despite_checks=True):
    by = by or world.applicant
    applying.submit(application, by=by, now=now, despite_checks=despite_checks)
    return fresh(application)


# --- What two persons decide ----------------------------------------------------------------------
def decide(world, application, outcome="granted", now=MONDAY, **said):
    """Let the two clerks of the agency that has it decide."""
    first, second = (
        each
        for name, each in world.people.items()
        if each.agency == application.agency and name[-2:] in {"_a", "_b"}
    )
    find_good(application, first, now=now)
    _act("prepare-decision", application, first, now, outcome=outcome, note="已核对。", **said)
    _act("approve-decision", application, second, now)
    return fresh(application)


def _act(name, application, who, now, **said):
    whole = fresh(application)
    return do(name, whole, said, by=who, now=now, version=whole.case.version)
