"""The administrative divisions, and what is called in the reader's language."""

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agencies.rules.terms import INSURANCES, RECORDED
from kit.held import ReferenceKey
from kit.models import Reference
from law.values import places_above as places_above


def in_language(zh: str, en: str) -> str:
    """Return the Chinese or the English of the two, after the reader's language."""
    return en if en and (get_language() or "zh").startswith("en") else zh


# The insurances that can be moved, called in the reader's language.
INSURANCE_CHOICES = [
    (each.value, lazy(in_language, str)(said.zh, said.en)) for each, said in INSURANCES.items()
]
# Those that agencies keep records of.
RECORDED_CHOICES = [
    (name, lazy(in_language, str)(said.zh, said.en)) for name, said in RECORDED.items()
]


class Region(Reference):
    """An administrative division of GB/T 2260."""

    class Level(models.TextChoices):
        """Province, prefecture or county."""

        PROVINCE = "province", _("Province")
        PREFECTURE = "prefecture", _("City")
        COUNTY = "county", _("District or county")

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=80)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    parent = ReferenceKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("lies in"),
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_en)

    @property
    def province_code(self) -> str:
        """The code of the province this region lies in: pensions are counted by province."""
        return self.code[:2] + "0000"
