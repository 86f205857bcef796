"""Rights, continuously: who loses a right loses it on what is open already, within seconds and in every process."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from websockets.exceptions import ConnectionClosed

from domains.kit import clock
from domains.projects.models import Project
from domains.users import services
from domains.users.models import ApiToken, TokenScope, User
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.live import Subscriber, connected, subscribed, token_of

PATIENCE_SECONDS = 5.0


async def closed(socket: Any) -> int:
    """Wait for the code with which a socket is closed, passing over what is said before."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            try:
                await socket.recv()
            except ConnectionClosed as end:
                return end.rcvd.code if end.rcvd else 1006


async def _log_out(who: Client, token: str) -> None:
    await sync_to_async(services.revoke_token)(token=token)


async def _revoke(who: Client, token: str) -> None:
    [made] = [each async for each in ApiToken.objects.filter(user=who.user)]
    await sync_to_async(services.revoke_own_token)(viewer=who.viewer, token_id=made.pk)


async def _run_out(who: Client, token: str) -> None:
    await ApiToken.objects.filter(user=who.user).aupdate(expires_at=clock.now())


async def _change_password(who: Client, token: str) -> None:
    changed = {"currentPassword": world.PASSWORD, "newPassword": "another-horse-battery"}
    answer = await who.run("ChangePassword", input=changed)
    assert answer["changePassword"]["errors"] == []


async def _deactivate(who: Client, token: str) -> None:
    await User.objects.filter(pk=who.user.pk).aupdate(is_active=False)


async def _lose_staff(who: Client, token: str) -> None:
    await User.objects.filter(pk=who.user.pk).aupdate(is_staff=False)


async def _read_only(who: Client, token: str) -> None:
    await ApiToken.objects.filter(user=who.user).aupdate(scopes=[TokenScope.READ])


LOSSES = [_log_out, _revoke, _run_out, _change_password, _deactivate, _lose_staff, _read_only]


@pytest.mark.parametrize("lose", LOSSES)
async def test_a_socket_whose_sign_in_is_not_what_it_was_is_closed(
    gateway: str, as_staff: Client, lose: Callable[[Client, str], Awaitable[None]]
) -> None:
    token = await token_of(as_staff)
    async with connected(gateway, token=token) as socket, subscribed(gateway, "ActivityFeedLive") as other:
        await other.event()

        await lose(as_staff, token)

        assert await closed(socket) == 4403
        assert await other.is_silent()


@pytest.mark.parametrize("way", ["the browser signs out", "the session is ended elsewhere", "a new password"])
async def test_a_browsers_socket_ends_with_its_session(
    gateway: str, as_student: Client, browser: HttpClient, way: str
) -> None:
    await browser.run("Login", input={"identifier": "student", "password": world.PASSWORD})
    cookie = f"sessionid={browser.http.cookies['sessionid']}"
    async with connected(gateway, cookie=cookie, origin=f"http://{gateway}") as socket:
        if way == "the browser signs out":
            await browser.run("Logout")
        elif way == "the session is ended elsewhere":
            await Session.objects.all().adelete()
        else:
            await sync_to_async(as_student.user.set_password)("by-hand-battery")
            await as_student.user.asave()

        assert await closed(socket) == 4403


async def test_who_comes_back_after_that_is_who_they_are_now_and_misses_nothing(
    gateway: str, as_staff: Client, as_student: Client
) -> None:
    async with subscribed(gateway, "ActivityFeedLive", as_staff) as staff:
        await staff.event()
        await User.objects.filter(pk=as_staff.user.pk).aupdate(is_staff=False)
        assert await closed(staff.socket) == 4403
    await world.project(as_student, "Meanwhile")

    async with subscribed(gateway, "ActivityFeedLive", as_staff, after=staff.cursor) as again:
        await again.event()
        assert (await again.event())["activity"]["reference"]["title"] == "Meanwhile"


async def told_no_more(subscriber: Subscriber) -> str:
    """Wait for the code with which a subscription is ended, passing over what is told before."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (frame := await subscriber.frame())["type"] == "next":
            pass
    assert frame["type"] == "error", frame
    return str(frame["payload"][0]["extensions"]["code"])


@pytest.mark.parametrize("change", [{"is_private": True}, {"is_archived": True}])
@pytest.mark.parametrize("name", ["CommentAdded", "ProjectUpdated"])
async def test_a_project_that_is_withdrawn_is_told_of_to_its_owner_alone(
    gateway: str, as_student: Client, as_stranger: Client, change: dict[str, bool], name: str
) -> None:
    project = await world.project(as_student)
    given = world.id_of(project)
    async with (
        subscribed(gateway, name, as_student, project=given) as owner,
        subscribed(gateway, name, as_stranger, project=given) as stranger,
        subscribed(gateway, name, project=given) as anonymous,
    ):
        for each in (owner, stranger, anonymous):
            await each.event()

        await Project.objects.filter(pk=project.pk).aupdate(**change)

        assert [await told_no_more(stranger), await told_no_more(anonymous)] == ["NOT_FOUND"] * 2
        assert await stranger.is_silent()
        await world.comment(as_student, project)
        if name == "CommentAdded":
            assert "Well made." in (await owner.event())["comment"]["contentHtml"]


async def test_a_block_ends_what_the_blocked_one_hears_of_the_others_project(
    gateway: str, as_student: Client, as_stranger: Client
) -> None:
    project = await world.project(as_student)
    async with subscribed(gateway, "CommentAdded", as_stranger, project=world.id_of(project)) as blocked:
        await blocked.event()

        await as_student.run("Block", input={"userId": world.id_of(as_stranger.user)})

        assert await told_no_more(blocked) == "NOT_FOUND"
