"""The demo course, about this gateway, and the demo learner who has begun it."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from domains.courses import models
from domains.courses.services.completing import complete_lesson
from domains.courses.services.enrolling import enroll
from domains.kit import clock
from domains.kit.markdown import markdown_to_html
from domains.kit.viewer import Viewer

DATA = Path(__file__).parents[2] / "data" / "demo"
COURSE = ("title", "description", "category", "level", "duration_hours", "teocoin_reward")


def teach(teacher: Viewer, learner: Viewer) -> None:
    """Let the teacher teach the demo course since the day before yesterday, unless they teach something already."""
    if models.TaughtCourse.objects.filter(teacher=teacher.require_account()).exists():
        return
    now = clock.now()
    with clock.at(now - timedelta(hours=50)):
        course = _course(teacher, tomllib.loads((DATA / "gateway.toml").read_text(encoding="utf-8")))
    # Who blocked the teacher meanwhile does not see it.
    if models.TaughtCourse.objects.visible_to(learner).filter(pk=course.pk).exists():
        with clock.at(now - timedelta(hours=2)):
            enroll(viewer=learner, course_id=course.pk)
        with clock.at(now - timedelta(hours=1)):
            first = models.Lesson.objects.get(course=course, order=1)
            complete_lesson(viewer=learner, lesson_id=first.pk, time_spent_minutes=12)


def _course(teacher: Viewer, row: dict[str, Any]) -> models.TaughtCourse:
    """Write the course down, published."""
    course: models.TaughtCourse = models.TaughtCourse.objects.create(
        teacher_id=teacher.require_account(),
        is_published=True,
        published_at=clock.now(),
        **{name: row[name] for name in COURSE},
    )
    models.CourseTag.objects.bulk_create(models.CourseTag(course=course, tag=tag) for tag in row["tags"])
    for order, lesson in enumerate(row["lessons"], start=1):
        _lesson(course, order, lesson)
    return course


def _lesson(course: models.TaughtCourse, order: int, row: dict[str, Any]) -> None:
    columns = {name: value for name, value in row.items() if name != "exercises"}
    columns["content"] = row["content"].strip()
    html = markdown_to_html(columns["content"])
    lesson = models.Lesson.objects.create(course=course, order=order, content_html=html, **columns)
    for exercise in row.get("exercises", ()):
        models.LessonExercise.objects.create(lesson=lesson, **exercise)
