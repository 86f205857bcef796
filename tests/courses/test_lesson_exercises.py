"""A teacher makes, changes and deletes the exercises of lessons."""

from typing import Any

import pytest

from domains.courses import models
from domains.courses.rules import limits
from tests.courses import school
from tests.courses.test_learning import CHOICES, enroll, submit
from tests.courses.test_lessons import refused, run
from tests.support import world
from tests.support.client import Client

SOLUTION = {"answers": [[1], [0]]}


async def a_lesson(teacher: Client) -> models.Lesson:
    """Let a teacher have a course with one lesson."""
    (lesson,) = await school.lessons_of(await school.course(teacher, lessons=1))
    return lesson


def choices(**values: Any) -> dict[str, Any]:
    """Return an exercise that is answered by choosing."""
    return {"title": "Choose", "exerciseType": "MULTIPLE_CHOICE", "content": CHOICES, "solution": SOLUTION} | values


async def test_a_teacher_makes_an_exercise(as_teacher: Client) -> None:
    lesson = await a_lesson(as_teacher)

    payload = await run(
        as_teacher, "CreateLessonExercise", lessonId=world.id_of(lesson),
        **choices(description="*Do*", maxScore=50, timeLimitMinutes=10, attemptsAllowed=2, teocoinReward=7),
    )  # fmt: skip

    row = await models.LessonExercise.objects.aget()
    assert payload["exercise"] == {
        "id": world.id_of(row), "title": "Choose", "description": "*Do*", "exerciseType": "MULTIPLE_CHOICE",
        "content": CHOICES, "solution": SOLUTION, "maxScore": 50, "timeLimitMinutes": 10, "attemptsAllowed": 2,
        "teocoinReward": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("exercise_type", "content"),
    [
        ("SHORT_ANSWER", {"prompt": "Why?"}),
        ("ESSAY", {"prompt": "Why?"}),
        ("CODE", {"prompt": "Sort.", "language": "python", "starter": "def sort():\n"}),
        ("UPLOAD", {"prompt": "Draw.", "accepts": ["picture", "pdf"]}),
    ],
)
async def test_each_type_asks_in_its_way(as_teacher: Client, exercise_type: str, content: Any) -> None:
    lesson = await a_lesson(as_teacher)
    said = {"title": "T", "exerciseType": exercise_type, "content": content}

    payload = await run(as_teacher, "CreateLessonExercise", lessonId=world.id_of(lesson), **said)

    assert (payload["errors"], payload["exercise"]["content"]) == ([], content)
    assert payload["exercise"]["solution"] is None


