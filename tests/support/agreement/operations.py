"""Whole operations, drawn from the schema and from what the world offers."""

from collections.abc import Sequence

from graphql import parse, print_ast

from tests.support.agreement.asking import Question
from tests.support.agreement.dice import Dice
from tests.support.agreement.pools import GRAPH, Pools
from tests.support.agreement.selections import Selections

# Fields of an operation: a few, and up to so many more.
FEWEST, MORE = 5, 55
INTROSPECTION = (
    "__schema { queryType { name kind } mutationType { name } directives { name locations } }",
    '__type(name: "Project") { name kind fields { name type { kind name ofType { kind name } } } }',
    'kind: __type(name: "ContentBlock") { __typename possibleTypes { name } }',
    'none: __type(name: "Nothing") { name }',
)


def drawn(pools: Pools, viewers: Sequence[str], number: int, *, seed: int = 0) -> list[Question]:
    """Return so many operations, always the same ones for a seed and for a world."""
    return [question(Dice(f"{seed}/{each}"), pools, viewers) for each in range(number)]


def question(dice: Dice, pools: Pools, viewers: Sequence[str]) -> Question:
    """Return a valid operation with variables, and who asks it."""
    selections = Selections(dice, pools, FEWEST + dice.below(MORE))
    assert GRAPH.query_type is not None
    body = selections.of(GRAPH.query_type, 0, 1)
    if dice.chance(6):
        body = f"{{ {dice.one_of(INTROSPECTION)} {body[1:]}"
    if dice.chance(5):
        selections.variables.spoil()
    name = "Drawn" if dice.chance(60) else None
    others = ["query Other { __typename liveCursor }"] if name and dice.chance(10) else []
    operation = f"query {name or ''}{selections.variables.head} {body}"
    text = "\n".join([operation, *selections.definitions, *others])
    return Question(print_ast(parse(text)), dice.one_of(viewers), selections.variables.given, name)
