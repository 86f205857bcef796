"""The demo courses: one about this gateway, and one of the demo learner's own; and the courses of a large world."""

from domains.courses import models
from domains.courses.models import CourseCategory, CourseLevel
from domains.courses.services.demonstration import practising, teaching
from domains.kit.generation import Rows, Size, chance, key, one_of, series
from domains.users import fixtures as people

TEACHER, LEARNER = "teacher", "student"


def load_demo() -> None:
    """Let the demo teacher teach what the demo learner has begun, and the learner have a course of their own."""
    # In the order in which it happened: yesterday, then today.
    practising.practise(people.viewer(LEARNER))
    teaching.teach(people.viewer(TEACHER), people.viewer(LEARNER))


def course(number: str, size: Size) -> str:
    """Return SQL for the key of a generated course."""
    return key("course", number, size.courses)


def generated(size: Size) -> list[Rows]:
    """Return the taught courses of a large world, their lessons, who takes them, and how far those are."""
    everything, made = series(size.courses), f"pg_temp.moment(n, {size.courses})"
    # One lesson for each course, then a second one, and so on.
    in_turn = f"(1 + mod(n - 1, {size.courses}))"
    written = f"pg_temp.moment({in_turn}, {size.courses})"
    return [
        Rows(models.Course, everything, {
            "id": course("n", size), "title": "'Course ' || n", "created_at": made, "updated_at": made,
            "description": "'A generated course, number ' || n || '.'",
        }),
        Rows(models.TaughtCourse, everything, {
            "course_ptr_id": course("n", size), "teacher_id": people.person(_teacher("n", size), size),
            "category": _any(CourseCategory.values, "n", 71), "level": _any(CourseLevel.values, "n", 72),
            "duration_hours": one_of(20, "n", 73), "is_published": _is_published("n"),
            "published_at": f"CASE WHEN {_is_published('n')} THEN {made} END",
        }),
        Rows(models.CourseTag, everything, {
            "id": key("course tag", "n", size.courses), "created_at": made, "course_id": course("n", size),
            "tag": f"'topic-' || {one_of(40, 'n', 74, skew=2)}",
        }),
        Rows(models.Lesson, series(size.lessons), {
            "id": key("lesson", "n", size.lessons), "created_at": written, "updated_at": written,
            "course_id": course(in_turn, size), "order": f"(1 + (n - 1) / {size.courses})",
            "title": "'Lesson ' || n", "content": "'A generated lesson, number ' || n || '.'",
            "content_html": "'<p>A generated lesson, number ' || n || '.</p>'", "duration_minutes": one_of(60, "n", 75),
        }, is_distinct=True),
        *_generated_learning(size),
    ]  # fmt: skip


def _generated_learning(size: Size) -> list[Rows]:
    """Return who takes which course, and the lessons that they completed: the first ones, as many as they got to."""
    learns, person = one_of(size.courses, "n", 76, skew=2), one_of(size.people, "n", 77)
    # Some of the tries are of teachers in their own courses, or are the same twice.
    tries = f"""(
        SELECT min(n) AS n, number, person FROM (
            SELECT n, {learns} AS number, {person} AS person FROM {series(size.enrollments * 3 // 2)}
        ) AS tries WHERE person <> {_teacher("number", size)} AND {_is_published("number")}
        GROUP BY number, person ORDER BY min(n) LIMIT {size.enrollments}
    ) AS taken"""  # noqa: S608 - our own words
    lessons = f"({size.lessons // size.courses} + (number <= {size.lessons % size.courses})::int)"
    reached = f"floor(pg_temp.pick(n, 78) * ({lessons} + 1))::int"
    since = f"pg_temp.moment(n, {size.enrollments * 3 // 2})"
    learner, hours = people.person("person", size), "interval '1 hour' *"
    lesson = key("lesson", f"(number + (place - 1) * {size.courses})", size.lessons)
    return [
        Rows(models.CourseEnrollment, tries, {
            "id": f"pg_temp.key('enrollment', n, {since})", "student_id": learner, "course_id": course("number", size),
            "enrolled_at": since, "last_accessed": f"{since} + {hours} {reached}",
            "completed": f"{reached} = {lessons}",
            "completion_date": f"CASE WHEN {reached} = {lessons} THEN {since} + {hours} {reached} END",
        }),
        Rows(models.LessonCompletion, f"{tries}, generate_series(1, {reached}) AS places(place)", {
            "id": f"pg_temp.key('completion', n * 1000 + place, {since} + {hours} place)", "student_id": learner,
            "lesson_id": lesson, "completed_at": f"{since} + {hours} place",
            "time_spent_minutes": one_of(60, "(n * 1000 + place)", 79),
        }),
    ]  # fmt: skip


def _teacher(number: str, size: Size) -> str:
    return one_of(size.teachers, number, 70)


def _is_published(number: str) -> str:
    return f"NOT {chance(0.1, number, 69)}"


def _any(values: list[str], number: str, salt: int) -> str:
    """Return SQL for one of some words."""
    return f"(ARRAY[{', '.join(repr(value) for value in values)}])[{one_of(len(values), number, salt)}]"
