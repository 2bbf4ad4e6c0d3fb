"""An employer whose list waits: some have said yes, and others have not looked yet."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from accounts.models import Person, User
from agencies.actors import actor_of
from agencies.models import Agency
from applications import filings
from applications.actions import employing, listing
from applications.employee_files import Line
from applications.rules.credit_codes import check_character
from demo import staff

PLACE = "P330100"  # Hangzhou, where the tour's clerks are
NAME = "杭州示例机电有限公司"
FIRST = "91330100MA2DEM001"
CODE = FIRST + check_character(FIRST)
SERVICE = "contact-change"
LISTED, CONFIRMED = 6, 3
CONTACT = f"employer@{staff.HOST}"


def load(password: str, *, now: datetime) -> None:
    """Let an employer in by two, take its list in, and let half of those on it say yes."""
    agency = Agency.objects.get(code=PLACE)
    proposed = employing.propose(NAME, CODE, "周人事", by=staff.at_desk(agency, "a"), now=now)
    code = employing.approve(proposed, by=staff.at_desk(agency, "b"), now=now)
    employer = employing.link(code, user=staff.make_user(CONTACT, password), now=now)
    people = list(_people())
    lines = list(_lines(people))
    listing.take_in(employer, SERVICE, lines, by=_contact(), now=now)
    for person in people[:CONFIRMED]:
        _say_yes(person, now=now)


def _contact() -> User:
    return User.objects.get(email=CONTACT)


def _people() -> Iterator[Person]:
    """Return people with an account, whose contact data nobody changes in another story."""
    free = User.objects.filter(person__deceased_on=None, person__isnull=False)
    taken = free.filter(person__cases__service=SERVICE)
    others = free.exclude(pk__in=taken.values("pk")).select_related("person").order_by("pk")
    # Addresses are kept unreadable and are found whole or not at all.
    some = (user for user in others if str(user.email).startswith("change-"))
    for user in islice(some, LISTED):
        if user.person is not None:
            yield user.person


def _lines(people: list[Person]) -> Iterator[Line]:
    for number, person in enumerate(people, start=2):
        cells = {"name": str(person.name), "number": str(person.number)}
        # Mobile numbers that begin with 160 are not given out.
        yield Line(number, {**cells, "phone": f"1608{person.pk:07d}"})


def _say_yes(person: Person, *, now: datetime) -> None:
    """Type the code that came to the phone, and leave the draft to be looked at."""
    by = actor_of(User.objects.get(person=person))
    for listed in listing.waiting_for(person, now=now):
        _phone, code = listing.new_code(listed, now=now)
        listing.check_code(listed, code, now=now)
        filings.begin(listed.service, listed.employer.name, listed.answers, by=by, now=now)
        listing.settle(listed, now=now)
