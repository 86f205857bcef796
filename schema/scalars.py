"""What the built-in scalars take here, beyond what the specification asks of them."""

from typing import Any

from graphql import ConstValueNode, GraphQLError, GraphQLString

from domains.kit.text import is_storable

_coerce_value = GraphQLString.coerce_input_value
_coerce_literal = GraphQLString.coerce_input_literal


def storable(text: str) -> str:
    """Return a text that PostgreSQL can hold.

    Raises:
        GraphQLError: it cannot.
    """
    if not is_storable(text):
        raise GraphQLError("String cannot hold NUL characters or lone surrogates.")
    return text


def _value(value: Any) -> str:
    return storable(_coerce_value(value))


def _literal(node: ConstValueNode, *rest: Any) -> str | None:
    text = _coerce_literal(node, *rest) if _coerce_literal else None
    return text if text is None else storable(text)


def restrict() -> None:
    """Let the `String` of every schema in this process take what can be stored, and refuse the rest by name."""
    GraphQLString.coerce_input_value = GraphQLString.parse_value = _value  # type: ignore[method-assign]
    GraphQLString.coerce_input_literal = _literal
