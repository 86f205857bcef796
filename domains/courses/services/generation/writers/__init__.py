"""Who writes modules: a model that the settings name, or the blueprint's own texts, filled with a learner's words."""

from typing import Any

from domains.configuration.selectors import values_of
from domains.courses.rules import writing
from domains.courses.services.generation.assignments import Assignment
from domains.courses.services.generation.writers import model, offline
from domains.kit.threads import on_database


async def write(assignment: Assignment) -> dict[str, Any]:
    """Return a module: `title`, `description`, `sections`, `examples`, `visualizations` and `exercises`.

    The settings are read for each module anew, before it is begun.

    Raises:
        WritingError
    """
    # Its connection is given back before the model is asked, which takes minutes.
    values = await on_database(values_of)(*writing.WRITER)
    endpoint = writing.endpoint_of(values)
    if endpoint is None:
        return await offline.write(assignment)
    return await model.write(assignment, endpoint, writing.patience_of(values))
