"""What a piece of work remembers of what it has read, and forgets by what it changes itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


class Remembered:
    """A memory of one piece of work: begun with it, emptied by each change, gone at its end.

    `is_change` says of a statement whether what is remembered may be wrong after it.
    """

    def __init__(self, name: str, *, is_change: Callable[[str], bool]) -> None:
        self._kept: ContextVar[dict[Any, Any] | None] = ContextVar(name, default=None)
        self._is_change = is_change

    @property
    def kept(self) -> dict[Any, Any] | None:
        """What is remembered; None outside such a piece of work."""
        return self._kept.get()

    @contextmanager
    def within(self) -> Iterator[None]:
        """Let a piece of work remember."""
        token = self._kept.set({})
        try:
            yield
        finally:
            self._kept.reset(token)

    def watch(self, connection: BaseDatabaseWrapper, **_signal: Any) -> None:
        """Watch what a connection changes, so that a piece of work sees its own changes."""
        if self._forget_when_changed not in connection.execute_wrappers:
            # Before the wall: behind it a question begins with who asks, and reads like a change.
            connection.execute_wrappers.insert(0, self._forget_when_changed)

    def _forget_when_changed(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: dict[str, Any],
    ) -> Any:
        kept = self._kept.get()
        if kept and self._is_change(sql):
            kept.clear()
        return execute(sql, params, many, context)
