"""Whether the systems answer alike: what is compared is worth comparing only then."""

import re
from typing import Any

import orjson

from benchmarks.operations.cases import Case
from benchmarks.operations.load import Connection
from benchmarks.operations.running import Running
from benchmarks.operations.world import World

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")


class Different(Exception):  # noqa: N818 - it is a finding
    """Two systems answer differently."""


async def compare(case: Case, ours: Running, others: list[Running], world: World) -> None:
    """Check that others give the gateway's answer.

    Raises:
        Different: naming the place.
    """
    expected = await _answers(case, ours, world)
    for other in others:
        answers = await _answers(case, other, world)
        if any(other.system.own_document(step) for step in case.steps[0]) or not other.system.is_compared:
            continue  # another form; it has answered without errors
        for found, wanted in zip(answers, expected, strict=True):
            # Stock Relay makes other ids.
            is_same = orjson.loads if other.system.name == "limit" else _without_ids
            _same(is_same(found), is_same(wanted), f"{case.name} of {other.system.name}")


async def _answers(case: Case, running: Running, world: World) -> list[bytes]:
    """Return what a system answers to the first connection's steps.

    Raises:
        Different: it answers with an error.
    """
    connection = await Connection.open(running.port)
    requests = running.system.requests(case, world.tokens[case.viewer] if case.viewer else None)[0]
    answers = [await connection.ask(request) for request in requests]
    connection.close()
    for answer in answers:
        if "errors" in orjson.loads(answer):
            raise Different(f"{running.system.name} fails at {case.name}: {answer[:2_000].decode()}")
    return answers


def _without_ids(answer: bytes) -> Any:
    return _stripped(orjson.loads(answer))


def _stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _stripped(each) for key, each in value.items() if key != "id"}
    return [_stripped(each) for each in value] if isinstance(value, list) else value


def _same(found: Any, wanted: Any, place: str) -> None:
    """Check that two values are the same.

    Moments may be written differently: PostgreSQL leaves the zeros at the end of a second's fraction away, and
    making it write them would cost the limit what no client needs.

    Raises:
        Different: naming the place.
    """
    if isinstance(wanted, dict) and isinstance(found, dict) and list(found) == list(wanted):
        for key, value in wanted.items():
            _same(found[key], value, f"{place}.{key}")
    elif isinstance(wanted, list) and isinstance(found, list) and len(found) == len(wanted):
        for number, value in enumerate(wanted):
            _same(found[number], value, f"{place}[{number}]")
    elif _plain(found) != _plain(wanted):
        raise Different(f"{place}: {str(found)[:500]} where the gateway has {str(wanted)[:500]}")


def _plain(value: Any) -> Any:
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return value.removesuffix("+00:00").rstrip("0").rstrip(".") if "." in value else value.removesuffix("+00:00")
    return value
