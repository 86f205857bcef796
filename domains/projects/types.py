"""Projects and comments, as clients see them."""

from typing import Annotated, Any

import strawberry
from strawberry import auto

from domains.kit.fields import column, computed, expression, object_type
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward, many, one
from domains.projects import models, rules, selectors
from domains.projects.models import ProjectType


@strawberry.type(description="A wide picture with a title.")
class CoverBlock:
    """A cover."""

    title: str = strawberry.field(description="The title on the picture.")
    banner_url: str = strawberry.field(description="The picture's web address; may be empty.")


@strawberry.type(description="A text.")
class TextBlock:
    """A text."""

    content: str = strawberry.field(description="The text, in Markdown, as written.")

    @strawberry.field(description="The text as HTML that is safe to show.")
    def content_html(self) -> str:
        """Return the rendered text."""
        return rules.markdown_to_html(self.content)


@strawberry.type(description="A picture.")
class ImageBlock:
    """A picture."""

    url: str = strawberry.field(description="The picture's web address.")
    caption: str = strawberry.field(description="What is to be seen; may be empty.")


@strawberry.type(description="A film.")
class VideoBlock:
    """A film."""

    provider: str = strawberry.field(description="Where the film is, such as `youtube`.")
    video_id: str = strawberry.field(description="The film's id there.")


@strawberry.type(description="A diagram.")
class MermaidBlock:
    """A diagram."""

    diagram: str = strawberry.field(description="The diagram, in Mermaid's language.")


BLOCKS = {
    "cover": CoverBlock, "text": TextBlock, "image": ImageBlock, "video": VideoBlock, "mermaid": MermaidBlock,
}  # fmt: skip
ContentBlock = Annotated[
    CoverBlock | TextBlock | ImageBlock | VideoBlock | MermaidBlock,
    strawberry.union("ContentBlock", description="One block of a project's page."),
]


@strawberry.type(description="A project's page.")
class ProjectContent:
    """Blocks, in order."""

    blocks: list[ContentBlock] = strawberry.field(description="The blocks, from top to bottom.")


def content_of(content: dict[str, Any]) -> ProjectContent:
    """Return a stored page as its blocks."""
    return ProjectContent(
        blocks=[
            BLOCKS[block["type"]](**{name: value for name, value in block.items() if name != "type"})
            for block in content["blocks"]
        ]
    )


@object_type(models.Project)
class Project(Node):
    """A piece of work that somebody shows."""

    slug: auto
    title: auto
    description: auto
    type: ProjectType
    is_showcased: auto
    is_highlighted: auto
    is_private: auto
    is_archived: auto
    banner_url: auto
    featured_image_url: auto
    external_url: auto
    topics: list[str] = column(description="Words its owner gave it.")
    content: ProjectContent = computed(content_of, "content", description="The page, as blocks.")
    like_count: auto
    view_count: auto
    engagement_velocity: auto
    created_at: auto
    updated_at: auto
    web_path: str = expression(selectors.web_path, description="The path of the project's page.")
    is_liked_by_viewer: bool = expression(selectors.is_liked_by_viewer, description="Whether you like it.")
    owner = forward("user", of="User", description="Whose it is.")
    tools = many("Tool")(selectors.tools_of_project)
    categories = many("Taxonomy")(selectors.categories_of_project)
    comments = connection("Comment")(selectors.comments_of_project)


@object_type(models.Comment)
class Comment(Node):
    """What somebody says about a project, or answers to somebody who did."""

    content: str = computed(
        rules.shown_content,
        "content",
        "is_deleted",
        description="What was said, in Markdown, as written; empty once it was taken back.",
    )
    content_html: str = computed(
        rules.shown_html, "content", "is_deleted", description="What was said, as HTML that is safe to show."
    )
    is_edited: auto
    edited_at: auto
    is_deleted: auto
    created_at: auto
    author = forward("user", of="User", description="Who said it.")
    project = forward("project", of="Project", description="What it is about.")
    parent = forward("parent", of="Comment", description="What it answers; null at the head of a thread.")
    replies = connection("Comment")(selectors.replies_of_comment)


@strawberry.type
class UserProjects:
    """What the projects domain lends to people."""

    projects = connection("Project")(selectors.projects_of_user)
    showcase = connection("Project")(selectors.showcase)
    playground = connection("Project")(selectors.playground)
    highlighted_project = one("Project")(selectors.highlighted)


@strawberry.type
class ToolProjects:
    """What the projects domain lends to tools."""

    projects = connection("Project")(selectors.projects_of_tool)
