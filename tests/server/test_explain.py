"""The header `X-Explain`: an answer tells how it was made, in development."""

from typing import Any

import httpx
from asgiref.sync import sync_to_async
from django.test import override_settings

from domains.kit.tracing import Trace
from domains.users import services
from schema.documents import documents
from schema.planner.reads import Filled
from schema.planner.run import run
from schema.preparing import LONGEST_REMEMBERED
from server.settings.environment import Environment
from tests.support import world
from tests.support.client import Client, HttpClient

PRODUCTION = Environment(gateway_env="production", secret_key="x" * 40, allowed_hosts=["127.0.0.1"])


def asked(name: str, **variables: Any) -> dict[str, Any]:
    """Return the body that asks for a named operation."""
    return {"query": documents()[name].text, "operationName": name, "variables": variables}


async def explained(browser: HttpClient, body: object, header: str = "statements", token: str | None = None) -> Any:
    """Return the whole answer of an operation that is to be explained."""
    response = await browser.post(body, token=token, x_explain=header)
    assert response.status_code == httpx.codes.OK, response.text
    return response.json()


async def token_of(client: Client) -> str:
    """Return a token that signs somebody in."""
    return await sync_to_async(services.create_token)(user_id=client.user.pk, name="explained")


async def test_a_planned_answer_tells_its_statements(browser: HttpClient, as_student: Client) -> None:
    for number in range(3):
        await world.project(as_student, f"Project {number}")
    plain = (await browser.post(asked("Explore", first=2))).json()

    answer = await explained(browser, asked("Explore", first=2))

    assert answer["data"] == plain["data"]
    plan = answer["extensions"]["plan"]
    assert plan["path"] == "planned"
    assert plan["milliseconds"] >= plan["planningMilliseconds"] >= 0
    assert sum(each["rows"] for each in plan["statements"]) >= 2
    for statement in plan["statements"]:
        assert statement.keys() == {"sql", "milliseconds", "rows"}
        assert statement["sql"].startswith("WITH")
        assert statement["milliseconds"] > 0
    assert "extensions" not in plain


async def test_nobody_is_told_the_values(browser: HttpClient, as_student: Client, as_staff: Client) -> None:
    variables = {"username": "zz-sought-after"}

    for header in ("statements", "plans"):
        answer = await explained(browser, asked("User", **variables), header, await token_of(as_staff))

        assert "$1" in answer["extensions"]["plan"]["statements"][0]["sql"]
        assert "zz-sought-after" not in str(answer["extensions"])


async def test_nobody_is_told_what_a_document_spells_out(browser: HttpClient, as_staff: Client) -> None:
    query = '{ user(username: "zz-sought-after") { id } tools(search: "zz-sought-after") { totalCount } }'

    answer = await explained(browser, {"query": query}, "plans", await token_of(as_staff))

    assert len(answer["extensions"]["plan"]["statements"]) == 2
    assert "zz-sought-after" not in str(answer["extensions"])


async def test_signing_in_tells_no_secret(browser: HttpClient, as_student: Client) -> None:
    answer = await explained(browser, asked("Login", input={"identifier": "student", "password": world.PASSWORD}))

    told = str(answer["extensions"])
    assert "INSERT INTO" in told
    assert [word for word in (world.PASSWORD, "student", answer["data"]["login"]["token"]) if word in told] == []


async def test_staff_is_told_how_postgresql_runs_each_statement(browser: HttpClient, as_staff: Client) -> None:
    await world.project(as_staff, "A project")

    answer = await explained(browser, asked("Explore", first=2), "plans", await token_of(as_staff))

    statements = answer["extensions"]["plan"]["statements"]
    assert statements
    for statement in statements:
        assert "cost=" in statement["plan"][0]


async def test_a_member_and_a_visitor_get_no_plans_of_postgresqls(browser: HttpClient, as_student: Client) -> None:
    for token in (None, await token_of(as_student)):
        answer = await explained(browser, asked("Explore", first=2), "plans", token)

        plan = answer["extensions"]["plan"]
        assert plan["path"] == "planned"
        assert all("plan" not in statement for statement in plan["statements"])


