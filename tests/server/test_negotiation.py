"""How a client says in which form it wants its answer, and how it gets it."""

import gzip
import json

import httpx
import pytest

from tests.support.client import HttpClient

NEWER = "application/graphql-response+json"
OLDER = "application/json"
TYPENAME = {"query": "{ __typename }"}
LONG = {"query": "{ __schema { types { name description } } }"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", OLDER),
        ("*/*", OLDER),
        ("application/*", OLDER),
        (NEWER, NEWER),
        (f"{NEWER}; charset=utf-8", NEWER),
        ("Application/GraphQL-Response+JSON", NEWER),
        (f"{OLDER}, {NEWER}", NEWER),
        (f"{OLDER}, */*", OLDER),
        (f"{OLDER}, {NEWER};q=0.9", OLDER),
        (f"{OLDER};q=0.9, {NEWER};q=0.95", NEWER),
        (f"{NEWER};q=0, */*", OLDER),
        (f"{OLDER};q=0, */*;q=0.1", NEWER),
        (f"image/png, {NEWER};q=0.1, */*;q=0.1", NEWER),
        (f"{NEWER};q=many, */*", OLDER),
        (f"text/html;q=0.5, {OLDER}", OLDER),
    ],
)
async def test_the_media_type_that_is_wanted_most_is_answered(
    browser: HttpClient, accept: str, media_type: str
) -> None:
    response = await browser.post(TYPENAME, accept=accept)

    assert response.status_code == 200
    assert response.headers["content-type"] == f"{media_type}; charset=utf-8"


@pytest.mark.parametrize(
    "accept", ["image/png", "text/*", f"{OLDER};q=0", "*/*;q=0", f"{OLDER};q=0, {NEWER};q=0.0, */*", ";;q=,,"]
)
async def test_a_client_that_takes_none_of_ours_is_told_so(browser: HttpClient, accept: str) -> None:
    response = await browser.post(TYPENAME, accept=accept)

    assert response.status_code == 406
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        ("{", {"*/*": 400, OLDER: 200, NEWER: 400}),
        ("query A { __typename } query B { __typename }", {"*/*": 400, OLDER: 200, NEWER: 400}),
        ("{ nothingOfTheKind }", {"*/*": 200, OLDER: 200, NEWER: 400}),
    ],
)
async def test_the_status_of_a_document_that_cannot_run(
    browser: HttpClient, query: str, statuses: dict[str, int]
) -> None:
    responses = {accept: await browser.post({"query": query}, accept=accept) for accept in statuses}

    assert {accept: response.status_code for accept, response in responses.items()} == statuses
    assert len({response.content for response in responses.values()}) == 1


async def test_a_refusal_in_a_batch_is_that_operations_alone(browser: HttpClient) -> None:
    response = await browser.post([TYPENAME, {"query": "{"}, {"query": "{ no }"}], accept=NEWER)

    assert response.status_code == 200
    first, second, third = response.json()
    assert first == {"data": {"__typename": "Query"}}
    assert second["errors"][0]["extensions"]["code"] == "SYNTAX"
    assert third["errors"][0]["extensions"]["code"] == "INVALID_OPERATION"


@pytest.mark.parametrize("encodings", ["gzip", "gzip, deflate, br", "br;q=1, gzip;q=0.1", "*", "x-gzip"])
async def test_a_long_answer_is_compressed_for_those_who_read_that(browser: HttpClient, encodings: str) -> None:
    plain = await browser.post(LONG, accept_encoding="identity")
    packed = await browser.post(LONG, accept_encoding=encodings)

    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.content == plain.content
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept, Origin, Accept-Encoding"


@pytest.mark.parametrize("encodings", ["", "identity", "br", "gzip;q=0", "gzip;q=0.0, *"])
async def test_others_get_it_as_it_is(browser: HttpClient, encodings: str) -> None:
    response = await browser.post(LONG, accept_encoding=encodings)

    assert "content-encoding" not in response.headers
    assert response.json()["data"]


async def test_a_short_answer_is_not_compressed(browser: HttpClient) -> None:
    response = await browser.post(TYPENAME, accept_encoding="gzip")

    assert "content-encoding" not in response.headers
    assert response.headers["vary"] == "Accept, Origin"


async def test_a_very_long_answer_is_compressed_too(gateway: str) -> None:
    wide = {"query": "{ " + " ".join(f"a{n}: __schema {{ types {{ name description }} }}" for n in range(20)) + " }"}
    headers = {"accept-encoding": "gzip"}

    async with (
        httpx.AsyncClient() as http,
        http.stream("POST", f"http://{gateway}/graphql", json=wide, headers=headers) as response,
    ):
        packed = b"".join([part async for part in response.aiter_raw()])

    assert len(gzip.decompress(packed)) > 262_144
    assert len(json.loads(gzip.decompress(packed))["data"]) == 20


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_browser_that_opens_the_endpoint_gets_the_page(browser: HttpClient, method: str) -> None:
    response = await browser.http.request(method, "/graphql", headers={"accept": BROWSER})

    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("method", "path", "accept"),
    [
        ("GET", "/graphql?query={__typename}", BROWSER),
        ("GET", "/graphql", OLDER),
        ("GET", "/graphql", f"{OLDER}, text/html;q=0.1"),
        ("GET", "/graphql", "text/html;q=0, */*"),
        ("POST", "/graphql", BROWSER),
        ("PUT", "/graphql", BROWSER),
        ("GET", "/graphql?%ff", BROWSER),
    ],
)
async def test_everything_else_is_answered_in_json(browser: HttpClient, method: str, path: str, accept: str) -> None:
    response = await browser.http.request(method, path, headers={"accept": accept})

    assert response.headers["content-type"] == f"{OLDER}; charset=utf-8"
