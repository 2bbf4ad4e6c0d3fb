"""Mails to one address: handed to the mail server in a way that says whether it has taken them.

By SMTP a mail is taken when the server has answered the end of its text. Until the text begins
nothing was taken; afterwards only the server knows, and a sender who heard no answer must not send
it again: no mailbox promises to drop the second of two mails with one Message-ID.
"""

import http.client
import smtplib
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import base, smtp

from kit import gateways
from kit.gateways import Known, Later, Refused, Uncertain

SECONDS = 5
NOT_FOR_THIS_PORTAL = (530, 534, 535, 538)  # the server wants another password of ours
BUSY = 421  # the server is about to hang up on everybody


def message_id(mark: str) -> str:
    """Return the Message-ID of the mail with this id: the same at each try."""
    return f"<{mark}@{settings.PORTAL_HOST}>"


def send(mail: EmailMessage) -> None:
    """Hand one mail over.

    Raises `Refused` where it will never be taken, `Later` where this one is taken later,
    `Uncertain` where it may have been taken, and any other `OSError` where the server is away.
    """
    server = get_connection()
    server.open()
    try:
        server.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _said in error.recipients.values()]
        raise _judged(max(codes, default=0), error) from None
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        is_ours = isinstance(error, smtplib.SMTPSenderRefused)
        raise _judged(0 if is_ours else error.smtp_code, error) from None
    except (OSError, smtplib.SMTPException) as error:
        if getattr(server.connection, "has_begun", False):
            raise Uncertain(type(error).__name__) from error
        raise
    finally:
        _hang_up(server)


def _judged(code: int, error: Exception) -> OSError:
    """Return what a server's no means: about this mail for ever, about it now, about us."""
    said = f"{type(error).__name__} {code}"
    if code in NOT_FOR_THIS_PORTAL or code in (0, BUSY):
        return OSError(said)
    return Refused(said) if code >= 500 else Later(said)


def _hang_up(server: base.BaseEmailBackend) -> None:
    """Part from the server; what was taken stays taken, however it parts."""
    try:
        server.close()
    except (OSError, smtplib.SMTPException):
        return


def asked(mark: str) -> Known | None:
    """Return what the mail server knows of a mail, or nothing where there is no way to ask."""
    asks = getattr(get_connection(), "asked", None)
    return asks(message_id(mark)) if asks else None


class _Noting:
    """Notes when the text of a mail begins to leave."""

    has_begun = False

    def data(self, msg: Any) -> Any:
        """Send the text."""
        self.has_begun = True
        return super().data(msg)  # type: ignore[misc]


class _Plain(_Noting, smtplib.SMTP):
    """Without TLS, or with STARTTLS."""


class _Secured(_Noting, smtplib.SMTP_SSL):
    """With TLS from the first byte."""


class Backend(smtp.EmailBackend):
    """SMTP, with a note of how far a mail has come."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The connection that notes it."""
        return _Secured if self.use_ssl else _Plain

    def asked(self, identifier: str) -> Known | None:
        """Ask what stands beside the mail server and reads its log, if anything does."""
        address, token = settings.MAIL_STATUS_URL, settings.MAIL_STATUS_TOKEN
        try:
            return gateways.ask_about(address, token, identifier, seconds=SECONDS)
        except HTTPError as error:
            error.close()
            raise OSError(f"answered {error.code}") from None
        except http.client.HTTPException as error:
            raise OSError(type(error).__name__) from error


class FolderBackend(base.BaseEmailBackend):
    """A folder in the place of a mail server: each mail a file, which is there whole or not."""

    def send_messages(self, email_messages: Any) -> int:
        """Write each mail under its Message-ID."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for each in email_messages:
            written = each.message()
            file = self._file(written["Message-ID"])
            part = file.with_suffix(f".{uuid4().hex}.part")
            part.write_bytes(written.as_bytes())
            part.replace(file)
        return len(email_messages)

    def asked(self, identifier: str) -> Known:
        """Look whether it is there."""
        return Known.CARRIED if self._file(identifier).exists() else Known.NOTHING

    def _file(self, identifier: str) -> Path:
        name = sha256(identifier.encode()).hexdigest()[:32]
        return Path(settings.EMAIL_FILE_PATH) / f"{name}.eml"
