"""Makes a question on which two ways part as small as it goes, so that a person sees what it is about."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any

from graphql import (
    REMOVE,
    DocumentNode,
    FragmentDefinitionNode,
    Node,
    OperationDefinitionNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)

from tests.support.agreement.asking import Question
from tests.support.agreement.pools import GRAPH

MOST_TRIES = 600
# What can be left out of a document.
PARTS = {
    "field", "inline_fragment", "fragment_spread", "directive", "argument", "object_field", "operation_definition",
}  # fmt: skip


class _Without(Visitor):
    """Leaves out the part of a number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def enter(self, node: Node, *_: Any) -> Any:
        """Leave the node out if its turn has come."""
        if node.kind not in PARTS:
            return None
        self.number -= 1
        return REMOVE if self.number == -1 else None


async def reduced(question: Question, still_parts: Callable[[Question], Awaitable[bool]]) -> Question:
    """Return the smallest question that is found by leaving out, part by part, what does not matter."""
    number, tries, is_smaller = 0, 0, True
    while is_smaller:
        is_smaller, number = False, 0
        while (smaller := _without(question, number)) is not None and tries < MOST_TRIES:
            tries += 1
            if smaller != question and _is_valid(smaller) and await still_parts(smaller):
                question, is_smaller = smaller, True
            else:
                number += 1
    return question


def _without(question: Question, number: int) -> Question | None:
    """Return the question without one part and all that is unused then; None if it has no such part."""
    visitor = _Without(number)
    document = visit(parse(question.text), visitor)
    if visitor.number >= 0:
        return None
    text = print_ast(_used(document))
    given = {name: value for name, value in question.variables.items() if f"${name}:" in text}
    return replace(question, text=text, variables=given)


def _used(document: DocumentNode) -> DocumentNode:
    """Return the document without the fragments and variables that nobody uses."""
    text = print_ast(document)
    kept = [d for d in document.definitions if not _is_spare(d, text)]
    if len(kept) < len(document.definitions):
        return _used(DocumentNode(definitions=tuple(kept)))
    return DocumentNode(definitions=tuple(_with_used_variables(each, text) for each in kept))


def _is_spare(definition: Node, text: str) -> bool:
    return isinstance(definition, FragmentDefinitionNode) and f"...{definition.name.value}" not in text


def _with_used_variables(definition: Any, text: str) -> Any:
    if not isinstance(definition, OperationDefinitionNode):
        return definition
    used = [v for v in definition.variable_definitions or () if _uses(text, v.variable.name.value)]
    fields = {key: getattr(definition, key) for key in definition.keys}
    return OperationDefinitionNode(**fields | {"variable_definitions": tuple(used)})


def _uses(text: str, name: str) -> bool:
    """Whether a variable stands anywhere but in its declaration."""
    return any(not rest[:1].isalnum() and rest[:1] != ":" for rest in _after(text, f"${name}"))


def _after(text: str, word: str) -> Iterator[str]:
    yield from text.split(word)[1:]


def _is_valid(question: Question) -> bool:
    try:
        return not validate(GRAPH, parse(question.text))
    except Exception:  # noqa: BLE001 - whatever it is, it is no document
        return False
