"""What this room holds about somebody, for them to take away (个人信息保护法 art. 45)."""

import json
from typing import Any

from accounts import passkeys
from accounts.models import User
from kit import wall


@wall.as_house("hand over to somebody what is held of them")
def facts_about(user: User) -> dict[str, Any]:
    """Return account, person, checks of identity and who looked, as plain data."""
    return {
        "account": _account(user),
        "person": _person(user),
        "identity_checks": [
            {"started_at": each.started_at, "passed_at": each.passed_at}
            for each in user.identity_checks.order_by("started_at")
        ],
        "codes_sent": list(
            user.issued_codes.order_by("issued_at").values("purpose", "issued_at", "used_at")
        ),
        "identity_proofs": list(
            user.identity_proofs.order_by("at").values("way", "where", "where_en", "at")
        ),
        "passkeys": [
            {"name": passkeys.name_of(each), "added_at": each.created_at}
            for each in passkeys.of(user)
        ],
        "sign_ins": list(
            user.sign_ins.order_by("started_at").values("device", "started_at", "seen_at")
        ),
        "who_looked": _who_looked(user),
        "typed_and_not_sent": [
            {"address": each.address, "kept_at": each.kept_at, "words": json.loads(each.words)}
            for each in user.kept_words.order_by("kept_at")
        ],
    }


def _account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "phone": user.phone or None,
        "language": user.language,
        "joined_at": user.joined_at,
        "identity_verified_at": user.identity_verified_at,
        "real_person_at": user.real_person_at,
    }


def _person(user: User) -> dict[str, Any] | None:
    person = user.person
    if person is None:
        return None
    return {
        "name": person.name,
        "document_type": person.document_type,
        "issued_in": person.issued_in or None,
        "number": person.number,
        "sex": person.sex,
        "born_on": person.born_on,
        "household_registration": person.hukou_region_code or None,
        "phone_on_record": person.phone or None,
        "email_on_record": person.email or None,
        "address_on_record": person.address or None,
    }


def _who_looked(user: User) -> list[dict[str, Any]]:
    if user.person is None:
        return []
    fields = ("at", "agency_name", "what", "case_number", "reason")
    return list(user.person.access_entries.values(*fields))
