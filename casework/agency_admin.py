"""Accounts and posts in the administration: proposed by one, approved by another, never edited."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import contacts
from accounts.admin import UserAdmin
from accounts.models import User
from agencies.admin import AgencyAdmin, KeptAdmin
from agencies.approval_admin import DECISION_FIELDS, ProposalAdmin, administrator
from agencies.models import Agency, Post, in_language
from casework import notice_details
from casework.actions import accounts, offices, posts
from casework.holder_forms import HolderNumbers
from casework.models import (
    AccountProposal,
    AgencyChange,
    AgencyProposal,
    BankAccount,
    PostProposal,
    Step,
)
from kit import clock

WHOM_IT_SERVES = {"region", "handles_pension", "handles_medical", "is_active"}


class AccountProposalForm(forms.ModelForm):
    """A new account of an agency, and why."""

    class Meta:
        model = AccountProposal
        fields = ("agency", "account_name", "bank_name", "bank_account", "reason")

    def clean(self) -> dict[str, Any]:
        """Let one new account of an agency wait at a time."""
        given = super().clean() or {}
        agency = given.get("agency")
        if agency and accounts.undecided(agency):
            raise ValidationError({"agency": _("A new account of this agency waits already.")})
        return given


class AccountProposalAdmin(ProposalAdmin):
    """New accounts: what two administrators agree on, the agency's supervisor has to confirm."""

    form = AccountProposalForm
    preview_template = "admin/account_preview.html"
    said_proposed = gettext_lazy(
        "Proposed. Another administrator has to approve it, then the agency's supervisor."
    )
    said_approved = gettext_lazy(
        "Approved. Letters print the old account until the agency's supervisor has confirmed it."
    )
    autocomplete_fields = ("agency",)
    list_display = (
        "agency",
        "bank_account",
        "proposed_by",
        "approved_by",
        "turned_down_at",
        "confirmed_by",
        "confirmed_at",
        "rejected_at",
        "rejection",
    )
    list_select_related = ("agency", "proposed_by", "approved_by", "confirmed_by")

    def get_fields(self, request: HttpRequest, obj: AccountProposal | None = None) -> Any:
        """Show what the agency decided, too."""
        fields = super().get_fields(request, obj)
        decided = ("confirmed_by", "confirmed_at", "rejected_by", "rejected_at", "rejection")
        return (*fields, *decided) if obj else fields

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Propose it, and tell the agency."""
        accounts.propose(obj, by=administrator(request), now=clock.now())

    def approve(self, proposal: AccountProposal, *, by: User, now: datetime) -> None:
        """Approve it, and ask the agency's supervisor."""
        accounts.approve(proposal, by=by, now=now)

    def turn_down(self, proposal: AccountProposal, *, by: User, now: datetime) -> None:
        """Turn it down, and tell the agency."""
        accounts.turn_down(proposal, now=now)

    def preview(self, request: HttpRequest, proposal: AccountProposal) -> dict[str, Any]:
        """Return the account that letters print now."""
        return {"agency": proposal.agency, "proposal": proposal}


