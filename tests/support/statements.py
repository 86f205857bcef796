"""Counts and shows the SQL that a request runs, on whichever thread and connection it runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from textwrap import shorten
from typing import Any

from django.db.backends.signals import connection_created

LONGEST_SHOWN = 400
_recordings: list[list[str]] = []


def _record(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    for recording in _recordings:
        recording.append(sql)
    return execute(sql, params, many, context)


def _attach(connection: Any, **_: object) -> None:
    if _record not in connection.execute_wrappers:
        connection.execute_wrappers.append(_record)


def watch() -> None:
    """Watch every connection that Django opens from now on."""
    connection_created.connect(_attach, weak=False, dispatch_uid="tests.statements")


@contextmanager
def recorded() -> Iterator[list[str]]:
    """Give the list that fills with the statements run inside the block."""
    recording: list[str] = []
    _recordings.append(recording)
    try:
        yield recording
    finally:
        # By identity: recordings of the same statements are equal.
        _recordings[:] = [each for each in _recordings if each is not recording]


def shown(statements: list[str]) -> str:
    """Return the statements for a person to read, the long ones cut."""
    return "\n".join(f"{number}. {shorten(sql, LONGEST_SHOWN)}" for number, sql in enumerate(statements, start=1))
