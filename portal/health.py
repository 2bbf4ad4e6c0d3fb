"""Two questions a machine asks: are you alive, and can you work?"""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu import Connection
from kombu.exceptions import OperationalError

from casework.models import Tick
from kit import clock
from portal import stored_keys

LATE_TICK = timedelta(seconds=120)
BROKER_PATIENCE = {"socket_timeout": 1, "socket_connect_timeout": 1}


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, keys and clock decide; broker and ticks are told: work goes on without them."""
    try:
        seconds = seconds_since_a_tick()
        if stored_keys.misfit():
            return JsonResponse({"ready": False, "database": "here", "keys": "wrong"}, status=503)
        clock.agreed()
    except clock.ClocksApart:
        return JsonResponse({"ready": False, "database": "here", "clock": "apart"}, status=503)
    except DatabaseError:
        return JsonResponse({"ready": False, "database": "away"}, status=503)
    answer = {
        "ready": True,
        "database": "here",
        "broker": "here" if is_broker_here() else "away",
        "seconds_since_last_tick": seconds,
        "ticking": seconds is not None and seconds <= LATE_TICK.total_seconds(),
    }
    return JsonResponse(answer)


def seconds_since_a_tick(driver: str | None = None) -> int | None:
    """Return how long ago this driver, or any, last looked for what is due."""
    ticks = Tick.objects.filter(driver=driver) if driver else Tick.objects.all()
    latest = ticks.order_by("-at").values_list("at", flat=True).first()
    return max(0, int((clock.now() - latest).total_seconds())) if latest else None


def is_broker_here() -> bool:
    """Whether the broker takes a connection within a second."""
    try:
        with Connection(settings.CELERY_BROKER_URL, transport_options=BROKER_PATIENCE) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=1)
    except (OperationalError, OSError):
        return False
    return True


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
