"""Lets the background work that waits be done, by the worker that the server has."""

from typing import Any

from asgiref.sync import sync_to_async
from django.core import mail
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.contrib.django.models import ProcrastinateJob


async def work() -> None:
    """Do the jobs that wait, and return when none does."""
    worker = DjangoApp(connector=app.connector.get_worker_connector())  # type: ignore[attr-defined]
    worker.tasks = app.tasks
    async with worker.open_async():
        await worker.run_worker_async(
            wait=False, install_signal_handlers=False, delete_jobs="successful", listen_notify=False
        )


async def letters() -> list[Any]:
    """Do the jobs that wait, and return the mail that was sent; it is read only once."""
    await work()
    outbox = mail.outbox if hasattr(mail, "outbox") else []
    read = list(outbox)
    outbox.clear()
    return read


@sync_to_async
def waiting() -> list[str]:
    """Return the names of the jobs that wait."""
    return list(ProcrastinateJob.objects.order_by("id").values_list("task_name", flat=True))
