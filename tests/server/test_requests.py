"""GraphQL over HTTP: what a request may look like, and what it is answered."""

import asyncio
import gzip
import json
import time

import pytest
from django.conf import settings
from django.test.utils import override_settings

from domains.kit import pool
from domains.projects.models import Project
from tests.support import live, world
from tests.support.client import HttpClient

TYPENAME = {"query": "{ __typename }"}


async def test_a_query_is_answered(browser: HttpClient) -> None:
    response = await browser.post(TYPENAME)

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.json() == {"data": {"__typename": "Query"}}


async def test_the_newer_media_type_is_answered_where_it_is_asked_for(browser: HttpClient) -> None:
    response = await browser.post(TYPENAME, accept="application/graphql-response+json, application/json;q=0.9")

    assert response.headers["content-type"] == "application/graphql-response+json; charset=utf-8"


async def test_a_batch_is_answered_in_order(browser: HttpClient) -> None:
    response = await browser.post([TYPENAME, {"query": "{ a: __typename }"}])

    assert response.json() == [{"data": {"__typename": "Query"}}, {"data": {"a": "Query"}}]


async def test_get_reads(browser: HttpClient) -> None:
    variables = json.dumps({"slug": "nothing"})
    response = await browser.http.get(
        "/graphql", params={"query": "query T($slug: String!) { tool(slug: $slug) { name } }", "variables": variables}
    )

    assert response.json() == {"data": {"tool": None}}


async def test_get_does_not_write(browser: HttpClient) -> None:
    response = await browser.http.get("/graphql", params={"query": "mutation { logout { errors { code } } }"})

    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"not json", b"null", b"true", b'"text"', b"12", b"[]", b"[null]", b"{}", b"\xff\xfe{",
        b'{"query": 1}', b'{"query": ""}', b'{"query": null}', b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "operationName": 7}', b'{"query": "{ __typename }", "extensions": "x"}',
        b"[" * 100_000, b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 50_000,
        json.dumps([TYPENAME] * 11).encode(), b'{"query": "{ __typename }", "variables": {"n": ' + b"9" * 100_000,
        b'{"query": "{ __typename }", "variables": {"n": ' + b"9" * 100_000 + b"}}",
        b'{"query": "{ __typename }", "variables": {"n": NaN}}',
        b'{"query": "{ __typename }", "variables": {"n": 1e400}}',
        b'{"query": "{ __typename }", "variables": {"n": -Infinity}}', b"\xef\xbb\xbf{}", gzip.compress(b"{}", mtime=0),
        b'{"query": "\xed\xa0\x80"}', b'{"query": "{ __typename }"} {}', b'{"query": "{ __typename }", }', b"[[]]",
    ],
)  # fmt: skip
async def test_a_broken_body_gets_a_clean_refusal(browser: HttpClient, body: bytes) -> None:
    response = await browser.post(body)

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize(
    "variables",
    [
        b'{"n": 12345678901234567890123}',
        b'{"n": 0.1234567890123456789012}',
        b'{"n": "\\ud800"}',
        b'{"a":' * 900 + b"1" + b"}" * 900,
    ],
    ids=["large", "precise", "half a letter", "deep"],
)
async def test_an_odd_body_is_read_exactly(browser: HttpClient, variables: bytes) -> None:
    response = await browser.post(b'{"query": "{ __typename }", "variables": ' + variables + b"}")

    assert response.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "x"])
async def test_an_encoded_body_is_refused(browser: HttpClient, encoding: str) -> None:
    response = await browser.post(gzip.compress(json.dumps(TYPENAME).encode()), content_encoding=encoding)

    assert response.status_code == 415


@pytest.mark.parametrize("query_string", ["query=%ff", "query=%ED%A0%80", "query={__typename}&variables={", "query=",
    "query={__typename}&variables=null&extensions=7", "&".join(f"a{n}=1" for n in range(2_000)), "%"])  # fmt: skip
