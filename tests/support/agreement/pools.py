"""What the world offers to be asked for: ids of every type, names, words, and cursors from earlier answers."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db.models import Model
from graphql import GraphQLEnumType, GraphQLField, GraphQLObjectType, get_named_type

from domains.catalog import models as catalog
from domains.conversations import models as conversations
from domains.courses import models as courses
from domains.kit import ids
from domains.kit.fields import model_of, object_types
from domains.kit.viewer import Viewer
from domains.projects.models import Project
from domains.users.models import User
from schema.build import schema
from tests.support.agreement.asking import Question, reference
from tests.support.agreement.texts import ODD

GRAPH = schema._schema  # noqa: SLF001 - Strawberry shows graphql-core's schema nowhere else
MOST_IDS = 40
NOBODY = UUID("01900000-0000-7000-8000-000000000000")
BROKEN_IDS = (
    "", "5", "not an id", "é", "A" * 200, ids.encode("User", NOBODY), ids.encode("Gone", NOBODY),
    ids.encode("ProjectConnection", NOBODY), f"{ids.encode('Project', NOBODY)}=", "VXNlcjox",
)  # fmt: skip
BROKEN_CURSORS = ("", "AAAA", "not a cursor", "é", "A" * 3_000, "eyJhIjoxfQ==")
SEARCHES = (
    "project", "Person 1", "generated", "", "   ", "zzz", "%", "_", "\\", "'", "a", "work said", "robots -head",
    "model", '"no, and"', "head | code", "x" * 201, "PERSON-00003", "ada", *ODD[3:8],
)  # fmt: skip


@dataclass(frozen=True)
class Pools:
    """What there is."""

    # By type.
    ids: Mapping[str, Sequence[str]]
    # By argument, such as `Query.user.username`, or by field of an input.
    words: Mapping[str, Sequence[str]]
    # Owner and slug.
    projects: Sequence[tuple[str, str]]
    # By field, such as `User.followers`.
    cursors: Mapping[str, Sequence[str]]


async def gathered(viewers: Mapping[str, Viewer]) -> Pools:
    """Return what the world offers."""
    found, words, projects = await sync_to_async(lambda: (_ids(), _words(), _projects()))()
    return Pools(found, words, projects, await _cursors(found, [viewers[name] for name in ("ada", "ivy")]))


def connections(parent: GraphQLObjectType) -> dict[str, GraphQLField]:
    """Return the fields of a type that are paged."""
    return {name: field for name, field in parent.fields.items() if "after" in field.args}


def _ids() -> dict[str, list[str]]:
    return {name: [ids.encode(name, key) for key in _some_keys(model_of(name))] for name in object_types}


def _some_keys(model: type[Model]) -> list[UUID]:
    """Return keys from all over a table, the first and the last among them."""
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    step = max(1, len(keys) / MOST_IDS)
    return [keys[-1 - int(n * step)] for n in range(min(len(keys), MOST_IDS))]


def _projects() -> list[tuple[str, str]]:
    return list(Project.objects.order_by("-pk").values_list("user__username", "slug"))


def _words() -> dict[str, list[str]]:
    usernames = list(User.objects.order_by("-pk").values_list("username", flat=True)[:20])
    tools, kinds, tags, terms = (
        list(model._default_manager.order_by("-pk").values_list("slug", flat=True)[:8])
        for model in (catalog.Tool, catalog.ToolCategory, catalog.ToolTag, catalog.Taxonomy)
    )
    talks = [ids.encode("Conversation", key) for key in _some_keys(conversations.Conversation)]
    kinds_of_courses = (courses.TaughtCourse, courses.GeneratedCourse)
    taken = [ids.encode(kind.__name__, key) for kind in kinds_of_courses for key in _some_keys(kind)]
    tokens = [
        str(each) for each in conversations.SharedChat.objects.order_by("-pk").values_list("access_token", flat=True)
    ]
    used = list(catalog.Tool.objects.filter(projects__isnull=False).values_list("slug", flat=True)[:8])
    known = {
        "Query.user.username": [*usernames, "ADA"],
        # The one seldom has what the other is called.
        "Query.project.owner": usernames,
        "Query.project.slug": ["work-0", "work-9", "project-1"],
        "Query.tool.slug": [*tools, *used],
        "Query.course.id": [*taken, BROKEN_IDS[2], ids.encode("Course", NOBODY)],
        "Query.conversation.id": [*talks, BROKEN_IDS[2], ids.encode("User", NOBODY)],
        "Query.sharedChat.token": [*tokens, tokens[0].upper(), tokens[0].replace("-", "")],
        "Query.sharedChats.tool": ["a-odd", "c-off", *tools[:3]],
        "Query.taxonomy.parent": [*terms, "a-term-0"],
        "CourseFilter.tag": ["tag-0", " TAG-1", ODD[1]],
        "CourseFilter.teacher": [*usernames, "ADA"],
        "ToolFilter.category": kinds,
        "ToolFilter.tag": tags,
        "ProjectFilter.tool": used or tools,
        "ProjectFilter.category": [*terms, "a-term-0"],
        "ProjectFilter.topic": ["topic-1", "topic-3", "ROBOTS", " robots ", ODD[1]],
    }
    return {place: [*found, "no-such-thing", ""] for place, found in known.items()} | {
        f"Query.{field}.search": list(SEARCHES) for field in ("users", "tools", "explore", "courses")
    }


async def _cursors(found: Mapping[str, Sequence[str]], viewers: Sequence[Viewer]) -> dict[str, list[str]]:
    """Return cursors of every paged field, as the reference gives them out."""
    cursors: dict[str, dict[str, None]] = {}
    for place, question in _paged_questions(found):
        for viewer in viewers:
            answer = json.loads((await reference(question, viewer)).body)
            cursors.setdefault(place, {}).update(dict.fromkeys(_cursors_in(answer)))
    return {place: list(each) for place, each in cursors.items()}


def _paged_questions(found: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Question]]:
    """Return for each paged field what to ask, in all of its orders."""
    assert GRAPH.query_type is not None
    for name, field in connections(GRAPH.query_type).items():
        for arguments in _orders(field):
            yield f"Query.{name}", Question(f"{{ {name}({arguments} first: 8) {{ edges {{ cursor }} }} }}", "harvest")
    for type_name, keys in found.items():
        for name in connections(GRAPH.type_map[type_name]):  # type: ignore[arg-type]
            page = f"... on {type_name} {{ {name}(first: 3) {{ edges {{ cursor }} }} }}"
            text = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ {page} }} }}"
            yield f"{type_name}.{name}", Question(text, "harvest", {"ids": keys})


def _orders(field: GraphQLField) -> list[str]:
    """Return the arguments that decide what a cursor's place means."""
    enums = {name: get_named_type(arg.type) for name, arg in field.args.items() if name in {"order", "scope"}}
    chosen = [f"{name}: {value}" for name, e in enums.items() if isinstance(e, GraphQLEnumType) for value in e.values]
    searched = [f'{each} search: "project a"' for each in chosen] if "search" in field.args else []
    return [*(chosen or [""]), *searched]


def _cursors_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("cursor"), str):
            yield value["cursor"]
        value = list(value.values())
    for each in value if isinstance(value, list) else []:
        yield from _cursors_in(each)
