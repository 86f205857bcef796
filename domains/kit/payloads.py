"""Mutations: input, one call of a service, payload. A refusal is data; anything else is an accident."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Self

import strawberry
from strawberry.annotation import StrawberryAnnotation

from domains.kit.arguments import arguments_of, wanted
from domains.kit.context import Context, Info
from domains.kit.errors import Forbidden, Refusal, Refusals
from domains.kit.fields import Declaration, Field
from domains.kit.threads import on_database

# What a declared function may ask for by name; every other parameter is an argument of the field.
GIVEN = ("viewer", "context")


@strawberry.type(description="Why a mutation was refused. Nothing was changed.")
class UserError:
    """A refusal, as clients read it."""

    code: Annotated["ErrorCode", strawberry.lazy("schema.errors")] = strawberry.field(  # type: ignore[name-defined]  # noqa: F821
        description="What kind of refusal it is: the value to branch on."
    )
    message: str = strawberry.field(description="A sentence for a person, in English.")
    path: list[str] = strawberry.field(
        description="The input field it is about, such as `[input, title]`; empty when it is about the whole."
    )

    @classmethod
    def of(cls, refusal: Refusal) -> Self:
        """Return the refusal as data: an exception in an answer would count as an accident."""
        return cls(code=refusal.code, message=refusal.message, path=refusal.path)


@strawberry.type
class Payload:
    """What every mutation answers."""

    errors: list[UserError] = strawberry.field(
        default_factory=list, description="Why it was refused; empty when it was done."
    )


@dataclass(frozen=True, eq=False)
class Write(Declaration):
    """One call that changes something."""

    function: Callable[..., Any]
    payload: type[Payload]

    async def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        # It may have been written already, and is only to be read.
        done = info.context.payloads.get(info.path.key)
        return await self.run(info.context, arguments) if done is None else done

    async def run(self, context: Context, arguments: dict[str, Any]) -> Payload:
        """Write, and return the payload: a refusal is data."""
        given = {"viewer": context.viewer, "context": context}
        try:
            if not context.viewer.may_write:
                raise Forbidden("This token is for reading only.")
            payload: Payload = await on_database(self.function)(**wanted(self.function, given), **arguments)
        except (Refusal, Refusals) as refusal:
            return self.payload(errors=[UserError.of(each) for each in Refusals.of(refusal).refusals])
        else:
            return payload
        finally:
            context.forget()


def mutation(function: Callable[..., Any]) -> Any:
    """Declare a root field that writes: the function calls one service and returns the payload."""
    payload = inspect.signature(function, eval_str=True).return_annotation
    field = Field(
        python_name=function.__name__,
        declared=Write(function, payload),
        description=inspect.getdoc(function),
        type_annotation=StrawberryAnnotation(payload),
    )
    field.arguments = arguments_of(function, hidden=GIVEN)
    return field


def given(input: object, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the fields of an input that the client sent."""
    return {name: value for name, value in vars(input).items() if value is not strawberry.UNSET and name not in but}
