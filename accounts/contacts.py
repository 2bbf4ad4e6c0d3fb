"""Phone numbers and e-mail addresses: by which somebody signs in and is told a code."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q

from accounts.models import User, phone_index
from law.phone import mask_phone

NEVER_HAD_A_PASSWORD = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX, last_login=None)


def is_phone(contact: str) -> bool:
    """Whether a contact, in its one written form, is a phone number."""
    return contact.startswith("+")


def readable(contact: str) -> str:
    """Return 138 0013 8000, as people read a mobile number; anything else as it is."""
    local = contact.removeprefix("+86")
    if local == contact:
        return contact
    return "\N{NO-BREAK SPACE}".join((local[:3], local[3:7], local[7:]))


def masked(contact: str) -> str:
    """Return 138****1234 or w***@example.cn: enough to recognise one's own."""
    if "@" not in contact:
        return mask_phone(contact)
    name, _at, host = contact.partition("@")
    return f"{name[:1]}***@{host}"


def proven(user: User) -> str:
    """Return where an account itself is reached: its e-mail address if proven, or its phone."""
    mails = user.emailaddress_set.filter(verified=True).order_by("-primary", "pk")
    address = mails.values_list("email", flat=True).first()
    return address or (user.phone if user.phone_verified else "")


def all_proven(user: User) -> set[str]:
    """Return every phone and e-mail address that an account has proven to be its own."""
    mails = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    return {*mails, *([user.phone] if user.phone and user.phone_verified else [])}


def invited(contact: str) -> User | None:
    """Return the account that somebody was invited to (`accounts.inviting`) and never entered.

    It has no password, so only a code to its address opens it, and that proves the address.
    """
    if is_phone(contact):
        return None
    return User.objects.filter(is_active=True, email=contact).filter(NEVER_HAD_A_PASSWORD).first()


def holder(contact: str) -> User | None:
    """Return the active user who has proven that this phone or e-mail address is theirs."""
    active = User.objects.filter(is_active=True)
    if is_phone(contact):
        return active.filter(phone_index=phone_index(contact), phone_verified=True).first()
    return active.filter(emailaddress__email=contact, emailaddress__verified=True).first()
