"""GraphQL over a WebSocket, for now on Strawberry's handler of `graphql-transport-ws`."""

import logging
from collections.abc import AsyncGenerator
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from strawberry.channels import GraphQLWSConsumer
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler

from domains.kit.context import Context
from domains.kit.viewer import Viewer
from schema.build import schema
from schema.errors import coded
from schema.preparing import NotPrepared, prepare
from server.http.refusals import BadRequest
from server.http.requests import Asked
from server.identity import InvalidToken, SocketSession, identify, session_key

logger = logging.getLogger("gateway.live")


class Handler(BaseGraphQLTransportWSHandler[Context, None]):
    """The protocol, with a context of its own for each operation, and errors as over HTTP."""

    view: "Consumer"

    @property
    def context(self) -> Context:
        """A fresh context: loaders remember what they have read."""
        return self.view.fresh_context()

    @context.setter
    def context(self, value: Context) -> None:
        """Pass over the socket's one context."""

    async def handle(self) -> None:
        """Speak until the socket closes; a fault of ours closes it, rather than leave it open and deaf."""
        try:
            await super().handle()
        except Exception:
            logger.exception("a socket failed")
            await self.websocket.close(code=4500, reason="Internal error")

    async def handle_message(self, message: Any) -> None:
        """Close the socket on what is no message of the protocol."""
        if isinstance(message, dict) and isinstance(message.get("id", ""), str):
            await super().handle_message(message)  # type: ignore[arg-type]
        else:
            await self.handle_invalid_message("Failed to parse message")

    async def handle_connection_init(self, message: Any) -> None:
        """Keep what the client says of itself before the connection is acknowledged."""
        self.view.introduction = message.get("payload")
        await super().handle_connection_init(message)

    async def handle_subscribe(self, message: Any) -> None:
        """Begin an operation that has the shape and the size that HTTP would take."""
        try:
            asked = Asked.of(message["payload"])
            prepare(asked.query, asked.name)
        except BadRequest as refusal:
            await self._refuse(message["id"], refusal.errors())
        except NotPrepared as refused:
            await self._refuse(message["id"], refused.errors)
        else:
            await super().handle_subscribe(message)

    async def _refuse(self, id: str, errors: list[Any]) -> None:
        await self.send_message({"id": id, "type": "error", "payload": errors})

    async def _send_result_stream(self, operation: Any, result_source: Any) -> None:
        await super()._send_result_stream(operation, _with_codes(result_source, operation.operation_name))


async def _with_codes(results: Any, operation_name: str | None) -> AsyncGenerator[Any, None]:
    """Give the results with their errors coded, and masked where they are accidents."""
    async for result in results:
        if result.errors:
            result.errors = [coded(error, operation_name) for error in result.errors]
        yield result


class Consumer(GraphQLWSConsumer[Context, None]):
    """One socket: who asks is known once it is introduced, by a token or by the browser's session."""

    graphql_transport_ws_handler_class = Handler
    # No layer channel for each socket: the hub is what they hear through, and Redis may be away.
    channel_layer_alias = "none"

    def __init__(self) -> None:
        super().__init__(
            schema=schema,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
            allowed_origins=settings.ALLOWED_ORIGINS,
        )
        self.introduction: Any = None
        self.viewer = Viewer.anonymous()
        self.token: str | None = None

    async def connect(self) -> None:
        """Answer to our own names only, as over HTTP: another name may be somebody's trick."""
        host, _ = split_domain_port(self.get_websocket_headers(self).get("host", ""))
        if validate_host(host, settings.ALLOWED_HOSTS):
            await super().connect()
        else:
            await self.close(code=4403)

    async def disconnect(self, code: int) -> None:
        """Clean up after a socket that was let in."""
        if self.run_task is not None:
            await super().disconnect(code)

    async def on_ws_connect(self, context: Context) -> Any:  # noqa: ARG002
        """Learn who asks.

        Raises:
            ConnectionRejectionError: the token does not count; the socket is closed with 4403.
        """
        token = self.introduction.get("token") if isinstance(self.introduction, dict) else None
        self.token = None if token is None else str(token)
        try:
            self.viewer = await identify(self.token, session_key(self.get_websocket_headers(self).get("cookie", "")))
        except InvalidToken:
            raise ConnectionRejectionError from None
        return await super().on_ws_connect(self.fresh_context())

    async def get_context(self, request: Any, response: Any) -> Context:  # noqa: ARG002
        """Return a context for the handler to begin with."""
        return self.fresh_context()

    def fresh_context(self) -> Context:
        """Return the surroundings of one operation."""
        client = self.scope.get("client")
        agent = self.get_websocket_headers(self).get("user-agent", "")
        session = SocketSession(self.token, client[0] if client else None, agent)
        return Context(self.viewer, session, live=self.scope["state"]["live"])
