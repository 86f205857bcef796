"""Clients: they run the named operations as somebody, in process or over HTTP."""

import json
from dataclasses import dataclass, field
from typing import Any

import httpx

from domains.kit.context import Context
from domains.kit.tracing import Path, Trace
from domains.kit.viewer import Viewer
from schema.documents import documents
from schema.execution import execute
from schema.preparing import NotPrepared, prepare
from tests.support.statements import recorded, shown

HOST = "http://127.0.0.1"


@dataclass
class Client:
    """Somebody who asks in process: the whole gateway but for the bytes."""

    viewer: Viewer
    user: Any = None
    statements: list[str] = field(default_factory=list)
    path: Path | None = None

    async def run(self, name: str, **variables: Any) -> dict[str, Any]:
        """Run a named operation that must work, and return its data."""
        answer = await self.answer(name, **variables)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    async def answer(self, name: str, **variables: Any) -> dict[str, Any]:
        """Run a named operation and return the whole answer."""
        return await self.ask(documents()[name].text, name, variables)

    async def ask(self, text: str, name: str | None = None, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """Run a document and return the whole answer, as JSON would carry it."""
        trace = Trace()
        try:
            prepared = prepare(text, name)
        except NotPrepared as refusal:
            return {"data": None, "errors": refusal.errors}
        with recorded() as statements:
            answer = json.loads((await execute(prepared, variables, Context(self.viewer, trace=trace))).body)
        self.statements = [*(ran.sql for ran in trace.statements), *statements]
        self.path = Path(answer.pop("extensions")["plan"]["path"])
        whole: dict[str, Any] = {"data": None} | answer
        return whole

    @property
    def sql(self) -> str:
        """The statements of the last operation, to read."""
        return shown(self.statements)


@dataclass
class HttpClient:
    """Somebody who asks over HTTP; cookies are kept as a browser keeps them."""

    http: httpx.AsyncClient

    async def run(self, name: str, *, token: str | None = None, **variables: Any) -> dict[str, Any]:
        """Run a named operation that must work, and return its data."""
        response = await self.post(
            {"query": documents()[name].text, "operationName": name, "variables": variables}, token=token
        )
        answer = response.json()
        assert response.status_code == httpx.codes.OK, answer
        assert "errors" not in answer, answer
        data: dict[str, Any] = answer["data"]
        return data

    async def post(self, body: object, *, token: str | None = None, **headers: str) -> httpx.Response:
        """Send a body and return the response."""
        given = {"content-type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
        if token:
            given["authorization"] = f"Bearer {token}"
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self.http.post("/graphql", content=content, headers=given)
