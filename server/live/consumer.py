"""GraphQL over a WebSocket, for now on Strawberry's handler of `graphql-transport-ws`."""

from typing import Any

from django.conf import settings
from strawberry.channels import GraphQLWSConsumer
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler

from domains.kit.context import Context
from domains.kit.viewer import Viewer
from schema.build import schema
from schema.errors import coded
from server.identity import InvalidToken, SocketSession, viewer_of_session, viewer_of_token


class Handler(BaseGraphQLTransportWSHandler[Context, None]):
    """The protocol, with a context of its own for each operation instead of one for the whole socket."""

    view: "Consumer"

    @property
    def context(self) -> Context:
        """A fresh context: loaders remember what they have read."""
        return self.view.fresh_context()

    @context.setter
    def context(self, value: Context) -> None:
        """Pass over the socket's one context."""

    async def _handle_pre_execution_error(self, operation: Any, result: Any) -> None:
        """Answer a subscription that could not begin, with codes as over HTTP."""
        result.errors = [coded(error, operation.operation_name) for error in result.errors]
        await super()._handle_pre_execution_error(operation, result)

    async def handle_connection_init(self, message: Any) -> None:
        """Keep what the client says of itself before the connection is acknowledged."""
        self.view.introduction = message.get("payload")
        await super().handle_connection_init(message)


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

    async def on_ws_connect(self, context: Context) -> Any:
        """Learn who asks.

        Raises:
            ConnectionRejectionError: the token does not count; the socket is closed with 4403.
        """
        token = self.introduction.get("token") if isinstance(self.introduction, dict) else None
        try:
            if token is not None:
                self.viewer = await viewer_of_token(str(token))
            else:
                self.viewer = await viewer_of_session(self.get_websocket_headers(self).get("cookie", ""))
        except InvalidToken:
            raise ConnectionRejectionError from None
        return await super().on_ws_connect(context)

    async def get_context(self, request: Any, response: Any) -> Context:  # noqa: ARG002
        """Return a context for the handler to begin with."""
        return self.fresh_context()

    def fresh_context(self) -> Context:
        """Return the surroundings of one operation."""
        client = self.scope.get("client")
        agent = self.get_websocket_headers(self).get("user-agent", "")
        session = SocketSession(client[0] if client else None, agent)
        return Context(self.viewer, session, live=self.scope["state"]["live"])
