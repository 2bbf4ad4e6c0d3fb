"""Letters of a case as pages list them."""

from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import AccessEntry
from casework.models import Case, Event
from kit.questions import question
from letters.checking import telling
from letters.models import Letter, LetterDelivery, LetterFile
from letters.models.letters import OPENING


def letters_of(case: Case) -> list[Letter]:
    """Return the letters of a case without their contents and files: one query."""
    found = _letters(case=case.pk)
    replaced_by = {letter.replaces_id: letter for letter in found}  # always by one of its case
    for letter in found:
        Letter.replaced_by.related.set_cached_value(letter, replaced_by.get(letter.pk))
    return found


@question
def _letters(*, case: int) -> QuerySet[Letter]:
    rendered = LetterFile.objects.filter(letter=OuterRef("pk"))
    letters = Letter.objects.filter(case=case).select_related("voiding").defer("content")
    return telling.with_checks(letters.annotate(is_ready=Exists(rendered), **receipts()))


@cache
def receipts() -> dict[str, Any]:
    """Return what each letter is told: when it was delivered, and whether its agency read it."""
    delivered = LetterDelivery.objects.filter(letter=OuterRef("pk")).values("delivered_at")
    looks = AccessEntry.objects.filter(
        person=OuterRef("case__person"),
        case_number=OuterRef("case__number"),
        agency_name=OuterRef("to_agency__name"),
        what__in=OPENING,
        at__gte=OuterRef("delivered_at"),
    )
    acts = Event.objects.filter(
        case=OuterRef("case"), actor_agency=OuterRef("to_agency"), at__gte=OuterRef("delivered_at")
    )
    return {"delivered_at": Subquery(delivered), "is_opened": Exists(looks) | Exists(acts)}


def why_it_counts_no_longer(letter: Letter) -> str:
    """Return why a letter is void, or nothing while it is valid."""
    replaced_by, voiding = getattr(letter, "replaced_by", None), getattr(letter, "voiding", None)
    if replaced_by is not None and voiding is not None:
        said = {
            "day": date_format(timezone.localdate(voiding.at), "DATE_FORMAT"),
            "number": replaced_by.printed_number,
        }
        return _("Voided on %(day)s and replaced by letter %(number)s.") % said
    if replaced_by is not None:
        return _("Replaced by letter %(number)s.") % {"number": replaced_by.printed_number}
    if getattr(letter, "voiding", None) is not None:
        return _("This letter no longer counts.")
    return ""
