"""The one place where settings are read: the database first, then the environment, then the default."""

from typing import Any, TypeVar

from django.db import connection

from domains.configuration import models
from domains.configuration.errors import UnreadableSetting
from domains.configuration.rules import Setting, decrypted
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet

ValueT = TypeVar("ValueT")

# Not through the ORM: this stands in the way of whoever asks, and a setting is one column of one row.
READ = "SELECT key, value, is_encrypted FROM configuration_appsetting WHERE key = ANY(%s) AND value IS NOT NULL"


def value_of(setting: Setting[ValueT]) -> ValueT:
    """Return the value that holds now, in this transaction: nothing is remembered, so nothing is ever stale.

    Raises:
        UnreadableSetting: what is stored cannot be read.
    """
    value: ValueT = values_of(setting)[setting.key]
    return value


def values_of(*settings: Setting[Any]) -> dict[str, Any]:
    """Return the values of several settings by key, in one statement.

    Raises:
        UnreadableSetting: what is stored cannot be read.
    """
    with connection.cursor() as cursor:
        cursor.execute(READ, [[setting.key for setting in settings]])
        stored = {key: (value, is_encrypted) for key, value, is_encrypted in cursor.fetchall()}
    return {each.key: _parsed(each, *stored[each.key]) if each.key in stored else each.fallback() for each in settings}


def _parsed(setting: Setting[Any], stored: str, is_encrypted: bool) -> Any:  # noqa: FBT001 - a column
    """Return a stored text as the setting's value."""
    try:
        return setting.parse(decrypted(stored) if is_encrypted else stored)
    except ValueError as error:
        # The text itself may be a secret: it stays out of the message.
        raise UnreadableSetting(f"the stored value of {setting.key} cannot be read: set it anew") from error


def app_settings(viewer: Viewer) -> VisibleQuerySet[models.AppSetting]:
    """Return all settings, by key."""
    return models.AppSetting.objects.visible_to(viewer).order_by("key")
