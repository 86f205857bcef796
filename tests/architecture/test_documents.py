"""The named operations that clients, tests and benchmarks share."""

import pytest
from django.conf import settings
from graphql import OperationDefinitionNode, build_schema, parse, validate
from graphql.language import FieldNode, visit
from graphql.language.visitor import Visitor

from schema.build import sdl
from schema.documents import FOLDER, documents

SCHEMA = build_schema(sdl())


@pytest.mark.parametrize("name", documents())
def test_every_document_is_valid_and_bears_its_operations_name(name: str) -> None:
    parsed = parse(documents()[name].text)

    named = [each.name.value for each in parsed.definitions if isinstance(each, OperationDefinitionNode) and each.name]
    assert named == [name]
    assert validate(SCHEMA, parsed) == []


def test_every_root_field_is_used_by_a_document() -> None:
    used: set[str] = set()

    class Roots(Visitor):
        def enter_operation_definition(self, node: OperationDefinitionNode, *_: object) -> None:
            used.update(s.name.value for s in node.selection_set.selections if isinstance(s, FieldNode))

    for name in documents():
        visit(parse(documents()[name].text), Roots())
    roots = [kind for kind in (SCHEMA.query_type, SCHEMA.mutation_type, SCHEMA.subscription_type) if kind]

    assert {field for kind in roots for field in kind.fields} == used


def test_documents_lie_in_the_folder_of_a_domain() -> None:
    folders = {each.folder for each in documents().values()}

    assert folders <= {*settings.DOMAINS, "relay"}


def test_no_python_lies_beside_the_documents() -> None:
    # With one, the folder would stand in for the library of the same name.
    assert list(FOLDER.rglob("*.py")) == []
