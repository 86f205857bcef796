"""What is counted, and how Prometheus reads it. Each process counts for itself."""

from collections.abc import Callable, Iterator, Mapping

Labels = tuple[str, ...]
# A label's values are few and our own; should one ever come from outside, it does not fill the memory.
MOST_SERIES = 200
OTHERS = "other"

_families: dict[str, "Counter | Gauge"] = {}


class Counter:
    """A number that only grows, for each combination of its labels' values."""

    kind = "counter"

    def __init__(self, name: str, help: str, *labels: str) -> None:
        """Begin to count; what has no labels begins at nothing, the rest when it is first counted."""
        self.help = help
        self.labels = labels
        self._counts: dict[Labels, float] = {} if labels else {(): 0}
        _families[name] = self

    def add(self, *values: str, amount: float = 1) -> None:
        """Count, under the values of the labels."""
        try:
            self._counts[values] += amount
        except KeyError:
            key = values if len(self._counts) < MOST_SERIES else (OTHERS,) * len(values)
            self._counts[key] = self._counts.get(key, 0) + amount

    def read(self) -> Mapping[Labels, float]:
        """Return what was counted so far."""
        return dict(self._counts)


class Gauge:
    """A number that is looked up when somebody asks for it."""

    kind = "gauge"

    def __init__(self, name: str, help: str, *labels: str, read: Callable[[], Mapping[Labels, float]]) -> None:
        self.help = help
        self.labels = labels
        self.read = read
        _families[name] = self


def forget(name: str) -> None:
    """Count something no longer."""
    del _families[name]


def exposed() -> str:
    """Return everything in the text format of Prometheus, by name."""
    return "".join(f"{line}\n" for name in sorted(_families) for line in _lines(name, _families[name]))


def _lines(name: str, family: Counter | Gauge) -> Iterator[str]:
    yield f"# HELP {name} {_escaped(family.help)}"
    yield f"# TYPE {name} {family.kind}"
    for values, number in sorted(family.read().items()):
        pairs = ",".join(f'{label}="{_quoted(value)}"' for label, value in zip(family.labels, values, strict=True))
        yield f"{name}{{{pairs}}} {number}" if pairs else f"{name} {number}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', '\\"')
