"""Liking projects and comments: each stored count is changed under the lock of its row."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from domains.kit.events import emit
from domains.kit.live import announce
from domains.kit.viewer import Viewer
from domains.projects import models, rules
from domains.projects.events import CommentLiked, CommentUnliked, ProjectLiked, ProjectUnliked
from domains.projects.services.locks import locked_comment, locked_project, reached_project
from domains.projects.services.news import tell_likes


@transaction.atomic
def like_project(*, viewer: Viewer, project_id: UUID) -> models.Project:
    """Like a project. Liking twice changes nothing.

    Raises:
        Unauthenticated, NotFound
    """
    user_id = viewer.require_account()
    project = reached_project(viewer, project_id)
    _, is_new = models.ProjectLike.objects.get_or_create(project=project, user_id=user_id)
    if is_new:
        models.Project.objects.filter(pk=project.pk).update(like_count=F("like_count") + 1)
        tell_likes(project)
        emit(ProjectLiked(project_id=project.pk, user_id=user_id))
    return project


@transaction.atomic
def unlike_project(*, viewer: Viewer, project_id: UUID) -> models.Project:
    """Like a project no longer. Not liking it changes nothing.

    Raises:
        Unauthenticated, NotFound
    """
    user_id = viewer.require_account()
    project = locked_project(viewer, project_id)
    ended, _ = models.ProjectLike.objects.filter(project=project, user_id=user_id).delete()
    if ended:
        models.Project.objects.filter(pk=project.pk).update(like_count=F("like_count") - 1)
        tell_likes(project)
        emit(ProjectUnliked(project_id=project.pk, user_id=user_id))
    return project


@transaction.atomic
def like_comment(*, viewer: Viewer, comment_id: UUID) -> models.Comment:
    """Like a comment that stands. Liking twice changes nothing.

    Raises:
        Unauthenticated, NotFound
    """
    user_id = viewer.require_account()
    comment = locked_comment(models.Comment.objects.visible_to(viewer).filter(is_deleted=False), comment_id)
    _, is_new = models.CommentLike.objects.get_or_create(comment=comment, user_id=user_id)
    if is_new:
        _count(comment, +1)
        emit(CommentLiked(comment_id=comment.pk, user_id=user_id))
    return comment


@transaction.atomic
def unlike_comment(*, viewer: Viewer, comment_id: UUID) -> models.Comment:
    """Like a comment no longer, even one that was taken back. Not liking it changes nothing.

    Raises:
        Unauthenticated, NotFound
    """
    user_id = viewer.require_account()
    comment = locked_comment(models.Comment.objects.visible_to(viewer), comment_id)
    ended, _ = models.CommentLike.objects.filter(comment=comment, user_id=user_id).delete()
    if ended:
        _count(comment, -1)
        emit(CommentUnliked(comment_id=comment.pk, user_id=user_id))
    return comment


def _count(comment: models.Comment, change: int) -> None:
    """Let the stored count follow the rows, and say so."""
    models.Comment.objects.filter(pk=comment.pk).update(like_count=F("like_count") + change)
    announce(rules.comments_topic(comment.project_id), rules.COMMENT_CHANGED, id=str(comment.pk))
