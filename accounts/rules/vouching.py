"""What an identity provider vouches for: OpenID Identity Assurance Schema Definition 1.0.

`verified_claims` say who somebody is, by which rules that was found out, when, and from which
document. Whatever stands beside them, `name` say, the provider has only been told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from law.countries import country_code
from law.identity_number import (
    DocumentType,
    IdentityDocument,
    check_identity_number,
    fault_of_country,
    normalise_typed,
)
from law.wording import Text

# Neither the schema nor 国家网络身份认证公共服务管理办法 names a term; what was looked at longer
# ago than a document of ten years lasts, is looked at once more.
OLDEST = timedelta(days=10 * 365)
CLOCKS_DIFFER = timedelta(minutes=5)

# The schema's predefined names of documents beside those of our own profile. What one name leaves
# open, a card of residence, the number itself tells.
_KINDS: dict[str, tuple[DocumentType, ...]] = {
    **{kind.value: (kind,) for kind in DocumentType},
    "idcard": (DocumentType.RESIDENT_ID,),
    "passport": (DocumentType.PASSPORT,),
    "residence_permit": (
        DocumentType.HMT_RESIDENCE_PERMIT,
        DocumentType.FOREIGN_PERMANENT_RESIDENT,
    ),
}

REASONS = {
    "nothing_verified": Text(
        "身份认证平台没有说明它已核验过您的身份，只转来了未经核验的信息。",
        "The identity provider did not say that it has checked who you are; it only passed on "
        "what it has been told.",
    ),
    "not_enough": Text(
        "身份认证平台对您的核验级别不够：没有核对过本人。请先在该平台完成本人核验。",
        "The identity provider has not made sure that it is you in person. Complete that check "
        "there first.",
    ),
    "too_old": Text(
        "身份认证平台对您的核验已经过期。请先在该平台重新核验。",
        "The identity provider's check of your identity is too old. Renew it there first.",
    ),
    "document_expired": Text(
        "身份认证平台核验您身份时所用的证件已经过期。请先换领证件，并在该平台重新核验。",
        "The document that the identity provider has checked has expired. Renew the document and "
        "the check there first.",
    ),
    "incomplete": Text(
        "身份认证平台没有提供姓名、证件号码和出生日期，无法与参保记录核对。",
        "The identity provider did not give name, document number and date of birth, so nothing "
        "can be compared with the record.",
    ),
}


class NotVouched(Exception):
    """The provider does not vouch for what is needed; `text` says what is missing."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason, self.text = reason, REASONS[reason]


@dataclass(frozen=True)
class Asked:
    """By which rules somebody has to be known, and how well (the provider's own names)."""

    trust_framework: str
    assurance_levels: frozenset[str]


@dataclass(frozen=True)
class Vouched:
    """Whom the provider vouches for; the kinds of document are those that the number allows.

    `issued_in` names the country of a passport, by the three letters of GB/T 2659.1.
    """

    name: str
    born_on: date
    number: str
    kinds: tuple[DocumentType, ...]
    issued_in: str = ""

    def document_of(self, kind: DocumentType) -> IdentityDocument:
        """Return the document that was looked at, if it is of this kind."""
        return IdentityDocument(kind, self.number, self.issued_in)


def read(claims: Mapping[str, Any], asked: Asked, *, now: datetime, today: date) -> Vouched:
    """Return whom a checked ID token vouches for. Raises `NotVouched`."""
    verified = _of_framework(claims, asked.trust_framework)
    verification = verified["verification"]
    if str(verification.get("assurance_level")) not in asked.assurance_levels:
        raise NotVouched("not_enough")
    _check_age(verification.get("time"), now)
    document = _document(verification, today)
    return _whom(verified.get("claims"), document, today)


def _of_framework(claims: Mapping[str, Any], trust_framework: str) -> Mapping[str, Any]:
    """Return what was verified by the rules asked for; there may be several beside each other."""
    found = claims.get("verified_claims")
    several: list[Any] = found if isinstance(found, list) else [found]
    for each in several:
        if _part(_part(each, "verification"), "trust_framework", str) == trust_framework:
            return dict(each)
    raise NotVouched("nothing_verified")


def _part(whole: Any, name: str, form: type = dict) -> Any:
    """Return a part of what was sent if it has the form it should have, or an empty one."""
    part = whole.get(name) if isinstance(whole, dict) else None
    return part if isinstance(part, form) else form()


def _check_age(said: Any, now: datetime) -> None:
    at = _moment(said)
    if at is None or at > now + CLOCKS_DIFFER:
        raise NotVouched("nothing_verified")
    if at < now - OLDEST:
        raise NotVouched("too_old")


def _document(verification: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    """Return the document that was looked at; one that has run out is none."""
    documents = list(_documents(verification.get("evidence")))
    if not documents:
        raise NotVouched("incomplete")
    for each in documents:
        expiry = each.get("date_of_expiry")
        if expiry is None or (_day(expiry) or date.min) >= today:
            return each
    raise NotVouched("document_expired")


def _documents(evidence: Any) -> Iterator[Mapping[str, Any]]:
    for each in evidence if isinstance(evidence, list) else ():
        details = _part(each, "document_details")
        if _part(each, "type", str) == "document" and _part(details, "document_number", str):
            yield details


def _whom(said: Any, document: Mapping[str, Any], today: date) -> Vouched:
    name, born_on = _part(said, "name", str), _day(_part(said, "birthdate", str))
    number = normalise_typed(document["document_number"])
    named = _KINDS.get(str(document.get("type")), ())
    issued_in = country_code(_part(_part(document, "issuer"), "country_code", str))
    kinds = tuple(
        kind
        for kind in named
        if check_identity_number(kind, number, today).valid
        and not fault_of_country(kind, issued_in)
    )
    if not name or born_on is None or not kinds:
        raise NotVouched("incomplete")
    return Vouched(name=name, born_on=born_on, number=number, kinds=kinds, issued_in=issued_in)


def _moment(said: Any) -> datetime | None:
    """Read ISO 8601 with a time zone; anything else is no moment."""
    try:
        at = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return None
    return at.astimezone(UTC) if at.tzinfo else None


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError):
        return None
