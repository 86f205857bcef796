"""What clients say about projects."""

from collections.abc import Iterator

import strawberry
from django.db.models import TextChoices
from strawberry import UNSET

from domains.kit.enums import described
from domains.projects.models import ProjectType


@described
class ProjectOrder(TextChoices):
    """In which order projects come."""

    NEWEST = "newest", "The latest first."
    MOST_LIKED = "most_liked", "The most liked first, then the latest."


@strawberry.input(description="Which projects. All that is named must hold.")
class ProjectFilter:
    """Conditions on projects."""

    type: ProjectType | None = strawberry.field(default=None, description="What kind of work it is.")
    tool: str | None = strawberry.field(default=None, description="The slug of a tool it was made with.")
    category: str | None = strawberry.field(default=None, description="The slug of a term it is sorted by.")
    topic: str | None = strawberry.field(default=None, description="A topic its owner gave it.")


@strawberry.input(description="A wide picture with a title.")
class CoverBlockInput:
    """A cover."""

    title: str = strawberry.field(description="The title on the picture.")
    banner_url: str = strawberry.field(default="", description="The picture's web address.")


@strawberry.input(description="A text.")
class TextBlockInput:
    """A text."""

    content: str = strawberry.field(description="The text, in Markdown.")


@strawberry.input(description="A picture.")
class ImageBlockInput:
    """A picture."""

    url: str = strawberry.field(description="The picture's web address.")
    caption: str = strawberry.field(default="", description="What is to be seen.")


@strawberry.input(description="A film.")
class VideoBlockInput:
    """A film."""

    provider: str = strawberry.field(description="Where the film is, such as `youtube`.")
    video_id: str = strawberry.field(description="The film's id there.")


@strawberry.input(description="A diagram.")
class MermaidBlockInput:
    """A diagram."""

    diagram: str = strawberry.field(description="The diagram, in Mermaid's language.")


@strawberry.input(one_of=True, description="One block of a project's page: exactly one of these.")
class ContentBlockInput:
    """A block of one kind."""

    cover: CoverBlockInput | None = strawberry.field(default=UNSET, description="A wide picture with a title.")
    text: TextBlockInput | None = strawberry.field(default=UNSET, description="A text.")
    image: ImageBlockInput | None = strawberry.field(default=UNSET, description="A picture.")
    video: VideoBlockInput | None = strawberry.field(default=UNSET, description="A film.")
    mermaid: MermaidBlockInput | None = strawberry.field(default=UNSET, description="A diagram.")

    def stored(self) -> dict[str, str]:
        """Return the block as it is stored."""
        return next({"type": kind, **vars(block)} for kind, block in self._given())

    def _given(self) -> Iterator[tuple[str, object]]:
        return ((kind, block) for kind, block in vars(self).items() if block is not UNSET)


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


@strawberry.input(description="What to say, and about what.")
class AddCommentInput:
    """A comment."""

    project_id: strawberry.ID = strawberry.field(description="The id of the project.")
    content: str = strawberry.field(description="What to say, in Markdown, 5,000 characters at most.")
    parent_id: strawberry.ID | None = strawberry.field(default=None, description="The id of the comment to answer.")
