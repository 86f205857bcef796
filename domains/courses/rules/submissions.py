"""What may be handed in for an exercise of a lesson, and what it is worth."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from domains.courses.errors import ScoreOutOfRange
from domains.courses.rules.texts import CODE_LENGTH
from domains.kit.errors import Invalid, Required, TooLong
from domains.kit.text import is_storable

PASSING_PERCENT = 60
PATH = ("input", "data")


def questions_in(content: Any) -> list[dict[str, Any]]:
    """Return the questions of an exercise; what is none is passed over."""
    found = content.get("questions") if isinstance(content, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def checked_text(data: Any) -> dict[str, Any]:
    """Return an answer in words, or in code.

    Raises:
        Required, Invalid, TooLong
    """
    text = _only(data, "text")
    if not isinstance(text, str) or not text.strip():
        raise Required("This exercise is answered with a text.", path=[*PATH, "text"])
    if len(text) > CODE_LENGTH:
        raise TooLong(f"An answer has {CODE_LENGTH:,} characters at most.", path=[*PATH, "text"])
    if not is_storable(text):
        raise Invalid("A text has no NUL characters, and no halves of characters.", path=[*PATH, "text"])
    return {"text": text}


def checked_choices(data: Any, questions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return an answer that chooses: for each question the places of the options, from 0.

    Raises:
        Invalid
    """
    answers = _only(data, "answers")
    path = [*PATH, "answers"]
    if not isinstance(answers, list) or len(answers) != len(questions):
        raise Invalid(f"There is one list of choices for each of the {len(questions)} questions.", path=path)
    for number, (chosen, question) in enumerate(zip(answers, questions, strict=True)):
        options = len(question.get("options") or ())
        if not isinstance(chosen, list) or not all(type(each) is int and 0 <= each < options for each in chosen):
            raise Invalid(f"A choice names options, from 0 to {options - 1}.", path=[*path, str(number)])
    return {"answers": [sorted(set(chosen)) for chosen in answers]}


def checked_upload(data: Any) -> str:
    """Return the id of what was uploaded.

    Raises:
        Required, Invalid
    """
    id = _only(data, "uploadId")
    if not isinstance(id, str):
        raise Required("This exercise is answered with an upload.", path=[*PATH, "uploadId"])
    return id


def file_in(data: Any) -> str | None:
    """Return the name of the file that an answer is, if it is one."""
    name = data.get("file") if isinstance(data, dict) else None
    return name if isinstance(name, str) else None


def choices_score(answers: Sequence[Any], solution: Any, max_score: int) -> float | None:
    """Return what choices are worth: the share of right questions; nothing where it is not known what is right."""
    right = solution.get("answers") if isinstance(solution, dict) else None
    if not isinstance(right, list) or not right or len(right) != len(answers):
        return None
    pairs = zip(answers, right, strict=True)
    hits = sum(isinstance(wanted, list) and set(chosen) == set(wanted) for chosen, wanted in pairs)
    return round(max_score * hits / len(right), 2)


def checked_score(score: float, max_score: int) -> float:
    """Return a score that the exercise gives.

    Raises:
        ScoreOutOfRange
    """
    # What is no number is in no range.
    if not 0 <= score <= max_score:
        raise ScoreOutOfRange(f"A score lies between 0 and {max_score}.", path=["input", "score"])
    return round(score, 2)


def is_passed(score: float, max_score: int) -> bool:
    """Tell whether a score is good enough."""
    return score * 100 >= PASSING_PERCENT * max_score


def deadline(started_at: datetime, minutes: int) -> datetime:
    """Return when the time of an attempt is over."""
    return started_at + timedelta(minutes=minutes)


def _only(data: Any, name: str) -> Any:
    if not isinstance(data, dict) or set(data) != {name}:
        raise Invalid(f'The answer has the form {{"{name}": …}}.', path=PATH)
    return data[name]
