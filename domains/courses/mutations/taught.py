"""Making, changing and publishing taught courses."""

from typing import Annotated, Any
from uuid import UUID

import strawberry

from domains.courses import inputs, models
from domains.courses.services import publishing, teaching, thumbnails
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, given, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `createCourse`.")
class CreateCoursePayload(Payload):
    """The new course."""

    course: models.TaughtCourse | None = written(of="TaughtCourse", description="The new course.")


@mutation
def create_course(
    viewer: Viewer, input: Annotated[inputs.CreateCourseInput, strawberry.argument(description="The new course.")]
) -> CreateCoursePayload:
    """Make a course: for teachers, approved or not. Others see it once it is published."""
    course = teaching.create_course(viewer=viewer, values=_values(input))
    return CreateCoursePayload(course=course)


@strawberry.type(description="The answer to `updateCourse`.")
class UpdateCoursePayload(Payload):
    """The changed course."""

    course: models.TaughtCourse | None = written(of="TaughtCourse", description="The course as it is now.")


@mutation
def update_course(
    viewer: Viewer, input: Annotated[inputs.UpdateCourseInput, strawberry.argument(description="The changes.")]
) -> UpdateCoursePayload:
    """Change a course of yours; what is not named stays."""
    course = teaching.update_course(viewer=viewer, course_id=_course(input.course_id), values=_values(input))
    return UpdateCoursePayload(course=course)


@strawberry.type(description="The answer to `deleteCourse`.")
class DeleteCoursePayload(Payload):
    """The id of what is gone."""

    deleted_id: strawberry.ID | None = strawberry.field(
        default=None, description="The id of the course that is gone; null when it was refused."
    )


@mutation
def delete_course(
    viewer: Viewer, input: Annotated[inputs.DeleteCourseInput, strawberry.argument(description="Which course.")]
) -> DeleteCoursePayload:
    """Delete a course of yours in which nobody has learned."""
    teaching.delete_course(viewer=viewer, course_id=_course(input.course_id))
    return DeleteCoursePayload(deleted_id=input.course_id)


@strawberry.type(description="The answer to `publishCourse`.")
class PublishCoursePayload(Payload):
    """The published course."""

    course: models.TaughtCourse | None = written(of="TaughtCourse", description="The course as it is now.")


@mutation
def publish_course(
    viewer: Viewer, input: Annotated[inputs.PublishCourseInput, strawberry.argument(description="Which course.")]
) -> PublishCoursePayload:
    """Let learners into a course of yours that has a mandatory lesson: for teachers whom staff approved."""
    course = publishing.publish_course(viewer=viewer, course_id=_course(input.course_id))
    return PublishCoursePayload(course=course)


@strawberry.type(description="The answer to `unpublishCourse`.")
class UnpublishCoursePayload(Payload):
    """The course."""

    course: models.TaughtCourse | None = written(of="TaughtCourse", description="The course as it is now.")


@mutation
def unpublish_course(
    viewer: Viewer, input: Annotated[inputs.UnpublishCourseInput, strawberry.argument(description="Which course.")]
) -> UnpublishCoursePayload:
    """Let nobody new into a course of yours; who is enrolled goes on."""
    course = publishing.unpublish_course(viewer=viewer, course_id=_course(input.course_id))
    return UnpublishCoursePayload(course=course)


@strawberry.type(description="The answer to `setCourseThumbnail`.")
class SetCourseThumbnailPayload(Payload):
    """The course."""

    course: models.TaughtCourse | None = written(of="TaughtCourse", description="The course as it is now.")


@mutation
def set_course_thumbnail(
    viewer: Viewer,
    input: Annotated[inputs.SetCourseThumbnailInput, strawberry.argument(description="Which course, which picture.")],
) -> SetCourseThumbnailPayload:
    """Let an uploaded picture stand for a course of yours, or none; the one before is deleted."""
    upload = input.upload_id
    key = None if upload is None else ids.key_of("Upload", upload, path=["input", "uploadId"])
    course = thumbnails.set_course_thumbnail(viewer=viewer, course_id=_course(input.course_id), upload_id=key)
    return SetCourseThumbnailPayload(course=course)


def _course(id: strawberry.ID) -> UUID:
    return ids.key_of("TaughtCourse", id, path=["input", "courseId"])


def _values(input: inputs.CreateCourseInput | inputs.UpdateCourseInput) -> dict[str, Any]:
    """Return what the client sent, with keys for ids."""
    values = given(input, but=("course_id",))
    if values.get("prerequisite_ids"):
        values["prerequisite_ids"] = [
            ids.key_of("TaughtCourse", id, path=["input", "prerequisiteIds", str(place)])
            for place, id in enumerate(values["prerequisite_ids"])
        ]
    return values
