"""A request that carries a key is carried out once, and answered the same each time."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from casework.api.views import PortalView
from kit.api.errors import BadRequest
from kit.models import KeptAnswer

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{8,100}")
KEPT_FOR = timedelta(hours=24)
# Between writing the key down and beginning the work, only this says that somebody is at it.
BEGINNING = timedelta(seconds=2)
REPEATED = ("ETag", "Location", "Content-Language")


class StillRunning(APIException):
    """The first request with this key has not been answered yet."""

    status_code = 409
    default_code = "still_running"
    default_detail = _("A request with this key is being carried out. Try again in a moment.")


class OtherRequest(APIException):
    """The key was used for something else."""

    status_code = 422
    default_code = "key_used"
    default_detail = _("This key was used for another request. Use a new key for each request.")


def _nothing() -> None:
    """Do nothing before the work."""


def once(
    view: PortalView, work: Callable[[], Response], *, first: Callable[[], None] = _nothing
) -> Response:
    """Carry the request out, or repeat the answer given to it before.

    The key is written down before the work, the answer in the work's own transaction: both are
    there or neither. While it works, that transaction holds the key's row, so whoever died with
    their connection holds nothing, and a repeat takes the work over at once. A refusal has changed
    nothing, so it leaves its key free. `first` is what has to stay although the work is refused,
    as the count of guesses: it is done before the work and outside its transaction, and not again
    when the answer is only repeated.
    """
    request = view.request
    key = _key(request)
    if not key:
        first()
        with transaction.atomic():  # as with a key: what is locked here is locked within one
            return work()
    kept = _begin(view, key, fingerprint(request))
    if kept.status is not None:
        return _repeat(kept)
    try:
        first()
        with transaction.atomic():
            _hold(kept)
            response = work()
            _keep(kept, response)
    except BaseException:
        KeptAnswer.objects.filter(pk=kept.pk, claim=kept.claim, status=None).delete()
        raise
    return response


def _key(request: Request) -> str:
    key = request.headers.get(HEADER, "").strip('"')
    if key and not KEY.fullmatch(key):
        raise BadRequest(_("Idempotency-Key holds 8 to 100 visible ASCII characters."))
    return key


def fingerprint(request: Request) -> str:
    """Return what makes two requests the same: method, path and body."""
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    # As it was read: with a session the bytes are gone, for its check has read them already.
    digest.update(json.dumps(request.data, sort_keys=True).encode())
    return digest.hexdigest()


def _principal(view: PortalView) -> str:
    user = view.request.user
    return str(user.pk) if view.who.client else f"user:{user.pk}"


def _begin(view: PortalView, key: str, mark: str) -> KeptAnswer:
    principal, now = _principal(view), view.now
    mine = KeptAnswer.objects.filter(principal=principal)
    mine.filter(expires_at__lte=now).delete()
    wanted = KeptAnswer(
        principal=principal,
        key=key,
        fingerprint=mark,
        begun_at=now,
        expires_at=now + KEPT_FOR,
    )
    try:
        with transaction.atomic():
            wanted.save()
    except IntegrityError:
        return _found(mine.filter(key=key), mark, now)
    return wanted


def _found(keys: QuerySet[KeptAnswer], mark: str, now: datetime) -> KeptAnswer:
    """Return what was answered, or take over what nobody is at any more."""
    kept = keys.first()
    if kept is not None and kept.fingerprint != mark:
        raise OtherRequest
    if kept is not None and kept.status is not None:
        return kept
    return _taken_over(keys, now)


@transaction.atomic
def _taken_over(keys: QuerySet[KeptAnswer], now: datetime) -> KeptAnswer:
    left = keys.filter(status=None, begun_at__lte=now - BEGINNING)
    kept = left.select_for_update(skip_locked=True).first()
    if kept is None:
        raise StillRunning
    kept.claim, kept.begun_at = uuid4(), now
    if not left.filter(pk=kept.pk).update(claim=kept.claim, begun_at=now):
        raise StillRunning
    return kept


def _hold(kept: KeptAnswer) -> None:
    """Hold the key until the work ends; raises where somebody has taken it over."""
    mine = KeptAnswer.objects.filter(pk=kept.pk, claim=kept.claim, status=None)
    if mine.select_for_update().first() is None:
        raise StillRunning


def _keep(kept: KeptAnswer, response: Response) -> None:
    kept.status = response.status_code
    response.headers.setdefault("Content-Language", get_language())  # what is repeated stays in it
    kept.body = json.dumps(response.data, cls=JSONEncoder, ensure_ascii=False)
    kept.headers = {name: response[name] for name in REPEATED if response.has_header(name)}
    kept.save(update_fields=["status", "body", "headers"])


def _repeat(kept: KeptAnswer) -> Response:
    data: Any = json.loads(kept.body) if kept.body else None
    return Response(
        data, status=kept.status, headers={**kept.headers, "Idempotent-Replayed": "true"}
    )
