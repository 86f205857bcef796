"""Runs a mutation: each root field writes, and then its payload is read by a plan."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from graphql import get_argument_values, located_error
from graphql.execution.values import VariableValues
from psycopg_pool import PoolTimeout, TooManyRequests

from domains.kit.context import Context
from domains.kit.threads import own_thread
from domains.kit.tracing import Path
from domains.kit.viewer import Viewer
from schema.counting import count_operation
from schema.errors import coded, too_complex
from schema.planner.errors import TooComplex, Unplannable
from schema.planner.levels import MOST_LEVELS
from schema.planner.payloads import PayloadPlan, payload_plan, writes
from schema.planner.plans import asked_of, coerced, plans, root_type, shapes_of
from schema.planner.run import run
from schema.planner.selection import Selected
from schema.planner.shapes import Given, Leaves
from schema.preparing import Prepared
from schema.resolving import resolved

Answered = dict[str, Any]


async def mutated(prepared: Prepared, variables: Mapping[str, Any] | None, context: Context) -> Answered | None:
    """Return the answer of a mutation; nothing where the executor is to run it, and nothing was written.

    Raises:
        OperationalError: Django's, when no connection was free in time: nothing was written.
    """
    values = coerced(prepared, variables)
    if values is None:
        return None
    try:
        roots = [root for root in asked_of(prepared, values).roots(root_type(prepared.type)) if _is_known(root)]
    except Unplannable:
        return None
    given = shapes_of(prepared).given(values)
    if await _are_too_complex(roots, prepared, given, context):
        return {"errors": [too_complex().formatted]}
    if context.trace is not None:
        context.trace.path = Path.PLANNED
    answers: list[Answered] = []
    async with own_thread():
        for selected in roots:
            answers.append(await _answered(selected, values, prepared, given, variables, context, is_first=not answers))
            # A payload is never null: where there is none, what comes after it is not done.
            if answers[-1]["data"] is None:
                break
    count_operation(Path.PART_PLANNED if context.payloads else Path.PLANNED, "mutation")
    return _together(answers)


async def _answered(
    selected: Selected,
    values: Mapping[str, Any],
    prepared: Prepared,
    given: Given,
    variables: Mapping[str, Any] | None,
    context: Context,
    *,
    is_first: bool,
) -> Answered:
    """Return the answer of one root field: write, and read what was written."""
    if selected.is_typename:
        return {"data": {selected.key: selected.parent.name}}
    try:
        payload = await _written(selected, values, context)
    except Exception as accident:
        if is_first and isinstance(accident.__cause__, (PoolTimeout, TooManyRequests)):
            raise
        error = located_error(accident, [each.node for each in selected.details], [selected.key])
        return {"data": None, "errors": [coded(error, prepared.name).formatted]}
    return await _read(selected, payload, prepared, given, variables, context)


def _together(answers: list[Answered]) -> Answered:
    """Return the answers of several root fields as one."""
    errors = [error for answer in answers for error in answer.get("errors", ())]
    is_whole = all(answer["data"] is not None for answer in answers)
    data = {key: value for answer in answers for key, value in answer["data"].items()} if is_whole else None
    return {"data": data, "errors": errors} if errors else {"data": data}


def _is_known(root: Selected) -> bool:
    """Whether a root field can be run here.

    Raises:
        Unplannable: it cannot.
    """
    return root.is_typename or writes(root) is not None


async def _are_too_complex(roots: Sequence[Selected], prepared: Prepared, given: Given, context: Context) -> bool:
    """Tell whether the payloads ask for more than one request may: asked before anything is written."""
    levels = 0
    for selected in roots:
        try:
            plan = None if selected.is_typename else await _plan(selected, prepared, given, context)
        except TooComplex:
            return True
        except Unplannable:
            continue
        levels += plan.levels if plan else 0
    return levels > MOST_LEVELS


async def _plan(selected: Selected, prepared: Prepared, given: Given, context: Context) -> PayloadPlan:
    """Return the plan of a payload.

    Raises:
        Unplannable, TooComplex
    """
    # By who it is now: somebody who has just signed in reads as who they are.
    key = (prepared, selected.key, context.viewer.kind, given.shape)
    return await plans.of(key, lambda: payload_plan(selected, Viewer(context.viewer.kind)))


async def _written(selected: Selected, values: Mapping[str, Any], context: Context) -> Any:
    """Write, and return the payload."""
    arguments = get_argument_values(selected.definition, selected.details[0].node, VariableValues({}, dict(values)))
    return await writes(selected).run(context, selected.converted(arguments))


async def _read(
    selected: Selected,
    payload: Any,
    prepared: Prepared,
    given: Given,
    variables: Mapping[str, Any] | None,
    context: Context,
) -> Answered:
    """Return the payload as the answer has it: by a plan, or by the executor, which then does not write again."""
    began = time.perf_counter()
    try:
        plan = await _plan(selected, prepared, given, context)
        if context.trace is not None:
            context.trace.planning_milliseconds += (time.perf_counter() - began) * 1_000
        return {"data": {selected.key: await _planned(plan, payload, given.leaves, context)}}
    except Exception:  # noqa: BLE001 - whatever it is: it is written, and the executor can read it too
        context.payloads[selected.key] = payload
        if context.trace is not None:
            context.trace.path = Path.PART_PLANNED
        return await resolved(prepared.only([each.node for each in selected.details]), prepared, variables, context)


async def _planned(plan: PayloadPlan, payload: Any, leaves: Leaves, context: Context) -> dict[str, Any]:
    filled = plan.filled(payload, leaves, context.viewer)
    answers = await run(list(filled.values()), context.trace)
    return plan.value(payload, dict(zip(filled, answers, strict=True)))
