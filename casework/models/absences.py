"""When somebody of an agency is away: their turns wait for nobody."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.models import Post


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Absences as one asks for them."""

    def standing(self) -> "AbsenceQuerySet":
        """Return those that are to come or under way."""
        return self.filter(ended_at=None)

    def on(self, day: date) -> "AbsenceQuerySet":
        """Return those that a day lies in."""
        return self.standing().filter(first_day__lte=day, last_day__gte=day)

    def stood_in_for(self, user: int | None, day: date) -> "AbsenceQuerySet":
        """Return those of a day that somebody stands in for; whoever has left stands in no more."""
        return self.on(day).filter(substitute__user=user, substitute__ended_at=None)


class Absence(models.Model):
    """Days on which the holder of a post does not work, both days counted."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()
    # Who is given what comes for the holder meanwhile, and sees what lies there.
    substitute = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, related_name="substitutions"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    # When the holder's turns were given back; empty until the first day.
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(ended_at=None), name="one_absence_of_a_post_stands"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="an_absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(substitute=None) | ~Q(substitute=F("post")),
                name="nobody_stands_in_for_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"absence of post {self.post_id}"