class BankAccountAdmin(KeptAdmin):
    """Every account an agency has had, and the three who changed it."""

    list_display = (
        "agency",
        "bank_account",
        "since",
        "before",
        "proposed_by",
        "approved_by",
        "confirmed_by",
    )
    list_select_related = ("agency", "proposed_by", "approved_by", "confirmed_by")
    search_fields = ("agency__code", "agency__name", "agency__name_en")
    ordering = ("-since", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a row is written when the agency confirms."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: history is not changed."""
        return False


class PostProposalForm(HolderNumbers, forms.ModelForm):
    """A new post; the account is named by its e-mail, so that nobody browses through accounts."""

    account = forms.EmailField(
        label=gettext_lazy("E-mail of the account"),
        help_text=gettext_lazy(
            "The person signs up first. A post that they hold ends when this one begins."
        ),
    )

    class Meta:
        model = PostProposal
        fields = ("agency", "role")

    def clean(self) -> dict[str, Any]:
        """Turn the numbers into marks; the numbers themselves go no further."""
        given = super().clean() or {}
        self.instance.kept_from = self.marks(given)
        return given

    def clean_account(self) -> User:
        """Return the account of whoever has proven this address, if it can take a post."""
        user = contacts.holder(self.cleaned_data["account"].lower())
        if user is None:
            raise ValidationError(_("No account has this address, or it is not confirmed yet."))
        if user.is_staff or user.is_superuser:
            raise ValidationError(_("An administrator sees no cases and holds no post."))
        if PostProposal.objects.waiting().filter(user=user).exists():
            raise ValidationError(_("A post for this account waits for approval already."))
        return user

    def save(self, commit: bool = True) -> PostProposal:
        """Propose it for the account."""
        self.instance.user = self.cleaned_data["account"]
        return super().save(commit)


class PostProposalAdmin(ProposalAdmin):
    """Posts that begin when another administrator approves; the agency is told."""

    form = PostProposalForm
    preview_template = "admin/post_preview.html"
    said_approved = gettext_lazy("Approved: the post has begun, and the agency has been told.")
    autocomplete_fields = ("agency",)
    list_display = ("user", "role", "agency", "proposed_by", "approved_by", "turned_down_at")
    list_select_related = ("user", "agency", "proposed_by", "approved_by")

    def get_fields(self, request: HttpRequest, obj: PostProposal | None = None) -> Any:
        """Ask for account, agency, role and numbers; show what stands, and no mark of a number."""
        if obj is None:
            return (
                "account",
                "agency",
                "role",
                "document_type",
                "issued_in",
                "number",
                "relatives",
            )
        return ("user", "agency", "role", *DECISION_FIELDS)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Ask for the address only where a post is proposed."""
        return super().get_form(
            request, obj, **({"form": forms.ModelForm} if obj else {}), **kwargs
        )

    def approve(self, proposal: PostProposal, *, by: User, now: datetime) -> None:
        """Let the post begin."""
        posts.approve(proposal, by=by, now=now)

    def preview(self, request: HttpRequest, proposal: PostProposal) -> dict[str, Any]:
        """Return the post the person holds now."""
        held = Post.objects.filter(user=proposal.user, ended_at=None)
        return {"held": held.first(), "proposal": proposal}


class PostAdmin(KeptAdmin):
    """Who works where. A post is ended here; a new one is proposed, for two to agree on."""

    list_display = ("user", "role", "agency", "started_at", "ended_at")
    list_filter = ("role", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "agency")
    search_fields = ("user__display_name", "agency__name", "agency__name_en", "agency__code")
    ordering = ("-started_at", "-pk")
    actions = ("end",)
    fields = ("user", "agency", "role", "started_at", "ended_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a post is proposed and approved."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        """Let posts be ended from the list, never rewritten."""
        return obj is None and super().has_change_permission(request, obj)

    @admin.action(description=gettext_lazy("End the chosen posts now"))
    def end(self, request: HttpRequest, chosen: QuerySet[Post]) -> None:
        """End posts; whoever held them loses the desk at once."""
        ended = posts.end(chosen.filter(ended_at=None), now=clock.now())
        messages.success(request, _("%(n)s posts ended.") % {"n": ended})


class StaffUserAdmin(UserAdmin):
    """Accounts; locking one ends its post, and the agency is told."""

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Save it, and end the post of an account that is locked."""
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            posts.end_of_locked(obj, now=clock.now())


class AgencyForm(forms.ModelForm):
    """An agency as it shall be."""

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be, and a change beside one that waits."""
        given = super().clean() or {}
        agency = self.instance
        waiting = AgencyProposal.objects.waiting().filter(agency=agency.pk)
        if agency.pk and waiting.exists():
            raise ValidationError(_("A change of this agency waits for approval already."))
        if agency.pk and not self.changed_data:
            raise ValidationError(_("Nothing would be changed."))
        agency.is_active = bool(given.get("is_active"))
        if why := offices.why_not(agency):
            raise ValidationError({"is_active": why})
        return given


class ProposedAgencyAdmin(AgencyAdmin):
    """Agencies; what somebody saves here is proposed, for another administrator to approve."""

    form = AgencyForm

    def save_model(self, request: HttpRequest, obj: Agency, form: Any, change: bool) -> None:
        """Propose it; the agency stays as it is."""
        form.proposal = offices.propose(obj, by=administrator(request), now=clock.now())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save nothing: only the proposal is new."""
        request.proposal = form.proposal  # type: ignore[attr-defined]

    def log_addition(self, request: HttpRequest, obj: Agency, message: Any) -> Any:
        """Note the proposal, and no change yet."""
        return super().log_addition(request, request.proposal, message)  # type: ignore[attr-defined]

    def log_change(self, request: HttpRequest, obj: Agency, message: Any) -> Any:
        """The same of an agency that is there."""
        return super().log_addition(request, request.proposal, message)  # type: ignore[attr-defined]

    def response_add(self, request: HttpRequest, obj: Agency, post_url_continue: Any = None) -> Any:
        """Go on to what was proposed."""
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Agency) -> Any:
        """The same of an agency that is there."""
        messages.info(request, ProposalAdmin.said_proposed)
        return redirect("admin:casework_agencyproposal_change", request.proposal.pk)  # type: ignore[attr-defined]


