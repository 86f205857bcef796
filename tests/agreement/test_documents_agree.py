"""The operations that clients use, asked by everybody: both ways of answering them agree."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import OperationType

from domains.kit.viewer import Viewer
from schema.documents import documents
from schema.preparing import prepare
from tests.support.agreement.asking import Question
from tests.support.agreement.pools import BROKEN_IDS, Pools
from tests.support.agreement.running import ask_all, differences

READS = [name for name, each in documents().items() if prepare(each.text, name).type is OperationType.QUERY]
PEOPLE = ("ada", "BEA", "cyd", "eve", "fay", "person-00001", "nobody-of-this-name")
# What an operation is asked with beyond nothing at all; those that take a cursor are paged besides.
GIVEN: dict[str, list[dict[str, Any]]] = {
    "AppSettings": [], "LiveCursor": [], "Relationships": [{"first": 1}], "SignIns": [{"first": 2}], "Viewer": [],
    "CoursesTaught": [{"first": 2}], "CreatedCourses": [{"username": name, "first": 3} for name in PEOPLE],
    "Conversations": [{"first": 2}], "Enrollments": [{"first": 1}], "SavedCourses": [{"first": 2}],
    "Blueprint": [], "FavoritePrompts": [{"first": 1}], "Progress": [],
    "SharedChats": [{"tool": "a-odd"}, {"tool": "c-off"}, {"first": 2}],
    "ToolConversations": [{"slug": "a-odd", "first": 1}, {"slug": "c-off"}],
    "Courses": [
        {"order": "POPULAR", "first": 4}, {"search": "project a", "order": "RELEVANCE", "last": 3},
        {"filter": {"level": "BEGINNER", "tag": " TAG-1"}, "first": 5},
        {"filter": {"teacher": "ADA"}, "order": "TITLE"},
    ],
    "ActivityFeed": [{"scope": "FOLLOWING"}, {"scope": "MINE", "first": 5}, {"first": 101}],
    "Explore": [
        {"order": "TRENDING", "first": 4}, {"search": "project", "order": "RELEVANCE", "last": 3},
        {"filter": {"type": "PROMPT", "topic": None}, "first": 5}, {"filter": {}, "order": "MOST_LIKED", "last": 4},
    ],
    "Favorites": [{"username": name, "first": 3} for name in PEOPLE],
    "FlaggedComments": [{"first": 2}],
    "GradingTasks": [{"first": 2}],
    "Taxonomy": [{"type": "TAG", "first": 3}, {"parent": "a-term-0"}],
    "Tool": [{"slug": "a-odd"}, {"slug": "c-off"}],
    "ToolCategories": [{"first": 0}],
    "Tools": [{"filter": {"isFeatured": True}, "first": 3}, {"order": "POPULAR", "search": "a", "first": 4}],
    "User": [{"username": name, "first": 3} for name in PEOPLE],
    "UserCourses": [{"username": name, "first": 2} for name in PEOPLE],
    "Users": [{"search": "person", "first": 3}, {"search": "%"}],
}  # fmt: skip
# The fields whose cursors an operation takes.
PAGED = {
    "ActivityFeed": "Query.activityFeed", "Courses": "Query.courses", "CoursesTaught": "Query.coursesTaught",
    "CreatedCourses": "User.createdCourses", "Explore": "Query.explore", "FlaggedComments": "Query.flaggedComments",
    "GradingTasks": "Query.gradingTasks",
    "FavoritePrompts": "User.favoritePrompts", "SavedCourses": "User.savedCourses", "SharedChats": "Query.sharedChats",
    "Taxonomy": "Query.taxonomy", "Tools": "Query.tools", "UserCourses": "User.courses", "Users": "Query.users",
}  # fmt: skip


@pytest.mark.parametrize("name", READS)
async def test_a_document_is_answered_alike_to_everybody(name: str, viewers: dict[str, Viewer], offered: Pools) -> None:
    questions = [
        Question(documents()[name].text, viewer, variables, name)
        for turn, variables in enumerate(variables_of(name, offered))
        for place, viewer in enumerate(viewers)
        # Everybody asks with nothing; all else is asked by every third one, in turn.
        if turn == 0 or (turn + place) % 3 == 0
    ]

    summary = await ask_all(questions, viewers)

    assert not summary.differing, await differences(summary, viewers)
    assert summary.cases == len(questions)


def variables_of(name: str, offered: Pools) -> Iterator[dict[str, Any]]:
    """Return what to ask an operation with."""
    yield {}
    if name == "Project":
        yield from ({"owner": owner, "slug": slug, "first": 5} for owner, slug in offered.projects[:18:2])
    elif name == "Conversation":
        yield from ({"id": id, "first": 2} for id in offered.words["Query.conversation.id"])
    elif name in {"Course", "CourseLessons", "GeneratedCourse", "TaughtCourse"}:
        yield from ({"id": id} for id in offered.words["Query.course.id"])
    elif name == "ModulePractice":
        yield from ({"id": id} for id in offered.ids["GeneratedModule"][::3])
    elif name == "ExerciseSubmissions":
        yield from ({"id": id, "first": 2} for id in offered.ids.get("LessonExercise", ())[:6])
    elif name == "SharedChat":
        yield from ({"token": token, "last": 3} for token in offered.words["Query.sharedChat.token"])
    elif name in {"Node", "Nodes"}:
        ids = [each[0] for each in offered.ids.values() if each]
        yield from ({"id": id, "ids": [id]} for id in (ids[0], BROKEN_IDS[2]))
        yield {"id": ids[-1], "ids": [*ids, *BROKEN_IDS]}
    else:
        yield from GIVEN[name]
        cursors = offered.cursors.get(PAGED.get(name, ""), ())
        yield from ({"first": 3, "after": cursor} for cursor in cursors[:2])
