"""What clients say: further material of lessons."""

import strawberry


@strawberry.input(description="A file for a lesson of yours.")
class AddLessonFileInput:
    """A file."""

    lesson_id: strawberry.ID = strawberry.field(description="The id of the lesson.")
    title: str = strawberry.field(description="What it is, 200 characters at most.")
    upload_id: strawberry.ID = strawberry.field(
        description="The id that `POST /uploads` answered: a PDF, a text, Markdown or a picture."
    )


@strawberry.input(description="Which material to take away.")
class RemoveLessonMaterialInput:
    """A material."""

    lesson_id: strawberry.ID = strawberry.field(description="The id of the lesson.")
    url: str = strawberry.field(description="Where it is, as `LessonMaterial.url` says.")
