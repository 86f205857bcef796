"""What is in a generated module, as clients see it."""

from typing import Any

import strawberry

from domains.courses.rules.modules import EXAMPLE, SECTION, VISUALIZATION, stored_parts


@strawberry.type(description="A part of a module's text.")
class ModuleSection:
    """A section."""

    heading: str = strawberry.field(description="What it is about.")
    body: str = strawberry.field(description="The text, in Markdown.")
    body_html: str = strawberry.field(description="The text as HTML that is safe to show.")


@strawberry.type(description="Code that shows what a module teaches.")
class ModuleExample:
    """An example."""

    title: str = strawberry.field(description="What it shows.")
    language: str = strawberry.field(description="The language of the code, such as `python`.")
    code: str = strawberry.field(description="The code.")
    explanation: str = strawberry.field(description="What is to be seen in it, in Markdown.")
    explanation_html: str = strawberry.field(description="The explanation as HTML that is safe to show.")


@strawberry.type(description="A diagram of what a module teaches.")
class ModuleVisualization:
    """A diagram."""

    title: str = strawberry.field(description="What it shows.")
    mermaid: str = strawberry.field(description="The diagram, in Mermaid's language.")


@strawberry.type(description="What is in a generated module, but for its exercises.")
class ModuleContent:
    """Texts, code and diagrams."""

    sections: list[ModuleSection] = strawberry.field(description="The text, part by part.")
    examples: list[ModuleExample] = strawberry.field(description="Code that shows it.")
    visualizations: list[ModuleVisualization] = strawberry.field(description="Diagrams of it.")


def content_of(stored: Any) -> ModuleContent | None:
    """Return stored content as its parts; nothing where there is none to be seen."""
    if stored is None:
        return None
    return ModuleContent(
        sections=[ModuleSection(**each) for each in stored_parts(stored, "sections", SECTION)],
        examples=[ModuleExample(**each) for each in stored_parts(stored, "examples", EXAMPLE)],
        visualizations=[ModuleVisualization(**each) for each in stored_parts(stored, "visualizations", VISUALIZATION)],
    )
