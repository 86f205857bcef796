"""What clients say about the blocks of a project's page."""

from collections.abc import Iterator

import strawberry
from strawberry import UNSET


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
