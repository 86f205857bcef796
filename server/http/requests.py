"""What a request asks for: its body or query string as operations, or a clear refusal."""

import json
import math
import re
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import orjson

from server.http.negotiation import PLAIN_JSON
from server.http.refusals import BadRequest

LARGEST_BATCH = 10
# A request has four parameters.
MOST_PARAMETERS = 32
CHARSET = re.compile(r"""\s*charset\s*=\s*"?utf-?8"?\s*\Z""")
# From here on the fast reader may make floating point numbers of whole ones.
LONG_NUMBER = re.compile(rb"[0-9]{19}")


class Asked(NamedTuple):
    """One operation that a client asks for."""

    query: str
    variables: dict[str, Any] | None
    name: str | None

    @classmethod
    def of(cls, parameters: object) -> "Asked":
        """Return what the parameters of a request ask for.

        Raises:
            BadRequest: the parameters do not have the shape that the specification gives them.
        """
        if not isinstance(parameters, dict):
            raise BadRequest("A request is a JSON object.")
        query, variables = parameters.get("query"), parameters.get("variables")
        name, extensions = parameters.get("operationName"), parameters.get("extensions")
        if not isinstance(query, str) or not query:
            raise BadRequest("`query` is needed: the text of the operation.")
        if variables is not None and not isinstance(variables, dict):
            raise BadRequest("`variables` is an object.")
        if name is not None and not isinstance(name, str):
            raise BadRequest("`operationName` is a string.")
        if extensions is not None and not isinstance(extensions, dict):
            raise BadRequest("`extensions` is an object.")
        return cls(query, variables, name or None)


class Batch(NamedTuple):
    """The operations of one request, and whether they came, and are answered, as a list."""

    operations: list[Asked]
    is_list: bool = False


def require_json(content_type: str) -> None:
    """Refuse what a form could send: any site could post it in a visitor's name.

    Raises:
        BadRequest: it is no JSON in UTF-8.
    """
    if content_type == PLAIN_JSON:
        return
    kind, *parameters = content_type.lower().split(";")
    others = [each for each in parameters if "charset" in each and not CHARSET.match(each)]
    if kind.strip() != PLAIN_JSON or others:
        raise BadRequest(f"The body is sent as {PLAIN_JSON}, in UTF-8.", status=415)


def from_body(body: bytes) -> Batch:
    """Return the operation, or the list of operations, of a POST's body.

    Raises:
        BadRequest: the body is no JSON, or not of the right shape.
    """
    parameters = json_of(body)
    if not isinstance(parameters, list):
        return Batch([Asked.of(parameters)])
    if not 1 <= len(parameters) <= LARGEST_BATCH:
        raise BadRequest(f"A batch has 1 to {LARGEST_BATCH} operations.")
    return Batch([Asked.of(each) for each in parameters], is_list=True)


def from_query_string(query_string: bytes) -> Batch:
    """Return the operation of a GET.

    Raises:
        BadRequest: it does not have the right shape.
    """
    parameters: dict[str, Any] = dict(parameters_of(query_string))
    for name in ("variables", "extensions"):
        text = parameters.pop(name, "")
        parameters |= {name: json_of(text.encode())} if text else {}
    return Batch([Asked.of(parameters)])


def parameters_of(query_string: bytes) -> dict[str, str]:
    """Return the parameters of a query string; of two by one name, the last.

    Raises:
        BadRequest: it is no text.
    """
    try:
        text = query_string.decode()
        return dict(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS))
    except ValueError:
        raise BadRequest("The query string is not one of text in UTF-8.") from None


def json_of(text: bytes) -> Any:
    """Return what the text says.

    Raises:
        BadRequest: it is no JSON, or says what no client means.
    """
    try:
        if not LONG_NUMBER.search(text):
            return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    try:
        # Slower, and exact: whole numbers of any size; texts that UTF-8 cannot carry, which are refused by name later.
        return json.loads(text.decode(), parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError):
        raise BadRequest("The request is not JSON in UTF-8.") from None


def _finite(numeral: str) -> float:
    """Return the number.

    Raises:
        ValueError: JSON has no such number.
    """
    number = float(numeral)
    if not math.isfinite(number):
        raise ValueError(numeral)
    return number
