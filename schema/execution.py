"""Runs an operation and returns its answer as bytes."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from domains.kit.context import Context
from schema.build import schema
from schema.preparing import Prepared

# Errors that were found before anything ran.
REQUEST_ERRORS = {"SYNTAX", "INVALID_OPERATION"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation came to: the JSON of the answer, and whether it was refused before anything ran."""

    body: bytes
    is_refused: bool = False


async def execute(prepared: Prepared, variables: dict[str, Any] | None, context: Context) -> Answer:
    """Run a query or a mutation."""
    result = await schema.execute(
        prepared.text, variable_values=variables, operation_name=prepared.name, context_value=context
    )
    answer: dict[str, Any] = {"data": result.data}
    is_refused = False
    if result.errors:
        answer["errors"] = [error.formatted for error in result.errors]
        is_refused = result.data is None and all(e["extensions"]["code"] in REQUEST_ERRORS for e in answer["errors"])
        if is_refused:
            del answer["data"]  # the specification: a request error has no `data` entry
    body = json.dumps(answer, cls=DjangoJSONEncoder, separators=(",", ":"), ensure_ascii=False)
    return Answer(body.encode(), is_refused)
