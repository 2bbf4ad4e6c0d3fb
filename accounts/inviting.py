"""Inviting somebody to work here: an account for their address, which a code to it opens."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User

logger = logging.getLogger(__name__)


@transaction.atomic
def account_for(email: str, *, name: str, language: str) -> User:
    """Return the account with this address; a new one has no password and no proven address.

    It is of no use to whoever does not read the mails of the address.
    """
    email = email.lower()
    known = User.objects.filter(email=email).first()
    known = known or User.objects.filter(emailaddress__email=email).first()
    if known is not None:
        return known
    user = User(email=email, display_name=name, language=language)
    user.set_unusable_password()
    user.save()
    user.emailaddress_set.create(email=email, verified=False, primary=True)
    return user


def invite(user: User, *, agency: str, agency_en: str) -> None:
    """Tell somebody that an agency wants them; a mail that fails does no harm to what was noted."""
    with translation.override(user.language):
        is_chinese = user.language.startswith("zh")
        told = {"agency": agency if is_chinese else agency_en, "url": settings.PORTAL_URL}
        subject = _("You are invited to work at the desk of an agency")
        text = (
            _(
                "%(agency)s has proposed you as a clerk on Social Insurance Online.\n\n"
                "Open %(url)s, choose “Sign in with a code”, and type this e-mail address. The "
                "code proves that the address is yours. Then a second person confirms your post, "
                "and you set up an app as the second factor.\n\nIf you know nothing of this, do "
                "nothing."
            )
            % told
        )
    try:
        EmailMessage(subject, text, None, [user.email]).send()
    except OSError:
        logger.warning("An invitation could not be sent.", exc_info=True)
