"""A pool without a free connection: who comes next hears so soon, and when it is over all is as before."""

import asyncio
import time

import httpx
from django.conf import settings

from domains.projects.models import Project
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.faults import locked, until_reads_wait
from tests.support.live import token_of

READ = {"query": "{ explore(first: 1) { edges { node { title } } } }"}
TOOLS = {"query": "{ tools(first: 1) { totalCount } }"}


async def test_the_next_request_is_refused_and_later_ones_are_answered(browser: HttpClient, as_student: Client) -> None:
    await world.project(as_student, "Patience")
    async with locked("projects_project"):
        readers = [asyncio.create_task(browser.post(READ)) for _ in range(settings.DATABASE_POOL_SIZE)]
        await until_reads_wait(settings.DATABASE_POOL_SIZE)

        began = time.monotonic()
        refused = await asyncio.gather(*(browser.post(TOOLS) for _ in range(30)))
        took = time.monotonic() - began

    assert {answer.status_code for answer in refused} == {503}
    assert {answer.headers["retry-after"] for answer in refused} == {"1"}
    assert {answer.json()["errors"][0]["extensions"]["code"] for answer in refused} == {"UNAVAILABLE"}
    assert took < 2
    answers = [(await reader).json() for reader in readers]
    assert answers == [{"data": {"explore": {"edges": [{"node": {"title": "Patience"}}]}}}] * len(readers)
    assert (await browser.post(TOOLS)).json() == {"data": {"tools": {"totalCount": 0}}}


async def test_who_would_write_is_refused_too_and_nothing_is_written(browser: HttpClient, as_student: Client) -> None:
    token = await token_of(as_student)
    write = {"query": 'mutation { createProject(input: {title: "Now"}) { project { title } } }'}
    async with locked("projects_project"):
        # More than there are connections: others may hold some of them.
        turns = range(settings.DATABASE_POOL_SIZE * 2)
        writers = [asyncio.create_task(browser.post(write, token=token)) for _ in turns]
        await asyncio.sleep(0.5)

        began = time.monotonic()
        refused = await browser.post(write, token=token)
        took = time.monotonic() - began
    answers = [await writer for writer in writers]

    assert (refused.status_code, refused.json()["errors"][0]["extensions"]) == (503, {"code": "UNAVAILABLE"})
    assert took < 2
    written = [answer for answer in answers if answer.status_code == httpx.codes.OK]
    assert {answer.status_code for answer in answers} == {200, 503}
    assert await world.count(Project) == len(written)


async def test_one_operation_of_a_batch_is_refused_alone(browser: HttpClient) -> None:
    async with locked("projects_project"):
        readers = [asyncio.create_task(browser.post(READ)) for _ in range(settings.DATABASE_POOL_SIZE)]
        await until_reads_wait(settings.DATABASE_POOL_SIZE)

        answer = await browser.post([TOOLS, {"query": "{ __typename }"}])
    await asyncio.gather(*readers)

    refused, answered = answer.json()
    assert refused["errors"][0]["extensions"] == {"code": "UNAVAILABLE"}
    assert answered == {"data": {"__typename": "Query"}}
