"""Refusals: the expected failures of a request, each with a code that clients can rely on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from domains.kit.text import camel


class Refusal(Exception):  # noqa: N818 - it is an answer, not an accident
    """An expected failure. A subclass is one code; its docstring says what the code means."""

    code: ClassVar[str]
    codes: ClassVar[dict[str, type["Refusal"]]] = {}

    def __init_subclass__(cls, *, code: str) -> None:
        """Give the subclass its code, which no other one has."""
        if code in Refusal.codes:
            raise TypeError(f"the code {code} is taken by {Refusal.codes[code].__name__}")
        cls.code = code
        Refusal.codes[code] = cls

    def __init__(self, message: str | None = None, *, path: Iterable[str] = ()) -> None:
        super().__init__(message or type(self).description())
        self.path = list(path)

    @classmethod
    def description(cls) -> str:
        """Return what the code means: the first line of the docstring."""
        return (cls.__doc__ or "").strip().split("\n", 1)[0]

    @property
    def message(self) -> str:
        """The sentence for a person."""
        return str(self.args[0])


class Refusals(Exception):  # noqa: N818
    """Several refusals of one request at once, as when a form is wrong in two places."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = list(refusals)
        super().__init__("; ".join(refusal.message for refusal in self.refusals))

    @classmethod
    def of(cls, refusal: "Refusal | Refusals") -> "Refusals":
        """Return the one form of both."""
        return refusal if isinstance(refusal, Refusals) else cls([refusal])


class Unauthenticated(Refusal, code="UNAUTHENTICATED"):
    """Sign in first."""


class Forbidden(Refusal, code="FORBIDDEN"):
    """This account may not do that."""


class NotFound(Refusal, code="NOT_FOUND"):
    """There is no such thing, or not for this viewer."""


class InvalidId(Refusal, code="INVALID_ID"):
    """This is not the id of such a thing."""


class Required(Refusal, code="REQUIRED"):
    """A value is needed here."""


class Invalid(Refusal, code="INVALID"):
    """The value does not fit."""


class TooLong(Refusal, code="TOO_LONG"):
    """The value is too long."""


class Taken(Refusal, code="TAKEN"):
    """Somebody or something else has this value already."""


class InvalidCursor(Refusal, code="INVALID_CURSOR"):
    """This cursor was not given out here for a list in this order."""


class InvalidPage(Refusal, code="INVALID_PAGE"):
    """A page has one direction and at most a hundred items."""


# What Django's own validators say, in our codes.
_DJANGO_CODES: Mapping[str, type[Refusal]] = {
    "blank": Required,
    "null": Required,
    "required": Required,
    "max_length": TooLong,
    "unique": Taken,
}


def validate(instance: models.Model, *, only: Iterable[str], argument: str = "input") -> None:
    """Check the named columns of a row that is about to be written.

    Raises:
        Refusals: one for each column that does not fit, with the path of the input field.
    """
    refusals = [misfit for name in sorted(only) if (misfit := _misfit(instance, name, [argument, camel(name)]))]
    if refusals:
        raise Refusals(refusals)


def _misfit(instance: models.Model, name: str, path: list[str]) -> Refusal | None:
    """Return why the value of a column does not fit, if it does not."""
    field = instance._meta.get_field(name)
    value = getattr(instance, name)
    if value is None and not field.null:
        # Django calls this by another name for each type.
        return Required("This can be left out, but it is never null.", path=path)
    if field.blank and value in field.empty_values:  # type: ignore[union-attr]
        return None
    try:
        setattr(instance, name, field.clean(value, instance))  # type: ignore[union-attr]
    except ValidationError as error:
        problems = {problem.code or "": problem for problem in error.error_list}
        # Of several things that are wrong with a value, its length says most.
        code = "max_length" if "max_length" in problems else next(iter(problems))
        return _DJANGO_CODES.get(code, Invalid)(" ".join(problems[code].messages), path=path)
    return None


@contextmanager
def conflicts(refusals: Mapping[str, Callable[[], Refusal]]) -> Iterator[None]:
    """Turn the breach of a named database constraint into its refusal; nothing of the block remains.

    Two requests that race for one value both pass every check in Python: the constraint decides.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        refusal = refusals.get(name or "")
        if refusal is None:
            raise
        raise refusal() from None