class AgencyProposalAdmin(ProposalAdmin):
    """What shall be changed of agencies: the form of an agency proposes it."""

    preview_template = "admin/agency_preview.html"
    said_approved = gettext_lazy("Approved: it counts from now on, and the agency has been told.")
    list_display = ("__str__", "fields_named", "proposed_by", "approved_by", "turned_down_at")
    list_select_related = ("agency", "proposed_by", "approved_by")

    @admin.display(description=gettext_lazy("what is changed"))
    def fields_named(self, proposal: AgencyProposal) -> str:
        """Name the fields that are changed."""
        names = (Agency._meta.get_field(name).verbose_name for name in proposal.after)  # type: ignore[union-attr]
        return " · ".join(map(str, names))

    def get_fields(self, request: HttpRequest, obj: AgencyProposal | None = None) -> Any:
        """Show which agency, what of it, and who decided."""
        return ("agency", "fields_named", *DECISION_FIELDS)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show all of it, and ask for nothing."""
        return self.get_fields(request, obj)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the agencies: a change is proposed where the agency stands."""
        messages.info(request, _("Choose the agency, or add one: what you save is proposed."))
        return redirect("admin:agencies_agency_changelist")

    def approve(self, proposal: AgencyProposal, *, by: User, now: datetime) -> None:
        """Let it count, and tell the agency."""
        offices.approve(proposal, by=by, now=now)

    def turn_down(self, proposal: AgencyProposal, *, by: User, now: datetime) -> None:
        """Leave the agency as it is, and tell it."""
        offices.turn_down(proposal, now=now)

    def preview(self, request: HttpRequest, proposal: AgencyProposal) -> dict[str, Any]:
        """Return old and new of each field, and how many turns lie with the agency."""
        rows = [
            {
                "field": Agency._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
                "before": in_language(*old),
                "after": in_language(*new),
            }
            for name, old, new in offices.in_words(proposal)
        ]
        open_turns = Step.objects.filter(agency=proposal.agency, closed_at=None)
        return {
            "rows": rows,
            "agency": proposal.agency,
            "turns": open_turns.count() if proposal.agency else 0,
            "goes_elsewhere": bool(WHOM_IT_SERVES & set(proposal.after)),
            "another_head": "supervisor" in proposal.after,
        }


class AgencyChangeAdmin(KeptAdmin):
    """What was changed of agencies, old beside new, and the two who did it."""

    list_display = ("agency", "since", "said", "proposed_by", "approved_by")
    list_select_related = ("agency", "proposed_by", "approved_by")
    search_fields = ("agency__code", "agency__name", "agency__name_en")
    ordering = ("-since", "-pk")
    fields = list_display

    @admin.display(description=gettext_lazy("what was changed"))
    def said(self, change: AgencyChange) -> str:
        """Say it in a line."""
        return notice_details.changes_in_words(change.fields)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a row is written when a change is approved."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: history is not changed."""
        return False


admin.site.unregister(Agency)
admin.site.register(Agency, ProposedAgencyAdmin)
admin.site.register(AgencyProposal, AgencyProposalAdmin)
admin.site.register(AgencyChange, AgencyChangeAdmin)
admin.site.unregister(User)
admin.site.register(User, StaffUserAdmin)
admin.site.register(Post, PostAdmin)
admin.site.register(PostProposal, PostProposalAdmin)
admin.site.register(AccountProposal, AccountProposalAdmin)
admin.site.register(BankAccount, BankAccountAdmin)
