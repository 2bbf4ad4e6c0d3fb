"""Phone numbers and e-mail addresses: by which somebody signs in and is told a code."""

from accounts.models import User, phone_index
from law.phone import mask_phone


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


def holder(contact: str) -> User | None:
    """Return the active user who has proven that this phone or e-mail address is theirs."""
    active = User.objects.filter(is_active=True)
    if is_phone(contact):
        return active.filter(phone_index=phone_index(contact), phone_verified=True).first()
    return active.filter(emailaddress__email=contact, emailaddress__verified=True).first()
