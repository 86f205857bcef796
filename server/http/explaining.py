"""The explain panel's header: a client asks how its operations are answered, and the answer's `extensions` tell."""

from collections.abc import Mapping

from django.conf import settings

from domains.kit.tracing import Trace
from domains.kit.viewer import Viewer

HEADER = "x-explain"
STATEMENTS, PLANS = "statements", "plans"


def explains() -> bool:
    """Tell whether operations are explained here: never in production."""
    return bool(settings.ENVIRONMENT.gateway_env != "production")


def trace_for(headers: Mapping[str, str], viewer: Viewer) -> Trace | None:
    """Return where one operation is to be written down; nothing where nobody asks.

    PostgreSQL's plans tell how many rows there are, whoever may see them: they are for staff.
    """
    wanted = headers.get(HEADER, "").strip().lower()
    if wanted not in {STATEMENTS, PLANS} or not explains():
        return None
    return Trace(wants_plans=wanted == PLANS and viewer.is_staff)
