"""Replies whose beginning or end the database does not take at once: they begin, and end, all the same."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from domains.conversations.models import MessageStatus
from tests.support.chat import connected_tool, ended, said, started, working
from tests.support.client import Client
from tests.support.faults import execute
from tests.support.provider import Provider, provider, text_of

# Once only: what a sequence has given stays given, whatever comes of the transaction. Deadlocks are reported like this.
REFUSE = """
CREATE SEQUENCE refusals;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('refusals') = 1 THEN RAISE EXCEPTION 'not now' USING ERRCODE = 'deadlock_detected'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse BEFORE UPDATE ON conversations_message
FOR EACH ROW WHEN (NEW.status = '{}' AND OLD.status <> NEW.status) EXECUTE FUNCTION refuse();
"""
TAKE = "DROP TRIGGER refuse ON conversations_message; DROP FUNCTION refuse; DROP SEQUENCE refusals;"


@asynccontextmanager
async def refusing(status: str) -> AsyncIterator[None]:
    """Let the database refuse once that a message becomes something, as long as the block runs."""
    await execute(REFUSE.format(status))
    try:
        yield
    finally:
        await execute(TAKE)


@pytest.fixture
async def served() -> AsyncIterator[Provider]:
    """A provider, and a worker that asks it."""
    async with provider() as up, working():
        yield up


@pytest.mark.parametrize(
    ("refused", "behaviour", "end"),
    [
        (MessageStatus.STREAMING, "says?tokens=5", ("complete", None, 5)),
        (MessageStatus.COMPLETE, "says?tokens=5", ("complete", None, 5)),
        (MessageStatus.FAILED, "cuts?tokens=3", ("failed", "stalled", 3)),
    ],
)
async def test_what_the_database_does_not_take_at_once_it_is_told_again(
    served: Provider, as_student: Client, refused: str, behaviour: str, end: tuple[str, str | None, int]
) -> None:
    conversation = await started(as_student, await connected_tool(served.url, behaviour))
    async with refusing(refused), asyncio.timeout(10):
        reply = await ended(await said(as_student, conversation))

    status, failure, tokens = end
    assert (reply.status, reply.failure, reply.content) == (status, failure, text_of(tokens))
