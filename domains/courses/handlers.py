"""What happens to people and to courses, on whichever road, that others have to hear of: files go with their rows."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from domains.courses import models
from domains.courses.rules.materials import files_in
from domains.courses.rules.submissions import file_in
from domains.courses.services import leaving
from domains.users.models import User
from domains.users.services import forget_files


@receiver(pre_delete, sender=User)
def user_deleted(instance: User, **_: Any) -> None:
    """Let the account's seats and views end, on whichever road it is deleted: no foreign key keeps a count."""
    leaving.forget_person(user_id=instance.pk)


@receiver(post_delete, sender=models.TaughtCourse)
def course_deleted(instance: models.TaughtCourse, **_: Any) -> None:
    """Let the picture go with its course."""
    forget_files(instance.thumbnail.name)


@receiver(post_delete, sender=models.Lesson)
def lesson_deleted(instance: models.Lesson, **_: Any) -> None:
    """Let the files of a lesson go with it, on whichever road: with its course too, and with who taught that."""
    forget_files(*files_in(instance.materials))


@receiver(post_delete, sender=models.ExerciseSubmission)
def submission_deleted(instance: models.ExerciseSubmission, **_: Any) -> None:
    """Let the file that was handed in go with the attempt."""
    forget_files(file_in(instance.submission_data))
