"""What somebody is asked about the messages they are sent."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.contacts import masked, readable
from accounts.models import User
from casework.actions import wishing
from casework.actions.addressing import reachable_ways
from casework.actions.wishing import MUST_BE_TOLD, Wished
from casework.models import Wishes
from casework.models.dispatches import WAYS
from casework.rules.wishes import Topic, Way
from kit.form_fields.choices import Option

TOPICS = (
    (
        MUST_BE_TOLD,
        _("Decisions, and what needs you"),
        _(
            "Letters and decisions, what you have to answer, what somebody does in your name, and "
            "the safety of your account. This cannot be switched off: from the day you are told, "
            "the days run in which you can answer or object."
        ),
    ),
    (Topic.PROGRESS, _("Progress"), _("Your case has gone a step further, or is late.")),
    (Topic.MESSAGE, _("New messages"), _("An agency has written to you in a case.")),
    (
        Topic.REMINDER,
        _("Reminders"),
        _("An answer of yours is still awaited. At most one a day."),
    ),
)
DIGESTS = [
    (
        Wishes.Digest.NONE.value,
        Option(_("Each message by itself"), _("Between 8 in the morning and 9 in the evening.")),
    ),
    (
        Wishes.Digest.DAILY.value,
        Option(
            _("One e-mail each morning with what can wait"),
            _("Decisions, and what needs you, still come by themselves."),
        ),
    ),
]


class WishesForm(forms.Form):
    """By which ways each kind of notice goes out, of those by which somebody is reached."""

    def __init__(self, data: Any = None, *, user: User) -> None:
        now, self.user = wishing.wished(user), user
        super().__init__(data, initial={**now.ways, "digest": now.digest})
        choices = [(way.value, self._option(way)) for way in self.reachable]
        for name, label, hint in TOPICS:
            self.fields[str(name)] = forms.MultipleChoiceField(
                label=label,
                help_text=hint,
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[str(name)].is_optional = False  # type: ignore[attr-defined]
        if Way.MAIL in self.reachable:
            self.fields["digest"] = forms.ChoiceField(
                label=_("When e-mails come"), choices=DIGESTS, widget=forms.RadioSelect
            )

    @cached_property
    def reachable(self) -> dict[Way, str]:
        """By which ways the account is reached, and where."""
        return reachable_ways(self.user)

    def _option(self, way: Way) -> Option:
        contact = self.reachable[way]
        return Option(dict(WAYS)[way.value], masked(contact) if "@" in contact else _short(contact))

    def wished(self) -> Wished:
        """Return what was chosen; what an account has at the desk stays as it is."""
        said = self.cleaned_data
        ways = {str(name): [Way(each) for each in said[str(name)]] for name, _l, _h in TOPICS}
        before = wishing.wished(self.user)
        return Wished(ways, said.get("digest", before.digest), before.desk_digest)


def _short(phone: str) -> str:
    return masked(phone) or readable(phone)


class DeskWishesForm(forms.Form):
    """What a clerk wishes to be sent before work begins."""

    desk_digest = forms.BooleanField(
        label=_("Write to me each working day before work begins"),
        help_text=_("At half past seven: your turns that are late or due, and unread messages."),
        required=False,
    )
