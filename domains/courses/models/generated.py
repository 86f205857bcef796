"""Courses that are generated for one learner: their modules, and how the generation is."""

from django.db import models
from django.db.models import Q

from domains.courses.models.blueprints import BlueprintModule
from domains.courses.models.courses import Course
from domains.courses.rules.limits import LONGEST_MINUTES
from domains.courses.rules.texts import DESCRIPTION_LENGTH
from domains.kit import clock
from domains.kit.enums import described
from domains.kit.models import ChangingEntity, Entity, LimitedTextField


@described
class GeneratedCourseStatus(models.TextChoices):
    """How a generated course stands."""

    ACTIVE = "active", "It is being taken."
    COMPLETED = "completed", "All of its modules are completed."
    ARCHIVED = "archived", "Its learner put it away."


@described
class GenerationStatus(models.TextChoices):
    """How far a course's generation is."""

    WAITING = "waiting", "It has not begun."
    RUNNING = "running", "Modules are being made."
    COMPLETE = "complete", "All modules are there."
    FAILED = "failed", "It came to no good end; the modules that were made stay, and it can be retried."


@described
class GenerationFailure(models.TextChoices):
    """Why a generation came to no good end."""

    UNREACHABLE = "unreachable", "The model that writes could not be reached."
    REFUSED = "refused", "The model that writes did not take the question."
    MALFORMED = "malformed", "The model's answers were not of the form that a module has."
    TEMPLATE = "template", "The blueprint asks for something that the learner's variables do not say."
    INTERRUPTED = "interrupted", "The platform was interrupted too often while it ran."


# What is still being made.
OPEN_GENERATIONS = (GenerationStatus.WAITING, GenerationStatus.RUNNING)


class GeneratedCourse(Course):
    """A course that was generated for one learner, from the blueprint and the learner's own words."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="generated_courses")
    archetype = models.ForeignKey(
        "users.UserArchetype", on_delete=models.SET_NULL, null=True, blank=True, related_name="generated_courses"
    )
    status = models.CharField(
        max_length=20,
        choices=GeneratedCourseStatus.choices,
        default=GeneratedCourseStatus.ACTIVE,
        help_text="How it stands.",
    )
    progress_percentage = models.PositiveIntegerField(
        default=0, help_text="How much of the modules is completed, from 0 to 100."
    )
    start_date = models.DateTimeField(default=clock.now, help_text="When it was begun.")
    completion_date = models.DateTimeField(null=True, blank=True, help_text="When it was completed; null before.")

    class Meta:
        indexes = (
            models.Index(fields=["user", "status"], name="generated_course_user_status"),
            models.Index(fields=["status"], name="generated_course_status"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(progress_percentage__lte=100), name="generated_course_progress_in_range"
            ),
            models.CheckConstraint(
                condition=~Q(status=GeneratedCourseStatus.COMPLETED) | Q(completion_date__isnull=False),
                name="generated_course_completed_at_a_time",
            ),
        )


class CourseGeneration(ChangingEntity):
    """How the generation of a course is."""

    course = models.OneToOneField(GeneratedCourse, on_delete=models.CASCADE, related_name="generation")
    # The same as the course's, so that the database itself lets nobody generate two courses at once.
    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="course_generations")
    status = models.CharField(
        max_length=20,
        choices=GenerationStatus.choices,
        default=GenerationStatus.WAITING,
        help_text="How far it is.",
    )
    failure = models.CharField(  # noqa: DJ001 - nothing failed is not an empty reason
        max_length=20,
        choices=GenerationFailure.choices,
        null=True,
        blank=True,
        help_text="Why it came to no good end; null unless it failed.",
    )
    modules_total = models.PositiveIntegerField(default=0, help_text="How many modules the course will have.")
    modules_done = models.PositiveIntegerField(default=0, help_text="How many of them are there.")
    # The learner's words as they were when it was asked for: what is made later has the same ones.
    variables = models.JSONField(default=dict)
    # Which run of the job may write: a worker that was thought dead writes no more.
    run = models.UUIDField(null=True, blank=True, editable=False)
    runs = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(status__in=OPEN_GENERATIONS),
                name="course_generation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(modules_done__lte=models.F("modules_total")), name="course_generation_done_in_range"
            ),
            models.CheckConstraint(
                condition=Q(status=GenerationStatus.FAILED, failure__isnull=False)
                | (~Q(status=GenerationStatus.FAILED) & Q(failure=None)),
                name="course_generation_failed_for_a_reason",
            ),
        )


class GeneratedModule(Entity):
    """A module of a generated course."""

    course = models.ForeignKey(GeneratedCourse, on_delete=models.CASCADE, related_name="modules")
    blueprint_module = models.ForeignKey(BlueprintModule, on_delete=models.PROTECT, related_name="generated_modules")
    title = models.CharField(max_length=255, help_text="The title.")
    description = LimitedTextField(max_length=DESCRIPTION_LENGTH, blank=True, help_text="What it is about.")
    content = models.JSONField()
    order_index = models.PositiveIntegerField(help_text="Its place in the course, from 1.")
    is_locked = models.BooleanField(default=False, help_text="Whether the modules before it are to be completed first.")
    is_completed = models.BooleanField(default=False, help_text="Whether it is completed.")
    completed_at = models.DateTimeField(null=True, blank=True, help_text="When it was; null before.")

    class Meta:
        ordering = ("order_index",)
        constraints = (
            models.UniqueConstraint(fields=("course", "order_index"), name="generated_module_order_unique"),
            models.UniqueConstraint(fields=("course", "blueprint_module"), name="generated_module_made_once"),
            models.CheckConstraint(condition=Q(order_index__gte=1), name="generated_module_order_positive"),
            models.CheckConstraint(
                condition=Q(is_completed=False, completed_at=None)
                | Q(is_completed=True, is_locked=False, completed_at__isnull=False),
                name="generated_module_completed_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.title


class ModuleCompletion(Entity):
    """That somebody completed a module."""

    created_at = None  # type: ignore[assignment]  # its own name says what was done then

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="module_completions")
    module = models.ForeignKey(GeneratedModule, on_delete=models.CASCADE, related_name="completions")
    completed_at = models.DateTimeField(default=clock.now, editable=False, help_text="When it was completed.")
    time_spent_minutes = models.PositiveIntegerField(default=0, help_text="How many minutes it took, as they say.")
    final_score = models.PositiveIntegerField(
        null=True, blank=True, help_text="The mean of its exercises by their points, 0 to 100; null without any."
    )

    class Meta:
        ordering = ("-completed_at",)
        indexes = (models.Index(fields=["user", "-completed_at", "-id"], name="module_completion_user"),)
        constraints = (
            models.UniqueConstraint(fields=("user", "module"), name="module_completion_unique"),
            models.CheckConstraint(
                condition=Q(final_score=None) | Q(final_score__lte=100), name="module_completion_score_in_range"
            ),
            models.CheckConstraint(
                condition=Q(time_spent_minutes__lte=LONGEST_MINUTES), name="module_completion_minutes_in_range"
            ),
        )
