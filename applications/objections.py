"""The objections to a case and what followed from them, as its pages and programs list them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from agencies.actors import Actor
from casework.models import Case
from casework.models.case import is_of_applicant
from kit.questions import question

Row = dict[str, Any]


def of_case(about: Case, who: Actor) -> list[Row]:
    """Return the objections to a case and what puts it right, the newest first; drafts too.

    A case that was fetched with `has_objections` answers by itself where there are none.
    """
    if about.procedure.decided_by_others or not getattr(about, "has_objections", True):
        return []
    own = is_of_applicant(who, about)
    address = "case" if own else "desk_case"
    return [
        {
            "number": each.number,
            "title": each.service_title,
            "is_objection": each.procedure.decided_by_others,
            "status": each.status_label,
            "at": each.submitted_at,
            "is_open": each.is_open,
            "href": reverse(address, args=[each.number]),
        }
        for each in _of_case(by=who, about=about.pk)
    ]


@question
def _of_case(*, by: Actor, about: int) -> QuerySet[Case]:
    return filed(by=by, about=about).order_by("-created_at", "-pk")


def filed(*, by: Actor, about: Any) -> QuerySet[Case]:
    """Return what was filed against a case and is not taken back, for one who asks."""
    return Case.objects.visible_to(by).filter(about=about).exclude(status="withdrawn")