async def test_a_broken_query_string_gets_a_clean_refusal(browser: HttpClient, query_string: str) -> None:
    response = await browser.http.get(f"/graphql?{query_string}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "SYNTAX"),
        ("{ __typename " * 3_000, "SYNTAX"),
        ("{ " + "a { " * 1_900, "SYNTAX"),
        ("query A { __typename } query B { __typename }", "INVALID_OPERATION"),
        ("fragment F on Query { __typename }", "INVALID_OPERATION"),
    ],
)
async def test_a_document_that_cannot_run_is_refused(browser: HttpClient, query: str, code: str) -> None:
    response = await browser.post({"query": query})

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(("accept", "status"), [("application/json", 200), ("application/graphql-response+json", 400)])
async def test_an_invalid_operation_has_no_data(browser: HttpClient, accept: str, status: int) -> None:
    response = await browser.post({"query": "{ nothingOfTheKind }"}, accept=accept)

    assert response.status_code == status
    answer = response.json()
    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_OPERATION"


async def test_a_variable_of_the_wrong_type_is_refused(browser: HttpClient) -> None:
    response = await browser.post({"query": "query N($id: ID!) { node(id: $id) { id } }", "variables": {"id": {}}})

    answer = response.json()
    assert "data" not in answer
    assert "$id" in answer["errors"][0]["message"]


async def test_a_body_beyond_the_limit_is_refused(browser: HttpClient) -> None:
    response = await browser.post({"query": "{ __typename }", "variables": {"a": "x" * 1_100_000}})

    assert response.status_code == 413


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain; application/json",
        "application/json; charset=latin-1", "application/jsonp", "",
    ],
)  # fmt: skip
async def test_what_a_form_could_send_is_refused(browser: HttpClient, kind: str) -> None:
    response = await browser.post(TYPENAME, content_type=kind)

    assert response.status_code == 415


async def test_a_client_that_takes_no_json_is_told_so(browser: HttpClient) -> None:
    response = await browser.post(TYPENAME, accept="image/png")

    assert response.status_code == 406


async def test_other_methods_are_refused(browser: HttpClient) -> None:
    response = await browser.http.put("/graphql", json=TYPENAME)

    assert response.status_code == 405


async def test_a_page_of_another_site_may_not_ask(browser: HttpClient) -> None:
    await world.person("student")
    body = {"query": "mutation($i: LoginInput!) { login(input: $i) { token } }", "variables": {
        "i": {"identifier": "student", "password": world.PASSWORD}}}  # fmt: skip

    foreign = await browser.post(body, origin="https://elsewhere.example")
    sandboxed = await browser.post(body, origin="null")
    own = await browser.post(body, origin="http://127.0.0.1")

    assert foreign.status_code == sandboxed.status_code == 403
    assert own.status_code == 200


async def test_the_process_says_how_it_is(browser: HttpClient) -> None:
    alive = await browser.http.get("/healthz")
    ready = await browser.http.get("/readyz")

    assert (alive.status_code, ready.status_code) == (200, 200)


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
async def test_a_text_that_cannot_be_stored_is_refused(browser: HttpClient, text: str) -> None:
    student = await world.person("student")
    query = "query U($n: String!) { user(username: $n) { id } }"
    literal = json.dumps(text)

    as_variable = await browser.post({"query": query, "variables": {"n": text}})
    as_literal = await browser.post({"query": f"{{ user(username: {literal}) {{ id }} }}"})

    for response in (as_variable, as_literal):
        assert response.status_code in {200, 400}
        assert response.json()["errors"][0]["extensions"]["code"] in {"INVALID_OPERATION", "SYNTAX"}
    refused = await student.ask(query, variables={"n": text})
    assert "cannot hold NUL" in refused["errors"][0]["message"]


async def test_a_subscription_in_a_batch_refuses_all_of_it(browser: HttpClient) -> None:
    student = await world.person("student")
    token = await live.token_of(student)
    create = {"query": 'mutation { createProject(input: {title: "Never"}) { errors { code } } }'}

    response = await browser.post([create, {"query": "subscription { activityFeed { __typename } }"}], token=token)

    assert response.status_code == 400
    assert await world.count(Project) == 0


