"""How far learners are in taught courses."""

from django.db import models
from django.db.models import F, Q

from domains.courses.models.taught import Lesson, LessonExercise, TaughtCourse
from domains.courses.rules.limits import LONGEST_MINUTES
from domains.courses.rules.texts import FEEDBACK_LENGTH, NOTES_LENGTH
from domains.kit import clock
from domains.kit.models import Entity, LimitedTextField


class CourseEnrollment(Entity):
    """That somebody takes a taught course."""

    created_at = None  # type: ignore[assignment]  # its own name says what was done then

    student = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="enrollments")
    course = models.ForeignKey(TaughtCourse, on_delete=models.CASCADE, related_name="enrollments")
    enrolled_at = models.DateTimeField(default=clock.now, editable=False, help_text="When they enrolled.")
    completed = models.BooleanField(default=False, help_text="Whether the course is completed.")
    completion_date = models.DateTimeField(null=True, blank=True, help_text="When it was; null before.")
    progress_percentage = models.FloatField(
        default=0.0, help_text="How much of the mandatory lessons is completed, from 0 to 100."
    )
    last_accessed = models.DateTimeField(
        default=clock.now, editable=False, help_text="When they last did something in the course."
    )

    class Meta:
        ordering = ("-enrolled_at",)
        indexes = (
            models.Index(fields=["student", "-enrolled_at", "-id"], name="enrollment_student"),
            models.Index(fields=["course", "-enrolled_at", "-id"], name="enrollment_course"),
            models.Index(fields=["completed"], name="enrollment_completed"),
            models.Index(fields=["enrolled_at"], name="enrollment_enrolled"),
        )
        constraints = (
            models.UniqueConstraint(fields=("student", "course"), name="enrollment_unique"),
            models.CheckConstraint(
                condition=Q(progress_percentage__gte=0, progress_percentage__lte=100),
                name="enrollment_progress_in_range",
            ),
            models.CheckConstraint(
                condition=Q(completed=False, completion_date=None) | Q(completed=True, completion_date__isnull=False),
                name="enrollment_completed_at_a_time",
            ),
        )


class LessonCompletion(Entity):
    """That somebody completed a lesson."""

    created_at = None  # type: ignore[assignment]

    student = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="lesson_completions")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="completions")
    completed_at = models.DateTimeField(default=clock.now, editable=False, help_text="When it was completed.")
    score = models.FloatField(
        null=True,
        blank=True,
        help_text="The mean of the lesson's graded exercises in percent, each by its best attempt; null without any.",
    )
    time_spent_minutes = models.PositiveIntegerField(default=0, help_text="How many minutes it took, as they say.")
    notes = LimitedTextField(max_length=NOTES_LENGTH, blank=True, help_text="What they wrote down for themselves.")

    class Meta:
        ordering = ("-completed_at",)
        indexes = (
            models.Index(fields=["student", "-completed_at", "-id"], name="lesson_completion_student"),
            models.Index(fields=["lesson", "-completed_at", "-id"], name="lesson_completion_lesson"),
            models.Index(fields=["completed_at"], name="lesson_completion_when"),
        )
        constraints = (
            models.UniqueConstraint(fields=("student", "lesson"), name="lesson_completion_unique"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=100), name="lesson_completion_score_in_range"
            ),
            models.CheckConstraint(
                condition=Q(time_spent_minutes__lte=LONGEST_MINUTES), name="lesson_completion_minutes_in_range"
            ),
        )


class ExerciseSubmission(Entity):
    """An attempt at an exercise: begun, handed in, graded."""

    created_at = None  # type: ignore[assignment]

    student = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="exercise_submissions")
    exercise = models.ForeignKey(LessonExercise, on_delete=models.CASCADE, related_name="submissions")
    attempt_number = models.PositiveIntegerField(default=1, help_text="Which attempt it is, from 1.")
    started_at = models.DateTimeField(default=clock.now, editable=False, help_text="When it was begun.")
    submission_data = models.JSONField(default=dict, blank=True, help_text="The answer, as it was handed in.")
    submitted_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was handed in; null while it is worked on."
    )
    score = models.FloatField(null=True, blank=True, help_text="The score; null before it is graded.")
    max_score = models.PositiveIntegerField(help_text="The best score there was.")
    graded_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="When it was graded.")
    graded_by = models.ForeignKey(
        "users.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="graded_submissions"
    )
    # Kept when a later grade is worse: what passing brings comes once.
    passed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was first graded good enough; null before."
    )
    feedback = LimitedTextField(max_length=FEEDBACK_LENGTH, blank=True, help_text="What the teacher says, in Markdown.")

    class Meta:
        ordering = ("-started_at",)
        indexes = (
            models.Index(fields=["student", "-started_at", "-id"], name="submission_student"),
            models.Index(fields=["exercise", "-started_at", "-id"], name="submission_exercise"),
            models.Index(fields=["submitted_at"], name="submission_submitted"),
            models.Index(fields=["graded_at"], name="submission_graded"),
            models.Index(
                fields=["exercise"],
                name="submission_to_grade",
                condition=Q(submitted_at__isnull=False, graded_at=None),
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("student", "exercise", "attempt_number"), name="submission_attempt_unique"),
            models.UniqueConstraint(
                fields=("student", "exercise"), condition=Q(submitted_at=None), name="submission_one_open"
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=F("max_score")), name="submission_score_in_range"
            ),
            models.CheckConstraint(
                condition=Q(graded_at=None, score=None) | Q(graded_at__isnull=False, score__isnull=False),
                name="submission_graded_with_a_score",
            ),
            models.CheckConstraint(
                condition=Q(graded_at=None) | Q(submitted_at__isnull=False), name="submission_graded_once_submitted"
            ),
        )
