"""What happens to people and to courses, on whichever road, that others have to hear of."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from domains.courses.models import TaughtCourse
from domains.courses.services import leaving
from domains.users.models import User
from domains.users.services import forget_files


@receiver(pre_delete, sender=User)
def user_deleted(instance: User, **_: Any) -> None:
    """Let the account's seats and views end, on whichever road it is deleted: no foreign key keeps a count."""
    leaving.forget_person(user_id=instance.pk)


@receiver(post_delete, sender=TaughtCourse)
def course_deleted(instance: TaughtCourse, **_: Any) -> None:
    """Let the picture go with its course."""
    forget_files(instance.thumbnail.name)
