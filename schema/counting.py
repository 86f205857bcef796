"""What is counted of operations."""

from collections.abc import Iterable, Mapping
from typing import Any

from domains.kit.metrics import Counter
from domains.kit.tracing import Path

_operations = Counter(
    "gateway_operations_total",
    "Queries and mutations over HTTP that ran, by who answered: plans, plans and the executor, or the executor alone.",
    "path",
    "type",
)
_errors = Counter("gateway_operation_errors_total", "Errors in the answers to queries and mutations over HTTP.", "code")
fallbacks = Counter(
    "gateway_plan_fallbacks_total", "Plans that failed as they ran, so that the executor answered in their place."
)
_NAMES = {path: path.name.lower() for path in Path}


def count_operation(path: Path, type: str) -> None:
    """Count an operation that ran."""
    _operations.add(_NAMES[path], type)


def count_errors(errors: Iterable[Mapping[str, Any]]) -> None:
    """Count the errors of an answer."""
    for error in errors:
        _errors.add(error["extensions"]["code"])


def count_error(code: str) -> None:
    """Count the one error of an answer."""
    _errors.add(code)
