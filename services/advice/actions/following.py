"""Telling whoever follows an answer that it has changed, or that the law beneath it has."""

from datetime import datetime

from casework.actions.telling import tell_person
from kit import wall
from services.advice.models import Alert


@wall.as_house("tell whoever follows an answer")
def tell_followers(slug: str, *, now: datetime) -> int:
    """Tell everybody who wanted to hear when an answer changes; each once for each change."""
    alerts = Alert.objects.filter(slug=slug, user__person__isnull=False).select_related("user")
    found = list(alerts)
    for alert in found:
        person = alert.user.person
        assert person is not None  # noqa: S101 -- asked for above
        occasion = f"answer:{slug}:{now:%Y%m%d%H%M%S}"
        tell_person(person, "question-changed", {"slug": slug}, now=now, occasion=occasion)
    Alert.objects.filter(pk__in=[each.pk for each in found]).update(told_at=now)
    return len(found)
