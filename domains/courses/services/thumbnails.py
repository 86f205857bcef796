"""Pictures of taught courses."""

from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.services.news import tell_course
from domains.courses.services.owning import own_course
from domains.kit.viewer import Viewer
from domains.users.services import forget_files, take_upload


@transaction.atomic
def set_course_thumbnail(*, viewer: Viewer, course_id: UUID, upload_id: UUID | None) -> models.TaughtCourse:
    """Let an uploaded picture stand for a course, or none; the one before goes.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, Invalid
    """
    user_id = viewer.require_account()
    course = own_course(viewer, course_id)
    before, name = course.thumbnail.name, ""
    if upload_id is not None:
        name = take_upload(user_id=user_id, upload_id=upload_id, path=["input", "uploadId"]).name
    if name == before:
        return course
    forget_files(before)
    course.thumbnail = name
    course.save(update_fields=["thumbnail", "updated_at"])
    tell_course(course.pk)
    return course
