"""An account of one's own, with all it is made of; another's is not there."""

from django.http import Http404

from accounts.models import Person
from records.models import Relationship


def own_relationship(person: Person, key: int) -> Relationship:
    """Return a relationship of the person, with all an account is made of; another's is not there.

    Four questions, however many years there are.
    """
    held = Relationship.objects.filter(person=person, pk=key).select_related("person")
    found = held.prefetch_related("account_years", "periods", "account_entries").first()
    if found is None:
        raise Http404
    for each in found.account_years.all():
        each.relationship = found
    return found
