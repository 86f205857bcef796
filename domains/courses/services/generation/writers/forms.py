"""The form of what a model writes, and whether an answer has it. The answer is not trusted: it is text, or refused."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from domains.kit.text import is_storable

MOST_SECTIONS = 12
HEADING_LENGTH = 200
BODY_LENGTH = 20_000
# Of all that is read of an answer, before anything is made of it.
LONGEST_ANSWER = 120_000


class FormError(Exception):
    """An answer has another form. It says how, and nothing of the answer itself."""


def _is_heading(text: str) -> str:
    heading = " ".join(text.split())
    if not heading or len(heading) > HEADING_LENGTH or not is_storable(heading):
        raise ValueError("no heading")
    return heading


def _is_body(text: str) -> str:
    if not text.strip() or len(text) > BODY_LENGTH or not is_storable(text):
        raise ValueError("no body")
    return text


def _are_sections(sections: list["Section"]) -> list["Section"]:
    if not 1 <= len(sections) <= MOST_SECTIONS:
        raise ValueError("too few sections, or too many")
    return sections


class _Form(BaseModel):
    """What has these fields and no others, each of exactly its type."""

    model_config = ConfigDict(extra="forbid", strict=True)


# The limits are validators of ours, because providers that hold a model to a schema take none that has lengths.
class Section(_Form):
    """A section of a module."""

    heading: Annotated[str, AfterValidator(_is_heading)] = Field(description="What it is about: plain text, one line.")
    body: Annotated[str, AfterValidator(_is_body)] = Field(description="Its text, in Markdown.")


class Sections(_Form):
    """The sections of a module, in their order."""

    sections: Annotated[list[Section], AfterValidator(_are_sections)]


SCHEMA: dict[str, Any] = Sections.model_json_schema()


def sections_of(answer: str) -> list[dict[str, str]]:
    """Return the sections that an answer says, as a module has them.

    What stands around the JSON, as models like to have it, is left out.

    Raises:
        FormError: it says none, or something else as well.
    """
    try:
        form = Sections.model_validate_json(answer[answer.find("{") : answer.rfind("}") + 1])
    except ValidationError as error:
        kinds = sorted({problem["type"] for problem in error.errors(include_url=False, include_input=False)})
        raise FormError(", ".join(kinds)) from None
    return [section.model_dump() for section in form.sections]
