"""Names in code that are made of a learner's own words."""

import builtins
import keyword
import re
import unicodedata
from collections.abc import Collection

LONGEST_NAME = 40
_BUILT_IN = frozenset(dir(builtins)) | frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) | {"self", "cls"}
_WORD = re.compile(r"[A-Za-z0-9]+")


def class_name(value: str, key: str, taken: Collection[str] = ()) -> str:
    """Return a CamelCase name for a value; one that says nothing in Latin letters is called after its gap."""
    made = "".join(word[0].upper() + word[1:] for word in _words(value) or _words(key.lower()))
    return _free(_begun(made, "The"), "".join(word.title() for word in _words(key)), taken)


def snake_name(value: str, key: str, taken: Collection[str] = ()) -> str:
    """Return a snake_case name for a value, likewise."""
    made = "_".join(word.lower() for word in _words(value) or _words(key))
    return _free(_begun(made, "the_"), "_" + key.lower(), taken)


def _words(value: str) -> list[str]:
    """Return the words of a value in the letters that code is written in."""
    return _WORD.findall(unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode())


def _begun(name: str, with_: str) -> str:
    """Return a name that does not begin with a digit, and is not too long."""
    return (with_ + name if name[:1].isdigit() else name)[:LONGEST_NAME].rstrip("_")


def _free(name: str, addition: str, taken: Collection[str]) -> str:
    """Return the name, or one like it that means nothing else where it is to stand."""
    while name in _BUILT_IN or name in taken:
        name += addition
    return name
