"""What people choose."""

from typing import Any

from django.db import transaction

from domains.kit.errors import validate
from domains.kit.viewer import Viewer
from domains.users import models


@transaction.atomic
def update_settings(*, viewer: Viewer, changes: dict[str, Any]) -> models.User:
    """Change some of the viewer's own settings.

    Args:
        viewer: whose settings they are.
        changes: column and new value; what is not named stays.

    Raises:
        Unauthenticated, Refusals: a value that does not fit.
    """
    user = models.User.objects.select_for_update().get(pk=viewer.require_account())
    settings, _ = models.UserSettings.objects.get_or_create(user=user)
    if chosen := changes.get("notification_preferences"):
        kept = {name: value for name, value in chosen.items() if value is not None}
        changes = {**changes, "notification_preferences": settings.notification_preferences | kept}
    for name, value in changes.items():
        setattr(settings, name, value)
    validate(settings, only=changes)
    settings.save()
    return user
