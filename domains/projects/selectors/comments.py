"""Reads of comments."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, TextField, Value, When

from domains.kit.expressions import Parent
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.projects import access, models
from domains.users.access import sees_profile
from domains.users.models import User

Comments = VisibleQuerySet[models.Comment]
Flags = VisibleQuerySet[models.CommentFlag]


def comments_of_project(viewer: Viewer, parent: Parent) -> Comments:
    """What people say about it, newest first; answers are in `replies`."""
    return models.Comment.objects.visible_to(viewer).filter(project=parent, parent=None).order_by("-created_at")


def replies_of_comment(viewer: Viewer, parent: Parent) -> Comments:
    """The answers to this comment, oldest first."""
    return models.Comment.objects.visible_to(viewer).filter(parent=parent).order_by("created_at")


def comments_of_user(viewer: Viewer, parent: Parent) -> Comments:
    """What this person says about projects that you see, newest first; empty where you do not see the profile."""
    seen = User.objects.filter(sees_profile(viewer), pk=parent)
    said = models.Comment.objects.visible_to(viewer).filter(Exists(seen), user=parent, is_deleted=False)
    return said.order_by("-created_at")


def flagged_comments(viewer: Viewer) -> Comments:
    """Return what waits for a moderator, the longest first; nothing for others."""
    waiting = models.Comment.objects.visible_to(viewer).filter(is_flagged=True)
    return waiting.none() if viewer.is_anonymous else waiting.filter(access.moderates(viewer)).order_by("flagged_at")


def flags_of_comment(viewer: Viewer, parent: Parent) -> Flags:
    """What is said against this comment, newest first: all of it to moderators, your own words to you."""
    return models.CommentFlag.objects.visible_to(viewer).filter(comment=parent).order_by("-created_at")


def is_comment_liked_by_viewer(viewer: Viewer) -> Any:
    """Return whether the viewer likes the comment."""
    return _has(viewer, models.CommentLike)


def is_flagged_by_viewer(viewer: Viewer) -> Any:
    """Return whether the viewer flagged the comment."""
    return _has(viewer, models.CommentFlag)


def _has(viewer: Viewer, model: type[models.CommentLike] | type[models.CommentFlag]) -> Any:
    if viewer.is_anonymous:
        return Value(False)  # noqa: FBT003
    return Exists(model.objects.filter(comment=OuterRef("pk"), user=viewer.id))


def shown_content(viewer: Viewer) -> Any:  # noqa: ARG001 - the same for everybody
    """Return what is shown of a comment: nothing of one that was taken back."""
    return Case(When(is_deleted=True, then=Value("")), default=F("content"), output_field=TextField())
