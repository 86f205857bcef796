"""Letting courses be generated, and putting them away."""

from typing import Annotated
from uuid import UUID

import strawberry

from domains.courses import inputs, models
from domains.courses.services.generation import asking, shelving
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `generateCourse`.")
class GenerateCoursePayload(Payload):
    """The course."""

    course: models.GeneratedCourse | None = written(
        of="GeneratedCourse", description="The course; its modules come one by one: `courseGeneration` tells of each."
    )


@mutation
def generate_course(
    viewer: Viewer, input: Annotated[inputs.GenerateCourseInput, strawberry.argument(description="How it is called.")]
) -> GenerateCoursePayload:
    """Let a course be made for you, of the blueprint and the words that you said by `setArchetype`; one at a time."""
    course = asking.generate_course(viewer=viewer, title=input.title)
    return GenerateCoursePayload(course=course)


@strawberry.type(description="The answer to `retryGeneration`.")
class RetryGenerationPayload(Payload):
    """The course."""

    course: models.GeneratedCourse | None = written(of="GeneratedCourse", description="The course as it is now.")


@mutation
def retry_generation(
    viewer: Viewer, input: Annotated[inputs.RetryGenerationInput, strawberry.argument(description="Which course.")]
) -> RetryGenerationPayload:
    """Let a course be made whole whose generation failed. The modules that are there stay as they are."""
    course = asking.retry_generation(viewer=viewer, course_id=_key(input.course_id))
    return RetryGenerationPayload(course=course)


@strawberry.type(description="The answer to `archiveCourse`.")
class ArchiveCoursePayload(Payload):
    """The course."""

    course: models.GeneratedCourse | None = written(of="GeneratedCourse", description="The course as it is now.")


@mutation
def archive_course(
    viewer: Viewer, input: Annotated[inputs.ArchiveCourseInput, strawberry.argument(description="Which course.")]
) -> ArchiveCoursePayload:
    """Put a generated course of yours away; nobody else sees it then. Not while it is being generated."""
    course = shelving.archive_course(viewer=viewer, course_id=_key(input.course_id))
    return ArchiveCoursePayload(course=course)


@strawberry.type(description="The answer to `restoreCourse`.")
class RestoreCoursePayload(Payload):
    """The course."""

    course: models.GeneratedCourse | None = written(of="GeneratedCourse", description="The course as it is now.")


@mutation
def restore_course(
    viewer: Viewer, input: Annotated[inputs.RestoreCourseInput, strawberry.argument(description="Which course.")]
) -> RestoreCoursePayload:
    """Take a generated course up again that you put away, if you do not take too many others."""
    course = shelving.restore_course(viewer=viewer, course_id=_key(input.course_id))
    return RestoreCoursePayload(course=course)


def _key(id: str) -> UUID:
    return ids.key_of("GeneratedCourse", id, path=["input", "courseId"])
