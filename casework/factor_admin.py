"""Lost second factors in the administration: proposed by one, approved by another."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import contacts
from accounts.models import User
from agencies.approval_admin import DECISION_FIELDS, ProposalAdmin
from casework.actions import factors
from casework.models import FactorProposal


class FactorProposalForm(forms.ModelForm):
    """Whose factor is lost, and how they were recognised; the account is named by its address."""

    account = forms.EmailField(label=gettext_lazy("E-mail of the account"))

    class Meta:
        model = FactorProposal
        fields = ("recognised",)

    by: User

    def clean_account(self) -> User:
        """Return the account of whoever has proven this address, if a factor can be lost there."""
        user = contacts.holder(self.cleaned_data["account"].lower())
        if user is None:
            raise ValidationError(_("No account has this address, or it is not confirmed yet."))
        if user.pk == self.by.pk:
            raise ValidationError(_("Nobody does this for their own account."))
        if not Authenticator.objects.filter(user=user).exists():
            raise ValidationError(_("This account has no second factor."))
        if FactorProposal.objects.waiting().filter(user=user).exists():
            raise ValidationError(_("This waits for approval already."))
        return user

    def save(self, commit: bool = True) -> FactorProposal:
        """Propose it for the account."""
        self.instance.user = self.cleaned_data["account"]
        return super().save(commit)


class FactorProposalAdmin(ProposalAdmin):
    """Factors that are taken away when another administrator approves; the owner is told."""

    form = FactorProposalForm
    preview_template = "admin/factor_preview.html"
    said_proposed = gettext_lazy("Proposed. Another administrator has to approve it.")
    said_approved = gettext_lazy(
        "Approved: the factors are gone, and the owner sets up anew at the next sign-in."
    )
    list_display = ("user", "proposed_by", "approved_by", "turned_down_at")
    list_select_related = ("user", "proposed_by", "approved_by")

    def get_fields(self, request: HttpRequest, obj: FactorProposal | None = None) -> Any:
        """Ask for address and words; show what stands."""
        return ("user", "recognised", *DECISION_FIELDS) if obj else ("account", "recognised")

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Ask for the address only where it is proposed, and know who proposes."""
        if obj:
            return super().get_form(request, obj, form=forms.ModelForm, **kwargs)
        form = super().get_form(request, obj, **kwargs)
        return type("FactorProposalForm", (form,), {"by": request.user})

    def approve(self, proposal: FactorProposal, *, by: User, now: datetime) -> None:
        """Take the factors away and tell whose they were."""
        was_waiting = proposal.is_waiting
        factors.approve(proposal, by=by, now=now)
        if was_waiting:
            get_adapter().send_notification_mail("mfa/email/factor_anew", proposal.user)


admin.site.register(FactorProposal, FactorProposalAdmin)
