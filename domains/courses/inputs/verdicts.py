"""What programs say about learners' work."""

import strawberry


@strawberry.input(description="What one test came to.")
class TestResultInput:
    """What one test came to."""

    name: str = strawberry.field(description="What was tested, 200 characters at most.")
    passed: bool = strawberry.field(description="Whether it was so.")
    message: str = strawberry.field(default="", description="What there is to say to it, 2,000 characters at most.")


@strawberry.input(description="Which answer, and what it came to.")
class RecordExerciseResultInput:
    """Which answer, and what it came to."""

    task_id: strawberry.ID = strawberry.field(description="The id of the `GradingTask`.")
    attempt: int = strawberry.field(description="Its `attempt`: a result of an answer that was replaced is refused.")
    passed: bool = strawberry.field(description="Whether it is good enough.")
    score: int = strawberry.field(description="What it is worth, 0 to 100; what hints cost is taken off here.")
    execution_time_ms: int | None = strawberry.field(default=None, description="How many milliseconds it ran.")
    memory_used_mb: float | None = strawberry.field(default=None, description="How many megabytes it took.")
    test_results: list[TestResultInput] = strawberry.field(
        default_factory=list, description="What each test came to, 200 at most."
    )


@strawberry.input(description="What a reviewer says about somebody's work.")
class RecordReviewInput:
    """What a reviewer says about somebody's work."""

    module_id: strawberry.ID = strawberry.field(description="The id of the module that it is work in.")
    exercise_id: strawberry.ID | None = strawberry.field(
        default=None, description="The id of the exercise that it answers; left out where it is the whole module."
    )
    overall_score: int = strawberry.field(description="The whole, 0 to 100.")
    code_sense_score: int | None = strawberry.field(default=None, description="How it reads, 0 to 100.")
    efficiency_score: int | None = strawberry.field(default=None, description="What it costs, 0 to 100.")
    edge_cases_score: int | None = strawberry.field(default=None, description="What it thinks of, 0 to 100.")
    taste_score: int | None = strawberry.field(default=None, description="How well it is chosen, 0 to 100.")
    strengths: list[str] = strawberry.field(
        default_factory=list, description="What is good about it: 20 remarks of 1,000 characters at most."
    )
    weaknesses: list[str] = strawberry.field(default_factory=list, description="What is not, likewise.")
    suggestions: list[str] = strawberry.field(default_factory=list, description="What to do about that, likewise.")
    passed: bool = strawberry.field(description="Whether the work is good enough.")
