"""Operations that no page would send: a plan answers them as the executor does, or leaves them to it."""

import asyncio
from typing import Any

import pytest

from domains.kit.context import Context
from domains.kit.ids import encode
from domains.kit.tracing import Path
from schema.planner.plans import Plans
from schema.preparing import prepare
from schema.resolving import resolved
from tests.support import world
from tests.support.client import Client

TOOL = "{tool(slug:$%s){slug}}"


async def executors(client: Client, text: str, variables: dict[str, Any]) -> dict[str, Any]:
    """Return what the executor answers."""
    prepared = prepare(text)
    return {"data": None} | await resolved(prepared.document, prepared, variables, Context(client.viewer))


@pytest.mark.parametrize("name", ["viewer_id", "now"])
async def test_a_variable_may_be_called_like_what_we_bind_ourselves(as_student: Client, name: str) -> None:
    await world.tool("brush")

    answer = await as_student.ask(f"query(${name}:String!){TOOL % name}", variables={name: "brush"})

    assert answer == {"data": {"tool": {"slug": "brush"}}}
    assert as_student.path is Path.PLANNED


@pytest.mark.parametrize("key", ["viewer_id", "now", "first"])
async def test_a_payloads_row_may_be_called_like_anything(as_student: Client, as_teacher: Client, key: str) -> None:
    text = f"mutation($first:ID!){{follow(input:{{userId:$first}}){{{key}:user{{username}}}}}}"

    answer = await as_student.ask(text, variables={"first": world.id_of(as_teacher.user)})

    assert answer == {"data": {"follow": {key: {"username": "teacher"}}}}
    assert as_student.path is Path.PLANNED


async def test_a_payload_takes_variables_too(as_student: Client) -> None:
    project = await world.project(as_student)
    text = """mutation($id:ID!,$n:Int,$after:String){likeProject(input:{projectId:$id}){
        project{owner{projects(first:$n,after:$after){edges{node{title}}}}}}}"""

    answer = await as_student.ask(text, variables={"id": world.id_of(project), "n": 1, "after": None})

    shown = {"owner": {"projects": {"edges": [{"node": {"title": "A project"}}]}}}
    assert answer == {"data": {"likeProject": {"project": shown}}}
    assert as_student.path is Path.PLANNED


async def test_ids_of_two_types_with_one_key_are_two_objects(as_student: Client) -> None:
    key = as_student.user.pk
    ids = [encode("Project", key), encode("User", key)]

    answer = await as_student.ask("query($i:[ID!]!){nodes(ids:$i){__typename}}", variables={"i": ids})

    assert answer == {"data": {"nodes": [None, {"__typename": "User"}]}}


async def test_a_page_of_no_size_in_a_payload_is_refused_after_the_writing(as_student: Client) -> None:
    text = 'mutation{createProject(input:{title:"c"}){project{title comments(first:500){totalCount}}}}'

    answer = await as_student.ask(text)

    assert answer["data"] == {"createProject": {"project": None}}
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_PAGE"


@pytest.mark.parametrize(
    "asked",
    [
        "projects{" + " ".join(f"a{n}:totalCount" for n in range(60)) + "}",
        "projects{edges{" + " ".join(f"a{n}:node{{slug}}" for n in range(60)) + "}}",
        " ".join(f"a{n}:highlightedProject{{slug title owner{{username}}}}" for n in range(45)),
    ],
)
async def test_what_is_too_wide_for_a_function_is_answered_all_the_same(as_student: Client, asked: str) -> None:
    await world.project(as_student, is_highlighted=True)
    text = f'{{user(username:"student"){{{asked}}}}}'

    assert await as_student.ask(text) == await executors(as_student, text, {})


async def test_what_is_too_deep_for_generated_code_is_answered_all_the_same(as_student: Client) -> None:
    comment = await world.comment(as_student, await world.project(as_student))
    deep = "parent{" * 105 + "id" + "}" * 105
    text = f"query($i:ID!){{node(id:$i){{...on Comment{{{deep}}}}}}}"

    answer = await as_student.ask(text, variables={"i": world.id_of(comment)})

    assert answer == {"data": {"node": {"parent": None}}}


@pytest.mark.parametrize("padding", ["", " " * 40_000])
@pytest.mark.parametrize("root", ["viewer{...F0}", 'nodes(ids:["x"]){...on User{...F0}}'])
async def test_doubling_fragments_are_refused_on_every_road(as_student: Client, root: str, padding: str) -> None:
    doubled = "{0}:highlightedProject{{owner{{...F{1}}}}}"
    fragments = " ".join(
        f"fragment F{n} on User{{{doubled.format('a', n + 1)} {doubled.format('b', n + 1)}}}" for n in range(16)
    )

    answer = await as_student.ask(f"query Q{{{root}}}{padding}{fragments} fragment F16 on User{{id}}", "Q")

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["TOO_COMPLEX"]
    assert answer["data"] is None


@pytest.mark.parametrize("asked", ['{users(after:""){totalCount}}', '{users(after:" ", first:0){edges{cursor}}}'])
async def test_a_blank_cursor_is_none_of_ours(as_student: Client, asked: str) -> None:
    answer = await as_student.ask(asked)

    assert answer == await executors(as_student, asked, {})
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_CURSOR"


async def test_many_who_ask_first_together_have_one_plan_made() -> None:
    plans, made = Plans(), []

    def make() -> object:
        made.append(object())
        return made[-1]

    got = await asyncio.gather(*(plans.of("key", make) for _ in range(30)))

    assert got == made * 30
