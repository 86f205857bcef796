"""A large, deterministic world in SQL: what the domains' `fixtures.generated` say their part with.

Everything follows from numbers: the n-th row of a kind always has the same key, the same moment, the same choices.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from domains.kit import clock

# What was made later is no part of the generated world.
END = "'2026-01-01T00:00:00Z'::timestamptz"

# `pick` gives a number from 0 up to 1, `key` a UUID of version 7, `moment` a place within the world's year.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION pg_temp.pick(n bigint, salt bigint) RETURNS double precision IMMUTABLE LANGUAGE sql
RETURN (hashint8extended(n, salt) & 9007199254740991) / 9007199254740992.0;
CREATE OR REPLACE FUNCTION pg_temp.moment(n bigint, total bigint) RETURNS timestamptz IMMUTABLE LANGUAGE sql
RETURN '2025-01-01T00:00:00Z'::timestamptz + interval '365 days' * (n::double precision / total);
CREATE OR REPLACE FUNCTION pg_temp.key(kind text, n bigint, made timestamptz) RETURNS uuid IMMUTABLE LANGUAGE sql
RETURN (lpad(to_hex((extract(epoch FROM made) * 1000)::bigint), 12, '0') || '7'
    || substr(md5(kind || n), 1, 3) || '8' || substr(md5(kind || n), 4, 15))::uuid;
"""


@dataclass(frozen=True)
class Size:
    """How large the world is; `Size.of(0.1)` is a tenth."""

    people: int = 5_000
    projects: int = 50_000
    comments: int = 250_000
    likes: int = 500_000
    activities: int = 300_000
    follows: int = 200_000
    favorites: int = 40_000
    teachers: int = 100
    courses: int = 500
    lessons: int = 4_000
    enrollments: int = 20_000
    # This many people follow this many others.
    busy: int = 10
    followed_by_busy: int = 2_000

    @classmethod
    def of(cls, scale: float) -> "Size":
        """Return the size at a scale; there are always enough people for the busy ones to be among them."""
        whole = cls()
        scaled = {name: max(20, round(number * scale)) for name, number in vars(whole).items() if name != "busy"}
        return cls(**scaled)


@dataclass(frozen=True)
class Rows:
    """Rows to generate, in one statement.

    Args:
        model: whose rows they are.
        source: what stands after FROM.
        columns: SQL for each column; those that are not named have the model's defaults.
        is_distinct: whether no two are the same; PostgreSQL cannot ask that where a constraint is deferrable.
    """

    model: type[Model]
    source: str
    columns: Mapping[str, str]
    is_distinct: bool = False

    def write(self) -> int:
        """Write the rows, and return how many those are; what a constraint already has is passed over."""
        others = [
            f for f in self.model._meta.local_concrete_fields if f.column not in self.columns and not _is_database_s(f)
        ]
        names = ", ".join(connection.ops.quote_name(name) for name in [*self.columns, *(str(f.column) for f in others)])
        values = ", ".join([*self.columns.values(), *("%s" for _ in others)])
        table = connection.ops.quote_name(self.model._meta.db_table)
        otherwise = "" if self.is_distinct else "ON CONFLICT DO NOTHING"
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {values} FROM {self.source} {otherwise}",  # noqa: S608
                [_default(field) for field in others],
            )
            return int(cursor.rowcount)


def _is_database_s(field: "Field[Any, Any]") -> bool:
    """Whether the database itself knows what stands in a column."""
    return field.generated or field.has_db_default() or (field.primary_key and not field.has_default())


def _default(field: "Field[Any, Any]") -> Any:
    """Return what Django would store in a column that nobody names."""
    value = clock.now() if getattr(field, "auto_now", False) else field.get_default()
    return field.get_db_prep_save(value, connection)


def key(kind: str, number: str, total: int) -> str:
    """Return SQL for the key of the n-th row of a kind."""
    return f"pg_temp.key('{kind}', {number}, pg_temp.moment({number}, {total}))"


def one_of(total: int, number: str, salt: int, *, skew: int = 1) -> str:
    """Return SQL for a number from 1 to the total; the more skewed, the more often a low one."""
    return f"(1 + floor({total} * pg_temp.pick({number}, {salt}) ^ {skew}))::bigint"


def chance(share: float, number: str, salt: int) -> str:
    """Return SQL that is true for this share of numbers."""
    return f"(pg_temp.pick({number}, {salt}) < {share})"


def series(total: int, *, start: int = 1) -> str:
    """Return SQL for the numbers up to the total, as `n`."""
    return f"generate_series({start}::bigint, {total}::bigint) AS numbers(n)"
