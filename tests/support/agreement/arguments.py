"""The arguments of a drawn field: from what the world offers, so that answers are seldom empty."""

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_nullable_type,
)

from domains.kit.paging import DEFAULT_PAGE
from tests.support.agreement.dice import Dice
from tests.support.agreement.pools import BROKEN_CURSORS, BROKEN_IDS, Pools

PAGING = {"first", "after", "last", "before"}
LARGE, SMALL = 6, 2
# So many ids of a type are many.
MANY = 20
# Rows of an answer at one place, from which on pages are kept small.
MANY_ROWS = 12
BAD_PAGES: tuple[dict[str, Any], ...] = (
    {"first": -1}, {"last": -1}, {"first": 101}, {"last": 101}, {"first": 1, "last": 1}, {"first": 0, "last": 0},
)  # fmt: skip
ODD_PAGES: tuple[dict[str, Any], ...] = ({"first": 0}, {"last": 0}, {"first": None, "last": 2}, {"first": None})


class Arguments:
    """Draws arguments."""

    def __init__(self, dice: Dice, pools: Pools) -> None:
        self.dice = dice
        self.pools = pools

    def of(self, place: str, field: GraphQLField, rows: int) -> dict[str, Any]:
        """Return the arguments of a field by name; those that are not there are left out.

        Args:
            place: the field's coordinate, such as `User.followers`.
            field: the field.
            rows: how many parents there may be in the answer.
        """
        if place == "Query.project" and not self.dice.chance(10):
            return dict(zip(("owner", "slug"), self.dice.one_of(self.pools.projects), strict=True))
        values = {
            name: self._value(f"{place}.{name}", argument.type)
            for name, argument in field.args.items()
            if name not in PAGING and (isinstance(argument.type, GraphQLNonNull) or self.dice.chance(30))
        }
        return values | self._page(place, rows) if field.args.keys() >= PAGING else values

    def _page(self, place: str, rows: int) -> dict[str, Any]:
        """Return which page of a list: forwards or backwards, from a cursor or from an end, now and then a bad one."""
        kind = self.dice.below(100)
        if kind >= 97:
            return self.dice.one_of(BAD_PAGES)
        if kind >= 93:
            return self.dice.one_of(ODD_PAGES)
        if kind >= 88 and rows == 1:
            return self._cursor(place)
        size = 1 + self.dice.below(SMALL if rows > MANY_ROWS else LARGE)
        return {"last" if self.dice.chance(30) else "first": size} | self._cursor(place)

    def _cursor(self, place: str) -> dict[str, Any]:
        kind = self.dice.below(100)
        known = self.pools.cursors.get(place, ())
        if kind >= 98 or (kind >= 70 and not known):
            other = [each for cursors in self.pools.cursors.values() for each in cursors[:1]]
            return {self.dice.one_of(("after", "before")): self.dice.one_of([*BROKEN_CURSORS, *other])}
        if kind < 70:
            return {"after": None} if kind == 69 else {}
        ends = ("after", "before") if kind >= 95 else (self.dice.one_of(("after", "before")),)
        return {end: self.dice.one_of(known) for end in ends}

    def _value(self, place: str, type_: GraphQLInputType) -> Any:
        if not isinstance(type_, GraphQLNonNull) and self.dice.chance(8):
            return None
        bare = get_nullable_type(type_)
        if isinstance(bare, GraphQLList):
            return [self._value(place, bare.of_type) for _ in range(self.dice.below(6))]
        if isinstance(bare, GraphQLInputObjectType):
            chosen = [name for name in bare.fields if self.dice.chance(30)]
            return {name: self._value(f"{bare.name}.{name}", bare.fields[name].type) for name in chosen}
        if isinstance(bare, GraphQLEnumType):
            return self.dice.one_of(list(bare.values))
        if bare.name == "ID" and place not in self.pools.words:
            return self._id()
        return self.dice.one_of(self._known(place, bare.name))

    def _known(self, place: str, type_name: str) -> Any:
        """Return what is known to be worth asking for at a place."""
        return [True, False] if type_name == "Boolean" else self.pools.words[place]

    def _id(self) -> str:
        """Return the id of something of any type; of those that there are many of twice as often."""
        if self.dice.chance(7):
            return self.dice.one_of(BROKEN_IDS)
        ids = self.pools.ids
        return self.dice.one_of(ids[self.dice.one_of([*filter(ids.get, ids), *(n for n in ids if len(ids[n]) > MANY)])])


def rows_of(values: dict[str, Any]) -> int:
    """Return how many rows a page has at most."""
    sizes = [values[name] for name in ("first", "last") if isinstance(values.get(name), int)]
    return max(1, *sizes, 0) if sizes else DEFAULT_PAGE
