"""Making and changing projects."""

from typing import Annotated, Any

import strawberry

from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, given, mutation
from domains.kit.viewer import Viewer
from domains.projects import inputs, models, services


@strawberry.type(description="The answer to `createProject`.")
class CreateProjectPayload(Payload):
    """The new project."""

    project: models.Project | None = written(of="Project", description="The new project.")


@strawberry.type(description="The answer to `updateProject`.")
class UpdateProjectPayload(Payload):
    """The changed project."""

    project: models.Project | None = written(of="Project", description="The project as it is now.")


@strawberry.type(description="The answer to `likeProject`.")
class LikeProjectPayload(Payload):
    """The liked project."""

    project: models.Project | None = written(of="Project", description="The project as it is now.")


@strawberry.type(description="The answer to `unlikeProject`.")
class UnlikeProjectPayload(Payload):
    """The project."""

    project: models.Project | None = written(of="Project", description="The project as it is now.")


@mutation
def create_project(
    viewer: Viewer,
    input: Annotated[inputs.CreateProjectInput, strawberry.argument(description="The new project.")],
) -> CreateProjectPayload:
    """Make a project."""
    return CreateProjectPayload(project=services.create_project(viewer=viewer, values=_values(input)))


@mutation
def update_project(
    viewer: Viewer,
    input: Annotated[inputs.UpdateProjectInput, strawberry.argument(description="The changes.")],
) -> UpdateProjectPayload:
    """Change a project of yours; what is not named stays."""
    project = services.update_project(viewer=viewer, project_id=_project(input.project_id), values=_values(input))
    return UpdateProjectPayload(project=project)


@mutation
def like_project(
    viewer: Viewer, input: Annotated[inputs.LikeProjectInput, strawberry.argument(description="Which one.")]
) -> LikeProjectPayload:
    """Like a project. Liking twice changes nothing."""
    return LikeProjectPayload(project=services.like_project(viewer=viewer, project_id=_project(input.project_id)))


@mutation
def unlike_project(
    viewer: Viewer, input: Annotated[inputs.UnlikeProjectInput, strawberry.argument(description="Which one.")]
) -> UnlikeProjectPayload:
    """Like a project no longer. Not liking it changes nothing."""
    return UnlikeProjectPayload(project=services.unlike_project(viewer=viewer, project_id=_project(input.project_id)))


def _project(id: str) -> Any:
    return ids.key_of("Project", id, path=["input", "projectId"])


def _values(input: inputs.CreateProjectInput | inputs.UpdateProjectInput) -> dict[str, Any]:
    """Return what was given, with keys for ids and stored blocks for block inputs."""
    values = given(input, but=("project_id",))
    for name, type_name in (("tools", "Tool"), ("categories", "Taxonomy")):
        if values.get(name):
            values[name] = [
                ids.key_of(type_name, id, path=["input", name, str(place)]) for place, id in enumerate(values[name])
            ]
    if values.get("content"):
        values["content"] = [block.stored() for block in values["content"]]
    return values
