"""Writing down what happened."""

from typing import Any
from uuid import UUID

from django.db.models import Model

from domains.feed import models
from domains.feed.models import ActivityType
from domains.feed.rules import ADDED, TOPIC
from domains.kit.live import announce


def record(*, user_id: UUID, activity_type: ActivityType, about: type[Model], key: UUID, **metadata: Any) -> None:
    """Write an activity down, in the transaction of what it tells of."""
    activity = models.Activity.objects.create(
        user_id=user_id,
        activity_type=activity_type,
        reference_type=about._meta.label,
        reference_id=key,
        metadata=metadata,
    )
    announce(TOPIC, ADDED, id=str(activity.pk))


def withdraw(*, user_id: UUID, activity_type: ActivityType, about: type[Model], key: UUID) -> None:
    """Take an activity back, because what it told of is so no longer."""
    models.Activity.objects.filter(
        user_id=user_id, activity_type=activity_type, reference_type=about._meta.label, reference_id=key
    ).delete()
