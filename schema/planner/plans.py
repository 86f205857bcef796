"""Plans: made once for an operation and the shape of what it is given, kept with a bound, filled for each request."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connections
from graphql import GraphQLObjectType, OperationType

from domains.kit.expressions import planning
from domains.kit.metrics import Counter, Gauge
from domains.kit.tracing import Path
from domains.kit.viewer import Viewer
from schema.build import schema
from schema.planner.coercion import Coercion
from schema.planner.errors import TooComplex, Unplannable
from schema.planner.levels import MOST_LEVELS
from schema.planner.reads import Answered, Filled
from schema.planner.roots import Root, root
from schema.planner.selection import Asked, Selected
from schema.planner.shapes import Leaves, Shapes
from schema.preparing import Prepared

MOST_PLANS = 2_000
PlanT = TypeVar("PlanT")


@dataclass(frozen=True, eq=False)
class Plan:
    """How an operation is answered.

    Args:
        keys: the keys of the answer, in order.
        roots: the fields that are planned.
        rest: the fields that the executor answers.
        is_too_complex: whether it asks for more than one request may; then there is nothing else.
        is_unplanned: whether the executor answers all of it.
    """

    keys: Sequence[str]
    roots: Sequence[Root]
    rest: Sequence[Selected] = ()
    is_too_complex: bool = False
    is_unplanned: bool = False

    @property
    def path(self) -> Path:
        """Who answers."""
        if self.is_unplanned or (self.rest and not any(root.is_read for root in self.roots)):
            return Path.RESOLVED
        return Path.PART_PLANNED if self.rest else Path.PLANNED

    def filled(self, leaves: Leaves, viewer: Viewer) -> list[Filled]:
        """Return the statements with their parameters.

        Raises:
            Refusal: an argument does not fit.
        """
        return [read.filled(leaves, viewer) for root in self.roots for read in root.reads]

    def values(self, answers: Sequence[Answered], leaves: Leaves) -> dict[str, Any]:
        """Return the values of the planned fields by key.

        Raises:
            Mismatch: one is not what its type promises.
        """
        values, start = {}, 0
        for each in self.roots:
            end = start + len(each.reads)
            values[each.key] = each.value(answers[start:end], leaves)
            start = end
        return values


UNPLANNED = Plan([], [], is_unplanned=True)
TOO_COMPLEX = Plan([], [], is_too_complex=True)


class Plans:
    """The plans that are kept: the ones that were used last."""

    def __init__(self, most: int = MOST_PLANS) -> None:
        self._most = most
        self._plans: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, asyncio.Future[Any]] = {}

    def known(self, key: Hashable) -> Any:
        """Return the plan of a key, if it is here."""
        plan = self._plans.get(key)
        if plan is not None:
            self._plans.move_to_end(key)
        return plan

    async def of(self, key: Hashable, make: Callable[[], PlanT]) -> PlanT:
        """Return the plan of a key, made now if it is not here yet; whoever asks meanwhile waits for the same one."""
        plan: PlanT | None = self.known(key)
        if plan is not None:
            return plan
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = asyncio.ensure_future(self._make(key, make))
            making.add_done_callback(lambda _: self._making.pop(key, None))
        # Who hangs up takes nothing from those who wait too.
        made: PlanT = await asyncio.shield(making)
        return made

    async def _make(self, key: Hashable, make: Callable[[], PlanT]) -> PlanT:
        began = time.perf_counter()
        # On a thread: it takes milliseconds, and Django's compiler may ask the database which version it is.
        plan = await asyncio.get_running_loop().run_in_executor(_planners, _alone, make)
        _made.add()
        _seconds.add(amount=time.perf_counter() - began)
        self._plans[key] = plan
        if len(self._plans) > self._most:
            self._plans.popitem(last=False)
        return plan

    def __len__(self) -> int:
        return len(self._plans)

    def forget(self) -> None:
        """Drop all plans."""
        self._plans.clear()


@planning()
def _alone(make: Callable[[], PlanT]) -> PlanT:
    """Make a plan, and give the connection back that it may have taken."""
    try:
        return make()
    finally:
        connections.close_all()


# Few, so that requests are answered while others' operations are planned.
_planners = ThreadPoolExecutor(max_workers=2, thread_name_prefix="planner")
plans = Plans()
_made = Counter("gateway_plans_made_total", "Plans that were made.")
_seconds = Counter("gateway_plan_seconds_total", "How long it took to make plans.")
Gauge("gateway_plans", "Plans that are kept.", read=lambda: {(): len(plans)})


@lru_cache(maxsize=MOST_PLANS)
def shapes_of(prepared: Prepared) -> Shapes:
    """Return what reads the variables of an operation."""
    return Shapes(prepared.document, prepared.operation)


@lru_cache(maxsize=MOST_PLANS)
def _coercion_of(prepared: Prepared) -> Coercion:
    return Coercion(prepared.operation)


def coerced(prepared: Prepared, variables: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the variables as GraphQL coerces them; nothing where they do not fit: the executor says how."""
    return _coercion_of(prepared).coerced(variables or {})


def asked_of(prepared: Prepared, values: Mapping[str, Any]) -> Asked:
    """Return what an operation asks for, with holes for the values of its variables."""
    return Asked(prepared.document, prepared.operation, shapes_of(prepared).with_holes(values))


def made(prepared: Prepared, values: Mapping[str, Any], viewer: Viewer) -> Plan:
    """Return the plan of an operation for all viewers of a kind."""
    try:
        selections = asked_of(prepared, values).roots(root_type(prepared.type))
    except Unplannable:
        return UNPLANNED
    planned, rest, levels = [], [], 0
    for selected in selections:
        try:
            planned.append(root(selected, Viewer(viewer.kind)))
        except Unplannable:
            rest.append(selected)
        except TooComplex:
            return TOO_COMPLEX
        else:
            levels += sum(read.levels for read in planned[-1].reads)
        if levels > MOST_LEVELS:
            return TOO_COMPLEX
    return Plan([each.key for each in selections], planned, rest)


def root_type(kind: OperationType) -> GraphQLObjectType:
    """Return the root type of a kind of operation."""
    found = schema._schema.get_root_type(kind)  # noqa: SLF001
    assert found is not None  # noqa: S101 - the document is valid
    return found
