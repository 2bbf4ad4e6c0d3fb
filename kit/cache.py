"""A cache that may be away: then nothing is remembered, and no page fails."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

CACHE_DATABASE = 2
REST_SECONDS = 5
SOCKET_OPTIONS = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "retry": Retry(NoBackoff(), 0),
}


class Absence:
    """Whether the cache was found away a moment ago, so that a page waits for it only once."""

    until = 0.0

    @classmethod
    def noticed(cls) -> None:
        cls.until = time.monotonic() + REST_SECONDS

    @classmethod
    def lasts(cls) -> bool:
        return time.monotonic() < cls.until


def forgiving(name: str, otherwise: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap the cache operation of that name to answer `otherwise` while the cache is away."""
    operation = getattr(RedisCache, name)

    @wraps(operation)
    def attempt(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        if Absence.lasts():
            return otherwise(*args, **kwargs)
        try:
            return operation(self, *args, **kwargs)
        except (RedisError, OSError):
            Absence.noticed()
            return otherwise(*args, **kwargs)

    return attempt


class ForgivingCache(RedisCache):
    """Redis or Valkey, without which rate limits rest; attempt limits live in the database."""

    # A lock taken with add() must be granted, or nobody could sign in.
    add = forgiving("add", lambda *args, **kwargs: True)
    get = forgiving("get", lambda key, default=None, **kwargs: default)
    set = forgiving("set", lambda *args, **kwargs: None)
    touch = forgiving("touch", lambda *args, **kwargs: False)
    delete = forgiving("delete", lambda *args, **kwargs: False)
    get_many = forgiving("get_many", lambda *args, **kwargs: {})
    set_many = forgiving("set_many", lambda *args, **kwargs: [])
    delete_many = forgiving("delete_many", lambda *args, **kwargs: None)
    has_key = forgiving("has_key", lambda *args, **kwargs: False)
    incr = forgiving("incr", lambda key, delta=1, **kwargs: delta)
    clear = forgiving("clear", lambda *args, **kwargs: False)


def cache_at(url: str) -> dict:
    """Describe the cache at a Redis address, for Django's CACHES."""
    return {
        "BACKEND": "kit.cache.ForgivingCache",
        "LOCATION": url,
        "KEY_PREFIX": "portal",
        "OPTIONS": SOCKET_OPTIONS,
    }


def cache_beside(broker_url: str) -> str:
    """Return the address of the cache in the broker's server, in a database of its own."""
    parts = urlsplit(broker_url)
    if parts.scheme == "redis+socket":
        return f"unix://{parts.path}?db={CACHE_DATABASE}"
    return urlunsplit(parts._replace(path=f"/{CACHE_DATABASE}"))
