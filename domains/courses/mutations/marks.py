"""Keeping courses for later, and looking at them."""

from typing import Annotated

import strawberry

from domains.courses import inputs, models
from domains.courses.selectors.courses import COURSES
from domains.courses.services import marks
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `saveCourse`.")
class SaveCoursePayload(Payload):
    """The course."""

    course: models.Course | None = written(of="Course", description="The course as it is now.")


@mutation
def save_course(
    viewer: Viewer, input: Annotated[inputs.SaveCourseInput, strawberry.argument(description="Which course.")]
) -> SaveCoursePayload:
    """Keep a course of either kind for later."""
    key = ids.key_of(COURSES, input.course_id, path=["input", "courseId"])
    course = marks.save_course(viewer=viewer, course_id=key)
    return SaveCoursePayload(course=course)


@strawberry.type(description="The answer to `unsaveCourse`.")
class UnsaveCoursePayload(Payload):
    """The course."""

    course: models.Course | None = written(of="Course", description="The course as it is now.")


@mutation
def unsave_course(
    viewer: Viewer, input: Annotated[inputs.UnsaveCourseInput, strawberry.argument(description="Which course.")]
) -> UnsaveCoursePayload:
    """Keep a course no longer."""
    key = ids.key_of(COURSES, input.course_id, path=["input", "courseId"])
    course = marks.unsave_course(viewer=viewer, course_id=key)
    return UnsaveCoursePayload(course=course)


@strawberry.type(description="The answer to `recordCourseView`.")
class RecordCourseViewPayload(Payload):
    """The course."""

    course: models.Course | None = written(of="Course", description="The course as it is now.")


@mutation
def record_course_view(
    viewer: Viewer, input: Annotated[inputs.RecordCourseViewInput, strawberry.argument(description="Which course.")]
) -> RecordCourseViewPayload:
    """Say that you look at a course. You count once a day; who has not signed in does not count."""
    key = ids.key_of(COURSES, input.course_id, path=["input", "courseId"])
    course = marks.record_course_view(viewer=viewer, course_id=key)
    return RecordCourseViewPayload(course=course)
