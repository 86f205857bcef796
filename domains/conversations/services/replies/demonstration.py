"""The demonstration: where a tool is not connected, the gateway answers from its own data, and says so.

It goes the way of every reply, so that a newcomer sees the chat as it is, and something true.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Iterable, Sequence

from domains.catalog.models import Tool
from domains.configuration.selectors import value_of
from domains.conversations import rules
from domains.conversations.services.replies.claims import Claim
from domains.kit.openai import Usage
from domains.kit.threads import on_database
from domains.kit.viewer import Viewer
from domains.projects.models import Project
from domains.projects.selectors import explore
from domains.users.access import viewer_of
from domains.users.models import User

NOTICE = (
    "**This is a demonstration.** {} is not connected to this gateway, so no model answers you: "
    "this text is made from the gateway's own data."
)
MOST_PROJECTS = 3
# Of what was asked so many words are looked for, each as good as the other; short ones say little.
MOST_WORDS = 12
SHORTEST_WORD = 3


async def stream(claim: Claim) -> AsyncGenerator[str | Usage, None]:
    """Give the answer, word by word."""
    text, pace = await on_database(_prepared)(claim)
    for word in re.findall(r"\s*\S+", text):
        yield word
        await asyncio.sleep(1 / pace)


def answer(tool: Tool, asked: str, viewer: Viewer, *, is_first: bool = True) -> str:
    """Return what the gateway answers in a tool's place.

    Args:
        tool: in whose place.
        asked: what was said to it.
        viewer: who asks, and what may they see?
        is_first: whether nothing was answered before: then the tool is introduced.
    """
    facts = _facts(tool) if is_first else ()
    return "\n\n".join([NOTICE.format(tool.name), *facts, _projects(viewer, asked)])


def _prepared(claim: Claim) -> tuple[str, float]:
    """Return what is answered, and how many words a second."""
    tool = Tool.objects.select_related("category").get(pk=claim.tool_id)
    viewer = viewer_of(User.objects.get(pk=claim.user_id))
    asked = claim.turns[-1].content if claim.turns else ""
    text = answer(tool, asked, viewer, is_first=len(claim.turns) <= 1)
    return text, value_of(rules.DEMONSTRATION_WORDS_PER_SECOND)


def _facts(tool: Tool) -> Sequence[str]:
    """Return what the catalogue knows of the tool."""
    known = [f"**{tool.name}**, by {tool.provider}: {tool.short_description}"]
    if tool.long_description:
        known.append(tool.long_description)
    lines = [
        f"- Category: {tool.category.name}",
        f"- Price: {tool.get_pricing_model_display()}",
        f"- Site: <{tool.website_url}>",
        *(f"- What can be done with it: {each.title}" for each in tool.examples.all()),
    ]
    if tool.facts_as_of and tool.source_url:
        lines.append(f"- True as of {tool.facts_as_of:%-d %B %Y}, by <{tool.source_url}>")
    return [*known, "\n".join(lines)]


def _projects(viewer: Viewer, asked: str) -> str:
    """Return which projects have to do with what was asked, as far as whoever asks sees them."""
    words = [word for word in re.findall(r"\w+", asked) if len(word) >= SHORTEST_WORD][:MOST_WORDS]
    found: Iterable[Project] = ()
    if words:
        found = explore(viewer, search=" or ".join(words), order="relevance").select_related("user")[:MOST_PROJECTS]
    lines = [f"- **{each.title}**, by {each.user.username}: {each.description}" for each in found]
    if not lines:
        return "No project on this platform has to do with what you said; ask about something that people make."
    return "\n".join(["These projects on this platform have to do with what you said:", "", *lines])
