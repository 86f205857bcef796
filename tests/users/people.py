"""What the stories about people share: how somebody is shown, what they set, how a refusal reads."""

from typing import Any
from uuid import UUID

from domains.feed.models import Activity
from domains.users import models
from domains.users.models import AuthEvent
from server.identity import InvalidToken, identify
from tests.support import world
from tests.support.client import Client


def card(person: Client) -> dict[str, Any]:
    """Return what everybody may see of a person."""
    return {
        "id": world.id_of(person.user),
        "username": person.user.username,
        "avatarUrl": person.user.avatar_url,
        "webPath": f"/{person.user.username}",
    }


async def owner_of(token: str) -> UUID | None:
    """Return whom a token signs in, if anybody."""
    try:
        return (await identify(token, None)).user_id
    except InvalidToken:
        return None


def refusal(code: str, message: str, *path: str) -> dict[str, Any]:
    """Return a refusal as clients read it."""
    return {"code": code, "message": message, "path": list(path)}


async def settle(person: Client, **settings: object) -> None:
    """Let somebody have these settings."""
    await models.UserSettings.objects.filter(user=person.user).aupdate(**settings)


async def stored_settings(person: Client) -> dict[str, Any]:
    """Return somebody's row of settings."""
    return dict(await models.UserSettings.objects.values().aget(user=person.user))


async def describe(person: Client, **columns: object) -> None:
    """Let somebody's account say this."""
    await models.User.objects.filter(pk=person.user.pk).aupdate(**columns)


async def relationships() -> list[dict[str, Any]]:
    """Return who stands how to whom, oldest first."""
    rows = models.UserRelationship.objects.order_by("pk").values("follower", "following", "status")
    return [dict(row) async for row in rows]


async def activities() -> list[dict[str, Any]]:
    """Return what people are said to have done, oldest first."""
    rows = Activity.objects.order_by("pk").values("user", "activity_type", "reference_type", "reference_id")
    return [dict(row) async for row in rows]


async def auth_events(person: Client | None = None) -> list[str]:
    """Return what happened to somebody's sign-ins, or to everybody's, oldest first."""
    rows = AuthEvent.objects.order_by("pk") if person is None else AuthEvent.objects.filter(user=person.user)
    return [each async for each in rows.order_by("pk").values_list("event_type", flat=True)]
