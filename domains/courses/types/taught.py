"""Courses that teachers teach, as clients see them."""

import strawberry
from strawberry import auto
from strawberry.scalars import JSON

from domains.courses import models
from domains.courses.models import CourseCategory, CourseLevel, LessonExerciseType, LessonType
from domains.courses.selectors import dashboards, learning, lessons, taught
from domains.courses.types.courses import Course
from domains.courses.types.materials import LessonMaterial, materials_of
from domains.kit.fields import computed, expression, object_type
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward, many, one


@object_type(models.TaughtCourse)
class TaughtCourse(Course):
    """A course that a teacher teaches."""

    category: CourseCategory
    level: CourseLevel
    teocoin_reward: auto
    is_published: auto
    published_at: auto
    max_enrollments: auto
    duration_hours: auto
    enrollment_count: auto
    thumbnail_url: str = expression(
        taught.thumbnail_url, description="The address of its picture; empty where it has none."
    )
    completed_count: int | None = expression(
        dashboards.completed_count, description="How many completed it; null to all but its teacher and staff."
    )
    average_progress: float | None = expression(
        dashboards.average_progress,
        description="How far the enrolled are on average, 0 to 100; null likewise, and while nobody is enrolled.",
    )
    to_grade_count: int | None = expression(
        dashboards.to_grade_count, description="How many attempts of learners wait to be graded; null likewise."
    )
    teacher = forward("teacher", of="User", description="Who teaches it.")
    lessons = many("Lesson")(learning.lessons_of_course)
    enrollments = connection("CourseEnrollment")(learning.enrollments_of_course)
    viewer_enrollment = one("CourseEnrollment")(learning.viewer_enrollment)
    prerequisites = many("TaughtCourse")(taught.prerequisites)


@object_type(models.Lesson)
class Lesson(Node):
    """A lesson of a taught course."""

    title: auto
    order: auto
    lesson_type: LessonType
    duration_minutes: auto
    is_mandatory: auto
    teocoin_reward: auto
    course = forward("course", of="TaughtCourse", description="The course that it is of.", is_seen=True)
    content: str | None = expression(
        learning.taught("content"),
        description="What is taught, in Markdown; null to who does not take the course.",
    )
    content_html: str | None = expression(
        learning.taught("content_html"), description="The same as HTML that is safe to show."
    )
    video_url: str | None = expression(
        learning.taught("video_url"), description="The address of its film, which may be empty; null likewise."
    )
    materials: list[LessonMaterial] | None = computed(
        materials_of, learning.taught("materials"), description="Further material, links first; null likewise."
    )
    created_at: auto
    updated_at: auto
    exercises = many("LessonExercise")(learning.exercises_of_lesson)
    viewer_completion = one("LessonCompletion")(learning.viewer_completion)


@object_type(models.LessonExercise)
class LessonExercise(Node):
    """An exercise of a lesson."""

    title: auto
    description: auto
    exercise_type: LessonExerciseType
    content: JSON | None = expression(
        learning.exercise_content,
        description="What is asked, by the type of the exercise; null before you have begun one with a time limit.",
    )
    max_score: auto
    time_limit_minutes: auto
    attempts_allowed: auto
    teocoin_reward: auto
    solution: JSON | None = expression(
        lessons.solution,
        description="What is right, for its teacher and staff; null to everybody else, and where a person grades.",
    )
    created_at: auto
    updated_at: auto
    lesson = forward("lesson", of="Lesson", description="The lesson that it is of.")
    viewer_submissions = connection("ExerciseSubmission")(learning.viewer_submissions)
    submissions = connection("ExerciseSubmission")(learning.submissions_of_exercise)


@strawberry.type
class UserCreatedCourses:
    """What this domain lends to people: the courses that they teach."""

    created_courses = connection("TaughtCourse")(taught.created_courses)
