"""What the README shows works as it is written."""

import json
import re

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.management import call_command

from tests.support import world
from tests.support.client import HttpClient
from tests.support.live import Subscriber, connected
from tests.support.streams import listening

README = (settings.BASE_DIR / "README.md").read_text()
BODIES = [json.loads(body) for body in re.findall(r"-d '(\{.*?\n\})'", README, flags=re.DOTALL)]


@pytest.fixture
async def _demo() -> None:
    """The demo data that a newcomer finds."""
    await sync_to_async(call_command)("load_data")


@pytest.mark.usefixtures("_demo")
async def test_the_first_query_and_the_first_mutation(browser: HttpClient) -> None:
    explore, login, create, _ = BODIES

    explored = (await browser.post(explore)).json()
    token = (await browser.post(login)).json()["data"]["login"]["token"]
    created = (await browser.post(create, token=token)).json()

    assert len(explored["data"]["explore"]["edges"]) == 3
    assert created["data"]["createProject"]["project"]["webPath"] == "/student/my-first-project"
    assert created["data"]["createProject"]["errors"] == []


async def test_the_first_subscription(gateway: str) -> None:
    student = await world.person("student")
    [query] = re.findall(r"```graphql\n(subscription.*?)```", README, flags=re.DOTALL)
    async with connected(gateway) as socket:
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": query}}))
        ticker = Subscriber(socket)
        assert (await ticker.event())["__typename"] == "Checkpoint"

        await world.project(student)

        told = (await ticker.event())["activity"]
        assert told == {"activityType": "PROJECT_CREATED", "actor": {"username": "student"}}


async def test_the_first_subscription_as_a_stream(gateway: str) -> None:
    student, query = await world.person("student"), BODIES[3]["query"]
    async with listening(gateway, query) as stream:
        assert (await stream.sent()).payload == {"data": {"activityFeed": {"__typename": "Checkpoint"}}}

        await world.project(student)

        told = (await stream.sent()).payload["data"]["activityFeed"]
        assert told == {"__typename": "ActivityAdded", "activity": {"activityType": "PROJECT_CREATED"}}


def test_every_variable_is_explained() -> None:
    read = {name.upper() for name in type(settings.ENVIRONMENT).model_fields}

    assert {name for name in read if f"`{name}`" not in README} == set()
