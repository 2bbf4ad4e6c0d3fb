"""Raising an account by what an identity provider vouches for: the same person, or nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions import raising
from accounts.actions.raising import Before
from accounts.models import Person, ProvenBy, User, document_index
from accounts.rules.vouching import Vouched
from kit import wall
from kit.errors import NotPermitted
from law.names import is_same_name, typed_for_matching

OTHER_NUMBER = _(
    "The identity provider vouches for another number than that of this account. Nothing was "
    "changed. Check there which document you have shown; if its number is new, go to a counter, "
    "where your record is brought up to date."
)
OTHER_PARTICULARS = _(
    "The number is that of your record, but name or date of birth are not as the record has them. "
    "Nothing was changed. Have what is wrong corrected at the agency, or call 12333."
)
NO_RECORD = _(
    "The agencies' records hold nobody with the name and number that the identity provider vouches "
    "for. Nothing was changed. Call 12333 or go to a social insurance counter with your document."
)


@wall.as_house(raising.LINK)
@transaction.atomic
def prove_by(vouched: Vouched, *, by: User, before: Before, now: datetime) -> bool:
    """Raise the account of whoever was vouched for; say whether it was lower before.

    An account that is nobody's yet becomes that of the record with exactly this number.
    """
    by = User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    person = _record_as_it_is(by.person) if by.person else _found(vouched)
    if not _has_its_number(person, vouched):
        raise NotPermitted(OTHER_NUMBER)
    if not _is_described(person, vouched):
        raise NotPermitted(OTHER_PARTICULARS if by.is_verified else NO_RECORD)
    return raising.prove_person(by, person, way=ProvenBy.PROVIDER, now=now, before=before)


def _record_as_it_is(person: Person) -> Person:
    """Return the account's person as the record is now; it stays so until this is over."""
    return Person.objects.select_for_update().get(pk=person.pk)


def _found(vouched: Vouched) -> Person:
    """Return the record with this number. Who has none, and whose name differs, read the same."""
    for kind in vouched.kinds:
        document = vouched.document_of(kind)
        found = Person.objects.with_document(document).select_for_update().first()
        if found:
            return found
    raise NotPermitted(NO_RECORD)


def _has_its_number(person: Person, vouched: Vouched) -> bool:
    documents = map(vouched.document_of, vouched.kinds)
    return person.document_index in map(document_index, documents)


def _is_described(person: Person, vouched: Vouched) -> bool:
    has_name = is_same_name(str(person.name), typed_for_matching(vouched.name))
    return has_name and person.born_on == vouched.born_on
