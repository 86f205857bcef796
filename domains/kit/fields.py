"""How a type's fields are declared: a column, an expression, a relation, or a pure function of columns.

A declaration says what a field *is*; how it is had follows from that. Here the standard executor asks for it,
through loaders, so that no list costs a statement a row.
"""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Optional, Self, TypeVar, dataclass_transform

import strawberry
import strawberry_django
from django.db.models import Model
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry_django.fields.field import StrawberryDjangoField
from strawberry_django.fields.types import field_type_map

from domains.kit import loading
from domains.kit.context import Info
from domains.kit.counts import CountField
from domains.kit.models import LimitedTextField, WebAddressField
from domains.kit.viewer import Viewer

TypeT = TypeVar("TypeT", bound=type)


HUBS = "schema.hubs"
field_type_map |= {WebAddressField: str, LimitedTextField: str, CountField: int}


def type_named(name: str) -> Any:
    """Return the annotation of a type of the schema's, by name: types refer to each other in circles."""
    return Annotated[name, strawberry.lazy(HUBS)]


class Declaration(ABC):
    """What a field is."""

    @abstractmethod
    def resolve(self, field: "Field", source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        """Return the field's value for this source, or an awaitable of it."""


@dataclass(frozen=True, eq=False)
class Column(Declaration):
    """A column of the row, as it is."""

    def resolve(self, field: "Field", source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        return getattr(source, field.django_name or field.python_name)


Build = Callable[[Viewer], Any]


@dataclass(frozen=True, eq=False)
class Expression(Declaration):
    """An ORM expression over the row, which may depend on who asks."""

    build: Build

    def resolve(self, field: "Field", source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        return loading.expressions(info.context, type(source)).load((source.pk, self))


@dataclass(frozen=True, eq=False)
class Computed(Declaration):
    """A pure function of columns of the row, and of expressions over it."""

    function: Callable[..., Any]
    inputs: tuple[str | Expression, ...]

    def resolve(self, field: "Field", source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        values = [getattr(source, each) if isinstance(each, str) else each for each in self.inputs]
        asked = [(source.pk, each) for each in values if isinstance(each, Expression)]
        return self._awaited(values, asked, source, info) if asked else self.function(*values)

    async def _awaited(self, values: list[Any], asked: list[Any], source: Any, info: Info) -> Any:
        found = iter(await loading.expressions(info.context, type(source)).load_many(asked))
        return self.function(*(next(found) if isinstance(each, Expression) else each for each in values))


@dataclass(frozen=True)
class OfFound:
    """What an expression becomes for what a list carries along, such as the words that were searched."""

    expression: Callable[[Any], Any]
    carried: Any

    def build(self, viewer: Viewer) -> Any:
        """Return the ORM expression."""
        return self.expression(self.carried)


@dataclass(frozen=True, eq=False)
class Found(Declaration):
    """An expression over the row and what its list carries along; null in lists that carry nothing."""

    annotation: str
    expression: Callable[[Any], Any]
    shown: Callable[[Any], Any]

    async def resolve(self, field: "Field", source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        carried = getattr(source, self.annotation, None)
        if carried is None:
            return None
        made = OfFound(self.expression, carried)
        value = await loading.expressions(info.context, type(source)).load((source.pk, made))
        return None if value is None else self.shown(value)


@dataclass(frozen=True, eq=False)
class Written(Declaration):
    """A row that a mutation has just written, read again as the viewer sees it now."""

    def resolve(self, field: "Field", source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        row: Model | None = getattr(source, field.python_name)
        return None if row is None else loading.nodes(info.context, type(row)).load(row.pk)


COLUMN = Column()
# Every object type by its GraphQL name; a hub stands here in place of the fields it was assembled from.
object_types: dict[str, Any] = {}
# The interfaces that are over a model, on which the models of their types build.
interface_types: dict[str, Any] = {}


class Field(StrawberryDjangoField):
    """A strawberry-django field that knows what it is declared to be."""

    def __init__(self, *args: Any, declared: Declaration = COLUMN, **kwargs: Any) -> None:
        self.declared = declared
        super().__init__(*args, **kwargs)

    def __copy__(self) -> Self:
        copied = super().__copy__()
        copied.declared = self.declared
        return copied

    @property
    def arguments(self) -> list[StrawberryArgument]:
        """The arguments that were declared, and none that strawberry-django would add."""
        return self._arguments or []

    @arguments.setter
    def arguments(self, value: list[StrawberryArgument]) -> None:
        self._arguments = value

    def get_result(self, source: Any, info: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Answer the field as it is declared."""
        return self.declared.resolve(self, source, info, kwargs)


def column(name: str | None = None, *, description: str | None = None) -> Any:
    """Declare a column whose name or description differs from the model's."""
    return Field(django_name=name, description=description)


def computed(function: Callable[..., Any], *inputs: str | Build, description: str) -> Any:
    """Declare a pure function, run when the answer is put together: of columns, and of expressions over the row."""
    made = tuple(each if isinstance(each, str) else Expression(each) for each in inputs)
    return Field(declared=Computed(function, made), description=description)


def expression(build: Build, *, description: str) -> Any:
    """Declare an ORM expression; `build` gets the viewer and may use only its kind and its bound id."""
    return Field(declared=Expression(build), description=description)


def found(annotation: str, build: Callable[[Any], Any], shown: Callable[[Any], Any], *, description: str) -> Any:
    """Declare what a search shows of a row: `build` gets what the list carries under that name, `shown` its value."""
    return Field(declared=Found(annotation, build, shown), description=description)


def written(*, of: str, description: str) -> Any:
    """Declare the object of a mutation's payload; null when the mutation was refused."""
    annotation = StrawberryAnnotation(Optional[type_named(of)])
    return Field(declared=Written(), description=description, type_annotation=annotation, default=None)


@dataclass_transform(kw_only_default=True, field_specifiers=(column, computed, expression, found, written))
def object_type(model: type[Model], *, name: str | None = None) -> Callable[[TypeT], TypeT]:
    """Declare a GraphQL type over a model. Its docstring is its description, a column's help text the column's."""

    def declare(cls: TypeT) -> TypeT:
        made = strawberry_django.type(model, name=name, field_cls=Field, description=inspect.getdoc(cls))(cls)
        object_types[name or cls.__name__] = made
        return made

    return declare


@dataclass_transform(kw_only_default=True, field_specifiers=(column, computed, expression, found, written))
def interface_type(model: type[Model]) -> Callable[[TypeT], TypeT]:
    """Declare a GraphQL interface over a base model; its types are declared over the models that build on it."""

    def declare(cls: TypeT) -> TypeT:
        made = strawberry_django.interface(model, field_cls=Field, description=inspect.getdoc(cls))(cls)
        interface_types[cls.__name__] = made
        return made

    return declare


def model_of(name: str) -> Any:
    """Return the model that a type of this GraphQL name is over; for an interface the base model.

    Raises:
        KeyError: there is no such type.
    """
    declared = object_types[name] if name in object_types else interface_types[name]
    return declared.__strawberry_django_definition__.model
