"""Who a request comes from."""

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test.utils import override_settings
from psycopg import AsyncCursor

from domains.kit import clock
from domains.users import models, services
from domains.users.identity import SessionStore
from tests.support import world
from tests.support.client import HttpClient
from tests.support.statements import recorded

VIEWER = {"query": "{ viewer { username } }"}


TYPENAME = {"query": "{ __typename }"}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list that fills with the statements of the event loop's own connections."""
    statements: list[str] = []
    execute = AsyncCursor.execute

    async def record(cursor: AsyncCursor[Any], query: Any, *arguments: Any, **options: Any) -> Any:
        statements.append(query)
        return await execute(cursor, query, *arguments, **options)

    monkeypatch.setattr(AsyncCursor, "execute", record)
    return statements


async def viewer_name(browser: HttpClient) -> str | None:
    """Return whom the browser's cookie signs in."""
    viewer = (await browser.run("Viewer"))["viewer"]
    return str(viewer["username"]) if viewer else None


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


async def test_who_asks_is_one_statement_and_needs_no_thread(browser: HttpClient, sent: list[str]) -> None:
    token = await signed_in(browser)
    await browser.post(TYPENAME, token=token)  # the first use is written down
    ways: list[dict[str, Any]] = [{}, {"token": token}]
    sent.clear()

    with recorded() as on_threads:
        responses = [await browser.post(TYPENAME, **way) for way in ways]

    assert {response.status_code for response in responses} == {200}
    assert on_threads == []
    assert len(sent) == 2
    assert "django_session" in sent[0]
    assert "users_apitoken" in sent[1]


async def test_nobody_is_asked_for_nobody(browser: HttpClient, sent: list[str]) -> None:
    with recorded() as on_threads:
        await browser.post(TYPENAME)
        await browser.post(TYPENAME, cookie="theme=dark; sessionid=")
        await browser.post(TYPENAME, cookie="sessionid=no key of ours")

    assert sent == on_threads == []


async def test_the_cookie_is_djangos_to_the_letter(browser: HttpClient) -> None:
    await world.person("student")
    query = {"query": "mutation($i: LoginInput!) { login(input: $i) { token } }", "variables": {
        "i": {"identifier": "student", "password": world.PASSWORD}}}  # fmt: skip

    with override_settings(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_DOMAIN="127.0.0.1"):
        response = await browser.post(query)

    [cookie] = response.headers.get_list("set-cookie")
    name, *attributes = cookie.split("; ")
    assert name.split("=")[0] == "sessionid"
    assert {each for each in attributes if not each.startswith("expires=")} == {
        "Domain=127.0.0.1", "HttpOnly", f"Max-Age={settings.SESSION_COOKIE_AGE}", "Path=/", "SameSite=Lax", "Secure",
    }  # fmt: skip


async def test_signing_in_as_somebody_else_ends_the_session_before(browser: HttpClient) -> None:
    await signed_in(browser)
    await world.person("teacher")
    before = browser.http.cookies["sessionid"]

    await browser.run("Login", input={"identifier": "teacher", "password": world.PASSWORD})

    assert await viewer_name(browser) == "teacher"
    assert browser.http.cookies["sessionid"] != before
    assert await world.count(Session) == await world.count(models.UserSession) == 1


async def test_signing_out_drops_the_cookie_and_the_session(browser: HttpClient) -> None:
    await signed_in(browser)

    response = await browser.post({"query": "mutation { logout { errors { code } } }"})

    assert 'sessionid=""; expires=Thu, 01 Jan 1970' in response.headers["set-cookie"]
    assert await world.count(Session) == await world.count(models.UserSession) == 0


async def test_a_reader_gets_no_cookie(browser: HttpClient) -> None:
    await signed_in(browser)

    response = await browser.post(VIEWER)

    assert "set-cookie" not in response.headers


