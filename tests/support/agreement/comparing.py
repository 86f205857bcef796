"""Whether two answers are the same to a client: every value, every key in its order, every error."""

import json
from dataclasses import dataclass
from typing import Any

from schema.execution import Answer
from tests.support.agreement.asking import Question

MISSING = "(nothing)"
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Difference:
    """The first place at which two answers part."""

    place: Place
    reference: Any
    candidate: Any


class Members(list[tuple[str, Any]]):
    """The members of a JSON object, in order."""


def difference(reference: Answer, candidate: Answer) -> Difference | None:
    """Return where two answers part; None where no client could tell them apart."""
    if reference.is_refused != candidate.is_refused:
        return Difference(("(refused)",), reference.is_refused, candidate.is_refused)
    return _between(_read(reference.body), _read(candidate.body), ())


def report(question: Question, found: Difference) -> str:
    """Return a difference as a person wants to read it."""
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in found.place) or "(the whole)"
    return "\n".join([
        question.text.rstrip(),
        f"variables: {_text(question.variables)}",
        f"viewer:    {question.viewer}",
        f"parts at:  {place.lstrip('.')}",
        f"reference: {_shown(found.reference)}",
        f"candidate: {_shown(found.candidate)}",
    ])  # fmt: skip


def _read(body: bytes) -> Any:
    """Return an answer as JSON, objects as their members; errors by their place, for the specification orders none."""
    answer = json.loads(body, object_pairs_hook=Members)
    if not isinstance(answer, Members):
        return answer
    # Which of `data` and `errors` comes first means nothing: the specification wants errors first, if anything.
    top = dict(answer)
    if isinstance(top.get("errors"), list):
        top["errors"] = sorted((_error(error) for error in top["errors"]), key=lambda e: json.dumps(e, default=str))
    return Members(sorted(top.items()))


def _error(error: Any) -> Any:
    """Return what counts of an error: nobody can predict its trace id, and its keys mean the same in any order."""
    if not isinstance(error, Members):
        return error
    plain = {name: _without_trace(value) if name == "extensions" else _plain(value) for name, value in error}
    return Members(sorted(plain.items()))


def _without_trace(extensions: Any) -> Any:
    return Members(sorted((name, value) for name, value in extensions if name != "traceId"))


def _plain(value: Any) -> Any:
    """Return locations with their members by name; everything else as it is."""
    if isinstance(value, Members):
        return Members(sorted(value))
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _between(one: Any, other: Any, place: Place) -> Difference | None:
    """Return the first place at which two values part."""
    if type(one) is type(other) is Members:
        return _between_members(one, other, place)
    if type(one) is type(other) is list:
        return _between_items(one, other, place)
    # To Python `True` is 1 and an empty object an empty list; to JSON a number is a number.
    is_same_kind = type(one) is type(other) or {type(one), type(other)} == {int, float}
    return None if is_same_kind and one == other else Difference(place, one, other)


def _between_members(one: Members, other: Members, place: Place) -> Difference | None:
    names, others = [name for name, _ in one], [name for name, _ in other]
    if names != others:
        what = "(order of keys)" if sorted(names) == sorted(others) else "(keys)"
        return Difference((*place, what), names, others)
    pairs = zip(one, other, strict=True)
    return next((d for (name, a), (_, b) in pairs if (d := _between(a, b, (*place, name)))), None)


def _between_items(one: list[Any], other: list[Any], place: Place) -> Difference | None:
    pairs = enumerate(zip(one, other, strict=False))
    first = next((d for n, (a, b) in pairs if (d := _between(a, b, (*place, n)))), None)
    if first is None and len(one) != len(other):
        return Difference((*place, min(len(one), len(other))), *_beyond(one, other))
    return first


def _beyond(one: list[Any], other: list[Any]) -> tuple[Any, Any]:
    """Return the first item that only one of the lists has, and nothing."""
    shorter = min(len(one), len(other))
    return (one[shorter:] or [MISSING])[0], (other[shorter:] or [MISSING])[0]


def _shown(value: Any) -> str:
    """Return a value as JSON, not more of it than one reads."""
    text = _text(_objects(value))
    return text if len(text) <= 400 else f"{text[:400]}…"


def _objects(value: Any) -> Any:
    if isinstance(value, Members):
        return {name: _objects(each) for name, each in value}
    return [_objects(each) for each in value] if isinstance(value, list) else value


def _text(value: Any) -> str:
    """Return a value as JSON that can be printed: half of a surrogate pair cannot."""
    return json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace").decode()
