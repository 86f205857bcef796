"""A teacher makes, changes, deletes and orders the lessons of a course."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.rules import limits
from domains.courses.services import lessons
from tests.courses import school
from tests.support import race, world
from tests.support.client import Client

SCRIPT = "# Words\n\n<script>alert(1)</script> [run](javascript:alert(1))"


async def run(who: Client, name: str, **input: Any) -> dict[str, Any]:
    """Run a mutation, and return its payload."""
    payload: dict[str, Any]
    [payload] = (await who.run(name, input=input)).values()
    return payload


def refused(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """Return why a mutation was refused, and about which field."""
    assert all(value is None for name, value in payload.items() if name != "errors" and payload["errors"])
    return sorted((error["code"], ".".join(error["path"])) for error in payload["errors"])


@sync_to_async
def titles(course: models.TaughtCourse) -> list[tuple[int, str]]:
    """Return the lessons of a course, each with its place."""
    return list(models.Lesson.objects.filter(course=course).order_by("order").values_list("order", "title"))


async def test_a_lesson_is_appended(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=2)

    payload = await run(
        as_teacher, "CreateLesson", courseId=world.id_of(course), title=" Trees ", content=SCRIPT, lessonType="VIDEO",
        durationMinutes=30, videoUrl="https://example.org/film", isMandatory=False, teocoinReward=5,
        materials=[{"title": " More ", "url": "https://example.org/more"}],
    )  # fmt: skip

    row = await models.Lesson.objects.aget(order=3)
    assert payload["lesson"] == {
        "id": world.id_of(row), "title": "Trees", "order": 3, "lessonType": "VIDEO", "durationMinutes": 30,
        "isMandatory": False, "teocoinReward": 5, "content": SCRIPT, "contentHtml": row.content_html,
        "videoUrl": "https://example.org/film",
        "materials": [
            {"title": "More", "kind": "LINK", "url": "https://example.org/more", "contentType": None, "size": None}
        ],
    }  # fmt: skip
    assert row.content_html.startswith("<h1>Words</h1>")
    assert "<script" not in row.content_html
    assert "href" not in row.content_html


async def test_what_is_not_named_stays(as_teacher: Client, as_staff: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)

    payload = await run(as_staff, "UpdateLesson", lessonId=world.id_of(lesson), content="*New*")

    assert (payload["lesson"]["title"], payload["lesson"]["contentHtml"]) == ("Lesson 1", "<p><em>New</em></p>\n")
    changed = await models.Lesson.objects.aget()
    assert changed.updated_at > lesson.updated_at


async def test_saying_nothing_new_announces_nothing(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    before = await school.announced()

    await run(as_teacher, "UpdateLesson", lessonId=world.id_of(lesson), title="Lesson 1", isMandatory=True)

    assert await school.announced() == before
    assert (await models.Lesson.objects.aget()).updated_at == lesson.updated_at


async def test_a_deleted_lesson_leaves_no_gap(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=4)
    second = (await school.lessons_of(course))[1]

    payload = await run(as_teacher, "DeleteLesson", lessonId=world.id_of(second))

    assert [each["title"] for each in payload["course"]["lessons"]] == ["Lesson 1", "Lesson 3", "Lesson 4"]
    assert await titles(course) == [(1, "Lesson 1"), (2, "Lesson 3"), (3, "Lesson 4")]


async def test_what_learners_did_is_not_deleted(as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher, lessons=3)
    done, begun, _ = await school.lessons_of(course)
    exercise = await school.exercise(begun)
    await run(as_student, "Enroll", courseId=world.id_of(course))
    await run(as_student, "CompleteLesson", lessonId=world.id_of(done))
    await run(as_student, "StartLessonExercise", exerciseId=world.id_of(exercise))

    for lesson in (done, begun):
        payload = await run(as_teacher, "DeleteLesson", lessonId=world.id_of(lesson))
        assert refused(payload) == [("COURSE_HAS_LEARNERS", "input.lessonId")]

    assert await world.count(models.Lesson) == 3


async def test_the_last_mandatory_lesson_of_a_published_course_stays(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    draft = await school.course(as_teacher, "Draft", lessons=1, is_published=False)
    (lesson,), (other,) = await school.lessons_of(course), await school.lessons_of(draft)

    deleted = await run(as_teacher, "DeleteLesson", lessonId=world.id_of(lesson))
    optional = await run(as_teacher, "UpdateLesson", lessonId=world.id_of(lesson), isMandatory=False)
    of_draft = await run(as_teacher, "DeleteLesson", lessonId=world.id_of(other))

    assert refused(deleted) == [("COURSE_HAS_NO_LESSONS", "input.lessonId")]
    assert refused(optional) == [("COURSE_HAS_NO_LESSONS", "input.isMandatory")]
    assert refused(of_draft) == []
    assert await world.count(models.Lesson, is_mandatory=True) == 1


async def test_lessons_are_put_into_an_order(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=3)
    first, second, third = [world.id_of(each) for each in await school.lessons_of(course)]

    payload = await run(as_teacher, "OrderLessons", courseId=world.id_of(course), lessonIds=[third, first, second])

    assert [each["id"] for each in payload["course"]["lessons"]] == [third, first, second]
    assert await titles(course) == [(1, "Lesson 3"), (2, "Lesson 1"), (3, "Lesson 2")]


async def test_an_order_names_every_lesson_once(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=2)
    foreign = await school.course(as_teacher, "Another", lessons=1)
    first, second = [world.id_of(each) for each in await school.lessons_of(course)]
    (stray,) = [world.id_of(each) for each in await school.lessons_of(foreign)]

    for named in ([], [first], [first, first], [first, second, first], [first, stray], [first, second, stray]):
        payload = await run(as_teacher, "OrderLessons", courseId=world.id_of(course), lessonIds=named)
        assert refused(payload) == [("INVALID_ORDER", "input.lessonIds")]
    payload = await run(as_teacher, "OrderLessons", courseId=world.id_of(course), lessonIds=[first, "?"])
    assert refused(payload) == [("INVALID_ID", "input.lessonIds.1")]

    assert await titles(course) == [(1, "Lesson 1"), (2, "Lesson 2")]


async def test_two_orders_at_once_end_in_one_of_both(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=5)
    keys = [each.pk for each in await school.lessons_of(course)]
    orders = [keys[::-1], [*keys[2:], *keys[:2]]]

    await race.race(
        *(
            lambda order=order: lessons.order_lessons(viewer=as_teacher.viewer, course_id=course.pk, lesson_ids=order)
            for order in orders * 3
        )
    )

    assert [each.pk for each in await school.lessons_of(course)] in orders
    assert [place for place, _ in await titles(course)] == [1, 2, 3, 4, 5]


async def test_lessons_that_are_made_and_deleted_at_once_leave_no_gap(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=4)
    keys = [each.pk for each in await school.lessons_of(course)]
    viewer = as_teacher.viewer

    came = await race.race(
        *(lambda key=key: lessons.delete_lesson(viewer=viewer, lesson_id=key) for key in keys[:3]),
        *(
            lambda n=n: lessons.create_lesson(viewer=viewer, course_id=course.pk, values={"title": f"New {n}"})
            for n in range(3)
        ),
    )

    assert not [each for each in came if isinstance(each, BaseException)]
    assert [place for place, _ in await titles(course)] == [1, 2, 3, 4]


async def test_lessons_are_changed_by_their_teacher_only(
    as_teacher: Client, as_student: Client, as_anonymous: Client
) -> None:
    course = await school.course(as_teacher, lessons=1)
    draft = await school.course(as_teacher, "Draft", lessons=1, is_published=False)
    other = await world.person("other", role="teacher", is_approved=True)
    before = await school.announced()

    async def tried(who: Client, course: models.TaughtCourse) -> set[str]:
        (lesson,) = await school.lessons_of(course)
        named, taught = {"lessonId": world.id_of(lesson)}, {"courseId": world.id_of(course)}
        payloads = [
            await run(who, "CreateLesson", **taught, title="Mine"),
            await run(who, "UpdateLesson", **named, title="Mine"),
            await run(who, "DeleteLesson", **named),
            await run(who, "OrderLessons", **taught, lessonIds=[world.id_of(lesson)]),
        ]
        return {code for payload in payloads for code, _ in refused(payload)}

    assert await tried(other, course) == {"FORBIDDEN"}
    assert await tried(as_student, course) == {"NOT_A_TEACHER"}
    assert await tried(other, draft) == {"NOT_FOUND"}
    assert await tried(as_anonymous, course) == {"UNAUTHENTICATED"}
    assert await titles(course) == [(1, "Lesson 1")]
    assert await school.announced() == before


@pytest.mark.parametrize(
    ("values", "refusals"),
    [
        ({"title": "  "}, [("REQUIRED", "input.title")]),
        ({"title": "x" * 201}, [("TOO_LONG", "input.title")]),
        ({"content": "x" * 100_001}, [("TOO_LONG", "input.content")]),
        ({"durationMinutes": -1}, [("INVALID", "input.durationMinutes")]),
        ({"durationMinutes": 10_081}, [("INVALID", "input.durationMinutes")]),
        ({"teocoinReward": 2**31 - 1}, [("INVALID", "input.teocoinReward")]),
        ({"teocoinReward": -5, "title": ""}, [("INVALID", "input.teocoinReward"), ("REQUIRED", "input.title")]),
        ({"videoUrl": "javascript:alert(1)"}, [("INVALID", "input.videoUrl")]),
        ({"videoUrl": "ftp://example.org/film"}, [("INVALID", "input.videoUrl")]),
        ({"videoUrl": f"https://example.org/{'x' * 500}"}, [("TOO_LONG", "input.videoUrl")]),
    ],
)
async def test_what_does_not_fit_is_refused(as_teacher: Client, values: Any, refusals: Any) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)

    made = await run(as_teacher, "CreateLesson", **{"courseId": world.id_of(course), "title": "T", **values})
    changed = await run(as_teacher, "UpdateLesson", lessonId=world.id_of(lesson), **values)

    assert refused(made) == refused(changed) == refusals
    assert await titles(course) == [(1, "Lesson 1")]


@pytest.mark.parametrize("name", ["title", "content", "lessonType", "durationMinutes", "videoUrl", "isMandatory",
                                  "teocoinReward", "materials"])  # fmt: skip
async def test_nothing_of_a_lesson_is_null(as_teacher: Client, name: str) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)

    payload = await run(as_teacher, "UpdateLesson", lessonId=world.id_of(lesson), **{name: None})

    assert refused(payload) == [("REQUIRED", f"input.{name}")]


@pytest.mark.parametrize("values", [{"title": "a\0b"}, {"content": "\0"}, {"videoUrl": "https://example.org/\0"},
                                    {"durationMinutes": 2**31}, {"teocoinReward": 10**30}])  # fmt: skip
async def test_what_no_column_can_hold_is_no_accident(as_teacher: Client, values: dict[str, Any]) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)

    answer = await as_teacher.answer("UpdateLesson", input={"lessonId": world.id_of(lesson), **values})

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "INVALID_OPERATION"
    assert next(iter(values)) in error["message"]


async def test_a_course_has_so_many_lessons_and_no_more(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=0)
    rows = [models.Lesson(course=course, title="L", order=place) for place in range(1, limits.MOST_LESSONS + 1)]
    await models.Lesson.objects.abulk_create(rows)

    payload = await run(as_teacher, "CreateLesson", courseId=world.id_of(course), title="One more")

    assert refused(payload) == [("INVALID", "input.courseId")]
    named = [world.id_of(each) for each in reversed(rows)]
    await run(as_teacher, "OrderLessons", courseId=world.id_of(course), lessonIds=named)
    assert (await models.Lesson.objects.aget(order=1)).pk == rows[-1].pk


async def test_lessons_take_as_many_statements_for_nine_as_for_two(as_teacher: Client) -> None:
    counts = []
    for number in (2, 9):
        course = await school.course(as_teacher, lessons=number)
        for lesson in await school.lessons_of(course):
            await school.exercise(lesson)
        answer = await as_teacher.run("CourseLessons", id=world.id_of(course))
        assert len(answer["course"]["lessons"]) == number
        counts.append(len(as_teacher.statements))

    assert counts == [1, 1]
