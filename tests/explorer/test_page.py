"""The explorer's page and what it opens with."""

import json
import re

import httpx
from django.contrib.staticfiles import finders
from django.test import override_settings

from schema.documents import FOLDER, documents
from server.http import explorer
from server.settings.environment import Environment
from tests.support.client import HttpClient


async def opened(browser: HttpClient) -> httpx.Response:
    # What browsers send when somebody types an address.
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
    response = await browser.http.get("/graphql", headers={"accept": accept})
    assert response.status_code == httpx.codes.OK
    return response


def named_files(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="([^"]*)"', page)


async def test_the_page_lets_nothing_in_from_elsewhere(browser: HttpClient) -> None:
    response = await opened(browser)

    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'self'"
    )
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["vary"] == "Accept"


async def test_the_page_runs_nothing_of_its_own(browser: HttpClient) -> None:
    page = (await opened(browser)).text

    assert re.findall(r"<script[^>]*>([^<]+)</script>", page) == []
    assert re.findall(r"\son\w+=", page) == []
    assert "<style" not in page


async def test_every_file_of_the_page_is_there_and_comes_from_here(browser: HttpClient) -> None:
    page = (await opened(browser)).text

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


async def test_the_demo_accounts_are_named(browser: HttpClient) -> None:
    page = (await opened(browser)).text

    assert 'data-accounts="student teacher creator staff"' in page
    assert 'data-password="gateway-demo"' in page


async def test_in_production_there_are_no_demo_accounts_to_name(browser: HttpClient) -> None:
    production = Environment(gateway_env="production", secret_key="x" * 40, allowed_hosts=["127.0.0.1"])
    with override_settings(ENVIRONMENT=production):
        page = (await opened(browser)).text

    assert "data-accounts" not in page
    assert "data-password" not in page


async def test_the_explain_panel_is_there_but_in_production(browser: HttpClient) -> None:
    production = Environment(gateway_env="production", secret_key="x" * 40, allowed_hosts=["127.0.0.1"])
    page = (await opened(browser)).text
    with override_settings(ENVIRONMENT=production):
        served = (await opened(browser)).text

    assert 'data-explains="yes"' in page
    assert "data-explains" not in served


async def test_every_named_operation_comes_complete(browser: HttpClient) -> None:
    response = await browser.http.get("/graphql/operations.json")

    given = {each["name"]: (each["folder"], each["document"]) for each in response.json()["operations"]}
    assert given == {each.name: (each.folder, each.text) for each in documents().values()}
    assert given.keys() == {path.stem for path in FOLDER.glob("operations/*/*.graphql")}
