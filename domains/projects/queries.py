"""What can be asked about projects."""

from typing import Annotated

import strawberry

from domains.kit.relations import connection, one
from domains.kit.viewer import Viewer
from domains.projects import inputs, selectors
from domains.projects.inputs import ProjectOrder


@one("Project")
def project(
    viewer: Viewer,
    owner: Annotated[str, strawberry.argument(description="The owner's user name.")],
    slug: Annotated[str, strawberry.argument(description="The project's slug.")],
) -> selectors.Projects:
    """The project at an owner's address."""
    return selectors.project(viewer, owner, slug)


@connection("Project")
def explore(
    viewer: Viewer,
    filter: Annotated[
        inputs.ProjectFilter | None, strawberry.argument(description="Which projects; all without it.")
    ] = None,
    order: Annotated[ProjectOrder, strawberry.argument(description="In which order.")] = ProjectOrder.NEWEST,
    search: Annotated[
        str | None,
        strawberry.argument(
            description='Words to find, "a phrase", `or`, `-without`; in titles, topics, descriptions and pages.'
        ),
    ] = None,
) -> selectors.Projects:
    """What people make: all projects that are neither private nor archived."""
    return selectors.explore(viewer, **vars(filter) if filter else {}, order=order.value, search=search)


@connection("Comment")
def flagged_comments(viewer: Viewer) -> selectors.Comments:
    """What waits for a moderator, the longest first. Empty for who does not moderate."""
    return selectors.flagged_comments(viewer)
