"""A project's page, as clients see it."""

from typing import Annotated, Any

import strawberry

from domains.projects import rules


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
