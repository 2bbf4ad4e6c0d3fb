"""What was found in somebody's file, read for the rules."""

from accounts.models import Person
from kit.once import once_a_page
from services.retirement.models import Finding
from services.retirement.rules.findings import Found, Judged, judged


@once_a_page
def findings_of(person: Person) -> Judged:
    """Return what counts of the findings about somebody."""
    return judged(
        Found(
            kind=each.kind,
            from_month=each.from_month,
            to_month=each.to_month,
            value=str(each.value),
            counts=each.counts,
            is_confirmed=each.confirmed_at is not None,
        )
        for each in counting_for(person)
    )


@once_a_page
def counting_for(person: Person) -> list[Finding]:
    """Return the findings about somebody that count, as they stand."""
    return list(Finding.objects.counting(person))
