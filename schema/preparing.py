"""A document, parsed and validated once however often it is asked: the texts that clients send are few."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    get_operation_ast,
    parse,
    validate,
)

from schema.build import schema
from schema.errors import coded, too_complex

MOST_TOKENS = 2_000
MOST_DOCUMENTS = 500
# Longer texts are written by programs, each anew: remembering them would push out those that come again.
LONGEST_REMEMBERED = 16_384
# Objects within objects, fragments spread: so many take the slowest of our ways a second or two.
MOST_OBJECTS = 400


@dataclass(frozen=True, eq=False, slots=True)
class Prepared:
    """One operation of a valid document, ready to run."""

    text: str
    document: DocumentNode
    operation: OperationDefinitionNode

    @property
    def name(self) -> str | None:
        """The operation's name, if it has one."""
        return self.operation.name.value if self.operation.name else None

    @property
    def is_remembered(self) -> bool:
        """Whether the text is short enough to be remembered, and what is made of it with it."""
        return len(self.text) <= LONGEST_REMEMBERED

    def only(self, fields: Sequence[FieldNode]) -> DocumentNode:
        """Return the document with only these root fields."""
        own = self.operation
        selections = SelectionSetNode(selections=tuple(fields))
        operation = OperationDefinitionNode(
            operation=own.operation,
            name=own.name,
            variable_definitions=own.variable_definitions,
            directives=own.directives,
            selection_set=selections,
            loc=own.loc,
        )
        others = (node for node in self.document.definitions if node is not own)
        return DocumentNode(definitions=(operation, *others), loc=self.document.loc)

    @property
    def type(self) -> OperationType:
        """Whether it reads, writes or subscribes."""
        return self.operation.operation


class NotPrepared(Exception):  # noqa: N818 - it is an answer
    """The document cannot run."""

    def __init__(self, errors: list[Mapping[str, Any]], *, is_broken: bool) -> None:
        """Keep why.

        Args:
            errors: as clients read them.
            is_broken: whether it is no document at all, or leaves open which operation is meant.
        """
        super().__init__(errors)
        self.errors = errors
        self.is_broken = is_broken


def prepare(text: str, name: str | None = None) -> Prepared:
    """Return the operation of that name, or the only one there is.

    Raises:
        NotPrepared: the text does not parse, is not valid for the schema, or leaves open which operation is meant.
    """
    return _prepared(text, name) if len(text) <= LONGEST_REMEMBERED else _prepared.__wrapped__(text, name)


@lru_cache(maxsize=MOST_DOCUMENTS)
def _prepared(text: str, name: str | None) -> Prepared:
    document, errors = _checked(text)
    if document is None:
        raise NotPrepared(list(errors), is_broken=True)
    operation = get_operation_ast(document, name or None)
    if operation is None:
        message = f"The document has no operation {name!r}." if name else "`operationName` is needed here: which one?"
        error = GraphQLError(message, extensions={"code": "INVALID_OPERATION"})
        raise NotPrepared([error.formatted], is_broken=True)
    if errors:
        raise NotPrepared(list(errors), is_broken=False)
    return Prepared(text, document, operation)


def _checked(text: str) -> tuple[DocumentNode | None, tuple[Mapping[str, Any], ...]]:
    """Return the document, and what is wrong with it."""
    try:
        document = parse(text, max_tokens=MOST_TOKENS)
        errors = tuple(coded(error, None).formatted for error in validate(schema._schema, document))  # noqa: SLF001
    except GraphQLSyntaxError as error:
        return None, (coded(error, None).formatted,)
    except RecursionError:
        return None, (GraphQLError("The document is nested too deeply.", extensions={"code": "SYNTAX"}).formatted,)
    return document, errors or tuple(_excess(document))


def _excess(document: DocumentNode) -> Iterator[Mapping[str, Any]]:
    """Give why a valid document asks for too much, if it does: each fragment is counted once, however often spread."""
    named = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}

    @cache
    def of_fragment(name: str) -> int:
        return objects(named[name].selection_set)

    def objects(selections: SelectionSetNode) -> int:
        return sum(of_selection(node) for node in selections.selections)

    def of_selection(node: SelectionNode) -> int:
        if isinstance(node, FragmentSpreadNode):
            return of_fragment(node.name.value)
        below = getattr(node, "selection_set", None)
        return (isinstance(node, FieldNode) + objects(below)) if below else 0

    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and objects(node.selection_set) > MOST_OBJECTS:
            yield too_complex().formatted
