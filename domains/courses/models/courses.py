"""What every course has, whoever made it."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from domains.courses.rules.texts import DESCRIPTION_LENGTH, TAG_LENGTH
from domains.kit.counts import CountField
from domains.kit.models import ChangingEntity, Entity, LimitedTextField
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet


class Courses(models.Manager[Any]):
    """The manager of courses of every kind: it leaves what search alone needs in the database."""

    def get_queryset(self) -> VisibleQuerySet[Any]:
        """Return all courses, without their words."""
        return VisibleQuerySet(self.model, using=self._db).defer("words")

    def visible_to(self, viewer: Viewer) -> VisibleQuerySet[Any]:
        """Return the courses that the viewer sees."""
        return self.get_queryset().visible_to(viewer)


class Course(ChangingEntity):
    """A course: the row that a taught and a generated course share."""

    title = models.CharField(max_length=255, help_text="The title.")
    description = LimitedTextField(max_length=DESCRIPTION_LENGTH, blank=True, help_text="What it is about.")
    view_count = CountField("views", help_text="How often it was looked at: once a day and person.")
    words = models.GeneratedField(
        expression=models.Func("title", "description", function="courses_words"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects: ClassVar[Courses] = Courses()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at",)
        indexes = (
            models.Index(fields=["-created_at", "-id"], name="course_newest"),
            models.Index(fields=["-updated_at", "-id"], name="course_changed"),
            models.Index(fields=["title", "id"], name="course_title"),
            GinIndex(fields=["words"], name="course_words"),
        )

    def __str__(self) -> str:
        return self.title


class CourseTag(Entity):
    """A word that a course is found by."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="tags")
    tag = models.CharField(max_length=TAG_LENGTH)

    class Meta:
        ordering = ("tag",)
        indexes = (models.Index(fields=["tag"], name="course_tag_tag"),)
        constraints = (models.UniqueConstraint(fields=("course", "tag"), name="course_tag_unique"),)

    def __str__(self) -> str:
        return self.tag


class CourseSave(Entity):
    """That somebody keeps a course for later."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="course_saves")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="saves")

    class Meta:
        indexes = (models.Index(fields=["user", "-created_at"], name="course_save_user"),)
        constraints = (models.UniqueConstraint(fields=("course", "user"), name="course_save_unique"),)


class CourseView(Entity):
    """That somebody looked at a course on a day."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="course_views")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="views")
    # In UTC, for everybody: a day that moved with the viewer could be lived twice.
    day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("course", "user", "day"), name="course_view_unique"),)
