"""Taking taught courses."""

from typing import Annotated

import strawberry

from domains.courses import inputs, models
from domains.courses.services import completing, enrolling
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `enroll`.")
class EnrollPayload(Payload):
    """The enrollment."""

    enrollment: models.CourseEnrollment | None = written(of="CourseEnrollment", description="How you take it.")


@mutation
def enroll(
    viewer: Viewer, input: Annotated[inputs.EnrollInput, strawberry.argument(description="Which course.")]
) -> EnrollPayload:
    """Take a taught course that is published, that has a seat, and whose prerequisites you completed."""
    key = ids.key_of("TaughtCourse", input.course_id, path=["input", "courseId"])
    enrollment = enrolling.enroll(viewer=viewer, course_id=key)
    return EnrollPayload(enrollment=enrollment)


@strawberry.type(description="The answer to `leaveCourse`.")
class LeaveCoursePayload(Payload):
    """The course."""

    course: models.TaughtCourse | None = written(of="TaughtCourse", description="The course as it is now.")


@mutation
def leave_course(
    viewer: Viewer, input: Annotated[inputs.LeaveCourseInput, strawberry.argument(description="Which course.")]
) -> LeaveCoursePayload:
    """Take a course no longer. What you did is kept, and counts again when you come back."""
    key = ids.key_of("TaughtCourse", input.course_id, path=["input", "courseId"])
    course = enrolling.leave_course(viewer=viewer, course_id=key)
    return LeaveCoursePayload(course=course)


@strawberry.type(description="The answer to `completeLesson`.")
class CompleteLessonPayload(Payload):
    """The completion."""

    completion: models.LessonCompletion | None = written(of="LessonCompletion", description="That you completed it.")


@mutation
def complete_lesson(
    viewer: Viewer,
    input: Annotated[
        inputs.CompleteLessonInput, strawberry.argument(description="Which lesson, and what you say of it.")
    ],
) -> CompleteLessonPayload:
    """Say that you are done with a lesson. Said again, only how long it took and your notes change."""
    key = ids.key_of("Lesson", input.lesson_id, path=["input", "lessonId"])
    completion = completing.complete_lesson(
        viewer=viewer, lesson_id=key, time_spent_minutes=input.time_spent_minutes, notes=input.notes
    )
    return CompleteLessonPayload(completion=completion)
