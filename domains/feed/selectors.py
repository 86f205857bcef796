"""Reads of the feed."""

from typing import Any

from django.db.models import QuerySet

from domains.feed import models
from domains.feed.models import ActivityVisibility
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.users.models import RelationshipStatus, UserRelationship

Activities = VisibleQuerySet[models.Activity]


def activity_feed(viewer: Viewer, *, scope: str) -> Activities:
    """Return the activities of a scope, newest first."""
    heard = models.Activity.objects.visible_to(viewer).order_by("-created_at")
    if scope == "public":
        heard = heard.filter(visibility=ActivityVisibility.PUBLIC)
        return heard if viewer.is_anonymous else heard.exclude(user__in=_standing(viewer, "muted"))
    if viewer.is_anonymous:
        return heard.none()
    if scope == "mine":
        return heard.filter(user=viewer.id)
    followed = _standing(viewer, "active")
    return heard.filter(user__in=followed).belonging_to(followed, "user")


def _standing(viewer: Viewer, status: str) -> QuerySet[UserRelationship, Any]:
    """Return the people to whom the viewer stands like this."""
    held = UserRelationship.objects.filter(follower=viewer.id, status=RelationshipStatus(status))
    return held.values("following")
