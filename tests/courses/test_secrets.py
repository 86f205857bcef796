"""Solutions, tests, flaws and unrevealed hints stay in the platform, whoever asks for whatever there is."""

import json
from typing import Any

from graphql import GraphQLNamedType, GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument

from domains.courses import models
from domains.courses.models import CodingExerciseType
from domains.kit import ids
from domains.kit.context import Context
from schema.build import schema
from schema.preparing import prepare
from schema.resolving import resolved
from tests.courses import workshop
from tests.courses.workshop import SECRET
from tests.support import live, world
from tests.support.client import Client

GRAPH = schema._schema  # noqa: SLF001 - Strawberry shows graphql-core's schema nowhere else
# What belongs to the platform alone, whatever it is called in which case.
HIDDEN = {"solutioncode", "testcases", "flaws"}
PRACTICE = (
    "ArchitectureReview", "CodingExercise", "CodingProgress", "GeneratedCourse", "GeneratedModule", "GradingTask",
    "ModuleCompletion",
)  # fmt: skip
# People lead everywhere, and to nothing that is hidden here but by what is asked for itself.
PASSED_BY = {"User", "PageInfo"}


def everything(kind: GraphQLNamedType, depth: int) -> str:
    """Return the selection of all that a type has, under other names, and of what that leads to."""
    if not isinstance(kind, GraphQLObjectType):
        return "{ __typename }"
    parts = ["__typename"]
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if any(is_required_argument(each) for each in field.args.values()) or inner.name in PASSED_BY:
            continue
        if is_leaf_type(inner):
            parts.append(f"{kind.name}_{name}: {name}")
        elif depth:
            parts.append(f"{kind.name}_{name}: {name} {everything(inner, depth - 1)}")
    return f"{{ {' '.join(parts)} }}"


def of_type(name: str) -> str:
    """Return the document that reads all of an object of a type."""
    return f"query ($id: ID!) {{ node(id: $id) {{ __typename ... on {name} {everything(GRAPH.type_map[name], 3)} }} }}"


async def read(who: Client, text: str, id: str) -> str:
    """Return all that somebody is told, on both roads, whose answers are the same."""
    planned = await who.ask(text, None, {"id": id})
    prepared = prepare(text, None)
    walked = await resolved(prepared.document, prepared, {"id": id}, Context(who.viewer))
    assert planned["data"] == walked["data"]
    return json.dumps(planned)


async def practised(learner: Client) -> dict[str, str]:
    """Let a learner have done everything there is to do, one exercise waiting for its runner; return ids by type."""
    runner = await workshop.program()
    course = await workshop.course(learner)
    (module,) = await workshop.modules_of(course)
    diagnosis = await workshop.exercise(module, CodingExerciseType.DIAGNOSIS)
    await workshop.submit(learner, diagnosis, lines=[2, 5])
    await workshop.complete(learner, module)
    await workshop.review(runner, module, exerciseId=world.id_of(diagnosis))
    waiting = await workshop.exercise(module)
    await workshop.submit(learner, waiting, code="mine")
    rows = [course, module, waiting, await models.CodingProgress.objects.aget(exercise=waiting)]
    rows += [await models.ModuleCompletion.objects.aget(), await models.ArchitectureReview.objects.aget()]
    task = ids.encode("GradingTask", rows[3].pk)
    return {type(row).__name__: world.id_of(row) for row in rows} | {"GradingTask": task}


async def test_nobody_is_told_what_stays_in_the_platform(
    as_student: Client, as_stranger: Client, as_teacher: Client, as_staff: Client, as_anonymous: Client
) -> None:
    found = await practised(as_student)
    assert sorted(found) == sorted(PRACTICE)

    for who in (as_student, as_stranger, as_teacher, as_staff, as_anonymous):
        for name in PRACTICE:
            # Under its own name, and passed off as any other type.
            for asked in PRACTICE:
                told = await read(who, of_type(asked), found[name])
                assert SECRET not in told, (who.user, name, asked)


