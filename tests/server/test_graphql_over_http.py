"""GraphQL over HTTP: every check of the audit of its specification (npm's `graphql-http`), by its name there."""

import json
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.support.client import HttpClient

NEWER = "application/graphql-response+json"
OLDER = "application/json"
TYPENAME = {"query": "{ __typename }"}
NAMED = {"query": "query Query { __typename }", "operationName": "Query"}
BY_NAME = {"query": "query Type($name: String!) { __type(name: $name) { name } }", "variables": {"name": "sometype"}}
UNPARSABLE = {"query": "{"}
INVALID = {"query": "{ 8f31403dfe404bccbb0e835f2629c6a7 }"}
MISFIT = {"query": "query CoerceFailure($id: ID!){ __typename }", "variables": {"id": None}}
NO_JSON = b'{ "not a JSON'
CLIENT_ERROR = range(400, 500)
ERROR = range(400, 600)


@dataclass(frozen=True)
class Check:
    """What is sent, and what must come back."""

    id: str
    rule: str
    body: object = field(default_factory=lambda: TYPENAME)
    method: str = "POST"
    accept: str | None = None
    content_type: str | None = OLDER
    status: range = range(200, 201)
    answered_as: str | None = None
    # Entries that the answer does not have.
    without: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.id


def only(status: int) -> range:
    return range(status, status + 1)


