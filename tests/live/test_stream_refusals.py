"""Streams that are not opened: refused as any request is, with a status, and as JSON."""

from typing import Any

import httpx
import pytest

from tests.support.live import broken
from tests.support.sockets import FEED
from tests.support.streams import PATH, requested

OURS, THEIRS = "https://app.example", "https://elsewhere.example"
MUTATION = "mutation { logout { errors { code } } }"
JSON = {"content-type": "application/json"}
BODY: dict[str, Any] = {"json": {"query": FEED}}
# The two roads to a stream.
PATHS = [PATH, "/graphql"]


async def refused(address: str, path: str, **request: Any) -> tuple[int, str, httpx.Headers]:
    """Return the status, the code and the headers with which a request is refused."""
    async with requested(address, path=path, **request) as response:
        await response.aread()
        assert response.headers["content-type"].partition(";")[0] == "application/json", response.text
        return response.status_code, response.json()["errors"][0]["extensions"]["code"], response.headers


@pytest.mark.parametrize("path", PATHS)
async def test_get_does_not_write(gateway: str, path: str) -> None:
    status, code, headers = await refused(gateway, path, method="GET", params={"query": MUTATION})

    assert (status, code, headers["allow"]) == (405, "BAD_REQUEST", "GET, POST")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_are_none(gateway: str, path: str, method: str) -> None:
    status, code, headers = await refused(gateway, path, method=method, **BODY)

    assert (status, code, headers["allow"]) == (405, "BAD_REQUEST", "GET, POST")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "request_",
    [
        {"json": [{"query": FEED}]}, {"json": [{"query": FEED}] * 2}, {"json": []}, {"json": {}},
        {"json": {"query": None}}, {"json": {"query": FEED, "variables": []}},
        {"content": b"not json", "headers": JSON}, {"content": b"null", "headers": JSON},
        {"method": "GET", "params": {"query": FEED, "variables": "[]"}},
    ],
)  # fmt: skip
async def test_what_is_no_request_of_one_operation_is_refused(
    gateway: str, path: str, request_: dict[str, Any]
) -> None:
    status, code, _ = await refused(gateway, path, **request_)

    assert (status, code) == (400, "BAD_REQUEST")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""]
)
async def test_what_a_form_can_send_is_refused(gateway: str, path: str, content_type: str) -> None:
    content = b'{"query": "{ __typename }"}'
    status, code, _ = await refused(gateway, path, content=content, headers={"content-type": content_type})

    assert (status, code) == (415, "BAD_REQUEST")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("request_", [BODY, {"method": "GET", "params": {"query": FEED}}])
async def test_a_page_of_another_site_opens_no_stream(gateway: str, path: str, request_: dict[str, Any]) -> None:
    for origin in (THEIRS, "null", "https://", f"https://{gateway}.elsewhere.example"):
        status, code, headers = await refused(gateway, path, headers={"origin": origin}, **request_)

        assert (status, code) == (403, "FORBIDDEN")
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_of_a_named_site_may_read_its_stream(gateway: str, path: str) -> None:
    async with requested(gateway, path=path, headers={"origin": OURS}, **BODY) as response:
        assert response.status_code == 200
        assert response.headers["access-control-allow-origin"] == OURS
        assert response.headers["access-control-allow-credentials"] == "true"
        assert "Origin" in response.headers["vary"]


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_of_a_named_site_may_read_why_it_is_refused(gateway: str, path: str) -> None:
    _, _, headers = await refused(gateway, path, headers={"origin": OURS}, json={})

    assert headers["access-control-allow-origin"] == OURS


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("origin", "is_let"), [(OURS, True), (THEIRS, False)])
async def test_a_browser_asks_before_it_lets_a_page_ask(gateway: str, path: str, origin: str, is_let: bool) -> None:
    asked = {"origin": origin, "access-control-request-method": "POST"}
    async with requested(gateway, path=path, method="OPTIONS", headers=asked) as response:
        await response.aread()

    assert (response.status_code, response.content) == (204, b"")
    if is_let:
        assert response.headers["access-control-allow-headers"] == "authorization, content-type, last-event-id"
        assert response.headers["access-control-allow-methods"] == "GET, POST"
        assert response.headers["access-control-allow-origin"] == OURS
    else:
        assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("token", ["gwt_unknown", "x" * 5_000])
async def test_a_token_that_does_not_count_is_refused(gateway: str, path: str, token: str) -> None:
    status, code, _ = await refused(gateway, path, token=token, **BODY)

    assert (status, code) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("path", PATHS)
async def test_another_host_name_opens_no_stream(gateway: str, path: str) -> None:
    status, code, _ = await refused(gateway, path, headers={"host": "elsewhere.example"}, **BODY)

    assert (status, code) == (400, "BAD_REQUEST")


@pytest.mark.parametrize("path", PATHS)
async def test_a_body_that_is_too_large_is_not_read(gateway: str, path: str) -> None:
    status, code, _ = await refused(gateway, path, json={"query": FEED.ljust(1_048_576)})

    assert (status, code) == (413, "BAD_REQUEST")


async def test_who_takes_no_stream_gets_none(gateway: str) -> None:
    status, code, _ = await refused(gateway, PATH, headers={"accept": "image/png"}, **BODY)

    assert (status, code) == (406, "BAD_REQUEST")


@pytest.mark.parametrize("path", PATHS)
async def test_an_accident_before_the_stream_is_masked(gateway: str, path: str) -> None:
    async with broken("users_apitoken"):
        status, code, _ = await refused(gateway, path, token="gwt_unknown", **BODY)

    assert (status, code) == (500, "INTERNAL")


@pytest.mark.parametrize("accept", ["application/json", "*/*", "application/json, text/event-stream"])
async def test_a_subscription_is_no_answer_in_json(gateway: str, accept: str) -> None:
    status, code, _ = await refused(gateway, "/graphql", headers={"accept": accept}, **BODY)

    assert (status, code) == (400, "BAD_REQUEST")
