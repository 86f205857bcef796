"""Selections drawn from the schema: fields under aliases and twice, fragments of every sort, directives."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphql import (
    GraphQLCompositeType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_composite_type,
    is_list_type,
)
from graphql.type import get_nullable_type

from tests.support.agreement.arguments import PAGING, Arguments, rows_of
from tests.support.agreement.dice import Dice
from tests.support.agreement.kinds import NODES, is_page, overlapping, twins, types_of
from tests.support.agreement.pools import Pools
from tests.support.agreement.variables import ABSENT, Variables

DEEPEST = 10
ROWS_OF_A_LIST = 3
MOST_ROWS = 400
# What a page is for.
PAGE_PARTS = ("edges", "node", "blocks")
MOST_IN_A_SET = 6


@dataclass(frozen=True)
class Asked:
    """A field as it was asked: what stands under the same key at the same depth must be the same."""

    name: str
    arguments: str
    type: str
    rows: int = field(compare=False)


class Selections:
    """Draws what an operation selects."""

    def __init__(self, dice: Dice, pools: Pools, most: int) -> None:
        self.dice = dice
        self.arguments = Arguments(dice, pools)
        self.variables = Variables(dice)
        # Fields that may still be drawn.
        self.left = most
        # By depth and key: two fields that could be merged never contradict each other.
        self.asked: dict[tuple[int, str], Asked] = {}
        # By the type and the depth where they were made, and so fit again.
        self.fragments: dict[tuple[str, int], list[str]] = {}
        self.definitions: list[str] = []
        self._twin_count = 0
        # What the ids that were asked for last are ids of.
        self._found: Sequence[GraphQLCompositeType] = NODES

    def of(self, parent: GraphQLCompositeType, depth: int, rows: int) -> str:
        """Return a selection set on a type."""
        parts = [self._part(parent, depth, rows) for _ in range(1 + self.dice.below(self._most(parent)))]
        if is_page(parent) and not self.dice.chance(10):
            assert isinstance(parent, GraphQLObjectType)
            parts.append(self._field(parent, depth, rows, next(n for n in PAGE_PARTS if n in parent.fields)))
        return f"{{ {' '.join(parts)} }}"

    def _most(self, parent: GraphQLCompositeType) -> int:
        if self.left <= 0:
            return 1
        return 2 if is_page(parent) else MOST_IN_A_SET

    def _part(self, parent: GraphQLCompositeType, depth: int, rows: int) -> str:
        """Return one selection."""
        is_abstract = not isinstance(parent, GraphQLObjectType)
        kind = self.dice.below(100)
        if self.left > 0 and kind >= (30 if is_abstract else 84):
            return self._fragment(parent, depth, rows)
        if kind >= (20 if is_abstract else 78) or isinstance(parent, GraphQLUnionType):
            return f"{self._alias('__typename', 10)}__typename{self.variables.directive()}"
        return self._field(parent, depth, rows, self._choice(parent, depth, rows))

    def _choice(self, parent: GraphQLObjectType | GraphQLInterfaceType, depth: int, rows: int) -> str:
        """Return the name of a field that may be asked for here."""
        is_over = self.left <= 0 or depth >= DEEPEST or rows > MOST_ROWS
        names = [n for n, f in parent.fields.items() if not (is_over and is_composite_type(get_named_type(f.type)))]
        return self.dice.one_of(names) if names else "__typename"

    def _field(self, parent: GraphQLCompositeType, depth: int, rows: int, name: str) -> str:
        """Return a field: a new one, or one that was asked at this depth, once more."""
        assert isinstance(parent, GraphQLObjectType | GraphQLInterfaceType)
        self.left -= 1
        if name == "__typename":
            return name
        known = parent.fields[name]
        same = (depth, name, str(known.type))
        again = [key for (at, key), each in self.asked.items() if (at, each.name, each.type) == same]
        if again and self.dice.chance(35):
            key = self.dice.one_of(again)
            return self._written(known, key, self.asked[depth, key], depth)
        asked = self._asked(f"{parent.name}.{name}", known, rows)
        key = self._key(depth, asked)
        self.asked[depth, key] = asked
        return self._written(known, key, asked, depth)

    def _asked(self, place: str, known: GraphQLField, rows: int) -> Asked:
        """Return a field, whose coordinate is `place`, with arguments."""
        name = place.split(".")[1]
        values = self.arguments.of(place, known, rows)
        self._found = types_of([values[n] for n in ("id", "ids") if n in values]) or self._found
        spelled = {
            argument: self.variables.spell(slot, values.get(argument, ABSENT))
            for argument, slot in known.args.items()
            if argument in values or self.dice.chance(4)
        }
        written = ", ".join(f"{argument}: {text}" for argument, text in spelled.items() if text is not None)
        rows *= rows_of(values) if known.args.keys() >= PAGING else 1
        rows *= ROWS_OF_A_LIST if is_list_type(get_nullable_type(known.type)) and name != "edges" else 1
        return Asked(name, f"({written})" if written else "", str(known.type), rows)

    def _key(self, depth: int, asked: Asked) -> str:
        """Return a key under which nothing else was asked at this depth."""
        key = f"k{self.dice.below(4)}" if self.dice.chance(15) else asked.name
        number = 0
        while self.asked.get((depth, key), asked) != asked:
            number += 1
            key = f"{asked.name}{number}"
        return key

    def _written(self, known: GraphQLField, key: str, asked: Asked, depth: int) -> str:
        alias = "" if key == asked.name else f"{key}: "
        inner = get_named_type(known.type)
        below = f" {self.of(inner, depth + 1, asked.rows)}" if is_composite_type(inner) else ""
        return f"{alias}{asked.name}{asked.arguments}{self.variables.directive()}{below}"

    def _fragment(self, parent: GraphQLCompositeType, depth: int, rows: int) -> str:
        """Return an inline fragment, a spread of a new fragment, or of one that was made for this place."""
        self.left -= 1
        if not isinstance(parent, GraphQLObjectType) and self.dice.chance(12):
            return self._twins(parent)
        on = self.dice.one_of(self._found if parent.name == "Node" and self.dice.chance(60) else overlapping(parent))
        kind = self.dice.below(10)
        if kind < 5:
            condition = "" if on is parent and self.dice.chance(50) else f" on {on.name}"
            return f"...{condition}{self.variables.directive()} {self.of(on, depth, rows)}"
        made = self.fragments.setdefault((on.name, depth), [])
        if made and self.dice.chance(40):
            return f"...{self.dice.one_of(made)}{self.variables.directive()}"
        body = self.of(on, depth, rows)
        name = f"F{len(self.definitions)}"
        self.definitions.append(f"fragment {name} on {on.name} {body}")
        made.append(name)
        return f"...{name}{self.variables.directive()}"

    def _twins(self, parent: GraphQLInterfaceType | GraphQLUnionType) -> str:
        """Return different fields under one key, each on a type of its own, so that never both are there."""
        one, other = self.dice.one_of(twins(parent))
        self._twin_count += 1
        return " ".join(f"... on {on} {{ twin{self._twin_count}: {name} }}" for on, name in (one, other))

    def _alias(self, name: str, percent: int) -> str:
        """Return an alias of its own for a field that is the same on every type."""
        return f"{name.strip('_')}_: " if self.dice.chance(percent) else ""
