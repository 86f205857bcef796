"""Reads of the feed."""

from django.db.models import Exists, OuterRef

from domains.feed import models
from domains.feed.access import tells
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
    # Nothing is looked for of those who tell nothing: all that they did would be passed over, row by row.
    followed = UserRelationship.objects.filter(
        tells(viewer, "following"), follower=viewer.id, status=RelationshipStatus.ACTIVE
    )
    of_followed = heard.filter(Exists(_relationships(viewer, "active")))
    return of_followed.belonging_to(followed.values("following"), "user")


def _relationships(viewer: Viewer, status: str) -> VisibleQuerySet[UserRelationship]:
    """Return how the viewer stands to who did it."""
    return UserRelationship.objects.filter(
        follower=viewer.id, following=OuterRef("user"), status=RelationshipStatus(status)
    )
