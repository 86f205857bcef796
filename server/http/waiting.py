"""Coroutines that seldom have to wait: what it takes to wait for them is made only when they do."""

from collections.abc import Coroutine, Generator
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Begun(Generic[T]):
    """A coroutine that has run up to where it had to wait, or to its end."""

    value: T

    def __init__(self, coroutine: Coroutine[Any, Any, T]) -> None:
        """Run it as far as it goes; what it raises is raised here."""
        self._coroutine = coroutine
        self._waiting: Any = None
        self.is_done = False
        try:
            self._waiting = coroutine.send(None)
        except StopIteration as end:
            self.is_done, self.value = True, end.value

    def __await__(self) -> Generator[Any, Any, T]:
        """Go on from there."""
        while not self.is_done:
            try:
                try:
                    given = yield self._waiting
                except BaseException as error:  # noqa: BLE001 - a cancellation is the coroutine's to answer
                    self._waiting = self._coroutine.throw(error)
                else:
                    self._waiting = self._coroutine.send(given)
            except StopIteration as end:
                self.is_done, self.value = True, end.value
        return self.value
