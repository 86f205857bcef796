"""What a request asks for: its body or query string as operations, or a clear refusal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, GraphQLSyntaxError, OperationType, get_operation_ast, parse

LARGEST_BATCH = 10
MOST_TOKENS = 2_000


class BadRequest(Exception):  # noqa: N818 - it is an answer
    """The request is not one that GraphQL over HTTP knows."""

    def __init__(self, message: str, *, code: str = "BAD_REQUEST", status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.status = status

    def body(self) -> dict[str, Any]:
        """Return the answer's body."""
        return {"errors": [{"message": str(self), "extensions": {"code": self.code}}]}


@dataclass(frozen=True)
class Operation:
    """One operation that a client asks for."""

    query: str
    variables: dict[str, Any] | None
    name: str | None
    type: OperationType

    @classmethod
    def of(cls, parameters: object) -> "Operation":
        """Return the operation that the parameters of a request name.

        Raises:
            BadRequest: the parameters do not have the shape the specification gives them, the document does not
                parse, or it leaves open which operation is meant.
        """
        if not isinstance(parameters, Mapping):
            raise BadRequest("A request is a JSON object.")
        query, variables = parameters.get("query"), parameters.get("variables")
        name, extensions = parameters.get("operationName"), parameters.get("extensions")
        if not isinstance(query, str) or not query:
            raise BadRequest("`query` is needed: the text of the operation.")
        if not isinstance(variables, dict | None):
            raise BadRequest("`variables` is an object.")
        if not isinstance(name, str | None):
            raise BadRequest("`operationName` is a string.")
        if not isinstance(extensions, dict | None):
            raise BadRequest("`extensions` is an object.")
        node = get_operation_ast(_parsed(query), name or None)
        if node is None:
            message = (
                f"The document has no operation {name!r}." if name else "`operationName` is needed here: which one?"
            )
            raise BadRequest(message, code="INVALID_OPERATION")
        return cls(query, variables, name or None, node.operation)


def _parsed(query: str) -> DocumentNode:
    """Return the document.

    Raises:
        BadRequest: it is none, or longer than a client would write.
    """
    try:
        return parse(query, max_tokens=MOST_TOKENS)
    except GraphQLSyntaxError as error:
        raise BadRequest(error.message, code="SYNTAX") from None
    except RecursionError:
        raise BadRequest("The document is nested too deeply.", code="SYNTAX") from None


def from_body(body: bytes) -> Operation | list[Operation]:
    """Return the operation, or the batch of operations, of a POST's body.

    Raises:
        BadRequest: the body is no JSON, or not of the right shape.
    """
    parameters = _json(body)
    if not isinstance(parameters, list):
        return Operation.of(parameters)
    if not 1 <= len(parameters) <= LARGEST_BATCH:
        raise BadRequest(f"A batch has 1 to {LARGEST_BATCH} operations.")
    return [Operation.of(each) for each in parameters]


def from_query_string(parameters: Mapping[str, str]) -> Operation:
    """Return the operation of a GET, which may only read.

    Raises:
        BadRequest: it does not have the right shape, or would change something.
    """
    decoded: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if decoded.get(name):
            decoded[name] = _json(decoded[name].encode())
        else:
            decoded.pop(name, None)
    operation = Operation.of(decoded)
    if operation.type is not OperationType.QUERY:
        raise BadRequest("GET only reads: send this by POST.", status=405)
    return operation


def _json(text: bytes) -> Any:
    """Return what the text says.

    Raises:
        BadRequest: it is no JSON, or says what no client means.
    """
    try:
        return json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadRequest("The request is not JSON in UTF-8.") from None
