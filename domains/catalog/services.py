"""What people do with tools: have favourites."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from domains.catalog import models
from domains.catalog.errors import TooManyFavorites
from domains.catalog.rules import MOST_FAVORITES
from domains.configuration.selectors import value_of
from domains.kit.errors import NotFound
from domains.kit.viewer import Viewer
from domains.users.models import User


@transaction.atomic
def favorite_tool(*, viewer: Viewer, tool_id: UUID) -> models.Tool:
    """Have a tool among one's favourites. Doing so twice changes nothing.

    Raises:
        Unauthenticated, NotFound, TooManyFavorites
    """
    user_id = viewer.require_account()
    # The person first, so that their favourites are counted one after the other; then the tool, for its count.
    User.objects.select_for_update(no_key=True).get(pk=user_id)
    tool = models.Tool.objects.visible_to(viewer).select_for_update(no_key=True).filter(pk=tool_id).first()
    if tool is None:
        raise NotFound("There is no such tool.", path=["input", "toolId"])
    marks = models.ToolFavorite.objects.filter(user=user_id)
    if marks.filter(tool=tool).exists():
        return tool
    if marks.count() >= value_of(MOST_FAVORITES):
        raise TooManyFavorites(path=["input", "toolId"])
    models.ToolFavorite.objects.create(user_id=user_id, tool=tool)
    models.Tool.objects.filter(pk=tool.pk).update(popularity=F("popularity") + 1)
    return tool


@transaction.atomic
def unfavorite_tool(*, viewer: Viewer, tool_id: UUID) -> models.Tool:
    """Have a tool no longer among one's favourites, seen or not. If it is none, nothing changes.

    Raises:
        Unauthenticated, NotFound
    """
    user_id = viewer.require_account()
    tool = models.Tool.objects.select_for_update(no_key=True).filter(pk=tool_id).first()
    ended, _ = models.ToolFavorite.objects.filter(user=user_id, tool=tool_id).delete()
    if tool is None or not (ended or tool.is_active):
        raise NotFound("There is no such tool.", path=["input", "toolId"])
    if ended:
        models.Tool.objects.filter(pk=tool.pk).update(popularity=F("popularity") - 1)
    return tool


@transaction.atomic
def forget_favorites(*, user_id: UUID) -> None:
    """Take somebody's favourites away, because the account ends."""
    kept = models.Tool.objects.filter(favorited_by=user_id).order_by("pk")
    keys = list(kept.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))
    models.ToolFavorite.objects.filter(user=user_id, tool__in=keys).delete()
    models.Tool.objects.filter(pk__in=keys).update(popularity=F("popularity") - 1)
