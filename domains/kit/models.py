"""What every table has, and the tables of the live log."""

from functools import cached_property
from typing import Any

from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models

from domains.kit import clock
from domains.kit.ids import new_key
from domains.kit.visibility import VisibleQuerySet


class WebAddressField(models.URLField[str, str]):
    """A web address: whatever ends up in a link's `href` is `http` or `https`, nothing that runs."""

    default_validators = [URLValidator(schemes=["http", "https"])]  # noqa: RUF012 - as Django has it

    def formfield(self, **options: Any) -> Any:
        """Return the admin's field; an address without a scheme is meant to be `https`."""
        return super().formfield(**{"assume_scheme": "https", **options})


class LimitedTextField(models.TextField[str, str]):
    """A text with a limit that holds everywhere; Django's own heeds `max_length` in forms only."""

    @cached_property
    def validators(self) -> Any:
        """The column's validators, its limit among them."""
        limit = [] if self.max_length is None else [MaxLengthValidator(self.max_length)]
        return [*super().validators, *limit]


class Entity(models.Model):
    """A row with a key that sorts by time, and with the moment it was made."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False, help_text="When it was made.")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True


class ChangingEntity(Entity):
    """An entity that also knows when it last changed."""

    updated_at = models.DateTimeField(auto_now=True, help_text="When it last changed.")

    class Meta:
        abstract = True


class OutboxEntry(models.Model):
    """An event that was announced and waits for its place in the log."""

    id = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    payload = models.JSONField()

    class Meta:
        db_table = "live_outbox"
        verbose_name_plural = "outbox entries"

    def __str__(self) -> str:
        return f"{self.topic} {self.kind}"


class LogEntry(models.Model):
    """An event at its position. Positions appear in their order, because moves from the outbox are serialised."""

    position = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    # When it got its position: time and position rise together.
    created_at = models.DateTimeField()

    class Meta:
        db_table = "live_log"
        verbose_name_plural = "log entries"
        indexes = (
            models.Index(fields=["topic", "position"], name="live_log_topic"),
            models.Index(fields=["created_at"], name="live_log_age"),
        )

    def __str__(self) -> str:
        return f"{self.position} {self.topic} {self.kind}"


class Log(models.Model):
    """The one log: who it is, and up to where it was pruned."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    pruned_through = models.BigIntegerField(default=0)
    is_current = models.BooleanField(default=True)

    class Meta:
        db_table = "live_log_identity"
        constraints = (
            models.UniqueConstraint(fields=["is_current"], name="live_log_is_one", condition=models.Q(is_current=True)),
        )

    def __str__(self) -> str:
        return str(self.id)
