"""Somebody leaves: what they liked, looked at and flagged counts no longer."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Subquery

from domains.projects import models


@transaction.atomic
def forget_person(*, user_id: UUID) -> None:
    """Take a person's likes, views and flags away, and out of the stored counts of what remains."""
    _uncount(models.Project, models.ProjectLike, "project", "like_count", user_id)
    _uncount(models.Project, models.ProjectView, "project", "view_count", user_id)
    _uncount(models.Comment, models.CommentLike, "comment", "like_count", user_id)
    _unflag(user_id)


def _uncount(counted: Any, marks: Any, name: str, column: str, user_id: UUID) -> None:
    """Delete a person's marks, and let the counts of what they stood on follow."""
    own = marks.objects.filter(user=user_id)
    rows = counted.objects.filter(pk__in=own.values(name))
    _lock(rows)
    number = own.filter(**{name: OuterRef("pk")}).order_by().values(name).annotate(number=Count("pk"))
    rows.update(**{column: F(column) - Subquery(number.values("number"))})
    own.delete()


def _unflag(user_id: UUID) -> None:
    """Delete a person's flags; a comment that nobody else flagged waits no longer."""
    own = models.CommentFlag.objects.filter(user=user_id)
    rows = models.Comment.objects.filter(pk__in=own.values("comment"), is_flagged=True)
    _lock(rows)
    waiting = models.CommentFlag.objects.filter(comment=OuterRef("pk"), resolved_at=None).exclude(user=user_id)
    rows.filter(~Exists(waiting)).update(is_flagged=False, flagged_at=None)
    own.delete()


def _lock(rows: Any) -> None:
    """Hold the rows, in the order of their keys: two people who leave at once do not wait for each other."""
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
