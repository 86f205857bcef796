"""Who writes modules: the blueprint's own texts, filled with a learner's words."""

from domains.courses.services.generation.assignments import Writer
from domains.courses.services.generation.writers import offline


def chosen_writer() -> Writer:
    """Return who writes."""
    return offline.write
