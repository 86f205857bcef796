"""Filling the gaps of the blueprint with a learner's own words.

A gap is `{KEY}`, where the word stands as it was written, `{KEY:title}`, with its first letter large, or, in code,
`{KEY:class}` and `{KEY:name}`, names made of it. All else in braces is left alone. What fills a gap is text and
nothing else, wherever it stands: no markup in Markdown, no code in code; and it is never filled again.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domains.courses.rules.identifiers import class_name, snake_name

GAP = re.compile(r"\{([A-Z][A-Z0-9_]*)(?::(class|name|title))?\}")
# Fenced blocks and code spans of Markdown: nothing is escaped by a backslash there.
_CODE_IN_MARKDOWN = re.compile(
    r"(^(?P<fence>```+|~~~+)[^\n]*\n.*?^(?P=fence)[`~]*[ \t]*$"
    r"|(?P<span>`+)[^`].*?(?P=span))",
    re.MULTILINE | re.DOTALL,
)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_NOT_IN_STRINGS = re.compile(r"[\\'\"`{}\x00-\x1f\x7f-\x9f]")
_NOT_IN_LABELS = re.compile(r"[^\w .,-]")
_NAME = re.compile(r"[A-Za-z_]\w*")


class UnfilledError(Exception):
    """The words say nothing for these gaps."""

    def __init__(self, keys: Collection[str]) -> None:
        super().__init__(", ".join(sorted(keys)))
        self.keys = sorted(keys)


@dataclass(frozen=True)
class Words:
    """A learner's words by the gaps that they fill, and the names that are made of them.

    Args:
        values: the words, by key in upper case.
        taken: names that mean something else in the code that is filled.
    """

    values: Mapping[str, str]
    taken: Collection[str] = ()
    _names: dict[tuple[str, str], str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Give each word its names; two words are never called the same."""
        taken = set(self.taken)
        for key in sorted(self.values):
            for form, name in (("class", class_name), ("name", snake_name)):
                made = name(self.values[key], key, taken)
                self._names[key, form] = made
                taken.add(made)

    def has(self, key: str) -> bool:
        """Whether there is something to fill the gap with."""
        return bool(self.values.get(key, "").strip())

    def filled(self, match: re.Match[str]) -> tuple[str, bool]:
        """Return what fills a gap, and whether it is a name.

        Raises:
            UnfilledError
        """
        key, form = match.groups()
        if not self.has(key):
            raise UnfilledError([key])
        if form in {"class", "name"}:
            return self._names[key, form], True
        # One line: what was written over several would begin something new in Markdown and in code.
        value = " ".join(self.values[key].split())
        return (value[0].upper() + value[1:] if form == "title" else value), False


def fill_text(template: str, words: Words) -> str:
    """Return a plain text, such as a title, with its gaps filled."""
    return GAP.sub(lambda gap: words.filled(gap)[0], template)


def fill_code(template: str, words: Words) -> str:
    """Return code with its gaps filled: words that are no names stand in strings and comments, and cannot end them."""

    def filled(gap: re.Match[str]) -> str:
        value, is_name = words.filled(gap)
        return value if is_name else _NOT_IN_STRINGS.sub(lambda each: f"\\x{ord(each[0]):02x}", value)

    return GAP.sub(filled, template)


def fill_label(template: str, words: Words) -> str:
    """Return a diagram with its gaps filled: of the words only what stands for itself in a label."""
    return GAP.sub(lambda gap: _NOT_IN_LABELS.sub(" ", words.filled(gap)[0]), template)


def fill_markdown(template: str, words: Words) -> str:
    """Return Markdown with its gaps filled; what fills them is text, whatever it looks like."""

    def filled(gap: re.Match[str]) -> str:
        value, is_name = words.filled(gap)
        return value if is_name else _PUNCTUATION.sub(r"\\\1", value)

    made, place = [], 0
    for code in _CODE_IN_MARKDOWN.finditer(template):
        made += [GAP.sub(filled, template[place : code.start()]), fill_code(code[0], words)]
        place = code.end()
    return "".join([*made, GAP.sub(filled, template[place:])])


def hydrated(template: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """Return what a module of the blueprint becomes for a learner.

    Args:
        template: the module as the blueprint's files have it.
        values: the learner's words, by key in upper case.

    Returns:
        `title`, `description`, and `sections`, `examples`, `visualizations` and `exercises` as the files have them.

    Raises:
        UnfilledError: with all gaps that no word fills.
    """
    words = Words(values, names_in(template))
    if missing := {key for key in gaps_in(template) if not words.has(key)}:
        raise UnfilledError(missing)
    return {
        "title": fill_text(template["title_template"], words),
        "description": fill_text(template["description_template"], words),
        **{part: [_filled(each, words) for each in template.get(part) or ()] for part in PARTS},
    }


def gaps_in(template: Any) -> set[str]:
    """Return the keys of all gaps in a text, or in all texts of a template."""
    return {gap[1] for text in _texts(template) for gap in GAP.finditer(text)}


def names_in(template: Mapping[str, Any]) -> set[str]:
    """Return the names that a module's code uses itself: no word of a learner's may be called so."""
    code = [text for part in PARTS for each in template.get(part) or () for text in _code(each)]
    return {name for text in code for name in _NAME.findall(GAP.sub(" ", text))}


PARTS = ("sections", "examples", "visualizations", "exercises")
# What the texts of a template are; the others (ids, types, languages) have no gaps.
_FILLERS = {
    "heading": fill_text, "title": fill_text, "name": fill_text, "text": fill_text, "problem": fill_text,
    "body": fill_markdown, "explanation": fill_markdown, "prompt": fill_markdown,
    "code": fill_code, "starter_code": fill_code, "solution_code": fill_code, "mermaid": fill_label,
}  # fmt: skip


def _filled(stored: Any, words: Words) -> Any:
    """Return an entry of a template with the gaps of all of its texts filled, each as the text is read."""
    if isinstance(stored, Mapping):
        return {
            name: _FILLERS[name](value, words) if name in _FILLERS and isinstance(value, str) else _filled(value, words)
            for name, value in stored.items()
        }
    return [_filled(each, words) for each in stored] if isinstance(stored, list) else stored


def _texts(stored: Any) -> Iterator[str]:
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, Mapping):
        for value in stored.values():
            yield from _texts(value)
    elif isinstance(stored, Sequence):
        for value in stored:
            yield from _texts(value)


def _code(stored: Mapping[str, Any]) -> Iterator[str]:
    for name, value in stored.items():
        if name in {"code", "starter_code", "solution_code"} and isinstance(value, str):
            yield value
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, Mapping):
                    yield from _code(each)
