"""Codes that are sent again: to whoever has an account and to whoever has none, in the same way.

The library sends nothing a second time where there is no account, or fails; either tells a stranger
whose number they have typed.
"""

from collections.abc import Callable

from allauth.account.views import (
    ConfirmEmailVerificationCodeView,
    ConfirmLoginCodeView,
    _VerifyPhoneChangeView,
    _VerifyPhoneSignupView,
)
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView

from kit.errors import TooOften


def _sent_again(view: FormView, page: str, send: Callable[[], object]) -> HttpResponse:
    try:
        send()
    except TooOften as refusal:
        messages.warning(view.request, refusal.reason)
    else:
        messages.success(view.request, _("A new message is on its way."))
    return HttpResponseRedirect(view.passthrough_next_url(reverse(page)))


class SignInCodeView(ConfirmLoginCodeView):
    """The code for signing in."""

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        return _sent_again(self, "account_confirm_login_code", self._send)

    def _send(self) -> None:
        self._process.record_resend()
        self._process.send()
        self._process.persist()


class EmailCodeView(ConfirmEmailVerificationCodeView):
    """The code that confirms an e-mail address."""

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        return _sent_again(self, "account_email_verification_sent", self._send)

    def _send(self) -> None:
        self._process.record_resend()
        self._process.generate_code()
        self._process.send()
        self._process.persist()


class PhoneCodeView(_VerifyPhoneSignupView):
    """The code that confirms the phone number of a new account."""

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        return _sent_again(self, "account_verify_phone", self._send)

    def _send(self) -> None:
        self.process.record_resend()
        self.process.send()


sign_in_code = SignInCodeView.as_view()
email_code = EmailCodeView.as_view()


def phone_code(request: HttpRequest) -> HttpResponse:
    """Confirm the number of a new account, or another number of one that is signed in."""
    view = _VerifyPhoneChangeView if request.user.is_authenticated else PhoneCodeView
    return view.as_view()(request)
