"""The page at `/`, as it is sent."""

import re
from pathlib import Path

import httpx
import pytest
from django.contrib.staticfiles import finders
from django.test import override_settings

from schema.documents import documents
from server.http import home
from server.settings.environment import Environment
from tests.support.client import HttpClient

SCRIPTS = sorted(home.FILES.glob("*.js"))
NAMESPACE = "http://www.w3.org/2000/svg"


async def opened(browser: HttpClient) -> str:
    response = await browser.http.get("/")
    assert response.status_code == httpx.codes.OK
    return response.text


async def test_the_page_lets_nothing_in_from_elsewhere(browser: HttpClient) -> None:
    response = await browser.http.get("/")

    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["cache-control"] == "no-cache"


async def test_the_page_runs_and_colours_nothing_of_its_own(browser: HttpClient) -> None:
    page = await opened(browser)

    assert re.findall(r"<script[^>]*>([^<]+)</script>", page) == []
    assert re.findall(r"\s(?:on\w+|style)=", page) == []
    assert "<style" not in page


async def test_every_file_of_the_page_is_there_and_comes_from_here(browser: HttpClient) -> None:
    page = await opened(browser)
    static = re.findall(r'(?:src|href)="/static/([^"]*)"', page)

    assert {Path(name).name for name in static} == {path.name for path in home.FILES.iterdir()}
    for name in static:
        assert finders.find(name), name
    for path in re.findall(r'href="(/[^"]*)"', page):
        # The admin sends those who have not signed in to its own door.
        found = await browser.http.get(path, headers={"accept": "text/html, application/json"})
        assert found.status_code in {httpx.codes.OK, httpx.codes.FOUND}, path


@pytest.mark.parametrize("path", [*SCRIPTS, *sorted(home.FILES.glob("*.css"))], ids=lambda path: path.name)
def test_a_file_is_small_and_names_no_other_host(path: Path) -> None:
    text = path.read_text().replace(NAMESPACE, "")

    assert len(text.splitlines()) <= 200
    assert re.findall(r"(?:https?|wss?)://|url\(|@import", text) == []


async def test_the_page_names_no_other_host(browser: HttpClient) -> None:
    assert "//" not in await opened(browser)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_imports_what_is_there(path: Path) -> None:
    assert [
        name for name in re.findall(r' from "\./([^"]+)"', path.read_text()) if not (home.FILES / name).is_file()
    ] == []


def test_markup_is_taken_over_in_one_place() -> None:
    written = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|\beval\(|new Function"

    assert [(path.name, found) for path in SCRIPTS for found in re.findall(written, path.read_text())] == [
        ("dom.js", "innerHTML")
    ]


def test_the_page_runs_named_operations_only() -> None:
    scripts = "\n".join(path.read_text() for path in SCRIPTS)
    run = set(re.findall(r'\.(?:run|change|request)\("(\w+)"', scripts)) | {"LikeProject", "UnlikeProject"}

    assert run >= {"ActivityFeed", "ActivityFeedLive", "AddComment", "CommentAdded", "Explore", "Login", "Project"}
    assert run <= documents().keys()
    assert re.findall(r"\b(?:query|mutation|subscription)\s+\w+\s*[({]", scripts) == []


async def test_the_page_has_landmarks_and_every_field_a_label(browser: HttpClient) -> None:
    page = await opened(browser)

    for landmark in ("<main", "<nav aria-label=", "<aside", "<footer", "<h1", 'href="#content"'):
        assert page.count(landmark) == 1, landmark
    labels = "".join(re.findall(r"<label>.*?</label>", page, flags=re.DOTALL))
    assert (
        len(re.findall(r"<(?:input|select|textarea)\b", page)) == len(re.findall(r"<(?:input|select)\b", labels)) == 4
    )
    named = re.findall(r'aria-labelledby="([^"]+)"', page)
    assert [name for name in named if f'id="{name}"' not in page] == []


async def test_newcomers_are_offered_the_demo_accounts(browser: HttpClient) -> None:
    page = await opened(browser)

    assert re.findall(r'data-account="(\w+)"', page) == ["student", "teacher", "creator", "staff"]
    assert set(re.findall(r'data-password="([^"]+)"', page)) == {"gateway-demo"}
    assert "<details>" in page
    # Should the scripts not have come, no password becomes part of an address.
    assert '<form method="post">' in page


async def test_in_production_there_is_the_form_only(browser: HttpClient) -> None:
    production = Environment(gateway_env="production", secret_key="x" * 40, allowed_hosts=["127.0.0.1"])
    with override_settings(ENVIRONMENT=production):
        page = await opened(browser)

    assert "data-account" not in page
    assert "gateway-demo" not in page
    assert "<details open>" in page
    assert 'name="identifier"' in page


async def test_the_page_is_read_and_nothing_else(browser: HttpClient) -> None:
    assert (await browser.http.post("/")).status_code == httpx.codes.FORBIDDEN
    assert (await browser.http.options("/")).status_code == httpx.codes.METHOD_NOT_ALLOWED
    assert (await browser.http.head("/")).status_code == httpx.codes.OK
    assert (await browser.http.get("/home")).status_code == httpx.codes.NOT_FOUND
