"""What clients say about projects."""

import strawberry
from strawberry import UNSET

from domains.projects.inputs.blocks import ContentBlockInput
from domains.projects.models import ProjectType


@strawberry.input(description="A new project.")
class CreateProjectInput:
    """A project; all but the title is optional."""

    title: str = strawberry.field(description="The title.")
    type: ProjectType = strawberry.field(default=ProjectType.OTHER, description="What kind of work it is.")
    slug: str | None = strawberry.field(
        default=UNSET, description="Its name in addresses; made from the title when not given."
    )
    description: str = strawberry.field(default="", description="What it is, in a few sentences.")
    is_showcased: bool = strawberry.field(default=True, description="Whether your profile shows it off.")
    is_private: bool = strawberry.field(default=False, description="Whether you alone see it.")
    banner_url: str = strawberry.field(default="", description="The web address of a wide picture.")
    featured_image_url: str = strawberry.field(default="", description="The web address of its picture.")
    external_url: str = strawberry.field(default="", description="Where the work itself is.")
    topics: list[str] = strawberry.field(default_factory=list, description="Words to find it by, 20 at most.")
    tools: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The ids of the AI tools it was made with."
    )
    categories: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The ids of the terms it is sorted by."
    )
    content: list[ContentBlockInput] = strawberry.field(
        default_factory=list, description="Its page, 50 blocks at most."
    )


@strawberry.input(description="Changes to a project of yours; what is not named stays.")
class UpdateProjectInput:
    """Changes, all optional."""

    project_id: strawberry.ID = strawberry.field(description="The id of the project.")
    title: str | None = strawberry.field(default=UNSET, description="The title.")
    type: ProjectType | None = strawberry.field(default=UNSET, description="What kind of work it is.")
    slug: str | None = strawberry.field(default=UNSET, description="Its name in addresses.")
    description: str | None = strawberry.field(default=UNSET, description="What it is, in a few sentences.")
    is_showcased: bool | None = strawberry.field(default=UNSET, description="Whether your profile shows it off.")
    is_private: bool | None = strawberry.field(default=UNSET, description="Whether you alone see it.")
    banner_url: str | None = strawberry.field(default=UNSET, description="The web address of a wide picture.")
    featured_image_url: str | None = strawberry.field(default=UNSET, description="The web address of its picture.")
    external_url: str | None = strawberry.field(default=UNSET, description="Where the work itself is.")
    topics: list[str] | None = strawberry.field(
        default=UNSET, description="Words to find it by; they replace the old ones."
    )
    tools: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The ids of the AI tools it was made with; they replace the old ones."
    )
    categories: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The ids of the terms it is sorted by; they replace the old ones."
    )
    content: list[ContentBlockInput] | None = strawberry.field(
        default=UNSET, description="Its page; it replaces the old one."
    )


@strawberry.input(description="Which project to like.")
class LikeProjectInput:
    """A project."""

    project_id: strawberry.ID = strawberry.field(description="The id of the project.")


@strawberry.input(description="Which project to like no longer.")
class UnlikeProjectInput:
    """A project."""

    project_id: strawberry.ID = strawberry.field(description="The id of the project.")


@strawberry.input(description="Which project to put away.")
class ArchiveProjectInput:
    """A project."""

    project_id: strawberry.ID = strawberry.field(description="The id of the project.")


@strawberry.input(description="Which project to take out again.")
class RestoreProjectInput:
    """A project."""

    project_id: strawberry.ID = strawberry.field(description="The id of the project.")


@strawberry.input(description="Which project is to stand first on your profile.")
class HighlightProjectInput:
    """A project."""

    project_id: strawberry.ID = strawberry.field(description="The id of the project.")


@strawberry.input(description="Which project is to stand first no longer.")
class UnhighlightProjectInput:
    """A project."""

    project_id: strawberry.ID = strawberry.field(description="The id of the project.")


@strawberry.input(description="Which project you look at.")
class RecordProjectViewInput:
    """A project."""

    project_id: strawberry.ID = strawberry.field(description="The id of the project.")
