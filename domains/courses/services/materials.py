"""Further material of lessons: files that are added, and materials of either kind that are taken away."""

from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.rules.materials import address_of, files_in, materials_in, title_misfit, with_file
from domains.courses.services.columns import write
from domains.courses.services.news import tell_course
from domains.courses.services.owning import own_lesson
from domains.kit import files
from domains.kit.errors import NotFound
from domains.kit.viewer import Viewer
from domains.users.services import forget_files, take_upload


@transaction.atomic
def add_lesson_file(*, viewer: Viewer, lesson_id: UUID, title: str, upload_id: UUID) -> models.Lesson:
    """Add an uploaded file to a lesson's material.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, Required, TooLong, Invalid
    """
    user_id = viewer.require_account()
    if misfit := title_misfit(title, ["input", "title"]):
        raise misfit
    lesson = own_lesson(viewer, lesson_id)
    taken = take_upload(user_id=user_id, upload_id=upload_id, path=["input", "uploadId"], kinds=files.KINDS)
    kept = {"file": taken.name, "contentType": taken.kind.content_type, "size": taken.size}
    write(lesson, {"materials": with_file(lesson.materials, title=title.strip(), **kept)})
    tell_course(lesson.course_id)
    return lesson


@transaction.atomic
def remove_lesson_material(*, viewer: Viewer, lesson_id: UUID, url: str) -> models.Lesson:
    """Take what is at an address out of a lesson's material; a file is deleted.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden
    """
    lesson = own_lesson(viewer, lesson_id)
    gone = [each for each in materials_in(lesson.materials) if address_of(each) == url]
    if not gone:
        raise NotFound("There is no such material.", path=["input", "url"])
    write(lesson, {"materials": [each for each in materials_in(lesson.materials) if each not in gone]})
    forget_files(*files_in(gone))
    tell_course(lesson.course_id)
    return lesson
