"""What runs for the live log in the background."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from procrastinate.contrib.django import app

from domains.kit import clock
from domains.kit.models import Log, LogEntry

# Small enough that no transaction holds up the log for long.
AT_ONCE = 5_000


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="prune_log", pass_context=False)
def prune_log(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Delete what is older than a subscriber may be away, and remember up to where."""
    while _prune():
        pass


@transaction.atomic
def _prune() -> int:
    """Delete some of the oldest events; whoever was there is told of the gap, never left in the dark."""
    log = Log.objects.select_for_update().get(is_current=True)
    old = LogEntry.objects.filter(created_at__lt=clock.now() - settings.LIVE_RETENTION).order_by("position")[:AT_ONCE]
    last = LogEntry.objects.filter(pk__in=old.values("pk")).aggregate(last=Max("position"))["last"]
    if last is None:
        return 0
    deleted, _ = LogEntry.objects.filter(position__lte=last).delete()
    log.pruned_through = last
    log.save(update_fields=["pruned_through"])
    return deleted