async def test_each_of_several_statements_is_told(browser: HttpClient, as_staff: Client) -> None:
    query = "{ a: explore(first: 1) { totalCount } b: tools(first: 1) { totalCount } c: viewer { username } }"

    answer = await explained(browser, {"query": query}, "plans", await token_of(as_staff))

    assert answer["data"] == {"a": {"totalCount": 0}, "b": {"totalCount": 0}, "c": {"username": "staff"}}
    statements = answer["extensions"]["plan"]["statements"]
    assert len(statements) == 3
    assert all(statement["plan"] for statement in statements)


async def test_statements_that_are_explained_still_see_one_moment() -> None:
    moment = Filled("SELECT now()::text, current_setting('transaction_isolation')", [], is_kept=True)

    answers = await run([moment, moment], Trace(wants_plans=True))

    assert answers[0] == answers[1]
    assert answers[0][0][1] == "repeatable read"


async def test_an_answer_that_is_planned_in_part_says_so(browser: HttpClient, as_student: Client) -> None:
    query = "{ __schema { queryType { name } } viewer { username } }"

    answer = await explained(browser, {"query": query}, token=await token_of(as_student))

    assert answer["data"] == {"__schema": {"queryType": {"name": "Query"}}, "viewer": {"username": "student"}}
    plan = answer["extensions"]["plan"]
    assert plan["path"] == "part planned"
    assert len(plan["statements"]) == 1


async def test_what_the_executor_reads_is_told_too(browser: HttpClient, as_staff: Client) -> None:
    await world.project(as_staff, "A project")
    # No plan is made for a text so long.
    query = "{ explore(first: 2) { edges { node { title owner { username } } } } }" + " " * LONGEST_REMEMBERED

    answer = await explained(browser, {"query": query}, "plans", await token_of(as_staff))

    assert answer["data"]["explore"]["edges"] == [{"node": {"title": "A project", "owner": {"username": "staff"}}}]
    plan = answer["extensions"]["plan"]
    assert plan["path"] == "resolved"
    assert [statement["rows"] for statement in plan["statements"]] == [1, 1]
    assert all("$1" in statement["sql"] and "%" not in statement["sql"] for statement in plan["statements"])
    assert all("plan" not in statement for statement in plan["statements"])


async def test_an_answer_without_a_statement_says_so(browser: HttpClient) -> None:
    answer = await explained(browser, {"query": "{ __schema { queryType { name } } }"})

    assert answer["extensions"]["plan"]["path"] == "resolved"
    assert answer["extensions"]["plan"]["statements"] == []


async def test_a_mutation_tells_what_it_wrote_and_what_it_read_again(browser: HttpClient, as_student: Client) -> None:
    body = asked("CreateProject", input={"title": "zz-my-title"})

    answer = await explained(browser, body, token=await token_of(as_student))

    assert answer["data"]["createProject"]["errors"] == []
    plan = answer["extensions"]["plan"]
    assert plan["path"] == "planned"
    verbs = [statement["sql"].split()[0] for statement in plan["statements"]]
    assert verbs.count("INSERT") >= 2
    assert verbs[-1] == "WITH"
    assert "zz-my-title" not in str(answer["extensions"])
    inserted = next(each for each in plan["statements"] if 'INSERT INTO "projects_project"' in each["sql"])
    assert "VALUES ($1, $2" in inserted["sql"]
    assert inserted["rows"] == 1


async def test_in_production_the_header_is_nothing(browser: HttpClient, as_staff: Client) -> None:
    token = await token_of(as_staff)

    with override_settings(ENVIRONMENT=PRODUCTION):
        answers = [await browser.post(asked("Viewer"), token=token, x_explain=each) for each in ("statements", "plans")]

    assert all("extensions" not in answer.json() for answer in answers)


async def test_another_word_is_nothing(browser: HttpClient) -> None:
    for header in ("", "yes", "statements, plans"):
        assert "extensions" not in (await browser.post(asked("Viewer"), x_explain=header)).json()


async def test_each_operation_of_a_batch_tells_its_own(browser: HttpClient) -> None:
    answers = await explained(browser, [asked("Explore", first=1), {"query": "{ __typename }"}])

    statements = [len(answer["extensions"]["plan"]["statements"]) for answer in answers]
    assert statements[0] > 0
    assert statements[1] == 0


async def test_what_does_not_run_has_nothing_to_tell(browser: HttpClient) -> None:
    answer = (await browser.post({"query": "{ nothing }"}, x_explain="statements")).json()

    assert answer["errors"]
    assert "extensions" not in answer
