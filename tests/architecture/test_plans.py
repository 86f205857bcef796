"""Operation documents are answered by plans alone, whoever asks."""

from uuid import UUID

import pytest
from graphql import GraphQLID, OperationType, get_named_type

from domains.kit.expressions import planning
from domains.kit.ids import encode
from domains.kit.viewer import Viewer, ViewerKind
from schema.build import schema
from schema.documents import documents
from schema.planner.plans import asked_of, coerced, root_type
from schema.planner.roots import root
from schema.preparing import prepare
from schema.subscribing import wish
from schema.telling import planned
from server.management.commands.check_plans import unplanned
from server.management.sampling import ASK_FOR_TYPES, id_types, variables

GRAPH = schema._schema  # noqa: SLF001 - the schema as graphql-core has it
# The root fields that take an id, and under which name.
BY_ID = {
    f"{root.name}.{name}": (
        kind,
        [each for each, given in field.args.items() if get_named_type(given.type) is GraphQLID],
    )
    for kind, root in (("query", GRAPH.query_type), ("subscription", GRAPH.subscription_type))
    if root is not None
    for name, field in root.fields.items()
    if name not in ASK_FOR_TYPES and any(get_named_type(given.type) is GraphQLID for given in field.args.values())
}


@planning()
def planned_as(text: str, id: str) -> str:
    """Return how the one field of an operation is planned for a member, with an id."""
    prepared, viewer = prepare(text), Viewer(ViewerKind.MEMBER)
    if prepared.type is OperationType.SUBSCRIPTION:
        plan = planned(wish(prepared, {"id": id}, viewer))
        reads = [each.pairs.read for each in plan.events.values()] + ([plan.requires.read] if plan.requires else [])
        return repr([read.sql for read in reads])
    [selected] = asked_of(prepared, coerced(prepared, {"id": id}) or {}).roots(root_type(prepared.type))
    return repr([read.sql for read in root(selected, viewer).reads])


@pytest.mark.parametrize("name", documents())
def test_every_document_is_planned_for_every_kind_of_viewer(name: str) -> None:
    assert unplanned(name) == []


def test_what_is_not_planned_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "query LiveCursor { liveCursor __schema { description } }"
    monkeypatch.setitem(documents(), "LiveCursor", type(documents()["LiveCursor"])("LiveCursor", "feed", text))

    assert unplanned("LiveCursor") == [
        f"LiveCursor, for {kind}: __schema: Query.__schema is no declared field"
        for kind in ("anonymous", "member", "staff", "service")
    ]


@pytest.mark.parametrize("field", BY_ID)
def test_which_type_an_id_names_changes_no_plan_but_that_of_a_node(field: str) -> None:
    kind, arguments = BY_ID[field]
    [argument] = arguments
    text = f"{kind} ($id: ID!) {{ {field.rpartition('.')[2]}({argument}: $id) {{ __typename }} }}"

    assert len({planned_as(text, encode(name, UUID(int=1))) for name in id_types()}) == 1


@pytest.mark.parametrize("name", ["Node", "Nodes"])
def test_a_node_is_planned_for_each_type(name: str) -> None:
    node = prepare(documents()[name].text, name)

    tried = {str(given.get("id") or given.get("ids")) for given in variables(node)}

    assert len(tried) >= len(id_types()) > 10


def test_an_operation_is_tried_with_nothing_with_nulls_and_with_everything() -> None:
    explore = prepare(documents()["Explore"].text, "Explore")

    tried = list(variables(explore))

    assert explore.type is OperationType.QUERY
    assert tried[0] == {"order": "NEWEST"}
    assert set(tried[1].values()) == {"NEWEST", None}
    assert {each["order"] for each in tried[2:]} >= {"NEWEST", "TRENDING", "MOST_LIKED", "RELEVANCE"}
    assert not [each for each in tried if "first" in each and "last" in each and each["first"] is not None]
