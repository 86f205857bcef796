"""Settings in the back office."""

import pytest
from asgiref.sync import sync_to_async

from domains.configuration import models, selectors, services
from tests.configuration.settings import LIMIT, SECRET
from tests.support import world
from tests.support.client import HttpClient

value_of = sync_to_async(selectors.value_of)


@pytest.fixture
async def pages(browser: HttpClient) -> dict[str, str]:
    """Sign staff in, and return the pages of the settings."""
    await sync_to_async(services.enrol_settings)()
    await world.person("staff", is_staff=True, is_superuser=True)
    await browser.run("Login", input={"identifier": "staff", "password": world.PASSWORD})
    return {
        row.key: f"/admin/configuration/appsetting/{row.pk}/change/" async for row in models.AppSetting.objects.all()
    }


async def send(browser: HttpClient, page: str, **given: str) -> int:
    """Fill the form in and send it; 302 means that it was taken."""
    await browser.http.get(page)
    token = browser.http.cookies["csrftoken"]
    response = await browser.http.post(page, data=given | {"csrfmiddlewaretoken": token}, headers={"referer": page})
    return response.status_code


async def test_staff_sets_a_setting_and_lets_it_fall_back(browser: HttpClient, pages: dict[str, str]) -> None:
    assert await send(browser, pages[LIMIT.key], value="42") == 302
    assert await value_of(LIMIT) == 42

    assert await send(browser, pages[LIMIT.key], value="many") == 200
    assert await value_of(LIMIT) == 42

    assert await send(browser, pages[LIMIT.key], value="", falls_back="on") == 302
    assert await value_of(LIMIT) == 10


async def test_a_secret_is_set_but_never_sent(browser: HttpClient, pages: dict[str, str]) -> None:
    assert await send(browser, pages[SECRET.key], value="hunter2") == 302
    row = await models.AppSetting.objects.aget(key=SECRET.key)
    shown = [(await browser.http.get(page)).text for page in (pages[SECRET.key], "/admin/configuration/appsetting/")]

    assert [text for text in shown if "hunter2" in text or str(row.value) in text] == []
    assert "••••••••" in shown[1]

    # Sent back as it is shown, it stays.
    assert await send(browser, pages[SECRET.key], value="") == 302
    assert await value_of(SECRET) == "hunter2"
