"""What is in taught courses: lessons with material of every kind, and exercises with and without a solution."""

from typing import Any

from django.db.models import Max

from domains.courses import models
from domains.users.models import User
from tests.support.agreement.moments import moment
from tests.support.agreement.texts import odd

CHOICES = {"questions": [{"prompt": "Which?", "options": ["a", "b"]}]}
# As the back office may have left it, too.
MATERIALS: tuple[Any, ...] = (
    [{"kind": "link", "title": odd(1), "url": "https://example.org/?a=b&c"}],
    [
        {"kind": "file", "title": "A script", "file": "files/a.pdf", "contentType": "application/pdf", "size": 7},
        {"kind": "link", "title": "Run", "url": "javascript:alert(1)"}, {"kind": "file"}, None, 5,
    ],
    [],
    {"kind": "link"},
)  # fmt: skip


def make() -> None:
    """Write lessons and exercises down, and let somebody take every other course."""
    learner = User.objects.get(username="fay")
    for number, course in enumerate(models.TaughtCourse.objects.order_by("created_at", "pk")[:16]):
        last = course.lessons.aggregate(last=Max("order"))["last"] or 0
        for place in range(2):
            _lesson(course, number + place, last + 1 + place)
        if number % 2 and course.teacher_id != learner.pk:
            _take(course, learner, number)


def _lesson(course: models.TaughtCourse, number: int, order: int) -> None:
    lesson = models.Lesson.objects.create(
        course=course, title=odd(number)[:200] or "A lesson", content=odd(number), content_html=odd(number + 1),
        order=order, materials=MATERIALS[number % 4], is_mandatory=number % 3 > 0, created_at=moment(number),
    )  # fmt: skip
    models.LessonExercise.objects.create(
        lesson=lesson, title="Choose", exercise_type="multiple_choice", content=CHOICES, created_at=moment(number),
        solution={"answers": [[1]]} if number % 2 else {}, time_limit_minutes=5 if number % 3 == 0 else None,
    )  # fmt: skip
    models.LessonExercise.objects.create(
        lesson=lesson, title=odd(number + 2)[:200] or "Draw", exercise_type="upload", content={"prompt": odd(number)},
        created_at=moment(number + 1),
    )  # fmt: skip


def _take(course: models.TaughtCourse, learner: User, number: int) -> None:
    models.CourseEnrollment.objects.get_or_create(
        course=course, student=learner, defaults={"enrolled_at": moment(number)}
    )
    for exercise in models.LessonExercise.objects.filter(lesson__course=course, exercise_type="upload"):
        models.ExerciseSubmission.objects.create(
            exercise=exercise, student=learner, max_score=100, started_at=moment(number), submitted_at=moment(number),
            submission_data={"file": "files/b.pdf", "size": 7} if number % 4 == 1 else {"text": odd(number)},
        )  # fmt: skip
