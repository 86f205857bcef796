"""How far learners are in taught courses, as clients see it."""

import strawberry
from strawberry import auto
from strawberry.scalars import JSON

from domains.courses import models
from domains.courses.selectors import learning
from domains.kit.fields import column, computed, expression, object_type
from domains.kit.markdown import markdown_to_html
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward


@object_type(models.CourseEnrollment)
class CourseEnrollment(Node):
    """That somebody takes a taught course."""

    enrolled_at: auto
    completed: auto
    completion_date: auto
    progress_percentage: auto
    last_accessed: auto
    student = forward("student", of="User", description="Who takes it.")
    course = forward("course", of="TaughtCourse", description="What they take.")


@object_type(models.LessonCompletion)
class LessonCompletion(Node):
    """That somebody completed a lesson."""

    completed_at: auto
    score: auto
    time_spent_minutes: auto
    notes: str | None = expression(learning.notes, description="What they wrote down; null to everybody else.")
    student = forward("student", of="User", description="Who completed it.")
    lesson = forward("lesson", of="Lesson", description="Which lesson.")


@object_type(models.ExerciseSubmission)
class ExerciseSubmission(Node):
    """An attempt at an exercise: begun, handed in, graded."""

    attempt_number: auto
    started_at: auto
    submission_data: JSON = column(description="The answer, by the type of the exercise; empty before.")
    file_url: str | None = expression(
        learning.file_url, description="The path at this server of the file that was handed in; null where none was."
    )
    submitted_at: auto
    score: auto
    max_score: auto
    graded_at: auto
    passed_at: auto
    feedback: auto
    feedback_html: str = computed(
        markdown_to_html, "feedback", description="What the teacher says, as HTML that is safe to show."
    )
    student = forward("student", of="User", description="Whose attempt it is.")
    exercise = forward("exercise", of="LessonExercise", description="At which exercise.")
    graded_by = forward("graded_by", of="User", description="Who graded it; null where its solution did, or nobody.")


@strawberry.type
class UserEnrollments:
    """What this domain lends to people: what they take."""

    enrollments = connection("CourseEnrollment")(learning.enrollments)
