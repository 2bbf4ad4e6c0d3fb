"""Joining: an account belongs to whoever proves that the phone or e-mail address is theirs."""

from datetime import datetime, timedelta

from django.conf import settings

from accounts import contacts
from accounts.models import User, phone_index
from kit import wall


@wall.as_house("forget an account that nobody proved")
def forget_unproven(contact: str, *, now: datetime) -> None:
    """Remove accounts made with a contact that nobody proved in time to be theirs.

    Otherwise a stranger could occupy somebody's number, or wait in an account for its owner.
    """
    too_old = now - timedelta(seconds=settings.CODE_LIFETIME_SECONDS)
    unproven = User.objects.filter(
        joined_at__lt=too_old, last_login=None, person=None, phone_verified=False
    ).exclude(emailaddress__verified=True)
    unproven = unproven.exclude(contacts.NEVER_HAD_A_PASSWORD)  # invited: a code is on its way
    if contacts.is_phone(contact):
        unproven.filter(phone_index=phone_index(contact)).delete()
    else:
        unproven.filter(email=contact).delete()
