"""How long a provider is waited for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Patience:
    """How long a provider is waited for, in seconds, and how many times it is asked.

    Args:
        connect: until it is reached.
        first: from asking until it begins to answer.
        idle: between two signs of its answer.
        total: for everything together, tries and pauses among it.
        tries: how many times it is asked, as long as it has said nothing.
    """

    connect: float
    first: float
    idle: float
    total: float
    tries: int