@pytest.mark.parametrize(
    ("exercise_type", "content", "solution", "code", "path"),
    [
        ("ESSAY", "Why?", None, "INVALID", "content"),
        ("ESSAY", None, None, "INVALID", "content"),
        ("ESSAY", {}, None, "REQUIRED", "content.prompt"),
        ("ESSAY", {"prompt": " "}, None, "REQUIRED", "content.prompt"),
        ("ESSAY", {"prompt": 7}, None, "INVALID", "content.prompt"),
        ("ESSAY", {"prompt": "a\0b"}, None, "INVALID", "content.prompt"),
        ("ESSAY", {"prompt": "\ud800"}, None, "INVALID", "content.prompt"),
        ("ESSAY", {"prompt": "x" * 10_001}, None, "TOO_LONG", "content.prompt"),
        ("ESSAY", {"prompt": "Why?", "starter": ""}, None, "INVALID", "content.starter"),
        ("ESSAY", {"prompt": "Why?", "x\0": 1}, None, "INVALID", "content.x\0"),
        ("ESSAY", {"prompt": "Why?"}, SOLUTION, "INVALID", "solution"),
        ("CODE", {"prompt": "Sort.", "language": "x" * 51}, None, "TOO_LONG", "content.language"),
        ("CODE", {"prompt": "Sort.", "starter": ["\0"]}, None, "INVALID", "content.starter"),
        ("UPLOAD", {"prompt": "Draw.", "accepts": []}, None, "INVALID", "content.accepts"),
        ("UPLOAD", {"prompt": "Draw.", "accepts": ["pdf", "exe"]}, None, "INVALID", "content.accepts.1"),
        ("UPLOAD", {"prompt": "Draw.", "accepts": [{}]}, None, "INVALID", "content.accepts.0"),
        ("MULTIPLE_CHOICE", {"prompt": "Why?"}, None, "INVALID", "content.prompt"),
        ("MULTIPLE_CHOICE", {"questions": []}, None, "INVALID", "content.questions"),
        ("MULTIPLE_CHOICE", {"questions": [{}] * 51}, None, "INVALID", "content.questions"),
        ("MULTIPLE_CHOICE", {"questions": [7]}, None, "INVALID", "content.questions.0"),
        (
            "MULTIPLE_CHOICE", {"questions": [{"prompt": "W", "options": ["a"]}]}, None,
            "INVALID", "content.questions.0.options",
        ),
        (
            "MULTIPLE_CHOICE", {"questions": [{"prompt": "W", "options": ["a", "\0"]}]}, None,
            "INVALID", "content.questions.0.options.1",
        ),
        ("MULTIPLE_CHOICE", {"questions": [{"options": ["a", "b"]}]}, None, "REQUIRED", "content.questions.0.prompt"),
        ("MULTIPLE_CHOICE", CHOICES, [[0], [1]], "INVALID", "solution"),
        ("MULTIPLE_CHOICE", CHOICES, {"answers": [[0]]}, "INVALID", "solution.answers"),
        ("MULTIPLE_CHOICE", CHOICES, {"answers": [[0], [2]]}, "INVALID", "solution.answers.1"),
        ("MULTIPLE_CHOICE", CHOICES, {"answers": [[0], [10**30]]}, "INVALID", "solution.answers.1"),
        ("MULTIPLE_CHOICE", CHOICES, {"answers": [[0.0], [1]]}, "INVALID", "solution.answers.0"),
        ("MULTIPLE_CHOICE", CHOICES, {"answers": [[0], []]}, "INVALID", "solution.answers.1"),
        ("MULTIPLE_CHOICE", CHOICES, {"answers": [[0, 0], [1]]}, "INVALID", "solution.answers.0"),
        ("MULTIPLE_CHOICE", CHOICES, {"answers": [[True], [1]]}, "INVALID", "solution.answers.0"),
    ],
)  # fmt: skip
async def test_what_is_asked_fits_its_type(
    as_teacher: Client, exercise_type: str, content: Any, solution: Any, code: str, path: str
) -> None:
    lesson = await a_lesson(as_teacher)
    said = {"title": "T", "exerciseType": exercise_type, "content": content, "solution": solution}

    answer = await as_teacher.answer("CreateLessonExercise", input={"lessonId": world.id_of(lesson), **said})

    if content is None:
        assert answer["errors"][0]["extensions"]["code"] == "INVALID_OPERATION"
    else:
        assert refused(answer["data"]["createLessonExercise"]) == [(code, f"input.{path}")]
    assert await world.count(models.LessonExercise) == 0


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("maxScore", 1, 1_000), ("timeLimitMinutes", 1, 10_080), ("attemptsAllowed", 1, 100), ("teocoinReward", 0, 10**5)],
)
async def test_numbers_have_their_ranges(as_teacher: Client, name: str, least: int, most: int) -> None:
    exercise = await school.exercise(await a_lesson(as_teacher))

    for value in (least - 1, most + 1, 2**31 - 1, -(2**31)):
        payload = await run(as_teacher, "UpdateLessonExercise", exerciseId=world.id_of(exercise), **{name: value})
        assert refused(payload) == [("INVALID", f"input.{name}")]
    for value in (least, most):
        payload = await run(as_teacher, "UpdateLessonExercise", exerciseId=world.id_of(exercise), **{name: value})
        assert payload["exercise"][name] == value


async def test_a_limit_can_be_lifted_and_nothing_else_is_null(as_teacher: Client) -> None:
    exercise = await school.exercise(await a_lesson(as_teacher), time_limit_minutes=5)
    named = {"exerciseId": world.id_of(exercise)}

    lifted = await run(as_teacher, "UpdateLessonExercise", **named, timeLimitMinutes=None)
    nulls = await run(as_teacher, "UpdateLessonExercise", **named, title=None, description=None, maxScore=None)

    assert lifted["exercise"]["timeLimitMinutes"] is None
    assert refused(nulls) == [(code, f"input.{name}") for code, name in (
        ("REQUIRED", "description"), ("REQUIRED", "maxScore"), ("REQUIRED", "title"))]  # fmt: skip


async def test_a_solution_fits_what_is_asked(as_teacher: Client) -> None:
    exercise = await school.exercise(await a_lesson(as_teacher), "multiple_choice", content=CHOICES, solution=SOLUTION)
    named = {"exerciseId": world.id_of(exercise)}
    one = {"questions": CHOICES["questions"][:1]}

    orphaned = await run(as_teacher, "UpdateLessonExercise", **named, content=one)
    both = await run(as_teacher, "UpdateLessonExercise", **named, content=one, solution={"answers": [[1, 0]]})
    taken = await run(as_teacher, "UpdateLessonExercise", **named, solution=None)

    assert refused(orphaned) == [("INVALID", "input.solution.answers")]
    assert both["exercise"]["solution"] == {"answers": [[0, 1]]}
    assert taken["exercise"]["solution"] is None