async def test_an_origin_that_is_none_is_refused(browser: HttpClient) -> None:
    assert (await browser.post(TYPENAME, origin="http://[")).status_code == 403


async def test_a_named_site_may_ask_and_read_the_answer(browser: HttpClient) -> None:
    named = {"origin": "https://app.example"}

    before = await browser.http.options("/graphql", headers=named | {"access-control-request-method": "POST"})
    response = await browser.post(TYPENAME, **named)
    refused = await browser.post(b"", **named)

    assert before.status_code == 204
    assert before.headers["access-control-allow-headers"] == "authorization, content-type, last-event-id"
    for each in (before, response, refused):
        assert each.headers["access-control-allow-origin"] == "https://app.example"
        assert each.headers["vary"] == "Accept, Origin"


async def test_other_sites_are_promised_nothing(browser: HttpClient) -> None:
    before = await browser.http.options("/graphql", headers={"origin": "https://elsewhere.example"})

    assert "access-control-allow-origin" not in before.headers


async def test_a_probe_is_answered_under_any_name(browser: HttpClient) -> None:
    probed = await browser.http.get("/readyz", headers={"host": "10.0.0.7:8000"})

    assert probed.json() == {"status": "ready"}


async def test_an_accident_before_the_schema_is_masked_too(browser: HttpClient) -> None:
    async with live.broken("users_apitoken"):
        response = await browser.post(TYPENAME, token="gwt_some")

    assert response.status_code == 500
    [error] = response.json()["errors"]
    assert error["extensions"].keys() == {"code", "traceId"}
    assert error["message"] == "Something went wrong on our side."


@pytest.mark.parametrize("kind", ["application/json;charset=UTF-8", 'Application/JSON; charset="utf-8"'])
async def test_json_is_json_however_it_is_written(browser: HttpClient, kind: str) -> None:
    assert (await browser.post(TYPENAME, content_type=kind)).status_code == 200


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1,elsewhere.example", "", "a b", "127.0.0.1:x"])
async def test_the_gateway_answers_to_its_own_names_only(browser: HttpClient, host: str) -> None:
    response = await browser.post(TYPENAME, host=host)

    assert response.status_code == 400


async def test_who_asks_in_the_clear_is_sent_to_tls(browser: HttpClient) -> None:
    safe = {
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 60,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    }

    with override_settings(**safe):
        clear = await browser.http.get("/graphql?query={__typename}")
        through_a_proxy = await browser.post(TYPENAME, x_forwarded_proto="https")

    assert clear.status_code == 301
    assert clear.headers["location"] == "https://127.0.0.1/graphql?query={__typename}"
    assert through_a_proxy.status_code == 200
    assert through_a_proxy.headers["strict-transport-security"] == "max-age=60"


async def test_an_answer_is_kept_by_nobody_and_taken_for_nothing_else(browser: HttpClient) -> None:
    response = await browser.post(TYPENAME)

    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"


async def test_without_a_free_connection_the_answer_is_to_come_back_later(browser: HttpClient) -> None:
    student = await world.person("student")
    token = await live.token_of(student)
    await browser.post(TYPENAME, token=token)
    enough = asyncio.Event()

    async def hold() -> None:
        async with pool.reads.connection():
            await enough.wait()

    async with asyncio.TaskGroup() as group:
        for _ in range(settings.DATABASE_POOL_SIZE):
            group.create_task(hold())
        await asyncio.sleep(0.5)
        began = time.monotonic()
        refused = await browser.post(TYPENAME, token=token)
        took = time.monotonic() - began
        anonymous = await browser.post(TYPENAME)
        enough.set()
    again = await browser.post(TYPENAME, token=token)

    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "1"
    assert refused.json()["errors"][0]["extensions"] == {"code": "UNAVAILABLE"}
    assert took < 2
    assert (anonymous.status_code, again.status_code) == (200, 200)
