"""What has to stand on the record before a service can be walked from its first page to its end."""

from datetime import date
from decimal import Decimal

from accounts.models import Person
from agencies.models import Agency
from applications.actions import drafting
from applications.registry import service_of
from casework.models import Case
from payouts.actions import entitling
from payouts.models import Entitlement, Payable
from records.models import Relationship
from services.cards.models import Card
from services.cards.rules.states import State
from services.retirement.models import Finding, Publication
from services.unemployment.models import Spell
from tests.cards.story import card_of
from tests.cast import MONDAY, identity_number, insure, make_person
from tests.survivors import story as mourning
from tests.unemployment.story import draw, near_the_age, paid_for_years

DIED = date(2026, 3, 2)
DECEASED, HEIR = date(1960, 1, 5), date(1992, 5, 10)
RELATIVE = date(1961, 2, 3)


def _a_card(state):
    def prepare(world):
        before = State.NORMAL.value if state is State.FORMAL else ""
        if not Card.objects.exists():
            card_of(world)
        Card.objects.update(state=state.value, state_before=before, lapses_at=None)

    return prepare


def _a_spell(world):
    """Somebody draws unemployment benefit, close to the pension age."""
    draw(world)


def _judged(world):
    """Let the file say that the applicant is of age: nothing else about them changes."""
    if Finding.objects.filter(person=world.person).exists():
        return
    service = service_of("file-pre-review")
    draft = drafting.start(service, by=world.applicant, now=MONDAY)
    Finding.objects.create(
        case=draft.case,
        person=world.person,
        agency=world.agencies["pension-guangzhou"],
        kind="birth",
        from_month=date(1971, 11, 1),
        proof_page="第1页",
        judged_by=world.people["pension_new_a"].user,
        judged_at=MONDAY,
    )


def _made_public(world):
    """Let what is about to be asked for have been public for its days."""
    _judged(world)
    draft = drafting.start(service_of("special-work"), by=world.applicant, now=MONDAY)
    Publication.objects.create(
        case=draft.case,
        person=world.person,
        agency=world.agencies["pension-guangzhou"],
        name="王*燕",
        employer="示例厂",
        what="高温，9年",
        from_day=date(2026, 8, 10),
        until_day=date(2026, 8, 17),
        made_by=world.people["pension_new_a"].user,
        made_at=MONDAY,
    )


def _a_death(world):
    """Somebody insured where the walk asks has died, and the applicant is the one heir."""
    died = make_person("王建国", DECEASED, deceased_on=DIED)
    agency = world.agency("pension", "guangzhou")
    insure(died, agency, "pension", range(2014, 2026))


def _a_relative(world):
    """Somebody of the family is on record, and lives by it."""
    make_person("王建军", RELATIVE)


def _two_accounts(world):
    """An agency has taken over another one, so that one office keeps two accounts."""
    old, new = world.agency("medical", "chengdu"), world.agency("medical", "guangzhou")
    Agency.objects.filter(pk=old.pk).update(is_active=False, successor=new)


def _draws_nothing(world):
    """Whatever a service walked before has begun to pay ended before this one begins."""
    for each in Entitlement.objects.filter(person=world.person, state="active"):
        entitling.end(each, last_month=date(2020, 1, 1), reason="other", at=MONDAY)


def _contract_is_over(world):
    """Nothing is drawn, whatever a service walked before has begun."""
    running = Spell.objects.filter(person=world.person, ended_because="")
    running.update(ended_because="work", ended_on=MONDAY.date())


def _insured_as_resident(world):
    """Somebody has paid as a resident beside their work, and draws nothing yet."""
    _draws_nothing(world)
    held = Relationship.objects.filter(person=world.person, scheme="resident", insurance="pension")
    if not held.update(status=Relationship.Status.ACTIVE):
        agency = world.agency("pension", "guangzhou")
        insure(world.person, agency, "pension", range(2009, 2014), scheme="resident")


def paid_claim(world, agency=None):
    """The fund of an agency has paid a claim by hand: 24,000 yuan."""
    case = Case.objects.create(
        number="R2026-PAID",
        service="reimbursement-inpatient",
        person=world.person,
        status="completed",
        submitted_at=MONDAY,
        closed_at=MONDAY,
        created_at=MONDAY,
    )
    Payable.objects.create(
        key="reimbursement:walk",
        case=case,
        person=world.person,
        agency=agency or world.agency("medical", "guangzhou"),
        benefit="reimbursement",
        fund="medical",
        kind="one-off",
        month=MONDAY.date().replace(day=1),
        period=MONDAY.date().replace(day=1),
        gross_fen=2_400_000,
        amount_fen=2_400_000,
        state="paid",
        owed_at=MONDAY,
        settled_at=MONDAY,
        booked_on=MONDAY.date(),
    )


# Figures as a clerk works them out, where not any amount will do.
WORKED_OUT = {"months": "5个月", "basic": "240.00"}
PREPARED = {
    "disability-allowance": _draws_nothing,
    "account-inheritance": _a_death,
    "account-merging": _two_accounts,
    "survivors": mourning.prepared,
    "record-stop-death": _a_relative,
    "reimbursement-recovered": paid_claim,
    "unemployment-benefit": paid_for_years,
    "unemployment-month": _a_spell,
    "unemployment-end": _a_spell,
    "unemployment-lump": _a_spell,
    "unemployment-rural": _contract_is_over,
    "unemployment-to-retirement": near_the_age,
    "file-pre-review": _judged,
    "retirement-choice": _judged,
    "retirement": _judged,
    "special-work": _made_public,
    "resident-pension": _insured_as_resident,
    "card-loss-temporary": _a_card(State.NORMAL),
    "card-loss-formal": _a_card(State.NORMAL),
    "card-found": _a_card(State.FORMAL),
    "card-replacement": _a_card(State.FORMAL),
}


# Where not whatever comes first will do: whoever retires does so in a month that lies ahead.
ANSWERED = {
    "reimbursement-recovered": lambda _world: {
        "claim": "R2026-PAID",
        "received": Decimal("100.00"),
        "received_on": MONDAY.date(),
    },
    "survivors": lambda world: mourning.answers((Person.objects.get(pk=world.person.pk), 1)),
    "account-inheritance": lambda _world: {
        "deceased_name": "王建国",
        "deceased_number": identity_number(DECEASED),
        "died_on": DIED,
        "insurance": "pension",
        "place": "440100",
        "heirs": [
            {
                "name": "王小燕",
                "number": identity_number(HEIR),
                "relation": "child",
                "parts": 1,
                "of_parts": 1,
            }
        ],
    },
    "record-stop-death": lambda _world: {
        "deceased_name": "王建军",
        "deceased_number": identity_number(RELATIVE),
        "died_on": DIED,
    },
    "account-merging": lambda _world: {"insurance": "medical"},
    "retirement-choice": lambda _world: {"day": date(2027, 1, 11)},
    "retirement": lambda _world: {"day": date(2026, 9, 11)},
}


def prepare(service, world):
    """Write down what the service is about."""
    if service.name in PREPARED:
        PREPARED[service.name](world)


def answered(service, world, wanted):
    """Return what the fields asked for are answered with, where not anything will do."""
    found = ANSWERED.get(service.name)
    fits = found(world) if found else {}
    return {each.name: fits[each.name] for each in wanted if each.name in fits}
