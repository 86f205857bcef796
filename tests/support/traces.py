"""What a test looks at afterwards: why something was refused, and what it has left behind."""

from typing import Any

from asgiref.sync import sync_to_async
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from domains.conversations import models as conversations
from domains.courses import models as courses
from domains.feed.models import Activity
from domains.projects.models import Comment, CommentFlag, CommentLike, Project, ProjectLike, ProjectView
from tests.support import world
from tests.support.client import Client

TABLES: tuple[Any, ...] = (
    Project,
    Project.tools.through,
    Project.categories.through,
    ProjectLike,
    ProjectView,
    Comment,
    CommentLike,
    CommentFlag,
    Activity,
    conversations.Conversation,
    conversations.Message,
    conversations.FavoritePrompt,
    conversations.FavoritePrompt.tools.through,
    conversations.SharedChat,
    conversations.TokenUse,
    courses.TaughtCourse,
    courses.TaughtCourse.prerequisites.through,
    courses.CourseTag,
    courses.GeneratedCourse,
    courses.CourseGeneration,
)


@sync_to_async
def traces() -> dict[str, Any]:
    """Return all rows of projects, activities, conversations and courses, what was announced, and what is queued.

    They are equal before and after a refusal.
    """
    rows = {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in TABLES}
    replies = list(ProcrastinateJob.objects.filter(queue_name="replies").order_by("id").values_list("args", flat=True))
    return {**rows, "announced": _announced(), "replies": replies}


def _announced() -> int:
    """Return how much was ever announced; in one statement, for what waits may move to the log at any moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM live_outbox) + (SELECT count(*) FROM live_log)")
        return int(cursor.fetchone()[0])


@sync_to_async
def activities(**conditions: Any) -> list[tuple[str, str]]:
    """Return who did what, in the order in which it was done."""
    rows = Activity.objects.filter(**conditions).order_by("created_at", "id")
    return list(rows.values_list("user__username", "activity_type"))


@sync_to_async
def change(row: Any, **values: Any) -> None:
    """Set columns of a row that no mutation sets yet."""
    type(row).objects.filter(pk=row.pk).update(**values)


def refusals(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the code and the path of each refusal."""
    return [(error["code"], ".".join(error["path"])) for error in payload["errors"]]


async def refused(client: Client, operation: str, **given: Any) -> list[tuple[str, str]]:
    """Run a mutation that must be refused and leave nothing behind, and return why it was."""
    before = await traces()
    answer = await client.run(operation, input=given)
    assert await traces() == before
    (payload,) = answer.values()
    assert {value for name, value in payload.items() if name != "errors"} == {None}
    return refusals(payload)


def titles(connection: dict[str, Any]) -> list[str]:
    """Return the titles of a connection's page."""
    return [node["title"] for node in world.nodes(connection)]
