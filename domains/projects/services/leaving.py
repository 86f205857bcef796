"""Somebody leaves: what they liked, looked at and flagged counts no longer."""

from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from domains.kit.counts import hold, uncount
from domains.projects import models


@transaction.atomic
def forget_person(*, user_id: UUID) -> None:
    """Take a person's likes, views and flags away, and out of the stored counts of what remains."""
    uncount(models.Project, "like_count", models.ProjectLike.objects.filter(user=user_id))
    uncount(models.Project, "view_count", models.ProjectView.objects.filter(user=user_id))
    uncount(models.Comment, "like_count", models.CommentLike.objects.filter(user=user_id))
    _unflag(user_id)


def _unflag(user_id: UUID) -> None:
    """Delete a person's flags; a comment that nobody else flagged waits no longer."""
    own = models.CommentFlag.objects.filter(user=user_id)
    rows = models.Comment.objects.filter(pk__in=own.values("comment"), is_flagged=True)
    hold(rows)
    waiting = models.CommentFlag.objects.filter(comment=OuterRef("pk"), resolved_at=None).exclude(user=user_id)
    rows.filter(~Exists(waiting)).update(is_flagged=False, flagged_at=None)
    own.delete()
