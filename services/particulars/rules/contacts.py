"""Contact data on the record: what changes, and with how many a phone may be shared."""

from collections.abc import Mapping

MOST_SHARING = 3  # others beside oneself; the portal's own limit, no text names one
CONTACTS = ("phone", "email", "address")


def changed(before: Mapping[str, str], wanted: Mapping[str, str]) -> dict[str, str]:
    """Return the contacts that would be another; an empty wish changes nothing."""
    return {
        name: wanted[name]
        for name in CONTACTS
        if wanted.get(name) and wanted[name] != before.get(name, "")
    }


def may_share(others: int, *, is_family: bool) -> bool:
    """Whether a phone may stand on one more record: a family's, and of three others at most."""
    return others == 0 or (is_family and others <= MOST_SHARING)
