"""Coding exercises of generated modules, how far their learners are with them, and reviews."""

from django.db import models
from django.db.models import Q

from domains.courses.models.generated import GeneratedModule
from domains.courses.rules.limits import LONGEST_MINUTES
from domains.courses.rules.texts import CODE_LENGTH, PROMPT_LENGTH
from domains.kit import clock
from domains.kit.enums import described
from domains.kit.models import Entity, LimitedTextField


@described
class CodingExerciseType(models.TextChoices):
    """What a coding exercise asks for."""

    CODE_REVIEW = "code_review", "To say what is wrong with code, and to write it better; a runner grades it."
    REFACTOR = "refactor", "To write code anew that does the same; a runner grades it."
    BUILD = "build", "To write code from a description; a runner grades it."
    DIAGNOSIS = "diagnosis", "To name the lines where code is flawed; graded at once."


@described
class ExerciseDifficulty(models.TextChoices):
    """How hard an exercise is."""

    EASY = "easy", "A first step."
    MEDIUM = "medium", "It takes some thought."
    HARD = "hard", "It takes a while."


@described
class CodingProgressStatus(models.TextChoices):
    """How an answer to a coding exercise stands."""

    PENDING = "pending", "It was handed in, and is not graded yet."
    PASSED = "passed", "It was good enough."
    FAILED = "failed", "It was not good enough; it can be tried again."


class CodingExercise(Entity):
    """A coding exercise of a generated module."""

    module = models.ForeignKey(GeneratedModule, on_delete=models.CASCADE, related_name="exercises")
    order_index = models.PositiveIntegerField(default=1, help_text="Its place in the module, from 1.")
    type = models.CharField(max_length=20, choices=CodingExerciseType.choices, help_text="What it asks for.")
    title = models.CharField(max_length=255, help_text="The title.")
    prompt = LimitedTextField(max_length=PROMPT_LENGTH, help_text="What is to be done, in Markdown.")
    starter_code = LimitedTextField(max_length=CODE_LENGTH, blank=True, help_text="The code to begin with.")
    # These four stay in the platform: of hints only what was revealed is shown.
    solution_code = LimitedTextField(max_length=CODE_LENGTH, blank=True)
    test_cases = models.JSONField(default=list, blank=True)
    flaws = models.JSONField(default=list, blank=True)
    hints = models.JSONField(default=list, blank=True)
    difficulty = models.CharField(
        max_length=20,
        choices=ExerciseDifficulty.choices,
        default=ExerciseDifficulty.MEDIUM,
        help_text="How hard it is.",
    )
    points = models.PositiveIntegerField(default=100, help_text="How much it counts in its module.")
    time_limit_minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many minutes an attempt may take; null where there is no limit."
    )

    class Meta:
        ordering = ("order_index",)
        indexes = (models.Index(fields=["type"], name="coding_exercise_type"),)
        constraints = (
            models.UniqueConstraint(fields=("module", "order_index"), name="coding_exercise_order_unique"),
            models.CheckConstraint(
                condition=Q(time_limit_minutes=None)
                | Q(time_limit_minutes__gte=1, time_limit_minutes__lte=LONGEST_MINUTES),
                name="coding_exercise_time_in_range",
            ),
        )

    def __str__(self) -> str:
        return self.title


class CodingProgress(Entity):
    """How far a learner is with a coding exercise: the last answer, and how it was graded."""

    created_at = None  # type: ignore[assignment]  # its own names say what was done when

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="coding_progress")
    exercise = models.ForeignKey(CodingExercise, on_delete=models.CASCADE, related_name="progress")
    # Empty before the first answer: a hint can be revealed, and a limited attempt be begun, before that.
    status = models.CharField(  # noqa: DJ001 - no answer is not an empty status
        max_length=20,
        choices=CodingProgressStatus.choices,
        null=True,
        blank=True,
        help_text="How the last answer stands; null before the first one.",
    )
    submitted_code = LimitedTextField(max_length=CODE_LENGTH, blank=True, help_text="The last answer.")
    score = models.PositiveIntegerField(
        null=True, blank=True, help_text="The score, 0 to 100, less what hints cost; null before it is graded."
    )
    attempts = models.PositiveIntegerField(default=0, help_text="How many answers were handed in.")
    execution_time_ms = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many milliseconds it ran, as the runner says."
    )
    memory_used_mb = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True, help_text="How many megabytes it took, likewise."
    )
    test_results = models.JSONField(default=list, blank=True, help_text="What each test came to.")
    hints_revealed = models.JSONField(default=list, blank=True)
    started_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the attempt was begun that is worked on; null without."
    )
    submitted_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the last answer was handed in; null before the first."
    )

    class Meta:
        ordering = ("-submitted_at",)
        verbose_name_plural = "coding progress"
        indexes = (
            models.Index(fields=["user", "-submitted_at", "-id"], name="coding_progress_user"),
            models.Index(fields=["status"], name="coding_progress_status"),
            models.Index(
                fields=["submitted_at", "id"],
                name="coding_progress_to_grade",
                condition=Q(status=CodingProgressStatus.PENDING),
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("user", "exercise"), name="coding_progress_unique"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=100), name="coding_progress_score_in_range"),
            models.CheckConstraint(
                condition=Q(status=None, attempts=0, submitted_at=None)
                | Q(status__isnull=False, attempts__gte=1, submitted_at__isnull=False),
                name="coding_progress_status_of_an_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.exercise}, {self.user}"


class GradingTask(CodingProgress):
    """An answer that waits for a runner: the same row, seen by who grades it."""

    class Meta:
        proxy = True
        ordering = ("submitted_at",)


class ArchitectureReview(Entity):
    """What a senior reviewer, a program, says about somebody's work."""

    created_at = None  # type: ignore[assignment]

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="architecture_reviews")
    exercise = models.ForeignKey(
        CodingExercise, on_delete=models.CASCADE, null=True, blank=True, related_name="reviews"
    )
    module = models.ForeignKey(GeneratedModule, on_delete=models.CASCADE, related_name="reviews")
    overall_score = models.PositiveIntegerField(help_text="The whole, 0 to 100.")
    code_sense_score = models.PositiveIntegerField(null=True, blank=True, help_text="How it reads, 0 to 100.")
    efficiency_score = models.PositiveIntegerField(null=True, blank=True, help_text="What it costs, 0 to 100.")
    edge_cases_score = models.PositiveIntegerField(null=True, blank=True, help_text="What it thinks of, 0 to 100.")
    taste_score = models.PositiveIntegerField(null=True, blank=True, help_text="How well it is chosen, 0 to 100.")
    strengths = models.JSONField(default=list, blank=True)
    weaknesses = models.JSONField(default=list, blank=True)
    suggestions = models.JSONField(default=list, blank=True)
    passed = models.BooleanField(default=False, help_text="Whether the work is good enough.")
    reviewed_at = models.DateTimeField(default=clock.now, editable=False, help_text="When it was said.")

    class Meta:
        ordering = ("-reviewed_at",)
        indexes = (
            models.Index(fields=["user", "-reviewed_at", "-id"], name="review_user"),
            models.Index(fields=["module", "-reviewed_at", "-id"], name="review_module"),
        )
        constraints = tuple(
            models.CheckConstraint(
                condition=Q(**{f"{name}_score": None}) | Q(**{f"{name}_score__lte": 100}),
                name=f"review_{name}_in_range",
            )
            for name in ("overall", "code_sense", "efficiency", "edge_cases", "taste")
        )

    def __str__(self) -> str:
        return f"{self.module}, {self.user}"
