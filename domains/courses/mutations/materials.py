"""Further material of lessons."""

from typing import Annotated

import strawberry

from domains.courses import inputs, models
from domains.courses.services import materials
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `addLessonFile`.")
class AddLessonFilePayload(Payload):
    """The lesson."""

    lesson: models.Lesson | None = written(of="Lesson", description="The lesson as it is now.")


@mutation
def add_lesson_file(
    viewer: Viewer, input: Annotated[inputs.AddLessonFileInput, strawberry.argument(description="Which file.")]
) -> AddLessonFilePayload:
    """Add a file that you uploaded to the material of a lesson of yours."""
    key = ids.key_of("Lesson", input.lesson_id, path=["input", "lessonId"])
    upload_id = ids.key_of("Upload", input.upload_id, path=["input", "uploadId"])
    lesson = materials.add_lesson_file(viewer=viewer, lesson_id=key, title=input.title, upload_id=upload_id)
    return AddLessonFilePayload(lesson=lesson)


@strawberry.type(description="The answer to `removeLessonMaterial`.")
class RemoveLessonMaterialPayload(Payload):
    """The lesson."""

    lesson: models.Lesson | None = written(of="Lesson", description="The lesson as it is now.")


@mutation
def remove_lesson_material(
    viewer: Viewer,
    input: Annotated[inputs.RemoveLessonMaterialInput, strawberry.argument(description="Which material.")],
) -> RemoveLessonMaterialPayload:
    """Take a link or a file out of the material of a lesson of yours; the file is deleted."""
    key = ids.key_of("Lesson", input.lesson_id, path=["input", "lessonId"])
    lesson = materials.remove_lesson_material(viewer=viewer, lesson_id=key, url=input.url)
    return RemoveLessonMaterialPayload(lesson=lesson)
