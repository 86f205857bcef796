"""Operations drawn at random from the schema: both ways of answering them agree."""

from graphql import parse, validate

from domains.kit.viewer import Viewer
from tests.support.agreement.coverage import asked, readable
from tests.support.agreement.operations import drawn
from tests.support.agreement.pools import GRAPH, Pools
from tests.support.agreement.running import ask_all, differences

CASES = 250


async def test_generated_operations_are_answered_alike(viewers: dict[str, Viewer], offered: Pools) -> None:
    summary = await ask_all(drawn(offered, list(viewers), CASES), viewers)

    assert not summary.differing, await differences(summary, viewers)
    # Errors are a part of what must agree, and a small one.
    assert 0 < summary.refused < CASES / 10
    assert CASES / 20 < summary.with_errors < CASES / 3


async def test_they_are_valid_and_leave_few_fields_out(viewers: dict[str, Viewer], offered: Pools) -> None:
    questions = drawn(offered, list(viewers), CASES)

    assert [each.text for each in questions if validate(GRAPH, parse(each.text))] == []
    # Nearly every field is asked for among so few; thousands leave none out.
    assert len(readable() - asked(questions)) < len(readable()) / 50
    assert {each.viewer for each in questions} == set(viewers)


async def test_a_seed_always_draws_the_same(viewers: dict[str, Viewer], offered: Pools) -> None:
    first, second, other = (drawn(offered, list(viewers), 20, seed=seed) for seed in (1, 1, 2))

    assert first == second
    assert not {each.text for each in first} & {each.text for each in other if len(each.text) > 40}
