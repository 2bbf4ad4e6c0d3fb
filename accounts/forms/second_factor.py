"""The code of the authenticator app: so many wrong ones, and each right one once."""

from allauth.account.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.utils import timezone

from accounts import security_log
from kit.limits import all_pass, limit


class CountedInTheDatabase(forms.Form):
    """Counts what is typed; the library counts in the cache, which may be emptied."""

    def clean_code(self) -> str:
        """Count a wrong code, and refuse a right one that was used before."""
        now = timezone.now()
        names = ("second-factor.wrong", "second-factor.wrong-a-day")
        wrong = [limit(name, self.user.pk, now=now) for name in names]
        if not all_pass(wrong):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            code = super().clean_code()
        except forms.ValidationError:
            security_log.note("wrong second factor", get_adapter().request, account=self.user.pk)
            raise
        if not limit("second-factor.spent", f"{self.user.pk}|{code}", now=now).passes():
            raise get_adapter().validation_error("incorrect_code")
        for each in wrong:
            each.take_back()
        return code


class SecondFactorForm(CountedInTheDatabase, AuthenticateForm):
    """The second factor at sign-in."""


class SecondFactorOnceMoreForm(CountedInTheDatabase, ReauthenticateForm):
    """The second factor again, before something that matters."""

    def save(self) -> None:
        """Note that it was right, and go on in a session of a new name."""
        super().save()
        get_adapter().request.session.cycle_key()
