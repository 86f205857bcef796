"""Wires: how a column's value comes from PostgreSQL and goes into an answer, exactly as the executor prints it.

A value travels in one of three ways: as a column of a plain row, as an item of a JSON array that Python reads, or
inside JSON that goes into the answer unread.
"""

import json
import math
from binascii import b2a_base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Field
from graphql import GraphQLBoolean, GraphQLEnumType, GraphQLFloat, GraphQLInt, GraphQLLeafType, GraphQLString

from schema.planner.errors import Mismatch, Unplannable

Convert = Callable[[Any], Any]


def same(value: Any) -> Any:
    """Return the value."""
    return value


@dataclass(frozen=True)
class Wire:
    """How values of a column travel.

    Args:
        sql: what is selected, with `{}` for the column.
        nested: what is selected where the row becomes a JSON array; as `sql` where it is empty.
        json: the value as the answer has it, where PostgreSQL can write it; empty where it cannot.
        shown: the answer's value of a plain row's.
        shown_nested: the answer's value of a JSON array's.
        value: Python's value of a plain row's, as pure functions take it.
        value_nested: the same of a JSON array's.
    """

    sql: str = "{}"
    nested: str = ""
    json: str = "{}"
    shown: Convert = same
    shown_nested: Convert = same
    value: Convert = same
    value_nested: Convert = same

    def selected(self, sql: str, *, is_nested: bool) -> str:
        """Return what to select of a column."""
        return ((self.nested or self.sql) if is_nested else self.sql).format(sql)


def _iso_of_text(value: str) -> str:
    return datetime.fromisoformat(value).isoformat()


def _real(value: Any) -> float:
    """Return a number as the executor would: it knows no infinities.

    Raises:
        Mismatch
    """
    if isinstance(value, str) or not math.isfinite(value):
        raise Mismatch("not a finite number")
    return float(value)


# What Python's `isoformat` writes: microseconds only where there are some.
MOMENT = "(replace(to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '.000000', '') || '+00:00')"

# Of plain rows, moments and days are written by orjson, as Python writes them.
PLAIN = Wire()
URL_SAFE = bytes.maketrans(b"+/", b"-_")
REAL = Wire(json="", shown=_real, shown_nested=_real)
TEXT_OF_NUMBER = Wire(sql="{}::text", json="{}::text")
ADDRESS = Wire(sql="host({})", json="host({})")
DAY = Wire(value_nested=date.fromisoformat)
MOMENT_WIRE = Wire(json=MOMENT, shown_nested=_iso_of_text, value_nested=datetime.fromisoformat)
KEY = Wire(json="", shown=str, value_nested=UUID)
# Not read by orjson: it knows no whole numbers beyond 64 bits.
DOCUMENT = Wire(
    sql="{}::text", shown=orjson.Fragment, shown_nested=orjson.Fragment, value=json.loads, value_nested=json.loads
)


def _said(text: str) -> orjson.Fragment:
    """Return a document that says something.

    Raises:
        Mismatch: it says null.
    """
    if text == "null":
        raise Mismatch("null where there must be a value")
    return orjson.Fragment(text)


REQUIRED_DOCUMENT = Wire(sql="{}::text", json="", shown=_said, shown_nested=_said)

WIRES: tuple[tuple[tuple[type[Field[Any, Any]], ...], Wire], ...] = (
    ((models.DateTimeField,), MOMENT_WIRE),
    ((models.DateField,), DAY),
    ((models.FloatField,), REAL),
    ((models.DecimalField,), TEXT_OF_NUMBER),
    ((models.GenericIPAddressField,), ADDRESS),
    ((models.JSONField,), DOCUMENT),
    ((models.UUIDField,), KEY),
    ((models.BigIntegerField,), Wire(json="")),
    ((models.CharField, models.TextField, models.FileField, ArrayField), PLAIN),
    ((models.BooleanField, models.IntegerField), PLAIN),
)
# What the columns of these are, the executor passes on as it is; of others it makes texts and numbers.
FITTING: dict[Any, tuple[type[Field[Any, Any]], ...]] = {
    GraphQLBoolean: (models.BooleanField,),
    GraphQLInt: (models.IntegerField,),
    GraphQLFloat: (models.FloatField,),
    GraphQLString: (models.CharField, models.TextField, models.FileField, models.GenericIPAddressField),
}


def wire_of(field: Field[Any, Any]) -> Wire:
    """Return how the values of a column travel.

    Raises:
        Unplannable: nobody has said.
    """
    for kinds, wire in WIRES:
        if isinstance(field, kinds):
            return wire
    raise Unplannable(f"nobody has said how a {type(field).__name__} travels")


def leaf_wire(field: Field[Any, Any], kind: GraphQLLeafType, *, is_required: bool = False) -> Wire:
    """Return how the values of a column become a scalar or an enum of the schema."""
    if is_required and isinstance(field, models.JSONField):
        return REQUIRED_DOCUMENT
    if isinstance(kind, GraphQLEnumType):
        return enum_wire(kind)
    if isinstance(field, models.BigIntegerField) or not isinstance(field, FITTING.get(kind, Field)):
        raise Unplannable(f"a {type(field).__name__} is no {kind}")
    return wire_of(field)


def enum_wire(kind: GraphQLEnumType) -> Wire:
    """Return how an enum's stored values become its names."""
    names = {_plain(each.value): name for name, each in kind.values.items()}

    # A value that is none of them makes the statement fail: no answer has it as null.
    cases = " ".join(f"WHEN {_quoted(value)} THEN {_quoted(name)}" for value, name in names.items())
    return Wire(
        json="CASE {0} " + cases + " ELSE ('no value: ' || {0})::int::text END",
        shown=names.__getitem__,
        shown_nested=names.__getitem__,
    )


@cache
def id_wire(type_name: str) -> Wire:
    """Return how a primary key becomes a global id, as `kit.ids` writes it."""
    suffix = type_name.encode()
    sql = f"translate(encode(uuid_send({{}}) || '\\x{suffix.hex()}'::bytea, 'base64'), '+/=', '-_')"

    def written(key: bytes) -> str:
        return b2a_base64(key + suffix, newline=False).translate(URL_SAFE, b"=").decode()

    # In plain rows Python is the faster writer.
    return Wire(sql="uuid_send({})", nested=sql, json=sql, shown=written)


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)


def _quoted(text: Any) -> str:
    return "'" + str(text).replace("'", "''").replace("{", "{{").replace("}", "}}") + "'"