async def test_in_a_batch_the_last_word_counts(browser: HttpClient) -> None:
    await world.person("student")
    who = {"identifier": "student", "password": world.PASSWORD}
    sign_in = {"query": "mutation($i: LoginInput!) { login(input: $i) { token } }", "variables": {"i": who}}
    sign_out = {"query": "mutation { logout { errors { code } } }"}

    await browser.post([sign_in, sign_out])
    after_both = await viewer_name(browser)
    await browser.post([sign_out, sign_in])

    assert (after_both, await viewer_name(browser)) == (None, "student")


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"password": "md5$salt$0123456789abcdef0123456789abcdef"},
    ],
    ids=["closed", "another password"],
)
async def test_a_session_ends_with_what_it_was_made_for(browser: HttpClient, change: dict[str, Any]) -> None:
    await signed_in(browser)

    await models.User.objects.aupdate(**change)

    assert await viewer_name(browser) is None


async def test_a_session_that_has_run_out_signs_nobody_in(browser: HttpClient) -> None:
    await signed_in(browser)

    with clock.at(clock.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)):
        assert await viewer_name(browser) is None


async def test_a_session_whose_text_is_not_ours_signs_nobody_in(browser: HttpClient) -> None:
    await signed_in(browser)
    stored = await Session.objects.aget()

    await Session.objects.aupdate(session_data=stored.session_data[:-2] + "xx")

    assert await viewer_name(browser) is None


async def test_a_session_of_somebody_else_is_not_lent_by_our_list(browser: HttpClient) -> None:
    await signed_in(browser)
    other = await world.person("other")

    await models.UserSession.objects.aupdate(user=other.user)

    assert await viewer_name(browser) is None


async def test_a_session_outlives_a_new_secret_for_as_long_as_the_old_one_is_kept(browser: HttpClient) -> None:
    @sync_to_async
    def session_under(secret: str) -> str:
        request = HttpRequest()
        request.session = SessionStore()
        with override_settings(SECRET_KEY=secret):
            login(request, models.User.objects.get(), backend=settings.AUTHENTICATION_BACKENDS[0])
            request.session.save()
        return str(request.session.session_key)

    await world.person("student")
    browser.http.cookies["sessionid"] = await session_under("an older secret")

    # Another process: what has been worked out under one set of secrets is kept for as long as it lives.
    with override_settings(SECRET_KEY_FALLBACKS=["an older secret"]):
        kept = await viewer_name(browser)

    assert kept == "student"


async def test_a_session_to_which_the_back_office_gave_a_new_key_goes_on(browser: HttpClient) -> None:
    @sync_to_async
    def change_password() -> str:
        request = HttpRequest()
        request.session = SessionStore(browser.http.cookies["sessionid"])
        request.user = models.User.objects.get()
        request.user.set_password("a-brand-new-horse")
        request.user.save()
        update_session_auth_hash(request, request.user)
        request.session.save()
        return str(request.session.session_key)

    await signed_in(browser)
    key = await change_password()
    browser.http.cookies.clear()
    browser.http.cookies["sessionid"] = key

    assert await viewer_name(browser) == "student"
    assert await models.UserSession.objects.filter(session_key=key).acount() == 1


async def test_the_last_use_of_a_session_is_kept_to_the_minute(browser: HttpClient) -> None:
    await signed_in(browser)
    first = (await models.UserSession.objects.aget()).last_used_at

    with clock.at(first + timedelta(seconds=59)):
        await browser.post(TYPENAME)
    soon = (await models.UserSession.objects.aget()).last_used_at
    with clock.at(later := first + timedelta(seconds=61)):
        await browser.post(TYPENAME)

    assert soon == first
    assert (await models.UserSession.objects.aget()).last_used_at == later


@pytest.mark.parametrize("key", ["'", "%", "%s", 'a"b', "é" * 10, "x" * 10_000, "../..", "0" * 40])
async def test_no_key_is_worse_than_unknown(browser: HttpClient, key: str) -> None:
    response = await browser.http.post("/graphql", json=VIEWER, headers=[(b"cookie", b"sessionid=" + key.encode())])

    assert response.json() == {"data": {"viewer": None}}
