"""Two ways of answering a question: the reference, which is stock execution, and the candidate, which serves."""

import copy
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from strawberry.extensions import ParserCache, ValidationCache

from domains.kit.context import Context
from domains.kit.viewer import Viewer
from schema import execution
from schema.build import schema
from schema.execution import Answer
from schema.preparing import NotPrepared, prepare

# What graphql-core finds before it runs anything.
BEFORE_RUNNING = {"SYNTAX", "INVALID_OPERATION"}
# The same schema, which reads a text once however many ask: what is compared is how it is answered.
STOCK = copy.copy(schema)
STOCK.extensions = (*schema.extensions, ParserCache, ValidationCache)


@dataclass(frozen=True)
class Question:
    """An operation with its variables, and the name of who asks."""

    text: str
    viewer: str
    variables: dict[str, Any] = field(default_factory=dict)
    name: str | None = None

    @property
    def size(self) -> int:
        """How much there is to read: of several failing ones, people want the smallest."""
        return len(self.text) + len(str(self.variables))


Way = Callable[[Question, Viewer], Awaitable[Answer]]


async def reference(question: Question, viewer: Viewer) -> Answer:
    """Answer by the schema's own executor; what it says is right."""
    result = await STOCK.execute(
        question.text,
        variable_values=question.variables,
        operation_name=question.name,
        context_value=Context(viewer),
    )
    answer: dict[str, Any] = {"data": result.data}
    is_refused = False
    if result.errors:
        answer["errors"] = [error.formatted for error in result.errors]
        codes = {error["extensions"]["code"] for error in answer["errors"]}
        is_refused = result.data is None and codes <= BEFORE_RUNNING
        if is_refused:
            del answer["data"]
    body = json.dumps(answer, cls=DjangoJSONEncoder, separators=(",", ":"), ensure_ascii=False)
    return Answer(body.encode(), is_refused)


async def candidate(question: Question, viewer: Viewer) -> Answer:
    """Answer as the gateway does."""
    try:
        prepared = prepare(question.text, question.name)
    except NotPrepared as reason:
        return Answer(json.dumps({"errors": reason.errors}).encode(), is_refused=True)
    return await execution.execute(prepared, question.variables, Context(viewer))


async def both(question: Question, viewer: Viewer, way: Way = candidate) -> tuple[Answer, Answer]:
    """Return the reference's answer and the candidate's."""
    return await reference(question, viewer), await way(question, viewer)
