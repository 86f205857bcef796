"""Courses that teachers teach: their lessons, and the exercises of those."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from domains.courses.models.courses import Course
from domains.courses.rules.limits import (
    HIGHEST_SCORE,
    LONGEST_HOURS,
    LONGEST_MINUTES,
    MOST_ATTEMPTS,
    MOST_COINS,
    MOST_SEATS,
)
from domains.courses.rules.texts import DESCRIPTION_LENGTH, LESSON_LENGTH
from domains.kit.counts import CountField
from domains.kit.enums import described
from domains.kit.models import ChangingEntity, LimitedTextField, WebAddressField


@described
class CourseCategory(models.TextChoices):
    """What a course is about."""

    ARTIFICIAL_INTELLIGENCE = "artificial_intelligence", "Artificial intelligence."
    PROGRAMMING = "programming", "Programming."
    DATA = "data", "Data: how it is kept, moved and understood."
    DESIGN = "design", "Design."
    ART = "art", "Art."
    BUSINESS = "business", "Business."
    OTHER = "other", "Anything else."


@described
class CourseLevel(models.TextChoices):
    """For whom a course is."""

    BEGINNER = "beginner", "Who begins."
    INTERMEDIATE = "intermediate", "Who knows the basics."
    ADVANCED = "advanced", "Who does it for a living."


@described
class LessonType(models.TextChoices):
    """How a lesson is taken."""

    TEXT = "text", "It is read."
    VIDEO = "video", "It is watched."
    INTERACTIVE = "interactive", "It is tried out."
    LIVE = "live", "It is held at a time, together."


@described
class LessonExerciseType(models.TextChoices):
    """How an exercise of a lesson is answered."""

    MULTIPLE_CHOICE = "multiple_choice", "By choosing among answers; graded at once where the solution is known."
    SHORT_ANSWER = "short_answer", "By a line of text."
    ESSAY = "essay", "By a longer text."
    CODE = "code", "By code."
    UPLOAD = "upload", "By a file."


@described
class LessonMaterialKind(models.TextChoices):
    """What further material of a lesson is."""

    LINK = "link", "A link to somewhere else."
    FILE = "file", "A file that is kept here."


class TaughtCourse(Course):
    """A course that a teacher teaches."""

    teacher = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="created_courses")
    category = models.CharField(
        max_length=30, choices=CourseCategory.choices, default=CourseCategory.OTHER, help_text="What it is about."
    )
    level = models.CharField(
        max_length=20, choices=CourseLevel.choices, default=CourseLevel.BEGINNER, help_text="For whom it is."
    )
    teocoin_reward = models.PositiveIntegerField(
        default=0, validators=[MaxValueValidator(MOST_COINS)], help_text="How many TeoCoins completing it earns."
    )
    thumbnail = models.FileField(upload_to="pictures", max_length=200, blank=True)
    is_published = models.BooleanField(default=False, help_text="Whether learners see it and can enrol.")
    published_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was first published; null before."
    )
    max_enrollments = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
        help_text="How many can enrol; null where there is no limit.",
    )
    duration_hours = models.PositiveIntegerField(
        default=0, validators=[MaxValueValidator(LONGEST_HOURS)], help_text="About how many hours it takes."
    )
    prerequisites = models.ManyToManyField("self", symmetrical=False, related_name="prerequisite_of", blank=True)
    enrollment_count = CountField("enrollments", help_text="How many are enrolled.")

    class Meta:
        indexes = (
            models.Index(fields=["category"], name="taught_course_category"),
            models.Index(fields=["level"], name="taught_course_level"),
            models.Index(fields=["teacher"], name="taught_course_teacher"),
            models.Index(fields=["is_published"], name="taught_course_published"),
            # The catalogue, in the orders that are of this table: drafts are in neither.
            models.Index(
                fields=["-published_at", "-course_ptr"], name="taught_course_newest", condition=Q(is_published=True)
            ),
            models.Index(
                fields=["-enrollment_count", "-course_ptr"],
                name="taught_course_popular",
                condition=Q(is_published=True),
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(max_enrollments=None) | Q(enrollment_count__lte=F("max_enrollments")),
                name="taught_course_has_seats",
            ),
            models.CheckConstraint(
                condition=Q(max_enrollments=None) | Q(max_enrollments__gte=1, max_enrollments__lte=MOST_SEATS),
                name="taught_course_seats_in_range",
            ),
            models.CheckConstraint(condition=Q(teocoin_reward__lte=MOST_COINS), name="taught_course_reward_in_range"),
            models.CheckConstraint(condition=Q(duration_hours__lte=LONGEST_HOURS), name="taught_course_hours_in_range"),
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(published_at__isnull=False), name="taught_course_published_once"
            ),
        )


class Lesson(ChangingEntity):
    """A lesson of a taught course."""

    course = models.ForeignKey(TaughtCourse, on_delete=models.CASCADE, related_name="lessons")
    title = models.CharField(max_length=200, help_text="The title.")
    content = LimitedTextField(max_length=LESSON_LENGTH, blank=True, help_text="What is taught, in Markdown.")
    # Made once, when it is written: a long one takes a second to make.
    content_html = models.TextField(blank=True, editable=False)
    order = models.PositiveIntegerField(help_text="Its place in the course, from 1.")
    lesson_type = models.CharField(
        max_length=20, choices=LessonType.choices, default=LessonType.TEXT, help_text="How it is taken."
    )
    duration_minutes = models.PositiveIntegerField(
        default=0, validators=[MaxValueValidator(LONGEST_MINUTES)], help_text="About how many minutes it takes."
    )
    video_url = WebAddressField(max_length=500, blank=True, help_text="The address of its film; may be empty.")
    materials = models.JSONField(default=list, blank=True)
    is_mandatory = models.BooleanField(default=True, help_text="Whether the course is complete only with it.")
    teocoin_reward = models.PositiveIntegerField(
        default=0, validators=[MaxValueValidator(MOST_COINS)], help_text="How many TeoCoins completing it earns."
    )

    class Meta:
        ordering = ("order",)
        indexes = (models.Index(fields=["lesson_type"], name="lesson_type"),)
        constraints = (
            # Asked at the end of the transaction, so that lessons change places in one statement.
            models.UniqueConstraint(
                fields=("course", "order"), name="lesson_order_unique", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(order__gte=1), name="lesson_order_positive"),
            models.CheckConstraint(condition=Q(teocoin_reward__lte=MOST_COINS), name="lesson_reward_in_range"),
            models.CheckConstraint(condition=Q(duration_minutes__lte=LONGEST_MINUTES), name="lesson_minutes_in_range"),
        )

    def __str__(self) -> str:
        return self.title


class LessonExercise(ChangingEntity):
    """An exercise of a lesson."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="exercises")
    title = models.CharField(max_length=200, help_text="The title.")
    description = LimitedTextField(
        max_length=DESCRIPTION_LENGTH, blank=True, help_text="What is to be done, in Markdown."
    )
    exercise_type = models.CharField(max_length=20, choices=LessonExerciseType.choices, help_text="How it is answered.")
    content = models.JSONField(default=dict, blank=True)
    # What is right: its teacher's and staff's alone. Empty where a person grades.
    solution = models.JSONField(default=dict, blank=True)
    max_score = models.PositiveIntegerField(
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_SCORE)],
        help_text="The best score.",
    )
    time_limit_minutes = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_MINUTES)],
        help_text="How many minutes an attempt may take; null where there is no limit.",
    )
    attempts_allowed = models.PositiveIntegerField(
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_ATTEMPTS)],
        help_text="How often it can be tried.",
    )
    teocoin_reward = models.PositiveIntegerField(
        default=0, validators=[MaxValueValidator(MOST_COINS)], help_text="How many TeoCoins passing it earns."
    )

    class Meta:
        ordering = ("created_at",)
        indexes = (models.Index(fields=["lesson", "created_at", "id"], name="lesson_exercise_lesson"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(max_score__gte=1, max_score__lte=HIGHEST_SCORE), name="lesson_exercise_score_in_range"
            ),
            models.CheckConstraint(
                condition=Q(attempts_allowed__gte=1, attempts_allowed__lte=MOST_ATTEMPTS),
                name="lesson_exercise_attempts_in_range",
            ),
            models.CheckConstraint(
                condition=Q(time_limit_minutes=None)
                | Q(time_limit_minutes__gte=1, time_limit_minutes__lte=LONGEST_MINUTES),
                name="lesson_exercise_time_in_range",
            ),
            models.CheckConstraint(condition=Q(teocoin_reward__lte=MOST_COINS), name="lesson_exercise_reward_in_range"),
        )

    def __str__(self) -> str:
        return self.title
