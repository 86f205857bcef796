"""Comments that should not stand: somebody says so, and a moderator decides."""

from uuid import UUID

from django.db import transaction

from domains.kit import clock
from domains.kit.errors import Forbidden, validate
from domains.kit.events import emit
from domains.kit.viewer import Viewer
from domains.projects import access, models
from domains.projects.errors import CannotFlagOwnComment
from domains.projects.events import CommentFlagged
from domains.projects.services.comments import settle, withhold
from domains.projects.services.locks import locked_comment


@transaction.atomic
def flag_comment(*, viewer: Viewer, comment_id: UUID, reason: str, note: str = "") -> models.Comment:
    """Say that a comment should not stand. Once a person: what was said first holds, settled or not.

    Raises:
        Unauthenticated, NotFound, CannotFlagOwnComment, Refusals
    """
    user_id = viewer.require_account()
    comment = locked_comment(models.Comment.objects.visible_to(viewer).filter(is_deleted=False), comment_id)
    if comment.user_id == user_id:
        raise CannotFlagOwnComment(path=["input", "commentId"])
    flag = models.CommentFlag(comment=comment, user_id=user_id, reason=reason, note=note)
    validate(flag, only=["reason", "note"])
    if models.CommentFlag.objects.filter(comment=comment, user=user_id).exists():
        return comment
    flag.save(force_insert=True)
    if not comment.is_flagged:
        comment.is_flagged, comment.flagged_at = True, clock.now()
        comment.save(update_fields=["is_flagged", "flagged_at"])
    emit(CommentFlagged(comment_id=comment.pk, user_id=user_id))
    return comment


@transaction.atomic
def moderate_comment(*, viewer: Viewer, comment_id: UUID, decision: str) -> models.Comment:
    """Decide what becomes of a comment: `keep` settles what was said against it, `remove` takes it back as well.

    Raises:
        Unauthenticated, Forbidden, NotFound
    """
    moderator = viewer.require_account()
    if not access.may_moderate(viewer):
        raise Forbidden("You do not moderate comments.")
    comment = locked_comment(models.Comment.objects.visible_to(viewer).filter(is_deleted=False), comment_id)
    comment.moderated_by_id, comment.moderated_at = moderator, clock.now()
    comment.save(update_fields=["moderated_by", "moderated_at"])
    if decision == "remove":
        withhold(comment)
    else:
        settle(comment)
    return comment
