"""What every table has."""

from typing import Any

from django.core.validators import URLValidator
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
