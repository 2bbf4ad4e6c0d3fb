"""Decoys: invented persons whose data nobody has a reason to read (诱饵记录).

To staff they look like anybody else. Whoever looks has searched where there was nothing to do, and
an alarm goes to supervisors and administrators.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Looked, Person
from agencies.models import Agency, ApiClient
from kit.held import Held, ReferenceKey
from kit.models import Reference


class Decoy(Reference):
    """One invented person, and the agency among whose cases they stand."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    set_at = models.DateTimeField(_("set"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("decoy")
        verbose_name_plural = _("decoys")

    def __str__(self) -> str:
        return str(_("Decoy %(number)s") % {"number": self.pk})


class DecoyAlarm(models.Model):
    """Somebody looked at a decoy, or a program did; once an hour for each way of looking."""

    decoy = models.ForeignKey(
        Decoy, on_delete=models.PROTECT, related_name="alarms", verbose_name=_("decoy record")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("account"),
    )
    client = models.ForeignKey(
        ApiClient, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("system")
    )
    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    what = models.CharField(_("what"), max_length=40, choices=Looked)
    at = models.DateTimeField(_("when"))
    within = models.DateTimeField()  # the hour it is raised once for

    class Meta:
        verbose_name = _("alarm of a decoy")
        verbose_name_plural = _("alarms of decoys")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decoy", "user", "what", "within"],
                condition=Q(user__isnull=False),
                name="a_look_at_a_decoy_raises_one_alarm_an_hour",
            ),
            models.UniqueConstraint(
                fields=["decoy", "client", "what", "within"],
                condition=Q(client__isnull=False),
                name="a_system_at_a_decoy_raises_one_alarm_an_hour",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(client__isnull=False),
                name="an_alarm_names_who_looked",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Alarm %(number)s") % {"number": self.pk})


def _read_decoys() -> dict[int, int]:
    return dict(Decoy.objects.filter(ended_at=None).values_list("person", "pk"))


# person -> decoy: every page that shows a case asks.
standing_decoys = Held(_read_decoys, Decoy)