async def test_a_program_reads_the_tests_of_what_it_grades_and_nothing_else(as_student: Client) -> None:
    found = await practised(as_student)
    program = await world.person("another-program", kind="service")

    told = {name: await read(program, of_type(name), found[name]) for name in PRACTICE}

    assert [name for name in PRACTICE if SECRET in told[name]] == ["GradingTask"]
    (test,) = workshop.TESTS
    assert json.dumps(test["code"]) in told["GradingTask"]
    assert told["GradingTask"].count(SECRET) == 1


async def test_an_answer_is_one_row_and_two_types(as_student: Client, as_staff: Client) -> None:
    found = await practised(as_student)
    program = await world.person("another-program", kind="service")

    async def kind(who: Client, id: str) -> Any:
        text = "query ($id: ID!) { node(id: $id) { __typename ... on GradingTask { tests { code } } } }"
        return json.loads(await read(who, text, id))["data"]["node"]

    progress, task = found["CodingProgress"], found["GradingTask"]
    for who in (as_student, as_staff):
        assert await kind(who, progress) == {"__typename": "CodingProgress"}
        assert await kind(who, task) is None
    assert await kind(program, progress) == {"__typename": "CodingProgress"}
    assert (await kind(program, task))["__typename"] == "GradingTask"
    both = "query ($id: ID!, $other: ID!) { nodes(ids: [$id, $other]) { __typename id } }"
    listed = await program.ask(both, None, {"id": progress, "other": task})
    assert listed["data"]["nodes"] == [
        {"__typename": "CodingProgress", "id": progress}, {"__typename": "GradingTask", "id": task},
    ]  # fmt: skip
    done = await models.CodingProgress.objects.aget(status="passed")
    assert await kind(program, ids.encode("GradingTask", done.pk)) is None


async def test_only_the_hint_that_was_asked_for_says_something(as_student: Client, as_staff: Client) -> None:
    (module,) = await workshop.modules_of(await workshop.course(as_student))
    exercise = await workshop.exercise(module)
    await workshop.reveal(as_student, exercise, "second")

    learner = await read(as_student, of_type("GeneratedModule"), world.id_of(module))
    staff = await read(as_staff, of_type("GeneratedModule"), world.id_of(module))

    assert learner.count(SECRET) == learner.count(f"{SECRET} hint two") == 1
    assert SECRET not in staff


async def test_the_subscription_tells_no_more_than_the_types(gateway: str, as_student: Client) -> None:
    course = await workshop.course(as_student)
    (module,) = await workshop.modules_of(course)
    exercise = await workshop.exercise(module, CodingExerciseType.DIAGNOSIS)
    carried = {
        "ExerciseProgressChanged": ("progress", "CodingProgress"),
        "ModuleChanged": ("module", "GeneratedModule"),
    }
    fragments = " ".join(
        f"... on {event} {{ {field} {everything(GRAPH.type_map[kind], 2)} }}"
        for event, (field, kind) in carried.items()
    )
    text = (
        "subscription ($course: ID!) { courseProgress(course: $course) "
        f"{{ __typename ... on LiveEvent {{ cursor }} {fragments} }} }}"
    )

    async with live.subscribed(gateway, "", as_student, text=text, course=world.id_of(course)) as hearer:
        assert (await hearer.event())["__typename"] == "Checkpoint"
        await workshop.submit(as_student, exercise, lines=[2, 5])
        await workshop.complete(as_student, module)

        told = [await hearer.event() for _ in range(3)]

    assert [each["__typename"] for each in told] == ["ExerciseProgressChanged", "ModuleChanged", "CourseChanged"]
    assert "starterCode" in json.dumps(told)
    assert SECRET not in json.dumps(told)


async def test_no_name_of_the_schema_speaks_of_them(as_anonymous: Client) -> None:
    names = "fields(includeDeprecated: true) { name } inputFields { name }"

    shown = await as_anonymous.ask(f"{{ __schema {{ types {{ name {names} }} }} }}")

    fields = [
        each for kind in shown["data"]["__schema"]["types"] for each in (kind["fields"] or kind["inputFields"] or ())
    ]
    assert len(fields) > 500
    assert {each["name"].lower().replace("_", "") for each in fields}.isdisjoint(HIDDEN)
