"""A statement that fails: masked, logged, counted; the next request is fine."""

import logging

import pytest

from tests.support.client import HttpClient
from tests.support.faults import looked_up
from tests.support.live import broken

READ = {"query": 'query Look { project(owner: "a", slug: "b") { id } }'}
SEVERAL = {"query": "{ liveCursor explore(first: 1) { totalCount } tools(first: 1) { totalCount } }"}
OPEN = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
AND application_name = 'gateway reads' AND state <> 'idle'
"""


async def test_it_is_masked_and_logged_and_the_next_request_is_fine(
    browser: HttpClient, caplog: pytest.LogCaptureFixture
) -> None:
    async with broken("projects_project"):
        with caplog.at_level(logging.ERROR, "gateway.errors"):
            failed = await browser.post(READ)
    fine = await browser.post(READ)

    [error] = failed.json()["errors"]
    trace_id = error["extensions"]["traceId"]
    assert failed.status_code == 200
    assert failed.json()["data"] == {"project": None}
    assert error == {
        "message": "Something went wrong on our side.",
        "locations": [{"line": 1, "column": 14}],
        "path": ["project"],
        "extensions": {"code": "INTERNAL", "traceId": trace_id},
    }
    assert f"operation Look failed at project, trace {trace_id}" in caplog.text
    assert "projects_project" in caplog.text
    assert fine.json() == {"data": {"project": None}}


async def test_one_of_several_that_fails_leaves_no_transaction_open(browser: HttpClient) -> None:
    await browser.post(SEVERAL)
    async with broken("projects_project"):
        failed = await browser.post(SEVERAL)
    fine = await browser.post(SEVERAL)

    assert [error["extensions"]["code"] for error in failed.json()["errors"]] == ["INTERNAL"]
    assert await looked_up(OPEN) == 0
    assert fine.json()["data"]["tools"] == {"totalCount": 0}
