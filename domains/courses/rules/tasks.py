"""What an exercise of a lesson may ask, and what of it is right, by its type."""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.courses.rules.texts import CODE_LENGTH, LANGUAGE_LENGTH, OPTION_LENGTH, PROMPT_LENGTH
from domains.kit.errors import Invalid, Required, TooLong
from domains.kit.files import KINDS, FileKind
from domains.kit.text import is_storable

MOST_QUESTIONS = 50
FEWEST_OPTIONS, MOST_OPTIONS = 2, 20
CHOICES = "multiple_choice"
CONTENT, SOLUTION = ("input", "content"), ("input", "solution")
# What each type may say beside its prompt; multiple choice has a prompt for each question instead.
BESIDES: Mapping[str, tuple[str, ...]] = {
    "short_answer": (), "essay": (), "code": ("language", "starter"), "upload": ("accepts",),
}  # fmt: skip


def checked_content(exercise_type: str, content: Any) -> dict[str, Any]:
    """Return what is asked, in the shape that its type has.

    Raises:
        Required, Invalid, TooLong: with the path of what is wrong.
    """
    if exercise_type == CHOICES:
        entries = _list(_object(content, ("questions",), CONTENT), "questions", 1, MOST_QUESTIONS, CONTENT)
        path = (*CONTENT, "questions")
        return {"questions": [_question(entry, (*path, str(place))) for place, entry in enumerate(entries)]}
    said = _object(content, ("prompt", *BESIDES[exercise_type]), CONTENT)
    asked: dict[str, Any] = {"prompt": _text(said.get("prompt"), PROMPT_LENGTH, (*CONTENT, "prompt"))}
    for name, longest in (("language", LANGUAGE_LENGTH), ("starter", CODE_LENGTH)):
        if said.get(name):
            asked[name] = _text(said[name], longest, (*CONTENT, name))
    if "accepts" in said:
        asked["accepts"] = _accepted(_list(said, "accepts", 1, len(KINDS), CONTENT))
    return asked


def checked_solution(exercise_type: str, content: Mapping[str, Any], solution: Any) -> dict[str, Any]:
    """Return what is right: for each question the places of the right options. Empty where a person grades.

    Raises:
        Invalid
    """
    if solution is None or solution == {}:
        return {}
    if exercise_type != CHOICES:
        raise Invalid("Only multiple choice has a solution: a person grades the others.", path=SOLUTION)
    questions = content["questions"]
    answers = _list(_object(solution, ("answers",), SOLUTION), "answers", len(questions), len(questions), SOLUTION)
    for place, (answer, question) in enumerate(zip(answers, questions, strict=True)):
        if not _names_options(answer, len(question["options"])):
            message = "An answer names at least one of its question's options, from 0, each once."
            raise Invalid(message, path=(*SOLUTION, "answers", str(place)))
    return {"answers": [sorted(answer) for answer in answers]}


def options_in(content: Any) -> list[int]:
    """Return how many options each question has; answers that were given name them by their places."""
    questions = content.get("questions") if isinstance(content, dict) else None
    return [len(each.get("options") or ()) for each in questions or () if isinstance(each, dict)]


def kinds_accepted(content: Any) -> tuple[FileKind, ...]:
    """Return of which kinds a file may be that is handed in; of any, where none is named."""
    named = content.get("accepts") if isinstance(content, dict) else None
    return tuple(kind for kind in KINDS if isinstance(named, list) and kind.word in named) or KINDS


def _question(entry: Any, path: Sequence[str]) -> dict[str, Any]:
    said = _object(entry, ("prompt", "options"), path)
    options = _list(said, "options", FEWEST_OPTIONS, MOST_OPTIONS, path)
    texts = [_text(each, OPTION_LENGTH, (*path, "options", str(place))) for place, each in enumerate(options)]
    return {"prompt": _text(said.get("prompt"), PROMPT_LENGTH, (*path, "prompt")), "options": texts}


def _accepted(named: Sequence[Any]) -> list[str]:
    words = [kind.word for kind in KINDS]
    for place, word in enumerate(named):
        if word not in words:
            raise Invalid(f"What can be accepted: {', '.join(words)}.", path=(*CONTENT, "accepts", str(place)))
    return [word for word in words if word in named]


def _names_options(answer: Any, count: int) -> bool:
    if not isinstance(answer, list) or not answer:
        return False
    return all(type(each) is int and 0 <= each < count for each in answer) and len(set(answer)) == len(answer)


def _object(value: Any, names: Sequence[str], path: Sequence[str]) -> dict[str, Any]:
    """Return an object that has none but these fields."""
    if not isinstance(value, dict):
        raise Invalid(f"This is an object with: {', '.join(names)}.", path=path)
    if strangers := sorted(value.keys() - set(names)):
        raise Invalid(f"There is no such field; there are: {', '.join(names)}.", path=(*path, strangers[0][:50]))
    return value


def _list(said: Mapping[str, Any], name: str, fewest: int, most: int, path: Sequence[str]) -> list[Any]:
    value = said.get(name)
    if not isinstance(value, list) or not fewest <= len(value) <= most:
        number = str(most) if fewest == most else f"{fewest} to {most}"
        raise Invalid(f"This is a list of {number} entries.", path=(*path, name))
    return value


def _text(value: Any, longest: int, path: Sequence[str]) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise Required("A text is needed here.", path=path)
    if not isinstance(value, str) or not is_storable(value):
        raise Invalid("This is a text, without NUL characters and halves of characters.", path=path)
    if len(value) > longest:
        raise TooLong(f"This has {longest:,} characters at most.", path=path)
    return value
