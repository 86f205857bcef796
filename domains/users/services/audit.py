"""What happened to sign-ins, written down."""

from typing import Any
from uuid import UUID

from domains.kit.origin import NOWHERE, Origin
from domains.users import models
from domains.users.models import AuthEventType

LONGEST_AGENT = 300


def record(
    event_type: AuthEventType, *, user_id: UUID | None = None, origin: Origin = NOWHERE, **metadata: Any
) -> None:
    """Write down what happened, to whom and from where."""
    models.AuthEvent.objects.create(
        user_id=user_id,
        event_type=event_type,
        ip_address=origin.address,
        user_agent=agent_of(origin),
        metadata=metadata,
    )


def agent_of(origin: Origin) -> str:
    """Return what the program calls itself, as far as it is kept."""
    return origin.agent.replace("\0", "")[:LONGEST_AGENT]
