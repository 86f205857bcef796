"""Saying something, and what becomes of it."""

from uuid import UUID

from django.db import transaction

from domains.kit import clock
from domains.kit.errors import NotFound, Required, validate
from domains.kit.events import emit
from domains.kit.live import announce
from domains.kit.viewer import Viewer
from domains.projects import access, models, rules
from domains.projects.errors import CommentsNotAllowed, ThreadTooDeep
from domains.projects.events import CommentAdded, CommentDeleted, CommentEdited
from domains.projects.services.locks import locked_comment, reached_project
from domains.users.access import allows


@transaction.atomic
def add_comment(*, viewer: Viewer, project_id: UUID, content: str, parent_id: UUID | None = None) -> models.Comment:
    """Say something about a project, or answer somebody who did.

    Raises:
        Unauthenticated, NotFound, CommentsNotAllowed, ThreadTooDeep, Refusals
    """
    user_id = viewer.require_account()
    # Locked: what is made private or closed to comments at the same moment stays without this one.
    project = reached_project(viewer, project_id)
    _require_openness(project, user_id, "projectId")
    parent = _comment_to_answer(viewer, project, parent_id)
    comment = models.Comment(
        user_id=user_id,
        project=project,
        parent=parent,
        depth=parent.depth + 1 if parent else 1,
        content=content,
    )
    _check(comment)
    comment.save(force_insert=True)
    announce(rules.comments_topic(project.pk), rules.COMMENT_ADDED, id=str(comment.pk))
    emit(CommentAdded(comment_id=comment.pk, project_id=project.pk, user_id=user_id))
    return comment


@transaction.atomic
def edit_comment(*, viewer: Viewer, comment_id: UUID, content: str) -> models.Comment:
    """Say one's own comment in other words. The same words change nothing.

    Raises:
        Unauthenticated, NotFound, CommentsNotAllowed, Refusals
    """
    author = viewer.require_account()
    standing = models.Comment.objects.visible_to(viewer).filter(user=author, is_deleted=False)
    comment = locked_comment(standing, comment_id)
    # New words are as unwelcome as a new comment.
    _require_openness(comment.project, author, "commentId")
    if content == comment.content:
        return comment
    comment.content, comment.is_edited, comment.edited_at = content, True, clock.now()
    _check(comment)
    comment.save(update_fields=["content", "is_edited", "edited_at"])
    announce(rules.comments_topic(comment.project_id), rules.COMMENT_CHANGED, id=str(comment.pk))
    emit(CommentEdited(comment_id=comment.pk, project_id=comment.project_id, user_id=author))
    return comment


@transaction.atomic
def delete_comment(*, viewer: Viewer, comment_id: UUID) -> models.Comment:
    """Take a comment back: its author, the project's owner, or staff. Its place in the thread stays.

    Raises:
        Unauthenticated, NotFound
    """
    viewer.require_account()
    comment = locked_comment(access.deletable_comments(viewer), comment_id)
    withhold(comment)
    return comment


def withhold(comment: models.Comment) -> None:
    """Let a locked comment's text be seen no longer, and settle what was said against it. Twice changes nothing."""
    if comment.is_deleted:
        return
    comment.is_deleted = True
    comment.save(update_fields=["is_deleted"])
    settle(comment)
    announce(rules.comments_topic(comment.project_id), rules.COMMENT_CHANGED, id=str(comment.pk))
    emit(CommentDeleted(comment_id=comment.pk, project_id=comment.project_id, user_id=comment.user_id))


def settle(comment: models.Comment) -> None:
    """Let no flag of a locked comment wait any longer."""
    comment.is_flagged, comment.flagged_at = False, None
    comment.save(update_fields=["is_flagged", "flagged_at"])
    comment.flags.filter(resolved_at=None).update(resolved_at=clock.now())


def _require_openness(project: models.Project, user_id: UUID, field: str) -> None:
    """Refuse words to an owner who takes none; one's own project always takes one's own."""
    if project.user_id != user_id and not allows(project.user_id, "allow_comments"):
        raise CommentsNotAllowed(path=["input", field])


def _check(comment: models.Comment) -> None:
    """Refuse a text that says nothing, or too much."""
    if not comment.content.strip():
        raise Required("A comment says something.", path=["input", "content"])
    validate(comment, only=["content"])


def _comment_to_answer(viewer: Viewer, project: models.Project, parent_id: UUID | None) -> models.Comment | None:
    """Return the comment that is answered, if one is, and if it may be."""
    if parent_id is None:
        return None
    path = ["input", "parentId"]
    parent = models.Comment.objects.visible_to(viewer).filter(pk=parent_id, project=project, is_deleted=False).first()
    if parent is None:
        raise NotFound("There is no such comment on this project.", path=path)
    if parent.depth >= rules.DEEPEST_COMMENT:
        raise ThreadTooDeep(path=path)
    return parent
