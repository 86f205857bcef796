"""What subscriptions tell: the plan and the executor tell everybody the same of every event."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async

from domains.feed import models as feed
from domains.feed.rules import ADDED
from domains.kit.ids import encode
from domains.kit.live import Announced
from domains.kit.viewer import Viewer, ViewerKind
from domains.projects import models as projects
from domains.projects import rules
from schema.documents import documents
from schema.preparing import prepare
from schema.subscribing import wish
from schema.telling import Telling

LOG = UUID(int=1)
MOST = 16
# The paths that the documents of clients do not take: aliases, fragments, directives, pages, and what must be refused.
ODD = {
    "feed": """subscription { a: activityFeed(scope: FOLLOWING) { ... on ActivityAdded { x: activity { ...F }
        y: activity { metadata reference { ... on Project { comments(first: 1) { totalCount edges { cursor
        node { author { fullName } } } } } } } } } }
        fragment F on Activity { id actor { username followers(first: 2) { totalCount } } }""",
    "comments": """subscription($p: ID!, $n: Int = 2, $no: Boolean = true) { commentAdded(project: $p) { __typename
        ... on CommentAdded { comment { replies(first: $n) { totalCount edges { node { contentHtml } } }
        project @skip(if: $no) { title } } } ... on CommentChanged { comment { isDeleted author { bio } } } } }""",
    "a page that is too long": """subscription($p: ID!) { commentAdded(project: $p) { ... on CommentAdded { comment {
        id replies(first: 1000) { totalCount } } } } }""",
}  # fmt: skip


async def agree(text: str, kinds: list[str], keys: list[UUID], viewers: list[Viewer], **variables: Any) -> int:
    """Let both ways tell all events to all viewers of each kind, and return how many were told to somebody."""
    events = [Announced(place, "", kinds[place % len(kinds)], {"id": str(key)}, datetime.now(UTC))
              for place, key in enumerate(keys[:MOST], 1)]  # fmt: skip
    count = 0
    for kind in ViewerKind:
        those = [each for each in viewers if each.kind is kind]
        if not those:
            continue
        telling = await Telling.of(wish(prepare(text), variables, those[0]), LOG)
        ids = [each.user_id for each in those]
        by_plan = await telling.told(events, ids)
        by_executor = await replace(telling, plan=replace(telling.plan, events={})).told(events, ids)
        right = {each.number: {who: json.loads(said) for who, said in each.payloads.items()} for each in by_executor}
        found = {each.number: {who: json.loads(said) for who, said in each.payloads.items()} for each in by_plan}
        assert found == {number: said for number, said in right.items() if said}, kind
        count += sum(map(len, found.values()))
    return count


@sync_to_async
def keys_of(model: Any) -> list[UUID]:
    """Return the keys of some rows, of all ages."""
    keys = list(model.objects.order_by("-pk").values_list("pk", flat=True))
    return keys[:: len(keys) // MOST + 1]


@sync_to_async
def talked_about() -> tuple[str, list[UUID]]:
    """Return a project that much was said about, and the comments."""
    [project] = projects.Comment.objects.values_list("project", flat=True).order_by("project")[:1]
    comments = projects.Comment.objects.filter(project=project).values_list("pk", flat=True)
    return encode("Project", project), list(comments)


async def test_activities_are_told_alike(viewers: dict[str, Viewer]) -> None:
    keys = await keys_of(feed.Activity)

    for scope in ("PUBLIC", "FOLLOWING", "MINE"):
        text = documents()["ActivityFeedLive"].text
        told = await agree(text, [ADDED], keys, list(viewers.values()), scope=scope)
        assert told > (10 if scope == "PUBLIC" else 0)
    assert await agree(ODD["feed"], [ADDED], keys, list(viewers.values())) > 0


@pytest.mark.parametrize("name", ["comments", "a page that is too long", "CommentAdded"])
async def test_comments_are_told_alike(viewers: dict[str, Viewer], name: str) -> None:
    project, comments = await talked_about()
    text = ODD.get(name) or documents()[name].text

    kinds = [rules.COMMENT_ADDED, rules.COMMENT_CHANGED, "of no kind that is told"]
    variables = {"project" if name in documents() else "p": project}
    assert await agree(text, kinds, comments, list(viewers.values()), **variables) > 0


async def test_projects_are_told_alike(viewers: dict[str, Viewer]) -> None:
    keys = await keys_of(projects.Project)
    kinds = [rules.PROJECT_CHANGED, rules.PROJECT_LIKES_CHANGED, rules.PROJECT_VIEWED]

    text, project = documents()["ProjectUpdated"].text, encode("Project", keys[0])
    assert await agree(text, kinds, keys, list(viewers.values()), project=project) > 40


async def test_a_row_that_is_gone_is_told_to_nobody(viewers: dict[str, Viewer]) -> None:
    text = documents()["ActivityFeedLive"].text

    assert await agree(text, [ADDED], [UUID(int=7)], list(viewers.values())) == 0
