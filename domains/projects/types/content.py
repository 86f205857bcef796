"""A project's page, as clients see it."""

from typing import Annotated, Any

import strawberry

from domains.kit.markdown import markdown_to_html
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
        return markdown_to_html(self.content)


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


def content_of(content: Any) -> ProjectContent:
    """Return a stored page as its blocks; what the back office may have written and is no block is passed over."""
    stored = content.get("blocks") if isinstance(content, dict) else None
    kinds = [(each, _kind(each)) for each in stored] if isinstance(stored, list) else []
    return ProjectContent(blocks=[_block(each, kind) for each, kind in kinds if kind is not None])


def _kind(stored: Any) -> str | None:
    """Return of which kind a stored block is, if of any."""
    kind = stored.get("type") if isinstance(stored, dict) else None
    return kind if isinstance(kind, str) and kind in BLOCKS else None


def _block(stored: dict[str, Any], kind: str) -> Any:
    """Return a stored block with the fields of its kind; one that is missing is empty."""
    return BLOCKS[kind](**{name: str(stored.get(name, "")) for name in rules.BLOCKS[kind]})
