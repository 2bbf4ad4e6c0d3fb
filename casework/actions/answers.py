"""Answers to requests with a key of their own: repeated for a day, and then forgotten."""

from datetime import datetime

from kit.models import KeptAnswer


def forget_old(*, now: datetime) -> None:
    """Forget the answers that are no longer repeated: they may name a person."""
    KeptAnswer.objects.filter(expires_at__lte=now).delete()