async def test_there_stays_room_for_what_was_handed_in(as_teacher: Client, as_student: Client) -> None:
    lesson = await a_lesson(as_teacher)
    exercise = await school.exercise(lesson, "multiple_choice", content=CHOICES, solution=SOLUTION, attempts_allowed=5)
    await enroll(as_student, await models.TaughtCourse.objects.aget())
    for _ in range(3):
        await submit(as_student, exercise, {"answers": [[1], [1]]})
    named = {"exerciseId": world.id_of(exercise)}
    before = await school.announced()
    fewer = {"questions": [{"prompt": "Which?", "options": ["a", "b", "c"]}, CHOICES["questions"][1]]}

    for name, value in (("maxScore", 49), ("attemptsAllowed", 2), ("content", fewer)):
        payload = await run(as_teacher, "UpdateLessonExercise", **named, **{name: value})
        assert refused(payload) == [("COURSE_HAS_LEARNERS", f"input.{name}")]
    deleted = await run(as_teacher, "DeleteLessonExercise", **named)
    assert refused(deleted) == [("COURSE_HAS_LEARNERS", "input.exerciseId")]

    assert await school.announced() == before
    reworded = {"questions": [{"prompt": "Which one?", "options": ["a", "b"]}, CHOICES["questions"][1]]}
    payload = await run(as_teacher, "UpdateLessonExercise", **named, maxScore=50, attemptsAllowed=3, content=reworded)
    assert (payload["exercise"]["content"], payload["exercise"]["maxScore"]) == (reworded, 50)
    assert await world.count(models.ExerciseSubmission, score=50.0, max_score=100) == 3


async def test_an_exercise_that_nobody_tried_is_deleted(as_teacher: Client) -> None:
    lesson = await a_lesson(as_teacher)
    exercise, other = await school.exercise(lesson), await school.exercise(lesson, title="Another")

    payload = await run(as_teacher, "DeleteLessonExercise", exerciseId=world.id_of(exercise))

    assert payload["lesson"]["exercises"] == [{"id": world.id_of(other), "title": "Another"}]
    assert await world.count(models.LessonExercise) == 1


async def test_exercises_are_changed_by_their_teacher_only(
    as_teacher: Client, as_student: Client, as_stranger: Client, as_anonymous: Client
) -> None:
    lesson = await a_lesson(as_teacher)
    exercise = await school.exercise(lesson)
    await enroll(as_student, await models.TaughtCourse.objects.aget())

    async def tried(who: Client) -> list[str]:
        named = {"exerciseId": world.id_of(exercise)}
        payloads = [
            await run(who, "CreateLessonExercise", lessonId=world.id_of(lesson), **choices()),
            await run(who, "UpdateLessonExercise", **named, title="Mine"),
            await run(who, "DeleteLessonExercise", **named),
        ]
        return [code for payload in payloads for code, _ in refused(payload)]

    other = await world.person("other", role="teacher", is_approved=True)

    assert await tried(as_student) == await tried(as_stranger) == ["NOT_A_TEACHER"] * 3
    # Who does not take the course does not see that there is such an exercise.
    assert await tried(other) == ["FORBIDDEN", "NOT_FOUND", "NOT_FOUND"]
    assert await tried(as_anonymous) == ["UNAUTHENTICATED"] * 3
    assert await world.count(models.LessonExercise, title="An exercise") == 1


async def test_a_lesson_has_so_many_exercises_and_no_more(as_teacher: Client) -> None:
    lesson = await a_lesson(as_teacher)
    await models.LessonExercise.objects.abulk_create(
        models.LessonExercise(lesson=lesson, title="E", exercise_type="essay") for _ in range(limits.MOST_EXERCISES)
    )

    payload = await run(as_teacher, "CreateLessonExercise", lessonId=world.id_of(lesson), **choices())

    assert refused(payload) == [("INVALID", "input.lessonId")]


@pytest.mark.parametrize(
    ("prompt", "refusals"), [('"Draw."', []), ('"\\u0000"', [("INVALID", "input.content.prompt")])]
)
async def test_what_is_asked_may_stand_in_the_document(as_teacher: Client, prompt: str, refusals: Any) -> None:
    lesson = await a_lesson(as_teacher)
    text = f"""mutation ($lesson: ID!) {{
      createLessonExercise(input: {{
        lessonId: $lesson, title: "T", exerciseType: UPLOAD, content: {{prompt: {prompt}, accepts: ["pdf"]}}
      }}) {{ exercise {{ content }} errors {{ code path }} }}
    }}"""

    answer = await as_teacher.ask(text, None, {"lesson": world.id_of(lesson)})

    payload = answer["data"]["createLessonExercise"]
    assert refused(payload) == refusals
    assert refusals or payload["exercise"]["content"] == {"prompt": "Draw.", "accepts": ["pdf"]}
