"""How a drawn value stands in a document: written out, or as a variable that is given, left out or defaulted."""

import json
from collections.abc import Mapping
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    Undefined,
    get_nullable_type,
)

from tests.support.agreement.dice import Dice

Place = GraphQLArgument | GraphQLInputField
# What no variable is: too much for an integer, a text that cannot be stored, the wrong kind of thing.
WRONG = ("x", 2**40, 1.5, True, {"a": 1}, [[1]], "nul \x00", [None], None, "")


class Absent:
    """That nothing is given."""


ABSENT = Absent()


class Variables:
    """The variables of one operation."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.declared: list[str] = []
        self.given: dict[str, Any] = {}

    @property
    def head(self) -> str:
        """The declarations, as they stand behind the operation's name."""
        return f"({', '.join(self.declared)})" if self.declared else ""

    def spell(self, place: Place, value: Any) -> str | None:
        """Return how a value stands at a place; None where it is left out."""
        if self.dice.chance(25):
            return self._variable(place, value)
        return None if isinstance(value, Absent) else self._literal(place.type, value)

    def directive(self) -> str:
        """Return `@skip`, `@include`, both, or mostly nothing."""
        if not self.dice.chance(10):
            return ""
        is_shown = not self.dice.chance(35)
        names = self.dice.one_of((("include",), ("skip",), ("skip", "include")))
        return "".join(f" @{n}(if: {self._condition(holds=is_shown == (n == 'include'))})" for n in names)

    def _condition(self, *, holds: bool) -> str:
        """Return the condition of a directive."""
        if not self.dice.chance(40):
            return json.dumps(holds)
        name = self._declare("Boolean!" if self.dice.chance(60) else f"Boolean = {json.dumps(holds)}")
        if self.declared[-1].endswith("!") or self.dice.chance(30):
            self.given[name] = holds
        return f"${name}"

    def spoil(self) -> None:
        """Give one variable what it does not take, or nothing."""
        name = f"v{self.dice.below(len(self.declared))}" if self.declared else "nobody_asked"
        if self.dice.chance(20):
            self.given.pop(name, None)
        else:
            self.given[name] = self.dice.one_of(WRONG)

    def _variable(self, place: Place, value: Any) -> str:
        """Return a new variable that has the value at this place, in one of the ways in which it can."""
        is_required = isinstance(place.type, GraphQLNonNull)
        has_default = place.default_value is not Undefined
        type_, default = str(place.type), ""
        if isinstance(value, Absent):
            # Without a value the place's own default holds; the type must let it be missing.
            return f"${self._declare(type_.rstrip('!'))}"
        if value is not None and not is_required and self.dice.chance(15):
            type_ = f"{type_}!"
        elif is_required and has_default and self.dice.chance(30):
            type_ = type_.rstrip("!")
        if value is not None and self.dice.chance(35):
            default = f" = {self._constant(place.type, value)}"
        name = self._declare(f"{type_}{default}")
        if not default or self.dice.chance(30):
            self.given[name] = value
        return f"${name}"

    def _declare(self, type_: str) -> str:
        name = f"v{len(self.declared)}"
        self.declared.append(f"${name}: {type_}")
        return name

    def _literal(self, type_: GraphQLInputType, value: Any) -> str:
        """Return a value written out; parts of it may be variables."""
        bare = get_nullable_type(type_)
        if isinstance(value, Mapping) and isinstance(bare, GraphQLInputObjectType):
            parts = {name: self.spell(field, value.get(name, ABSENT)) for name, field in bare.fields.items()}
            return f"{{{', '.join(f'{name}: {part}' for name, part in parts.items() if part is not None)}}}"
        return self._constant(type_, value)

    def _constant(self, type_: GraphQLInputType, value: Any) -> str:
        """Return a value written out, without variables."""
        bare = get_nullable_type(type_)
        if isinstance(value, list) and isinstance(bare, GraphQLList):
            return f"[{', '.join(self._constant(bare.of_type, each) for each in value)}]"
        if isinstance(value, Mapping) and isinstance(bare, GraphQLInputObjectType):
            return f"{{{', '.join(f'{n}: {self._constant(bare.fields[n].type, each)}' for n, each in value.items())}}}"
        if isinstance(value, str) and isinstance(bare, GraphQLEnumType):
            return value
        return json.dumps(value, ensure_ascii=False)
