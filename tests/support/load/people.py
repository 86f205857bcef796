"""People who talk to a tool over HTTP, as far as a gateway's demo data has them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx

from domains.kit import ids
from domains.users.fixtures import PASSWORD
from schema.documents import documents
from tests.support.load.postgres import Postgres

USERNAMES = ("student", "teacher", "creator", "staff")
CONNECTED = """
UPDATE catalog_tool SET api_endpoint = %s, api_model = 'local', api_key_required = false, is_active = true
WHERE id = (SELECT min(id::text)::uuid FROM catalog_tool) RETURNING id
"""
# A person who has begun to talk to a tool and said nothing yet is not given another conversation with it.
BEGUN = """
INSERT INTO conversations_conversation (id, user_id, tool_id, title, created_at, updated_at)
SELECT gen_random_uuid(), person.id, %s, '', now(), now() FROM users_user AS person, generate_series(1, %s)
WHERE person.username = %s RETURNING id
"""
# Four people say what hundreds would.
UNLIMITED = {
    "GATEWAY_CONVERSATIONS_OPEN_REPLIES": "1000",
    "GATEWAY_CONVERSATIONS_MESSAGES_PER_MINUTE": "100000",
    "GATEWAY_CONVERSATIONS_TOKENS_PER_DAY": "1000000000",
}
TIMEOUT_SECONDS = 60.0
# Who asks waits for a connection here rather than in the gateway, which would turn some of a hundred away.
MOST_CONNECTIONS = 8


class Person:
    """Somebody who is signed in.

    Args:
        http: what they ask with.
        username: who they are.
        token: what they are known by.
    """

    def __init__(self, http: httpx.AsyncClient, username: str, token: str) -> None:
        self.username = username
        self.token = token
        self._http = http

    async def say(self, conversation: str, content: str) -> str:
        """Say something, and return the reply's id. What begins with `!` tells the provider how to behave."""
        answer = await self.ask("SendMessage", conversationId=conversation, content=content)
        return str(answer["reply"]["id"])

    async def ask(self, name: str, **values: Any) -> dict[str, Any]:
        """Run a named mutation, which must succeed; return what it answers."""
        return await asked(self._http, name, self.token, **values)


async def asked(http: httpx.AsyncClient, name: str, token: str | None = None, **values: Any) -> dict[str, Any]:
    """Run a named mutation, which must succeed; return what it answers."""
    body = {"query": documents()[name].text, "variables": {"input": values}}
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = (await http.post("/graphql", json=body, headers=headers)).json()
    if answer.get("errors") or not answer.get("data"):
        raise RuntimeError(answer)
    payload: dict[str, Any] = next(iter(answer["data"].values()))
    if payload["errors"]:
        raise RuntimeError(payload["errors"])
    return payload


@asynccontextmanager
async def people(address: str, usernames: Sequence[str] = USERNAMES) -> AsyncIterator[list[Person]]:
    """Let people sign in at a gateway, for as long as the block lasts."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(
            httpx.AsyncClient(
                base_url=f"http://{address}",
                timeout=TIMEOUT_SECONDS,
                limits=httpx.Limits(max_connections=MOST_CONNECTIONS),
            )
        )
        answers = {each: await asked(http, "Login", identifier=each, password=PASSWORD) for each in usernames}
        yield [Person(http, each, answer["token"]) for each, answer in answers.items()]


def connect(postgres: Postgres, url: str) -> str:
    """Let a tool of the catalogue answer at an address; return its id."""
    [[key]] = postgres.rows(CONNECTED, url)
    return ids.encode("Tool", key)


def begun(postgres: Postgres, persons: Sequence[Person], tool: str, number: int) -> list[tuple[Person, str]]:
    """Let so many conversations with a tool begin; return their ids, and whose each is."""
    key, many = ids.decode(tool)[1], -(-number // len(persons))
    rows = [[(each, row[0]) for row in postgres.rows(BEGUN, key, many, each.username)] for each in persons]
    pairs = [pair for those in zip(*rows, strict=True) for pair in those][:number]
    return [(person, ids.encode("Conversation", conversation)) for person, conversation in pairs]
