"""Rights, continuously: whoever is no longer who they were when they connected does not stay connected.

Looked up every few seconds, for all connections together, so that it does not matter how a right was lost: by signing
out, by a revoked or expired token, a new password, a closed account, or by hand in the database.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Container, Mapping, Sequence
from uuid import UUID

from domains.kit.viewer import Viewer
from domains.users import identity
from schema.admission import Question, admitted
from server.live.connections import Connection, Connections, Credential
from server.live.hub import Hub
from server.live.listener import viewers_of
from server.live.patience import PASSING, forever

logger = logging.getLogger("gateway.live")

SECONDS = 2.0
# So many are looked up by one statement.
AT_ONCE = 1_000


class Rights:
    """Watches the rights of those who are connected."""

    def __init__(self, connections: Connections, hub: Hub) -> None:
        self._connections = connections
        self._hub = hub

    async def run(self) -> None:
        """Watch until cancelled."""
        await forever(self._turn, "it cannot be told who is still signed in")

    async def _turn(self) -> None:
        await asyncio.sleep(SECONDS)
        await self.look()

    async def look(self) -> None:
        """End what nobody has a right to any more."""
        await self._look_at_connections()
        audiences = [(each, each.listeners) for each in self._hub.audiences.values() if each.telling.admission]
        questions = [
            Question(audience.telling.admission, viewers_of(listeners))
            for audience, listeners in audiences
            if audience.telling.admission
        ]
        for (audience, listeners), found in zip(audiences, await self._admitted(questions), strict=True):
            audience.dismiss(listeners, found)

    async def _admitted(self, questions: Sequence[Question]) -> Sequence[Container[UUID | None]]:
        """Ask who may still listen: all together, and each alone where something is wrong with one of them."""
        try:
            return await admitted(questions)
        except PASSING:
            raise
        except Exception:
            if len(questions) > 1:
                return [found for each in questions for found in await self._admitted([each])]
            # A fault of ours; they may stay until it is mended.
            logger.exception("it cannot be told who may listen")
            return [each.viewers for each in questions]

    async def _look_at_connections(self) -> None:
        by: defaultdict[Credential, list[Connection]] = defaultdict(list)
        for connection in list(self._connections.all):
            if connection.credential is not None:
                by[connection.credential].append(connection)
        tokens = await _still([each.secret for each in by if each.is_token], identity.still_by_tokens)
        sessions = await _still([each.secret for each in by if not each.is_token], identity.still_by_sessions)
        for credential, those in by.items():
            viewer = (tokens if credential.is_token else sessions).get(credential.secret)
            for connection in those:
                if connection.viewer != viewer:
                    connection.sign_out()


async def _still(
    secrets: Sequence[str], look_up: Callable[[Sequence[str]], Awaitable[Mapping[str, Viewer]]]
) -> Mapping[str, Viewer]:
    found: dict[str, Viewer] = {}
    for start in range(0, len(secrets), AT_ONCE):
        found |= await look_up(secrets[start : start + AT_ONCE])
    return found
