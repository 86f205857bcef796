"""Where a project stands, and that somebody looks at it."""

from typing import Annotated
from uuid import UUID

import strawberry

from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer
from domains.projects import inputs, models, services


@strawberry.type(description="The answer to `archiveProject`.")
class ArchiveProjectPayload(Payload):
    """The project."""

    project: models.Project | None = written(of="Project", description="The project as it is now.")


@strawberry.type(description="The answer to `restoreProject`.")
class RestoreProjectPayload(Payload):
    """The project."""

    project: models.Project | None = written(of="Project", description="The project as it is now.")


@strawberry.type(description="The answer to `highlightProject`.")
class HighlightProjectPayload(Payload):
    """The project."""

    project: models.Project | None = written(of="Project", description="The project as it is now.")


@strawberry.type(description="The answer to `unhighlightProject`.")
class UnhighlightProjectPayload(Payload):
    """The project."""

    project: models.Project | None = written(of="Project", description="The project as it is now.")


@strawberry.type(description="The answer to `recordProjectView`.")
class RecordProjectViewPayload(Payload):
    """The project."""

    project: models.Project | None = written(of="Project", description="The project as it is now.")


@mutation
def archive_project(
    viewer: Viewer, input: Annotated[inputs.ArchiveProjectInput, strawberry.argument(description="Which one.")]
) -> ArchiveProjectPayload:
    """Put a project of yours away: nobody but you sees it, and it leaves the top of your profile."""
    project = services.archive_project(viewer=viewer, project_id=_project(input.project_id))
    return ArchiveProjectPayload(project=project)


@mutation
def restore_project(
    viewer: Viewer, input: Annotated[inputs.RestoreProjectInput, strawberry.argument(description="Which one.")]
) -> RestoreProjectPayload:
    """Take a project of yours out again."""
    project = services.restore_project(viewer=viewer, project_id=_project(input.project_id))
    return RestoreProjectPayload(project=project)


@mutation
def highlight_project(
    viewer: Viewer, input: Annotated[inputs.HighlightProjectInput, strawberry.argument(description="Which one.")]
) -> HighlightProjectPayload:
    """Let a project of yours stand first on your profile, in place of the one that did."""
    project = services.highlight_project(viewer=viewer, project_id=_project(input.project_id))
    return HighlightProjectPayload(project=project)


@mutation
def unhighlight_project(
    viewer: Viewer, input: Annotated[inputs.UnhighlightProjectInput, strawberry.argument(description="Which one.")]
) -> UnhighlightProjectPayload:
    """Let a project of yours stand first on your profile no longer."""
    project = services.unhighlight_project(viewer=viewer, project_id=_project(input.project_id))
    return UnhighlightProjectPayload(project=project)


@mutation
def record_project_view(
    viewer: Viewer, input: Annotated[inputs.RecordProjectViewInput, strawberry.argument(description="Which one.")]
) -> RecordProjectViewPayload:
    """Say that you look at a project. You count once a day; who has not signed in does not count."""
    project = services.record_project_view(viewer=viewer, project_id=_project(input.project_id))
    return RecordProjectViewPayload(project=project)


def _project(id: str) -> UUID:
    return ids.key_of("Project", id, path=["input", "projectId"])
