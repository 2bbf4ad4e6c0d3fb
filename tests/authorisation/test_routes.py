"""Every address is claimed by a row of the table, and opens to whom the row says."""

import pytest

from casework.rules.authorisation import TABLE, Action, Role
from portal.claims import CLAIMS, Door, claim_of
from tests.authorisation.cast import VISITORS
from tests.authorisation.doors import ROUTES, Scene, Visitor, claimed, is_of_a_case, role_of
from tests.authorisation.expected import COLUMN, lets_in, sees
from tests.story import Story, at_stage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("nothing_is_drawn_once"),
]
PERSONS = (Role.VERIFIED, Role.DELEGATE)
STAFF = (Role.NEW_CLERK, Role.ORIGINAL_CLERK, Role.SUPERVISOR, Role.AUDITOR)


def test_every_address_is_claimed_by_a_row():
    assert not [route for route in ROUTES if claim_of(route) is None]


def test_every_claim_is_about_an_address_that_exists():
    claims = {each for routes in CLAIMS.values() for each in routes}
    beneath = {each for each in claims if each.endswith("*")}

    assert not claims - beneath - set(ROUTES)
    assert not [each for each in beneath if not any(r.startswith(each[:-1]) for r in ROUTES)]


def test_what_nobody_may_has_no_address():
    claimed_rows = {action for _door, action in CLAIMS}
    assert not [action for action in claimed_rows if not TABLE[action].cells]


def test_an_address_added_tomorrow_is_not_claimed_by_chance():
    assert claim_of("cases/<str:number>/export/") is None
    assert claim_of("desk/cases/<str:number>/print/") is None
    assert claim_of("api/v1/cases/<str:number>/documents/") is None
    assert claim_of("admin/records/relationship/") is None


# --- Addresses of one case ----------------------------------------------------------------------
def late_in_review(world):
    """The review is late: the case has been brought before the agency above."""
    story = Story(world).tell("submit wait")
    story.wait(35)
    return story


# Everybody comes once; to a draft and to a case handed over those whose door moves with it.
TO_A_DRAFT = ("applicant", "delegate", "other_person", "pension_new_a", "client_new")
TO_WHAT_WAS_HANDED_OVER = (
    *("applicant", "delegate", "other_person", "pension_new_a", "pension_original_a"),
    *("supervisor_above", "auditor_here", "client_new"),
)
SITUATIONS = {
    "draft": (lambda world: Story(world), "draft", False, TO_A_DRAFT),
    "late in review": (late_in_review, "in review", True, VISITORS),
    "handed over": (
        lambda world: at_stage(world, "handed over"),
        *("handed over", False, TO_WHAT_WAS_HANDED_OVER),
    ),
}


def persons_door(place, route):
    """Return what a page of a person's case may mean; where money goes only the person says."""
    if place == "G" and route.endswith("clearing/"):
        return {"denied"}
    return {"in"} if place in ("O", "G") else {"hidden", "verify"}


def allowed_meanings(name, route, method, stage, is_escalated):
    """Return what an answer at an address of a case may mean to this one of the cast."""
    door, action = claimed(route)
    seen = sees(name, stage, is_escalated=is_escalated)
    let_in = lets_in(name, action, stage, is_escalated=is_escalated)
    if name == "anonymous":
        return {"sign in"}
    if door == Door.PERSON:
        return persons_door(COLUMN[name][1], route)
    if door in (Door.DESK, Door.TILL) and role_of(name) not in BEHIND[door]:
        return {"hidden", "denied"}  # turned away before any case is looked for
    if not seen:
        return {"hidden"}
    if door == Door.DESK_PROGRAM and role_of(name) in PERSONS:
        return {"denied"}
    if route.endswith("<int:pk>/close/"):  # closed by the supervisor alone it was brought before
        return {"in", "denied", "hidden"}
    if let_in:
        return {"in"}
    # A page one may not act on leads back to the case one may see.
    return {"denied", "hidden"} | ({"in"} if door == Door.DESK and method == "get" else set())


