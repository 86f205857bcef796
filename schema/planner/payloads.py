"""Payloads: what a mutation has written, read again by a plan as its writer now sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import UUIDField

from domains.kit.expressions import Bound
from domains.kit.fields import Field, Written, model_of
from domains.kit.payloads import Write
from domains.kit.viewer import Viewer
from schema.planner.errors import Unplannable, as_unplannable
from schema.planner.levels import Statement
from schema.planner.reads import Answered, Filled, Read
from schema.planner.roots import of_row
from schema.planner.selection import Selected
from schema.planner.shapes import Leaves
from schema.planner.values import completion

Value = Callable[[Any, Sequence[Answered]], Any]


@dataclass(frozen=True, eq=False)
class PayloadPlan:
    """How the payload of one mutation is answered.

    Args:
        reads: the statements of the rows that it carries, by the name of the field that carries them.
        fields: the fields by key: each takes the payload and the rows of its statement.
    """

    reads: dict[str, Read]
    fields: Sequence[tuple[str, str, Value]]

    @property
    def levels(self) -> int:
        """Of how many lists and rows within each other its statements are made."""
        return sum(read.levels for read in self.reads.values())

    def filled(self, payload: Any, leaves: Leaves, viewer: Viewer) -> dict[str, Filled]:
        """Return the statements that are needed: a refusal carries no rows."""
        rows = {key: getattr(payload, name) for key, name, _ in self.fields if key in self.reads}
        return {
            key: self.reads[key].filled(leaves | {_named(key): row.pk}, viewer)
            for key, row in rows.items()
            if row is not None
        }

    def value(self, payload: Any, answers: dict[str, Answered]) -> dict[str, Any]:
        """Return the payload as the answer has it.

        Raises:
            Mismatch: a value is not what its type promises.
        """
        return {key: made(payload, answers.get(key, ())) for key, _, made in self.fields}


def writes(selected: Selected) -> Write:
    """Return the declaration of a mutation.

    Raises:
        Unplannable: it is something else.
    """
    declared = getattr(selected.field, "declared", None)
    if not isinstance(declared, Write):
        raise Unplannable(f"{selected.name} is no mutation")
    return declared


def payload_plan(selected: Selected, viewer: Viewer) -> PayloadPlan:
    """Return how the payload of a mutation is answered to viewers of a kind.

    Raises:
        Unplannable, TooComplex
    """
    reads: dict[str, Read] = {}
    with as_unplannable():
        return _payload_plan(selected, viewer, reads)


def _payload_plan(selected: Selected, viewer: Viewer, reads: dict[str, Read]) -> PayloadPlan:
    fields = [(each.key, *_field(each, viewer, reads)) for each in selected.below()]
    return PayloadPlan(reads, fields)


def _field(selected: Selected, viewer: Viewer, reads: dict[str, Read]) -> tuple[str, Value]:
    if selected.is_typename:
        name = selected.parent.name
        return "", lambda _, __: name
    field = selected.field
    if isinstance(field, Field) and isinstance(field.declared, Written):
        return field.python_name, _row(selected, viewer, reads)
    complete, name = completion(selected.definition.type, selected), field.python_name
    return name, lambda payload, _: complete(getattr(payload, name))


def _row(selected: Selected, viewer: Viewer, reads: dict[str, Read]) -> Value:
    rows = (
        model_of(selected.type.name)
        ._default_manager.visible_to(viewer)
        .filter(pk=Bound(_named(selected.key), None, UUIDField()))
    )
    row = of_row(rows, selected.type, selected, Statement(viewer))
    (reads[selected.key],) = row.reads
    no_leaves: Leaves = {}
    return lambda _, rows: row.value([rows], no_leaves)


def _named(key: str) -> str:
    """Return what the key of a payload's row is bound by; no variable of a client's can be called so."""
    return f"!row {key}"
