"""Nulls: which expressions never give one, as far as their words tell."""

from functools import singledispatch
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, Value
from django.db.models.expressions import Col
from django.db.models.functions import Coalesce
from django.db.models.functions.text import Concat, ConcatPair
from django.db.models.sql import Query
from django.db.models.sql.constants import LOUTER


@singledispatch
def may_be_null(expression: Any, query: Query) -> bool:  # noqa: ARG001 - what is not known may be anything
    """Tell whether an expression of a query may give null; what we do not know may."""
    return True


@may_be_null.register(Exists)
@may_be_null.register(ArraySubquery)
def _never(expression: Any, query: Query) -> bool:  # noqa: ARG001
    return False


@may_be_null.register
def _value(expression: Value, query: Query) -> bool:  # noqa: ARG001
    return expression.value is None


@may_be_null.register
def _column(expression: Col, query: Query) -> bool:
    table = query.alias_map.get(expression.alias)
    return bool(expression.target.null) or getattr(table, "join_type", None) == LOUTER


@may_be_null.register
def _case(expression: Case, query: Query) -> bool:
    results = [*(when.result for when in expression.cases), expression.default]
    return any(may_be_null(each, query) for each in results)


@may_be_null.register(Concat)
@may_be_null.register(ConcatPair)
def _joined(expression: Any, query: Query) -> bool:
    return any(may_be_null(each, query) for each in expression.get_source_expressions())


@may_be_null.register
def _first_of(expression: Coalesce, query: Query) -> bool:
    return all(may_be_null(each, query) for each in expression.get_source_expressions())
