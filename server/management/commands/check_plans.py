"""`manage.py check_plans`: say which operation documents are not answered by plans alone.

It needs a database to ask how words are quoted, but nothing in it.
"""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from graphql import OperationType

from domains.kit.expressions import planning
from domains.kit.subscriptions import AFTER
from domains.kit.viewer import Viewer, ViewerKind
from schema.documents import documents
from schema.planner.errors import TooComplex, Unplannable
from schema.planner.payloads import payload_plan
from schema.planner.plans import asked_of, coerced, root_type, shapes_of
from schema.planner.roots import root
from schema.planner.selection import Selected
from schema.preparing import Prepared, prepare
from schema.subscribing import wish
from schema.telling import planned
from server.management.sampling import variables


class Command(BaseCommand):
    """Plan every query, the payload of every mutation and every event, for every kind of viewer."""

    help = "Say which documents of graphql/operations/ are not fully planned, for whom and why. Fails if there are any."

    def handle(self, *_: Any, **__: Any) -> None:
        found = [each for name in documents() for each in unplanned(name)]
        for each in found:
            self.stderr.write(each)
        if found:
            raise CommandError("some operation documents are not fully planned")


def unplanned(name: str) -> list[str]:
    """Return what of a document is not planned, for whom and why."""
    prepared = prepare(documents()[name].text, name)
    return list(dict.fromkeys(f"{name}, for {kind}: {why}" for kind in ViewerKind for why in _reasons(prepared, kind)))


def _reasons(prepared: Prepared, kind: ViewerKind) -> Iterator[str]:
    """Give why an operation is not planned, with any of the variables that it is tried with."""
    seen = set()
    for given in variables(prepared):
        values = given if prepared.type is OperationType.MUTATION else coerced(prepared, given)
        if values is None:
            yield f"these variables do not fit: {given}"
            continue
        # One plan serves all that have this shape.
        shape = shapes_of(prepared).given(values).shape
        if shape in seen:
            continue
        seen.add(shape)
        if prepared.type is OperationType.SUBSCRIPTION:
            yield from _untold(prepared, given, Viewer(kind))
            continue
        for selected in asked_of(prepared, values).roots(root_type(prepared.type)):
            try:
                _plan(selected, prepared, Viewer(kind))
            except Unplannable as why:
                yield f"{selected.key}: {why}"
            except TooComplex:
                yield f"{selected.key}: too many objects within each other"


@planning()
def _untold(prepared: Prepared, given: dict[str, Any], viewer: Viewer) -> list[str]:
    """Return which kinds of event a plan does not tell, and whether it does not say who may listen."""
    wanted = wish(prepared, {name: value for name, value in given.items() if name != AFTER}, viewer)
    try:
        plan, topic = planned(wanted), wanted.planned_topic()
    except (Unplannable, TooComplex) as why:
        return [f"all events: {why}"]
    untold = [f"{kind} is told by the executor" for kind in topic.shown if kind not in plan.events]
    is_open = topic.requires is None or plan.requires is not None
    return untold if is_open else [*untold, "the executor says who may listen"]


@planning()
def _plan(selected: Selected, prepared: Prepared, viewer: Viewer) -> None:
    """Plan a root field.

    Raises:
        Unplannable, TooComplex
    """
    if prepared.type is OperationType.MUTATION:
        payload_plan(selected, viewer)
    else:
        root(selected, viewer)
