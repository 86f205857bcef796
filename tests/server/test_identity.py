"""Who a request comes from."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async

from domains.kit import clock
from domains.users import models, services
from tests.support import world
from tests.support.client import HttpClient

VIEWER = {"query": "{ viewer { username } }"}


async def signed_in(browser: HttpClient) -> str:
    """Sign the student in and return the token."""
    await world.person("student")
    answer = await browser.run("Login", input={"identifier": "student", "password": world.PASSWORD})
    return str(answer["login"]["token"])


async def test_a_browser_stays_signed_in_by_its_cookie_until_it_signs_out(browser: HttpClient) -> None:
    await signed_in(browser)
    assert (await browser.run("Viewer"))["viewer"]["username"] == "student"
    session = next(cookie for cookie in browser.http.cookies.jar if cookie.name == "sessionid")
    assert session.has_nonstandard_attr("HttpOnly")

    await browser.run("Logout")

    assert (await browser.run("Viewer"))["viewer"] is None


async def test_a_token_signs_in_without_a_cookie(browser: HttpClient) -> None:
    token = await signed_in(browser)
    browser.http.cookies.clear()

    answer = await browser.run("Viewer", token=token)

    assert answer["viewer"]["username"] == "student"
    assert (await browser.run("Viewer"))["viewer"] is None


async def test_signing_out_ends_the_token(browser: HttpClient) -> None:
    token = await signed_in(browser)
    browser.http.cookies.clear()

    await browser.run("Logout", token=token)

    assert (await browser.post(VIEWER, token=token)).status_code == 401


async def test_a_token_that_does_not_count_is_refused(browser: HttpClient) -> None:
    student = await world.person("student")
    ended = await sync_to_async(services.create_token)(
        user_id=student.user.pk, name="old", lifetime=timedelta(seconds=-1)
    )
    idle = await sync_to_async(services.create_token)(user_id=student.user.pk, name="idle")
    await sync_to_async(models.User.objects.update)(is_active=False)

    for token in (ended, idle, "gwt_unknown", "ä" * 10_000, "x"):
        header = {"authorization": b"Bearer " + token.encode()}
        response = await browser.http.post("/graphql", json=VIEWER, headers=header)  # type: ignore[arg-type]
        assert response.status_code == 401
        assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_token_remembers_when_it_was_used_but_not_at_every_request(browser: HttpClient) -> None:
    token = await signed_in(browser)
    used = models.ApiToken.objects.values_list("last_used_at", flat=True)

    await browser.run("Viewer", token=token)
    first = await used.aget()
    await browser.run("Viewer", token=token)

    assert first is not None
    assert abs(clock.now() - first) < timedelta(minutes=1)
    assert await used.aget() == first


async def test_each_operation_of_a_batch_reads_afresh(browser: HttpClient) -> None:
    student = await world.person("student")
    project = await world.project(student)
    token = await sync_to_async(services.create_token)(user_id=student.user.pk, name="test")
    read = {"query": '{ project(owner: "student", slug: "a-project") { likeCount isLikedByViewer } }'}
    like = {
        "query": "mutation($i: LikeProjectInput!) { likeProject(input: $i) { errors { code } } }",
        "variables": {"i": {"projectId": world.id_of(project)}},
    }

    answers = (await browser.post([read, like, read], token=token)).json()

    assert [answers[0], answers[2]] == [
        {"data": {"project": {"likeCount": 0, "isLikedByViewer": False}}},
        {"data": {"project": {"likeCount": 1, "isLikedByViewer": True}}},
    ]


@pytest.mark.parametrize("others", ['a={"x":1}', "flag", "=", 'b="'])
async def test_another_sites_odd_cookie_signs_nobody_out(browser: HttpClient, others: str) -> None:
    await signed_in(browser)
    cookie = f"{others}; sessionid={browser.http.cookies['sessionid']}"
    browser.http.cookies.clear()

    response = await browser.post(VIEWER, cookie=cookie)

    assert response.json() == {"data": {"viewer": {"username": "student"}}}
