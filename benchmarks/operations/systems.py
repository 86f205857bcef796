"""The systems that are measured: what starts each, and how each is asked."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from benchmarks.operations.cases import Case, Step

BENCHMARKS = Path(__file__).parents[1]
PEERS = BENCHMARKS / "peers"
NODE = PEERS / "node_modules" / "node" / "bin" / "node"
# As the gateway serves itself.
UVICORN = (
    sys.executable, "-m", "uvicorn", "--host", "127.0.0.1", "--loop", "uvloop", "--http", "httptools",
    "--no-access-log", "--no-server-header", "--log-level", "warning",
)  # fmt: skip


@dataclass(frozen=True)
class System:
    """Something that answers the operations.

    Args:
        name: what it is called in the results.
        command: what starts it; `{port}` is where it is to listen.
        environment: what it is told besides; `{host}` and `{database}` are where the data is.
        is_graphql: whether it takes documents; else it is told the operation's name.
        documents: a folder of those documents that are its own, because its schema has another form.
        lacks: the operations that it does not have.
        is_compared: whether its answers must be the gateway's.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    is_graphql: bool = True
    documents: Path | None = None
    lacks: frozenset[str] = frozenset()
    is_compared: bool = True

    def body(self, step: Step) -> dict[str, Any]:
        """Return what is sent for a step."""
        if not self.is_graphql:
            return {"operation": step.document, "variables": step.variables}
        own = self.own_document(step)
        return {"query": own.read_text() if own else step.text, "variables": step.variables}

    def own_document(self, step: Step) -> Path | None:
        """Return where its own form of a step's document is, if it has one."""
        path = self.documents / f"{step.document}.graphql" if self.documents else None
        return path if path and path.exists() else None

    def requests(self, case: Case, token: str | None) -> list[list[bytes]]:
        """Return for each connection the requests that it repeats."""
        return [[_request(orjson.dumps(self.body(step)), token) for step in steps] for steps in case.steps]


# The gateway runs as it is shipped. The others are told that the data lies in memory, and not to remember rows by key:
# to set that up costs PostGraphile's feed eight times what its rows do, and helps nobody here.
TUNED = {"PGOPTIONS": "-c random_page_cost=1.1 -c enable_memoize=off"}
GATEWAY = System("gateway", (sys.executable, "-m", "server"))
STOCK = System(
    "stock",
    (*UVICORN, "--port", "{port}", "benchmarks.stock.asgi:application"),
    # By its address: uvicorn alone ends without telling the embedded server that nobody uses it any more.
    TUNED
    | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.stock.settings",
        "DATABASE_URL": "postgresql://postgres@localhost/{database}?host={host}",
    },
    documents=BENCHMARKS / "stock" / "documents",
)
LIMIT = System("limit", (*UVICORN, "--port", "{port}", "benchmarks.limit.asgi:application"), TUNED, is_graphql=False)
OURS = (GATEWAY, LIMIT, STOCK)
# Nobody is signed in there who could follow somebody.
FOLLOWING = frozenset({"feed_following_20", "feed_following_2000"})
POSTGRAPHILE = System(
    "postgraphile",
    (str(NODE), str(PEERS / "postgraphile.mjs")),
    TUNED,
    documents=PEERS / "documents",
    lacks=FOLLOWING | {"mutation"},
    is_compared=False,
)
MERCURIUS = System(
    "mercurius", (str(NODE), str(PEERS / "mercurius.mjs")), TUNED, lacks=FOLLOWING | {"mutation"}, is_compared=False
)


def _request(body: bytes, token: str | None) -> bytes:
    """Return the bytes of a request."""
    identity = b"authorization: Bearer " + token.encode() + b"\r\n" if token else b""
    head = (
        b"POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\naccept: application/json\r\n"
    )
    return head + identity + f"content-length: {len(body)}\r\n\r\n".encode() + body