@pytest.mark.parametrize("situation", SITUATIONS)
def test_an_address_of_a_case_opens_to_whom_its_row_says(world, situation):
    make, stage, is_escalated, visitors = SITUATIONS[situation]
    scene = Scene(make(world))
    wrong = []

    for name in visitors:
        visitor = Visitor(world, name)
        for route in filter(is_of_a_case, ROUTES):
            if route.startswith("admin/"):
                continue
            for answer in visitor.knocks(route, scene):
                may_mean = allowed_meanings(name, route, answer.method, stage, is_escalated)
                if not scene.has_what_it_names(route):
                    may_mean = may_mean | {"hidden"}
                if answer.means not in may_mean:
                    wrong.append(f"{answer}, not {may_mean}")
                if not sees(name, stage, is_escalated=is_escalated) and _leaks(answer, world):
                    wrong.append(f"{answer} names the person")

    assert not wrong, "\n".join(wrong)


def _leaks(answer, world):
    person = world.person
    secrets = (person.name, str(person.number), person.masked_number)
    return any(each in answer.body for each in secrets)


# --- Addresses of everybody, and lists ----------------------------------------------------------
@pytest.fixture
def in_review(world):
    return Scene(Story(world).tell("submit wait"))


def has_cell(action, role):
    """Whether the row lets this column in anywhere; a clerk has two columns."""
    columns = {role, Role.ORIGINAL_CLERK} if role == Role.NEW_CLERK else {role}
    return any(TABLE[action].cells.get(column) for column in columns)


# Asks for more than to be known (who gives a mandate), or for a thing that has to be there.
ASKS_MORE = {
    "mandates/give/": {"verify", "denied"},
    "desk/mandates/approve/": {"denied"},
    "api/v1/pay-accounts/": {"denied"},  # whose account it is has to be a real person
    # Persons answer, no systems.
    "api/v1/desk-questions/": {"denied"},
    "api/v1/desk-questions/<str:question>/claim/": {"denied"},
    "api/v1/desk-questions/<str:question>/hand-on/": {"denied"},
    "api/v1/desk-questions/<str:question>/answer/": {"denied"},
    "api/v1/desk-questions/<str:question>/ask-back/": {"denied"},
    "api/v1/desk-questions/<str:question>/publish/": {"denied"},
    "employer/departures/": {"hidden"},  # of an employer who has a list
    "employer/agreements/": {"hidden"},
    # For whoever acts for an employer, and nobody else.
    "api/v1/employer/departures/": {"denied"},
    "api/v1/employer/departures/<int:key>/": {"denied"},
    "api/v1/employer/agreements/": {"denied"},
    "api/v1/employer/agreements/<int:key>/": {"denied"},
    "api/v1/card-codes/check/": {"denied"},  # a scope of its own
    "api/v1/police-comparisons/": {"denied"},  # systems of agencies alone
}
# What somebody gave or held stays theirs to read, with the name that stands in it.
NAMES_THE_GIVER = ("mandates/", "settings/export/", "api/v1/mandates/")


def as_themselves(role):
    """Return the column of somebody where no case is named: whoever acts for others is a person."""
    return Role.VERIFIED if role == Role.DELEGATE else role


OPEN_DOORS = {Door.PUBLIC: {"in"}, Door.ENTRANCE: {"in", "sign in"}}


def names_nothing_there(route):
    """Whether the address names something that does not exist here."""
    return any(each in route for each in NAMES_NOTHING_THERE)


def meanings_elsewhere(name, route):
    """Return what an answer at an address that names no case may mean to this one of the cast."""
    (door, action), role = claimed(route), as_themselves(role_of(name))
    if door in OPEN_DOORS:
        may_be_missing = route in NOTHING_WITHOUT_MORE or names_nothing_there(route)
        return OPEN_DOORS[door] | ({"hidden"} if may_be_missing else set())
    if role == Role.ANONYMOUS:
        return {"sign in"}
    if route == "api/v1/cases/":  # all may ask for their list; only a person may begin a case
        return {"in", "denied"}
    if door == Door.ACCOUNT:
        return {"in", "verify", "hidden"} if has_cell(action, role) else {"denied"}
    if "<str:mandate>" in route:  # nobody has that one
        return {"hidden", "verify", "denied"}
    if door == Door.PERSON:
        is_named = any(
            each in route
            for each in (
                "<str:service>",
                "<int:key>",
                "<str:order_no>",
                "<int:pk>",
                "<str:question>",
            )
        )
        no_such_service = {"hidden"} if is_named else set()
        is_verified = role in PERSONS
        return no_such_service | ({"in"} if is_verified else {"verify", "denied", "hidden", "in"})
    is_let_in = role in BEHIND.get(door, ()) or has_door(door, action, role)
    if is_let_in and names_nothing_there(route):
        return {"in", "hidden"}
    return {"in"} if is_let_in else {"denied"}


