"""The cast of every other test, and those beside it: who stands in which column of the table."""

from datetime import date

from accounts.models import User
from agencies.actors import ANONYMOUS, actor_of, actor_of_client
from agencies.models import Post
from casework.actions import mandating
from kit import clock
from tests.api.calling import register
from tests.cast import (
    MONDAY,
    identity_number,
    make_clerk,
    make_person,
    make_verified_user,
    make_world,
)
from tests.kept import kept
from tests.mandates.giving import again, give

# Everybody, by what they are to a pension transfer from Chengdu to Guangzhou.
EVERYBODY = (
    "anonymous",
    "unverified",
    "applicant",
    "other_person",
    "delegate",
    "former_delegate",
    "delegate_elsewhere",
    "pension_new_a",
    "pension_original_a",
    "pension_stranger",
    "medical_new_a",
    "new_supervisor",
    "original_supervisor",
    "supervisor_above",
    "stranger_supervisor",
    "auditor_here",
    "auditor_elsewhere",
    "administrator",
    "client_new",
    "client_original",
    "client_stranger",
)

# One for each thing that an address can answer; the others differ from them by the table alone.
VISITORS = (
    "anonymous",
    "unverified",
    "applicant",
    "other_person",
    "delegate",
    "former_delegate",
    "pension_new_a",
    "pension_original_a",
    "pension_stranger",
    "supervisor_above",
    "auditor_here",
    "administrator",
    "client_new",
    "client_stranger",
)


def make_everybody():
    """Make the usual world, more supervisors and auditors, and an agency's system on each side."""
    return kept(("everybody",), _build_everybody)


def _build_everybody():
    world = make_world()
    place = lambda name: world.agency("pension", name)  # noqa: E731
    people = {
        "anonymous": ANONYMOUS,
        "new_supervisor": make_clerk("su-new", place("guangzhou"), Post.Role.SUPERVISOR),
        "original_supervisor": make_clerk("su-old", place("chengdu"), Post.Role.SUPERVISOR),
        "supervisor_above": make_clerk("su-above", place("guangdong"), Post.Role.SUPERVISOR),
        "stranger_supervisor": make_clerk("su-far", place("zhejiang"), Post.Role.SUPERVISOR),
        "auditor_here": make_clerk("pa-here", place("guangdong"), Post.Role.AUDITOR),
        "auditor_elsewhere": make_clerk("pa-far", place("zhejiang"), Post.Role.AUDITOR),
        "client_new": make_client(place("guangzhou")),
        "client_original": make_client(place("chengdu")),
        "client_stranger": make_client(place("hangzhou")),
    }
    world.people.update(people)
    world.people.update(_make_delegates(world))
    world.people["administrator"] = actor_of(world.people["administrator"].user)
    return world


def _make_delegates(world):
    """Let three act for the applicant: in this service, until the mandate ended, in another one."""
    User.objects.filter(pk=world.applicant.user.pk).update(real_person_at=MONDAY)
    giver, now, made = again(world.applicant), clock.now(), {}
    for year, name in enumerate(("delegate", "former_delegate", "delegate_elsewhere"), start=1970):
        born_on = date(year, 3, 3)
        person = make_person(f"赵{name[:1]}", born_on, number=identity_number(born_on))
        made[name] = make_verified_user(name, person)
        services = ("medical-transfer",) if name == "delegate_elsewhere" else ("pension-transfer",)
        mandate = give(giver, made[name], now=now, services=services)
        if name == "former_delegate":
            mandating.end(mandate.number, by=giver, now=now)
    world.people["applicant"] = again(world.applicant)
    return {name: again(who) for name, who in made.items()}


def make_client(agency):
    """Register an agency's system."""
    return actor_of_client(register(agency, f"system-{agency.code}").client_id)
