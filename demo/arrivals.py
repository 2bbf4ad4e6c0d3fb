"""A day of the tax channel: months that arrive, and two payments that nobody can place yet."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from allauth.idp.oidc.models import Client as OAuthClient
from django.utils import timezone

from accounts.models import Person
from agencies.actors import actor_of_client
from agencies.models import Agency, ApiClient
from demo.record_files import CODE, PLACE
from intake.actions import arriving
from intake.rules import arrival_file
from intake.rules.arrival_file import Line
from law.money import from_fen, to_fen
from records.models import InsuredPeriod, Relationship
from records.rules.contributions import month_number, month_of

NAME = "demo-tax-channel"
MOST = 6
A_DAY = timedelta(days=1)


def load(*, now: datetime) -> None:
    """Let the channel report yesterday to the agency where the tour's clerks are."""
    agency = Agency.objects.get(code=PLACE)
    oauth = OAuthClient.objects.create(id=NAME, name="税务渠道（演示）", scopes="arrivals.write")
    ApiClient.objects.create(client=oauth, agency=agency)
    day = timezone.localdate(now - A_DAY)
    signed_in = Person.objects.filter(user__isnull=False)
    held = Relationship.objects.filter(
        agency=agency, insurance="pension", scheme="employee", status="active"
    )
    known = [*held.filter(person__in=signed_in).order_by("pk"), *held.order_by("-pk")[:MOST]]
    lines = [line for each in dict.fromkeys(known) for line in _next_month(each, day)][:MOST]
    if not lines:
        return
    raw = arrival_file.write(1, day, (*lines, *_unplaced(lines[0], day)))
    arriving.receive(raw, day, by=actor_of_client(NAME), now=now - A_DAY / 2)


def _next_month(held: Relationship, day: date) -> Iterator[Line]:
    """Yield the month after the last one that an employer has paid, if it has begun."""
    if not held.employer_name:
        return
    last = held.periods.lying_there().order_by("-last_month").first()
    if last is None or not last.is_paid or not last.employer_rate:
        return
    month = month_of(month_number(last.last_month) + 1)
    if month <= day:
        yield _line(held, last, month, day)


def _line(held: Relationship, last: InsuredPeriod, month: date, day: date) -> Line:
    base = from_fen(last.base_fen)
    return Line(
        line=1,
        flow=f"DEMO-{held.pk}-{month:%Y%m}",
        personal_number=str(held.personal_number),
        name=str(held.person.name),
        insurance_code="110",
        period=month,
        kind="normal",
        employer_code=CODE,
        base_fen=last.base_fen,
        employer_fen=to_fen(base * last.employer_rate),
        personal_fen=to_fen(base * last.personal_rate),
        arrived_on=day,
        late_fee_fen=0,
    )


def _unplaced(like: Line, day: date) -> Iterator[Line]:
    """Yield a payment under a number that is nobody's, and one under another name."""
    for number, name in (("330199999999", "示例无名"), (like.personal_number, "示例更名")):
        yield Line(
            **{
                **{field: getattr(like, field) for field in Line.__dataclass_fields__},
                "flow": f"DEMO-X-{number[-4:]}",
                "personal_number": number,
                "name": name,
                "arrived_on": day - 3 * A_DAY,
            }
        )
