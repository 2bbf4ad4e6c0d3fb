"""The stages of signing in at which a code is waited for, where the library's do not fit."""

from allauth.account.stages import EmailVerificationStage, LoginByCodeStage, PhoneVerificationStage
from django.http import HttpRequest


class Leavable:
    """A code that one may leave waiting: allauth would lead every way in back to it.

    Whoever signs up with a number that has an account waits for a code that never comes.
    """

    def is_resumable(self, request: HttpRequest) -> bool:
        """Let the pages for signing in and signing up show themselves instead."""
        return False


class EmailStage(Leavable, EmailVerificationStage):
    """Confirms the e-mail address of whoever has one."""

    def handle(self) -> tuple:
        """Let those pass who signed up by phone."""
        if self.login.user and not self.login.user.email:
            return None, True
        return super().handle()


class PhoneStage(Leavable, PhoneVerificationStage):
    """Confirms the phone number of whoever has one."""


class CodeStage(Leavable, LoginByCodeStage):
    """Signs in by a code, which reaches nobody where there is no account."""
