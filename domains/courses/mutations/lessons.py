"""Lessons of taught courses."""

from typing import Annotated, Any

import strawberry

from domains.courses import inputs, models
from domains.courses.services import lessons
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, given, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `createLesson`.")
class CreateLessonPayload(Payload):
    """The lesson."""

    lesson: models.Lesson | None = written(of="Lesson", description="The new lesson.")


@mutation
def create_lesson(
    viewer: Viewer, input: Annotated[inputs.CreateLessonInput, strawberry.argument(description="The new lesson.")]
) -> CreateLessonPayload:
    """Append a lesson to a course of yours; a mandatory one changes the progress of everybody who takes it."""
    key = ids.key_of("TaughtCourse", input.course_id, path=["input", "courseId"])
    return CreateLessonPayload(lesson=lessons.create_lesson(viewer=viewer, course_id=key, values=_values(input)))


@strawberry.type(description="The answer to `updateLesson`.")
class UpdateLessonPayload(Payload):
    """The lesson."""

    lesson: models.Lesson | None = written(of="Lesson", description="The lesson as it is now.")


@mutation
def update_lesson(
    viewer: Viewer, input: Annotated[inputs.UpdateLessonInput, strawberry.argument(description="The changes.")]
) -> UpdateLessonPayload:
    """Change a lesson of a course of yours; what is not named stays."""
    key = ids.key_of("Lesson", input.lesson_id, path=["input", "lessonId"])
    return UpdateLessonPayload(lesson=lessons.update_lesson(viewer=viewer, lesson_id=key, values=_values(input)))


@strawberry.type(description="The answer to `deleteLesson`.")
class DeleteLessonPayload(Payload):
    """The course."""

    course: models.TaughtCourse | None = written(of="TaughtCourse", description="The course as it is now.")


@mutation
def delete_lesson(
    viewer: Viewer, input: Annotated[inputs.DeleteLessonInput, strawberry.argument(description="Which lesson.")]
) -> DeleteLessonPayload:
    """Delete a lesson in which nobody has learned yet; those after it move up."""
    key = ids.key_of("Lesson", input.lesson_id, path=["input", "lessonId"])
    return DeleteLessonPayload(course=lessons.delete_lesson(viewer=viewer, lesson_id=key))


@strawberry.type(description="The answer to `orderLessons`.")
class OrderLessonsPayload(Payload):
    """The course."""

    course: models.TaughtCourse | None = written(of="TaughtCourse", description="The course as it is now.")


@mutation
def order_lessons(
    viewer: Viewer, input: Annotated[inputs.OrderLessonsInput, strawberry.argument(description="The order.")]
) -> OrderLessonsPayload:
    """Put the lessons of a course of yours into an order."""
    key = ids.key_of("TaughtCourse", input.course_id, path=["input", "courseId"])
    named = [
        ids.key_of("Lesson", id, path=["input", "lessonIds", str(place)]) for place, id in enumerate(input.lesson_ids)
    ]
    return OrderLessonsPayload(course=lessons.order_lessons(viewer=viewer, course_id=key, lesson_ids=named))


def _values(input: inputs.CreateLessonInput | inputs.UpdateLessonInput) -> dict[str, Any]:
    """Return what was said of a lesson, with plain links for inputs."""
    values = given(input, but=("course_id", "lesson_id"))
    if values.get("materials"):
        values["materials"] = [vars(link) for link in values["materials"]]
    return values
