"""The schema reads well to somebody who sees only the explorer."""

from collections.abc import Iterator

from django.conf import settings
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    build_schema,
    is_introspection_type,
    is_specified_scalar_type,
)

from domains.kit.fields import object_types
from domains.kit.viewer import Viewer
from schema.build import sdl

SCHEMA = build_schema(sdl())


def described() -> Iterator[tuple[str, str | None]]:
    """Give every name of the schema with its description."""
    for name, kind in SCHEMA.type_map.items():
        if not is_introspection_type(kind) and not is_specified_scalar_type(kind):
            yield name, kind.description
            yield from members(name, kind)


def members(name: str, kind: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    """Give the fields, arguments and values of a type."""
    if isinstance(kind, GraphQLEnumType):
        yield from ((f"{name}.{each}", value.description) for each, value in kind.values.items())
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        for each, field in kind.fields.items():
            yield f"{name}.{each}", field.description
            for argument, value in getattr(field, "args", {}).items():
                yield f"{name}.{each}({argument})", value.description


def test_the_exported_schema_is_fresh() -> None:
    exported = (settings.BASE_DIR / "graphql" / "schema.graphql").read_text()

    assert exported == sdl(), "run `make schema`"


def test_everything_has_a_description() -> None:
    bare = [name for name, description in described() if not (description or "").strip()]

    assert bare == []


def test_every_object_over_a_model_is_a_node_with_an_access_rule() -> None:
    for name, declared in object_types.items():
        kind = SCHEMA.type_map[name]
        assert isinstance(kind, GraphQLObjectType)
        assert "Node" in {interface.name for interface in kind.interfaces}, name

        model = declared.__strawberry_django_definition__.model
        for viewer in (Viewer.anonymous(),):
            assert model.objects.visible_to(viewer).query is not None


def test_mutations_take_one_input_and_answer_with_errors() -> None:
    mutation = SCHEMA.mutation_type
    assert mutation is not None

    for name, field in mutation.fields.items():
        assert set(field.args) <= {"input"}, name
        payload = field.type.of_type
        assert str(payload.fields["errors"].type) == "[UserError!]!", name
