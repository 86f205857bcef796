"""What is kept of operations has a bound, and does not grow with values."""

from domains.kit import pool
from schema.planner.plans import MOST_PLANS, Plans, plans
from tests.support import world
from tests.support.client import Client

# As many as psycopg keeps for one connection.
MOST_STATEMENTS = 100
PREPARED = "SELECT count(*) FROM pg_prepared_statements"
EXPLORE = "query ($search: String, $after: String) { explore(first: 2, search: $search, after: $after) { totalCount } }"
LITERALS = """{{
    explore(first: 2, search: "robot {0}") {{ totalCount edges {{ node {{ title }} }} }}
    user(username: "person-{0}") {{ id }}
    node(id: "{1}") {{ id }}
}}"""


async def prepared() -> int:
    """Return how many statements a connection remembers."""
    async with pool.reads.connection() as connection:
        row = await (await connection.execute(PREPARED)).fetchone()
    assert row is not None
    return int(row[0])


async def test_plans_that_were_not_used_for_long_go() -> None:
    kept = Plans(most=3)
    for name in "abacd":
        await kept.of(name, object)

    assert list(kept._plans) == ["a", "c", "d"]  # noqa: SLF001 - what it is about


async def test_many_documents_do_not_grow_the_plans_or_the_prepared_statements(as_student: Client) -> None:
    await pool.reads.close()  # who asks alone opens one connection, or two
    for field in ("explore", "tools", "users"):
        for number in range(100):
            await as_student.ask(f"{{ a{number}: {field}(first: {number + 1}) {{ edges {{ node {{ id }} }} }} }}")

    assert len(plans) <= MOST_PLANS
    assert await prepared() == MOST_STATEMENTS


async def test_other_values_of_variables_make_no_other_plan(as_student: Client) -> None:
    await as_student.ask(EXPLORE, variables={"search": "robot", "after": None})
    before, statements = len(plans), set(as_student.statements)

    for number in range(50):
        await as_student.ask(EXPLORE, variables={"search": f"robot {number}", "after": None})
        statements |= set(as_student.statements)

    assert len(plans) == before
    assert len(statements) == 1


async def test_other_literals_make_no_other_statements(as_student: Client) -> None:
    project = await world.project(as_student)
    ids = [world.id_of(await world.project(as_student)) for _ in range(20)] + [world.id_of(project)]
    statements: set[str] = set()

    for number, id in enumerate(ids):
        answer = await as_student.ask(LITERALS.format(number, id))
        assert answer["data"]["node"] == {"id": id}
        statements |= set(as_student.statements)

    assert len(statements) == 3
