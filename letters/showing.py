"""Letters of a case as pages list them."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.models import Case
from letters.checking import telling
from letters.models import Letter, LetterFile


def letters_of(case: Case) -> list[Letter]:
    """Return the letters of a case without their contents and files: one query."""
    rendered = LetterFile.objects.filter(letter=OuterRef("pk"))
    letters = case.letters.select_related("voiding", "replaced_by")
    letters = letters.defer("content", "replaced_by__content").annotate(is_ready=Exists(rendered))
    return list(telling.with_checks(letters))


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
