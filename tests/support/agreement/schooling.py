"""Courses of both kinds: drafts and published ones, cards that are shown and that are not, and what people save."""

from typing import Any

from domains.courses import models
from domains.courses.models import CourseCategory, CourseLevel, GenerationStatus
from domains.users.models import User
from tests.support.agreement.moments import moment
from tests.support.agreement.texts import odd

PEOPLE = ("ada", "bea", "cyd", "dot", "jon", "hal", "fay", "kim", "ivy", "person-00001")
MODULES = 3
STATUSES = ("active", "completed", "archived")
GENERATIONS = (GenerationStatus.COMPLETE, GenerationStatus.COMPLETE, GenerationStatus.RUNNING)


def make() -> None:
    """Write the courses down, and who keeps which."""
    people = [User.objects.get(username=name) for name in PEOPLE]
    courses: list[models.Course] = []
    _blueprint()
    for number, person in enumerate(people * 2):
        courses += [_taught(person, number), _generated(person, number)]
    _relate(courses[::2], people)
    for number, course in enumerate(courses):
        for saved_by in people[number % 3 :: 3]:
            models.CourseSave.objects.create(user=saved_by, course_id=course.pk, created_at=moment(number))


def _taught(teacher: User, number: int) -> models.TaughtCourse:
    published = moment(number) if number % 3 else None
    made: models.TaughtCourse = models.TaughtCourse.objects.create(
        teacher=teacher, title=odd(number)[:200] or "A course", description=odd(number + 1),
        is_published=number % 3 > 0, published_at=published, created_at=moment(number),
        max_enrollments=None if number % 2 else number + 9, thumbnail=f"pictures/{number}.webp" if number % 4 else "",
        category=CourseCategory.values[number % 3], level=CourseLevel.values[number % 2],
    )  # fmt: skip
    models.CourseTag.objects.create(course=made, tag=f"tag-{number % 4}")
    return made


def _relate(taught: list[Any], people: list[User]) -> None:
    """Let courses require others, drafts too, and be taken, with what waits to be graded."""
    for number, course in enumerate(taught):
        course.prerequisites.set(taught[number % 5 : number : 3])
        lesson = models.Lesson.objects.create(course=course, title=f"Lesson {number}", content=odd(number), order=1)
        exercise = models.LessonExercise.objects.create(lesson=lesson, title="Why?", exercise_type="essay")
        for learner in people[number % 4 : number % 7]:
            if learner != course.teacher:
                _learn(course, exercise, learner, number)


def _learn(course: Any, exercise: models.LessonExercise, learner: User, number: int) -> None:
    is_completed = number % 2 == 0
    models.CourseEnrollment.objects.create(
        course=course, student=learner, enrolled_at=moment(number), completed=is_completed,
        completion_date=moment(number) if is_completed else None, progress_percentage=number / 0.19,
    )  # fmt: skip
    models.ExerciseSubmission.objects.create(
        exercise=exercise, student=learner, max_score=100, submission_data={"text": odd(number)},
        submitted_at=moment(number) if number % 3 else None, started_at=moment(number),
    )  # fmt: skip


def _generated(learner: User, number: int) -> models.GeneratedCourse:
    status = STATUSES[number % 3]
    made: models.GeneratedCourse = models.GeneratedCourse.objects.create(
        user=learner, title=odd(number + 2)[:200] or "A course", status=status, progress_percentage=number,
        completion_date=moment(number) if status == "completed" else None, created_at=moment(number),
    )  # fmt: skip
    # Two at once nobody generates.
    running = models.CourseGeneration.objects.filter(user=learner, status=GenerationStatus.RUNNING).exists()
    state = GenerationStatus.COMPLETE if running else GENERATIONS[number % 3]
    models.CourseGeneration.objects.create(
        course=made, user=learner, status=state, modules_done=MODULES, modules_total=MODULES
    )
    odd_ones = models.BlueprintModule.objects.filter(concept_slug__startswith="concept-").order_by("module_number")
    for place, module in enumerate(odd_ones, start=1):
        _module(made, module, place, odd(number + place))
    return made


def _blueprint() -> None:
    for number in range(1, MODULES + 1):
        models.BlueprintModule.objects.create(
            module_number=number, concept_slug=f"concept-{number}", title_template=odd(number)[:200] or "A module",
            description_template=odd(number + 1), learning_objectives=[odd(number), 7], prerequisites={},
            created_at=moment(number),
        )  # fmt: skip


def _module(course: models.GeneratedCourse, blueprint: models.BlueprintModule, place: int, text: str) -> None:
    sections = [{"heading": text, "body": text, "body_html": f"<p>{place}</p>"}, {"heading": "Bare"}, "none"]
    models.GeneratedModule.objects.create(
        course=course, blueprint_module=blueprint, order_index=place, is_locked=place > 1, title=text[:200] or "None",
        description=text, content={"sections": sections, "examples": None} if place % 2 else [text],
        created_at=moment(place),
    )  # fmt: skip
