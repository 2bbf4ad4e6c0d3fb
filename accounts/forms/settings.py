"""What somebody sets about their own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class MessageLanguageForm(forms.ModelForm):
    """The language in which letters of notice and messages are written to somebody."""

    language = forms.ChoiceField(
        label=_("Write to me in"),
        choices=[("zh-hans", "中文"), ("en", "English")],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a language."),
            "invalid_choice": _("Choose a language."),
        },
    )

    class Meta:
        model = User
        fields = ("language",)
