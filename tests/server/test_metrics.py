"""`GET /metrics`: what the gateway counts, as Prometheus reads it."""

import re

import pytest

from domains.kit import metrics
from tests.support.client import Client, HttpClient
from tests.support.live import broken, token_of

LINE = re.compile(r'^([a-z_]+)(?:\{([a-z_]+="(?:[^"\\\n]|\\.)*",?)+\})? -?[0-9.e+-]+$')
READ = "{ explore(first: 1) { edges { node { id } } } }"


async def figures(browser: HttpClient) -> dict[str, float]:
    """Return every figure by its name and labels."""
    response = await browser.http.get("/metrics")
    assert response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in response.text.splitlines() if not line.startswith("#")]
    return {name: float(number) for name, number in (line.rsplit(" ", 1) for line in lines)}


async def grown(browser: HttpClient, before: dict[str, float]) -> dict[str, float]:
    """Return how much each figure has grown, of those that have."""
    now = await figures(browser)
    return {name: now[name] - before.get(name, 0) for name in now if now[name] != before.get(name, 0)}


async def test_every_line_is_one_that_prometheus_reads(browser: HttpClient) -> None:
    await browser.post({"query": READ})

    text = (await browser.http.get("/metrics")).text

    assert text.endswith("\n")
    for line in text.splitlines():
        assert re.match(r"^# (HELP [a-z_]+ .+|TYPE [a-z_]+ (counter|gauge))$", line) or LINE.match(line), line


@pytest.mark.parametrize(
    ("query", "path", "type"),
    [
        (READ, "planned", "query"),
        ("{ liveCursor __schema { description } }", "part_planned", "query"),
        ("{ __schema { description } }", "resolved", "query"),
        ('mutation { createProject(input: {title: "a"}) { project { id } } }', "planned", "mutation"),
    ],
)
async def test_an_operation_is_counted_by_who_answered_it(
    browser: HttpClient, as_student: Client, query: str, path: str, type: str
) -> None:
    token = await token_of(as_student)
    before = await figures(browser)

    for _ in range(3):
        await browser.post({"query": query}, token=token)

    operations = {name: n for name, n in (await grown(browser, before)).items() if "operations_total" in name}
    assert operations == {f'gateway_operations_total{{path="{path}",type="{type}"}}': 3}


async def test_plans_and_statements_are_counted(browser: HttpClient) -> None:
    before = await figures(browser)

    for _ in range(3):
        await browser.post({"query": f"query OfThisTest {READ}"})

    found = await grown(browser, before)
    assert (found["gateway_plans_made_total"], found["gateway_statements_total"]) == (1, 3)
    assert 0 < found["gateway_plan_seconds_total"] < 1
    assert (await figures(browser))['gateway_pool_connections{pool="reads"}'] >= 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"query": "{"}, "SYNTAX"),
        ({"query": "{ nothing }"}, "INVALID_OPERATION"),
        ({"query": '{ node(id: "x") { id } }'}, "INVALID_ID"),
        ({"query": "query ($first: Int) { explore(first: $first) { totalCount } }", "variables": {"first": "a"}},
         "INVALID_OPERATION"),
    ],
)  # fmt: skip
async def test_an_error_is_counted_by_its_code(browser: HttpClient, body: object, code: str) -> None:
    before = await figures(browser)

    await browser.post(body)

    found = await grown(browser, before)
    assert found[f'gateway_operation_errors_total{{code="{code}"}}'] == 1


async def test_a_statement_that_fails_is_counted(browser: HttpClient) -> None:
    before = await figures(browser)

    async with broken("projects_project"):
        await browser.post({"query": READ})

    found = await grown(browser, before)
    assert found['gateway_operation_errors_total{code="INTERNAL"}'] == 1
    assert found["gateway_plan_fallbacks_total"] == 1


async def test_what_labels_say_is_escaped_and_their_number_has_a_bound() -> None:
    counter = metrics.Counter("tests_total", "Two\nlines, a \\ and more.", "word")
    try:
        counter.add('a "b" \\ \n')
        for number in range(metrics.MOST_SERIES * 2):
            counter.add(str(number))
        text = metrics.exposed()
    finally:
        metrics.forget("tests_total")

    assert "# HELP tests_total Two\\nlines, a \\\\ and more.\n# TYPE tests_total counter\n" in text
    assert 'tests_total{word="a \\"b\\" \\\\ \\n"} 1\n' in text
    assert f'tests_total{{word="other"}} {metrics.MOST_SERIES + 1}\n' in text
