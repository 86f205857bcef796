"""The explorer's page and what it opens with."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from graphql import OperationDefinitionNode, parse

from server.http import explorer
from server.settings.environment import Environment
from tests.support.client import HttpClient
from tests.support.documents import document, operations


def opened() -> HttpResponse:
    return explorer.explorer(RequestFactory().get("/graphql", headers={"accept": "text/html"}))


def named_files(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="([^"]*)"', page)


def test_the_page_lets_nothing_in_from_elsewhere() -> None:
    response = opened()

    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'self'"
    )
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["vary"] == "Accept"


def test_the_page_runs_nothing_of_its_own() -> None:
    page = opened().text

    assert re.findall(r"<script[^>]*>([^<]+)</script>", page) == []
    assert re.findall(r"\son\w+=", page) == []
    assert "<style" not in page


def test_every_file_of_the_page_is_there_and_comes_from_here() -> None:
    page = opened().text

    assert len(named_files(page)) >= 3
    assert "//" not in page
    for path in named_files(page):
        assert path.startswith("/static/graphiql/")
        assert finders.find(path.removeprefix("/static/")), path


def test_every_file_of_the_build_is_named_by_its_content() -> None:
    manifest = json.loads((explorer.BUILD / "manifest.json").read_text())
    chunks = {name: chunk["file"] for name, chunk in manifest.items()}

    assert all((explorer.BUILD / path).is_file() for path in chunks.values())
    assert [path for path in chunks.values() if not re.search(r"-[\w-]{8}\.\w+$", path)] == []


@pytest.mark.parametrize(("name", "is_told"), [("development", True), ("production", False)])
def test_the_demo_accounts_are_named_where_they_exist(name: str, is_told: bool) -> None:
    environment = Environment(
        gateway_env=name, secret_key="a secret that is long enough for production", allowed_hosts=["testserver"]
    )
    with override_settings(ENVIRONMENT=environment):
        page = opened().text

    assert ("gateway-demo" in page) is is_told
    assert ("student teacher creator staff" in page) is is_told


def test_every_named_operation_comes_complete() -> None:
    response = explorer.operations(RequestFactory().get("/graphql/operations.json"))

    given = {each["name"]: each for each in json.loads(response.content)["operations"]}
    assert given.keys() == operations().keys()
    for name, path in operations().items():
        assert given[name]["folder"] == path.parent.name
        assert parse(given[name]["document"]) == parse(document(name))
