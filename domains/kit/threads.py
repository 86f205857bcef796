"""Database work: every statement of Django's runs on a thread, with a connection that somebody gives back."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from asgiref.sync import SyncToAsync, ThreadSensitiveContext, sync_to_async
from django.db import connections

from domains.kit.tracing import written_down

P = ParamSpec("P")
T = TypeVar("T")

# Outside requests so many at once: whoever listens waits a little, so that requests find connections.
AT_ONCE = 4
_places = asyncio.Semaphore(AT_ONCE)


def on_database(function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """Let a function that talks to the database be awaited.

    A request has one thread and one connection from Django. What a socket asks has neither: each call takes a
    thread, and gives its connection back at its end, so that none is kept that could be lost unnoticed.
    """

    def watched(*arguments: P.args, **options: P.kwargs) -> T:
        with written_down():
            return function(*arguments, **options)

    def alone(*arguments: P.args, **options: P.kwargs) -> T:
        try:
            return watched(*arguments, **options)
        finally:
            connections.close_all()

    @wraps(function)
    async def run(*arguments: P.args, **options: P.kwargs) -> T:
        if _has_thread():
            return await sync_to_async(watched)(*arguments, **options)
        async with _places:
            return await sync_to_async(alone, thread_sensitive=False)(*arguments, **options)

    return run


class _Own(ThreadSensitiveContext):
    """The thread of one operation, which ends with it."""

    is_open = True


def _has_thread() -> bool:
    """Tell whether there is a thread to work on. What an operation has left undone outlives it, but not its thread."""
    own = SyncToAsync.thread_sensitive_context.get(None)
    return own is not None and getattr(own, "is_open", True)


@asynccontextmanager
async def own_thread() -> AsyncIterator[None]:
    """Give an operation one thread and one connection of Django's, made when they are needed.

    They are given back behind whatever the thread still does for a client that is gone; nobody waits for that.
    """
    async with _Own() as context:
        try:
            yield
        finally:
            context.is_open = False
            executor = SyncToAsync.context_to_thread_executor.pop(context, None)
            if executor is not None:
                executor.submit(connections.close_all)
                executor.shutdown(wait=False)
