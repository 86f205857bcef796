"""What a story about taught courses begins with: a course with lessons, and exercises."""

from typing import Any

from asgiref.sync import sync_to_async
from django.db import connection

from domains.courses import models
from domains.kit import clock
from domains.users.models import UserProgress
from tests.support.client import Client

# What a course is before it is published.
DRAFT: dict[str, Any] = {"is_published": False, "published_at": None}


@sync_to_async
def course(
    teacher: Client, title: str = "Graphs", *, lessons: int = 2, tags: tuple[str, ...] = (), **values: Any
) -> models.TaughtCourse:
    """Let a published course be there, with lessons that are mandatory."""
    columns = {"title": title, "is_published": True, "published_at": clock.now()} | values
    made: models.TaughtCourse = models.TaughtCourse.objects.create(teacher=teacher.user, **columns)
    models.CourseTag.objects.bulk_create(models.CourseTag(course=made, tag=tag) for tag in tags)
    for order in range(1, lessons + 1):
        models.Lesson.objects.create(course=made, title=f"Lesson {order}", content="*Words*", order=order)
    return made


@sync_to_async
def lessons_of(course: models.TaughtCourse) -> list[models.Lesson]:
    """Return the lessons of a course, in order."""
    return list(models.Lesson.objects.filter(course=course).order_by("order"))


@sync_to_async
def exercise(lesson: models.Lesson, exercise_type: str = "essay", **values: Any) -> models.LessonExercise:
    """Let a lesson have an exercise."""
    columns = {"title": "An exercise", "content": {"prompt": "Why?"}} | values
    return models.LessonExercise.objects.create(lesson=lesson, exercise_type=exercise_type, **columns)


@sync_to_async
def totals(person: Client) -> dict[str, Any]:
    """Return how far somebody has come."""
    progress = UserProgress.objects.get(user=person.user)
    names = ("courses_enrolled", "courses_completed", "lessons_completed", "exercises_completed")
    return {name: getattr(progress, f"total_{name}") for name in names} | {"average": progress.average_score}


@sync_to_async
def announced() -> int:
    """Return how much was announced so far, whether it has its place in the log already or waits for it."""
    with connection.cursor() as cursor:
        # At one moment: meanwhile a gateway may move what waits.
        cursor.execute("SELECT (SELECT count(*) FROM live_outbox) + (SELECT count(*) FROM live_log)")
        return int(cursor.fetchone()[0])
