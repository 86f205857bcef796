"""Reads of the feed."""

from django.db.models import Exists, OuterRef

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
        return heard if viewer.is_anonymous else heard.exclude(Exists(_relationships(viewer, "muted")))
    if viewer.is_anonymous:
        return heard.none()
    if scope == "mine":
        return heard.filter(user=viewer.id)
    return heard.filter(Exists(_relationships(viewer, "active")))


def _relationships(viewer: Viewer, status: str) -> VisibleQuerySet[UserRelationship]:
    """Return how the viewer stands to who did it."""
    return UserRelationship.objects.filter(
        follower=viewer.id, following=OuterRef("user"), status=RelationshipStatus(status)
    )