NOTHING_WITHOUT_MORE = ("api/", "my/calendar.ics")  # a calendar is found by its secret alone
# A statement, a line, what was taken of it, an employer, a relationship, a card and its order, an
# order to pay, a file of records, a provider, a batch, an entitlement and a service that do not
# exist.
NAMES_NOTHING_THERE = (
    *("<int:statement>", "<int:line>", "<int:allotment>", "<int:pk>", "<int:relationship>"),
    # Answers, questions and what is shared.
    *("answers/<slug:slug>", "help/<slug:slug>", "<str:question>", "sharing/<int:key>"),
    *("<slug:card>", "<str:order>", "<str:order_no>", "<slug:file>", "<slug:provider>"),
    *("<slug:batch>", "<int:entitlement>", "webhooks/<slug:name>", "offers/<str:service>"),
    *("clients/<slug:client>", "<int:arrival>", "feeds/tax/<str:day>"),
)
BEHIND = {
    Door.PERSON_PROGRAM: PERSONS,
    Door.DESK: STAFF,
    Door.TILL: (Role.NEW_CLERK, Role.ORIGINAL_CLERK, Role.SUPERVISOR),
    Door.TILL_PROGRAM: (Role.NEW_CLERK, Role.ORIGINAL_CLERK, Role.SUPERVISOR, Role.CLIENT),
    Door.SUPERVISION: (Role.SUPERVISOR,),
    Door.OVERSIGHT: (Role.SUPERVISOR, Role.AUDITOR),
    Door.DESK_PROGRAM: (*STAFF, Role.CLIENT),
}


def has_door(door, action, role):
    """Whether the rest of the API lets this column in: by its row, or to what is its own."""
    own = (Action.READ_CASE, Action.OWN_ACCOUNT)  # lists of what one may see, and who one is
    return door == Door.PROGRAM and (has_cell(action, role) or action in own)


def test_addresses_that_name_no_case_open_to_whom_their_row_says(world, in_review):
    wrong = []

    for name in VISITORS:
        visitor = Visitor(world, name)
        for route in ROUTES:
            if is_of_a_case(route) or claimed(route)[0] == Door.ADMINISTRATION:
                continue
            if route.startswith(("identity/o/", "account/logout", ".well-known")):
                continue  # a protocol of its own, tested by its library
            for answer in visitor.knocks(route, in_review):
                may_mean = meanings_elsewhere(name, route) | ASKS_MORE.get(route, set())
                if answer.means not in may_mean:
                    wrong.append(f"{answer}, not {may_mean}")
                if not sees(name, "in review") and _tells(answer, in_review, world):
                    wrong.append(f"{answer} tells of a foreign case")

    assert not wrong, "\n".join(wrong)


def _tells(answer, scene, world):
    if answer.route in NAMES_THE_GIVER:
        return scene.number in answer.body
    return scene.number in answer.body or _leaks(answer, world)


def test_the_administration_opens_to_the_administrator_alone(world, in_review):
    doors = [route for route in ROUTES if claimed(route)[0] == Door.ADMINISTRATION]
    names = ("unverified", "applicant", "pension_new_a", "supervisor_above", "administrator")
    visitors = [Visitor(world, name) for name in names]

    answers = [answer for v in visitors for route in doors for answer in v.knocks(route, in_review)]

    entered = {answer.name for answer in answers if answer.status == 200}
    assert entered == {"administrator"}
    assert not [str(each) for each in answers if each.means == "broken"]
    assert not [str(each) for each in answers if _tells(each, in_review, world)]
    lists = [a.status for a in answers if a.name == "administrator" and a.route in LISTS]
    assert set(lists) <= {200, 403, 302}


LISTS = [route for route in ROUTES if route.startswith("admin/") and route.count("/") == 3]
