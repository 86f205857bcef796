"""Tokens and sessions: made, listed, ended by their owner."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.management import CommandError, call_command

from domains.kit import clock
from domains.users import rules
from domains.users.models import ApiToken, TokenScope, User, UserSession
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.growth import costs_the_same
from tests.users.people import auth_events, owner_of

WHO = {"identifier": "student", "password": world.PASSWORD}


async def made(client: Client, **values: Any) -> dict[str, Any]:
    """Make a token, and return the payload."""
    answer = await client.run("CreateToken", input={"name": "robot", **values})
    payload: dict[str, Any] = answer["createToken"]
    return payload


async def test_a_token_is_shown_once_and_listed_ever_after(as_student: Client, browser: HttpClient) -> None:
    expires_at = (clock.now() + timedelta(days=7)).isoformat()
    payload = await made(as_student, scopes=["READ"], expiresAt=expires_at)

    listed = (await as_student.run("SignIns"))["viewer"]["tokens"]
    found = await browser.run("Viewer", token=payload["token"])

    row = await ApiToken.objects.aget()
    about = {"id": world.id_of(row), "name": "robot", "scopes": ["READ"], "expiresAt": expires_at}
    assert payload["apiToken"] == about
    assert listed == {
        "totalCount": 1,
        "edges": [{"node": {**about, "createdAt": row.created_at.isoformat(), "lastUsedAt": None}}],
    }
    assert found["viewer"]["username"] == "student"
    assert await auth_events(as_student) == ["token_created"]


async def test_a_token_for_reading_only_changes_nothing(as_student: Client, browser: HttpClient) -> None:
    token = (await made(as_student, scopes=["READ"]))["token"]

    answer = await browser.run("CreateToken", token=token, input={"name": "more"})

    assert [error["code"] for error in answer["createToken"]["errors"]] == ["FORBIDDEN"]
    assert await world.count(ApiToken) == 1


async def test_a_token_with_both_scopes_does_both(as_student: Client, browser: HttpClient) -> None:
    token = (await made(as_student))["token"]

    answer = await browser.run("CreateToken", token=token, input={"name": "more"})

    assert answer["createToken"]["apiToken"]["scopes"] == ["READ", "WRITE"]


@pytest.mark.parametrize(
    ("values", "code", "path"),
    [
        ({"name": ""}, "REQUIRED", "name"),
        ({"name": "x" * 101}, "TOO_LONG", "name"),
        ({"scopes": []}, "REQUIRED", "scopes"),
        ({"expiresAt": "2020-01-01T00:00:00Z"}, "INVALID", "expiresAt"),
    ],
)
async def test_a_token_that_makes_no_sense_is_refused(
    as_student: Client, values: dict[str, Any], code: str, path: str
) -> None:
    payload = await made(as_student, **values)

    assert [(error["code"], error["path"]) for error in payload["errors"]] == [(code, ["input", path])]
    assert await world.count(ApiToken) == 0
    assert await auth_events() == []


async def test_a_revoked_token_signs_nobody_in(as_student: Client, browser: HttpClient) -> None:
    payload = await made(as_student)

    answer = await as_student.answer("RevokeToken", input={"tokenId": payload["apiToken"]["id"]})

    assert answer == {"data": {"revokeToken": {"errors": []}}}
    refused = await browser.post({"query": "{ viewer { id } }"}, token=payload["token"])
    assert refused.status_code == 401
    assert await auth_events(as_student) == ["token_created", "token_revoked"]


async def test_somebody_elses_token_is_not_there(as_student: Client, as_stranger: Client) -> None:
    payload = await made(as_student)
    id = payload["apiToken"]["id"]

    revoked = await as_stranger.run("RevokeToken", input={"tokenId": id})
    found = await as_stranger.run("Node", id=id)

    assert [error["code"] for error in revoked["revokeToken"]["errors"]] == ["NOT_FOUND"]
    assert found == {"node": None}
    assert await world.count(ApiToken) == 1


async def test_nobody_makes_no_token(as_anonymous: Client) -> None:
    payload = await made(as_anonymous)

    assert [error["code"] for error in payload["errors"]] == ["UNAUTHENTICATED"]


async def test_a_browser_is_listed_with_where_it_came_from(as_student: Client, browser: HttpClient) -> None:
    browser.http.headers["user-agent"] = "Netscape/4"
    await browser.run("Login", input=WHO)

    viewer = (await browser.run("SignIns"))["viewer"]

    row = await UserSession.objects.aget()
    assert viewer["sessions"] == {
        "totalCount": 1,
        "edges": [
            {
                "node": {
                    "id": world.id_of(row),
                    "ipAddress": "127.0.0.1",
                    "userAgent": "Netscape/4",
                    "createdAt": row.created_at.isoformat(),
                    "lastUsedAt": row.last_used_at.isoformat(),
                }
            }
        ],
    }
    (event,) = world.nodes(viewer["authEvents"])
    assert (event["eventType"], event["ipAddress"], event["userAgent"]) == (
        "LOGIN_SUCCESS",
        "127.0.0.1",
        "Netscape/4",
    )


async def test_an_ended_session_signs_nobody_in(as_student: Client, browser: HttpClient) -> None:
    await browser.run("Login", input=WHO)
    session = await UserSession.objects.aget()

    answer = await as_student.answer("EndSession", input={"sessionId": world.id_of(session)})

    assert answer == {"data": {"endSession": {"errors": []}}}
    assert await browser.run("Viewer") == {"viewer": None}
    assert await world.count(UserSession) == 0


async def test_somebody_elses_session_goes_on(as_student: Client, as_stranger: Client, browser: HttpClient) -> None:
    await browser.run("Login", input=WHO)
    session = await UserSession.objects.aget()

    answer = await as_stranger.run("EndSession", input={"sessionId": world.id_of(session)})

    assert [error["code"] for error in answer["endSession"]["errors"]] == ["NOT_FOUND"]
    assert (await browser.run("Viewer"))["viewer"]["username"] == "student"


async def test_signing_out_forgets_the_session(as_student: Client, browser: HttpClient) -> None:
    await browser.run("Login", input=WHO)

    await browser.run("Logout")

    assert await world.count(UserSession) == 0
    assert await auth_events(as_student) == ["login_success", "logout"]


async def test_the_last_use_of_a_session_is_kept_to_the_minute(as_student: Client, browser: HttpClient) -> None:
    await browser.run("Login", input=WHO)
    begun = (await UserSession.objects.aget()).last_used_at

    kept = []
    for seconds in (59, 61):
        with clock.at(begun + timedelta(seconds=seconds)):
            await browser.run("Viewer")
        kept.append((await UserSession.objects.aget()).last_used_at - begun)

    assert kept == [timedelta(0), timedelta(seconds=61)]


async def test_signing_in_to_the_back_office_is_a_session_and_an_event(as_staff: Client, browser: HttpClient) -> None:
    await sync_to_async(as_staff.user.refresh_from_db)()
    page = await browser.http.get("/admin/login/")
    form = {"username": "staff", "csrfmiddlewaretoken": page.cookies["csrftoken"]}

    await browser.http.post("/admin/login/", data={**form, "password": "wrong"})
    await browser.http.post("/admin/login/", data={**form, "password": world.PASSWORD})

    assert await world.count(UserSession, user=as_staff.user) == 1
    assert await auth_events() == ["login_failure", "login_success"]


@pytest.mark.parametrize("field", ["tokens", "sessions", "authEvents"])
async def test_sign_ins_are_their_owners_alone(
    as_student: Client, as_stranger: Client, as_staff: Client, browser: HttpClient, field: str
) -> None:
    await browser.run("Login", input=WHO)
    text = '{ user(username: "student") { %s { totalCount edges { node { id } } } } }' % field  # noqa: UP031

    answers = [await client.ask(text) for client in (as_stranger, as_staff)]

    assert [answer["data"]["user"][field] for answer in answers] == [{"totalCount": 0, "edges": []}] * 2


async def test_a_failure_is_told_to_whom_it_concerns(as_student: Client, as_anonymous: Client) -> None:
    await as_anonymous.run("Login", input={"identifier": "student@example.org", "password": "wrong"})
    await as_anonymous.run("Login", input={"identifier": "nobody", "password": "wrong"})

    events = (await as_student.run("SignIns"))["viewer"]["authEvents"]

    assert [(event["eventType"], event["metadata"]) for event in world.nodes(events)] == [
        ("LOGIN_FAILURE", {"identifier": "student@example.org"})
    ]
    assert await auth_events() == ["login_failure", "login_failure"]


async def test_the_lists_cost_the_same_however_long_they_are(as_student: Client) -> None:
    async def grow(number: int) -> None:
        await made(as_student, name=f"robot {number}")
        key = f"key-{number}"
        await UserSession.objects.acreate(user=as_student.user, session_key=key)

    async def ask() -> int:
        viewer = (await as_student.run("SignIns"))["viewer"]
        assert len(viewer["tokens"]["edges"]) == len(viewer["authEvents"]["edges"])
        return len(viewer["sessions"]["edges"])

    await costs_the_same(as_student, grow, ask)


async def test_changing_the_password_ends_all_other_sign_ins(
    as_student: Client, as_anonymous: Client, browser: HttpClient
) -> None:
    other = (await as_anonymous.run("Login", input=WHO))["login"]["token"]
    await UserSession.objects.acreate(user=as_student.user, session_key="other")
    await browser.run("Login", input=WHO)

    answer = await browser.run(
        "ChangePassword", input={"currentPassword": world.PASSWORD, "newPassword": "a-brand-new-horse"}
    )

    assert answer["changePassword"]["errors"] == []
    assert (await browser.run("Viewer"))["viewer"]["username"] == "student"
    assert await owner_of(other) is None
    assert await world.count(UserSession) == 1
    assert "password_changed" in await auth_events(as_student)


async def test_changing_the_password_keeps_the_token_of_the_request(as_student: Client, browser: HttpClient) -> None:
    token = (await made(as_student))["token"]
    other = (await made(as_student))["token"]

    passwords = {"currentPassword": world.PASSWORD, "newPassword": "a-brand-new-horse"}
    await browser.run("ChangePassword", token=token, input=passwords)

    assert (await browser.run("Viewer", token=token))["viewer"]["username"] == "student"
    assert await owner_of(other) is None


@pytest.mark.parametrize(
    ("current", "new", "code"),
    [("wrong", "a-brand-new-horse", "WRONG_PASSWORD"), (world.PASSWORD, "password", "WEAK_PASSWORD")],
)
async def test_a_change_of_password_that_is_refused_changes_nothing(
    as_student: Client, current: str, new: str, code: str
) -> None:
    before = await User.objects.values("password").aget()
    await made(as_student)

    answer = await as_student.run("ChangePassword", input={"currentPassword": current, "newPassword": new})

    assert [error["code"] for error in answer["changePassword"]["errors"]] == [code]
    assert await User.objects.values("password").aget() == before
    assert await world.count(ApiToken) == 1


async def test_a_password_is_not_guessed_by_changing_it(as_student: Client) -> None:
    guess = {"currentPassword": "wrong", "newPassword": "a-brand-new-horse"}
    answers = [await as_student.run("ChangePassword", input=guess) for _ in range(11)]
    codes = [answer["changePassword"]["errors"][0]["code"] for answer in answers]

    assert codes == ["WRONG_PASSWORD"] * 10 + ["TOO_MANY_ATTEMPTS"]


async def test_a_program_signs_in_by_its_token_and_never_by_a_password(
    browser: HttpClient, as_anonymous: Client
) -> None:
    out = StringIO()
    await sync_to_async(call_command)("create_service_account", "runner", "ops@example.org", stdout=out)

    viewer = (await browser.run("Viewer", token=out.getvalue().strip()))["viewer"]
    refused = await as_anonymous.run("Login", input={"identifier": "runner", "password": ""})

    assert viewer["username"] == "runner"
    assert [error["code"] for error in refused["login"]["errors"]] == ["WRONG_CREDENTIALS"]
    assert (await User.objects.aget()).kind == "service"


@pytest.mark.parametrize("who", [("student", "ops@example.org"), ("Runner", "ops@example.org"), ("ops", "no address")])
async def test_a_service_account_that_does_not_fit_is_refused(as_student: Client, who: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        await sync_to_async(call_command)("create_service_account", *who, stdout=StringIO())

    assert await world.count(User) == 1


def test_scopes_have_the_names_of_the_rules() -> None:
    assert [scope.value for scope in TokenScope] == ["read", "write"]
    assert rules.scopes_of([]) == ["read", "write"]
