"""One run of a reply: from the tool's provider, or the gateway's own data, to the table; to a good end or another."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial
from uuid import UUID

from domains.conversations import rules
from domains.conversations.models import ReplyFailure
from domains.conversations.services.replies import claiming, demonstration, ending
from domains.conversations.services.replies.claims import Claim
from domains.conversations.services.replies.forgotten import end_interrupted
from domains.conversations.services.replies.pages import Page
from domains.conversations.services.replies.writing import writer
from domains.kit.open_work import surely
from domains.kit.openai import ProviderError, ProviderFailure, Question, Usage, stream
from domains.kit.threads import on_database

logger = logging.getLogger("gateway.replies")


async def run_reply(message_id: UUID) -> None:
    """Write a reply, from where it waits to its end; what has ended meanwhile is left as it is."""
    try:
        claim = await surely(partial(claiming.claim, message_id=message_id), "a reply", logger)
    except asyncio.CancelledError:
        # The worker stops before it is known who writes: nobody does.
        await asyncio.shield(on_database(end_interrupted)(message_id=message_id))
        raise
    if claim is None:
        return
    try:
        await _run(claim)
    except asyncio.CancelledError:
        # The worker stops: what there is of the reply is stored, and its end is not left to whoever finds it.
        # Tried once: a worker that stops waits for no database, and is found dead then.
        await asyncio.shield(on_database(ending.fail)(claim=claim, code=ReplyFailure.INTERRUPTED))
        raise
    except ProviderError as error:
        await _fail(claim, ReplyFailure(error.failure.value))
    except Exception:
        logger.exception("a reply failed")
        await _fail(claim, ReplyFailure.INTERRUPTED)


async def _run(claim: Claim) -> None:
    """Write until all is said, or until it is not wanted any more.

    Raises:
        ProviderError: it comes to no good end.
    """
    async with writer().page(claim.message_id, claim.run, rules.conversation_topic(claim.conversation_id)) as page:
        writing = asyncio.create_task(_write(claim, page))
        losing = asyncio.create_task(page.is_lost.wait())
        try:
            await asyncio.wait((writing, losing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            losing.cancel()
            if not writing.done():
                writing.cancel()
                await asyncio.wait((writing,))
        if page.is_lost.is_set():
            await surely(partial(ending.let_go, claim=claim, said=page.place), "a reply", logger)
            return
        usage = writing.result()
        await surely(partial(ending.complete, claim=claim, usage=usage, said=page.place), "a reply", logger)


async def _write(claim: Claim, page: Page) -> Usage | None:
    """Write what is said; return what the provider says that it took."""
    usage, length = None, 0
    try:
        async with aclosing(_said(claim)) as said:
            async for each in said:
                if isinstance(each, Usage):
                    usage = each
                    continue
                length += len(each)
                if length > rules.REPLY_LENGTH:
                    raise ProviderError(ProviderFailure.TOO_LONG)
                page.add(each)
    finally:
        # Whatever the end: what was said is stored before it.
        await page.written()
    return usage


def _said(claim: Claim) -> AsyncGenerator[str | Usage, None]:
    if claim.endpoint is None:
        return demonstration.stream(claim)
    return stream(Question(claim.endpoint, claim.turns), claim.patience)


async def _fail(claim: Claim, code: ReplyFailure) -> None:
    await surely(partial(ending.fail, claim=claim, code=code), "a reply", logger)