MEDIA_TYPES = [
    Check("22EB", "the newer media type is answered", accept=NEWER, answered_as=NEWER),
    Check("4655", "the older media type is answered", accept=OLDER, answered_as=OLDER),
    Check("47DE", "*/* is the older one", accept="*/*", answered_as=OLDER),
    Check("80D8", "so is no wish at all", answered_as=OLDER),
    Check("82A3", "the answer is UTF-8"),
    Check(
        "BF61",
        "a body in UTF-8 is read",
        {"query": '{ __type(name: "Run🏃Swim🏊") { name } }'},
        content_type=f"{OLDER}; charset=utf-8",
    ),
    Check("78D5", "UTF-8 is what is meant where nothing is said"),
]
METHODS = [
    Check("2C94", "POST asks"),
    Check("5A70", "GET asks", method="GET", content_type=None),
    Check(
        "9C48",
        "GET does not write",
        {"query": "mutation { __typename }"},
        method="GET",
        accept=NEWER,
        content_type=None,
        status=CLIENT_ERROR,
    ),
    Check("9ABE", "a body says what it is", content_type=None, status=CLIENT_ERROR),
    Check("03D4", "it may be JSON"),
    Check("A5BF", "it is not missing", b"", status=only(400)),
]
QUERY = [
    Check("423L", "a query is needed", {"notquery": "{ __typename }"}, accept=NEWER, status=only(400)),
    *(
        Check(f"LKJ{n}", "a query is a string", {"query": value}, status=only(400))
        for n, value in enumerate([{"obj": "ect"}, 0, False, ["array"]])
    ),
    Check("34A2", "such as this", accept=NEWER),
    Check("13EE", "such as this", accept=OLDER, without=("errors",)),
]
OPERATION_NAME = [
    *(
        Check(f"6C0{n}", "an operation's name is a string", TYPENAME | {"operationName": value}, status=only(400))
        for n, value in enumerate([{"obj": "ect"}, 0, False, ["array"]])
    ),
    Check("8161", "such as this", NAMED, accept=NEWER),
    Check("B8B3", "such as this", NAMED, accept=OLDER, without=("errors",)),
]
NULLS = [
    Check(f"{prefix}{n}", f"{name} may be null", TYPENAME | {name: None}, accept=accept, without=("errors",))
    for n, name in enumerate(["variables", "operationName", "extensions"])
    for prefix, accept in (("94B", NEWER), ("022", OLDER))
]
VARIABLES = [
    *(
        Check(f"476{n}", "variables are an object", TYPENAME | {"variables": value}, status=only(400))
        for n, value in enumerate(["string", 0, False, ["array"]])
    ),
    Check("2EA1", "such as this", BY_NAME, accept=NEWER, without=("errors",)),
    Check("28B9", "such as this", BY_NAME, accept=OLDER, without=("errors",)),
    Check("D6D5", "or as text", BY_NAME, method="GET", accept=NEWER, content_type=None, without=("errors",)),
    Check("6A70", "or as text", BY_NAME, method="GET", accept=OLDER, content_type=None, without=("errors",)),
]
EXTENSIONS = [
    *(
        Check(f"58B{n}", "extensions are an object", TYPENAME | {"extensions": value}, status=only(400))
        for n, value in enumerate(["string", 0, False, ["array"]])
    ),
    Check("428F", "such as this", TYPENAME | {"extensions": {"some": "value"}}, accept=NEWER),
    Check("1B7A", "such as this", TYPENAME | {"extensions": {"some": "value"}}, accept=OLDER, without=("errors",)),
]
BROKEN = [
    Check("B6DC", "what is no JSON is answered", NO_JSON, accept=OLDER, status=range(200, 600)),
    Check("BCF8", "and refused", NO_JSON, accept=OLDER, status=only(400)),
    Check("B7N8", "and refused", NO_JSON, accept=NEWER, status=only(400)),
    Check("8764", "wrong parameters are refused", {"qeury": "{ __typename }"}, status=ERROR),
    Check("3E3A", "as a bad request", {"qeury": "{ __typename }"}, status=only(400)),
]
OLDER_STATUSES = [
    Check("572B", "what does not parse is told by the answer", UNPARSABLE, accept=OLDER),
    Check("FDE2", "so is what is not valid", INVALID, accept=OLDER),
    Check("7B9B", "and a variable that does not fit", MISFIT, accept=OLDER),
]
NEWER_STATUSES = [
    Check("865D", "what does not parse is told by the status", UNPARSABLE, accept=NEWER, status=ERROR),
    Check("556A", "which is this", UNPARSABLE, accept=NEWER, status=only(400)),
    Check("D586", "and has no data", UNPARSABLE, accept=NEWER, status=ERROR, without=("data",)),
    Check("51FE", "so is what is not valid", INVALID, accept=NEWER, status=ERROR),
    Check("74FF", "by this status", INVALID, accept=NEWER, status=only(400)),
    Check("5E5B", "without data", INVALID, accept=NEWER, status=ERROR, without=("data",)),
    Check("86EE", "and a variable that does not fit", MISFIT, accept=NEWER, status=only(400)),
]
CHECKS = [
    *MEDIA_TYPES, *METHODS, *QUERY, *OPERATION_NAME, *NULLS, *VARIABLES, *EXTENSIONS, *BROKEN,
    *OLDER_STATUSES, *NEWER_STATUSES,
]  # fmt: skip


async def sent(browser: HttpClient, check: Check) -> httpx.Response:
    """Send what the check sends, with no headers but its own."""
    headers = {"content-type": check.content_type} if check.content_type else {}
    if check.method == "GET":
        request = browser.http.build_request("GET", "/graphql", params=_as_text(check.body), headers=headers)
    else:
        content = check.body if isinstance(check.body, bytes) else json.dumps(check.body).encode()
        request = browser.http.build_request("POST", "/graphql", content=content, headers=headers)
    del request.headers["accept"]
    if check.accept:
        request.headers["accept"] = check.accept
    return await browser.http.send(request)


def _as_text(parameters: Any) -> dict[str, str]:
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()}


def test_no_check_is_left_out() -> None:
    assert len({check.id for check in CHECKS}) == 61


@pytest.mark.parametrize("check", CHECKS, ids=str)
async def test_the_audit(browser: HttpClient, check: Check) -> None:
    response = await sent(browser, check)

    assert response.status_code in check.status, check.rule
    assert response.headers["content-type"].startswith(check.answered_as or "application/")
    assert not set(check.without) & json.loads(response.content.decode("utf-8")).keys(), check.rule
