"""For whom somebody has worked last, as their contributions say."""

from dataclasses import dataclass

from records.models import Contribution


@dataclass(frozen=True)
class LastEmployer:
    """The unified social credit code and name; empty where the record does not hold them."""

    code: str = ""
    name: str = ""


def last_employer(person: int) -> LastEmployer:
    """Return the employer under whose code contributions were paid for somebody last."""
    paid = Contribution.objects.standing().filter(relationship__person=person)
    last = paid.exclude(employer_code="").order_by("-month", "-pk").first()
    return (
        LastEmployer(str(last.employer_code), str(last.employer_name)) if last else LastEmployer()
    )
