"""Operations drawn at random from the schema: both ways of answering them agree."""

import asyncio
from random import Random

import hypothesis
import hypothesis.strategies as st
from graphql import parse, validate

from domains.kit.viewer import Viewer
from tests.support.agreement.asking import candidate
from tests.support.agreement.comparing import report
from tests.support.agreement.coverage import asked, readable
from tests.support.agreement.dice import Dice
from tests.support.agreement.operations import drawn, question
from tests.support.agreement.pools import GRAPH, Pools
from tests.support.agreement.running import ask_all, differences, parting

CASES = 250
BY_HYPOTHESIS = 60


async def test_generated_operations_are_answered_alike(viewers: dict[str, Viewer], offered: Pools) -> None:
    summary = await ask_all(drawn(offered, list(viewers), CASES), viewers)

    assert not summary.differing, await differences(summary, viewers)
    # Errors are a part of what must agree, and a small one.
    assert 0 < summary.refused < CASES / 10
    assert CASES / 20 < summary.with_errors < CASES / 3


async def test_what_hypothesis_makes_of_them_is_answered_alike(viewers: dict[str, Viewer], offered: Pools) -> None:
    loop = asyncio.get_running_loop()

    @hypothesis.settings(
        max_examples=BY_HYPOTHESIS,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(st.randoms(use_true_random=False))
    def agrees(random: Random) -> None:
        asked = question(Dice(random), offered, list(viewers))
        # Hypothesis works on a thread of its own; what it asks is asked on the loop.
        found = asyncio.run_coroutine_threadsafe(parting(asked, viewers[asked.viewer], candidate), loop).result()
        assert not found, report(asked, found)

    await asyncio.to_thread(agrees)


async def test_they_are_valid_and_leave_few_fields_out(viewers: dict[str, Viewer], offered: Pools) -> None:
    questions = drawn(offered, list(viewers), 2 * CASES)

    assert [each.text for each in questions if validate(GRAPH, parse(each.text))] == []
    # Nearly every field is asked for among so few; thousands leave none out.
    assert len(readable() - asked(questions)) < len(readable()) / 50
    assert {each.viewer for each in questions} == set(viewers)


async def test_a_seed_always_draws_the_same(viewers: dict[str, Viewer], offered: Pools) -> None:
    first, second, other = (drawn(offered, list(viewers), 20, seed=seed) for seed in (1, 1, 2))

    assert first == second
    assert not {each.text for each in first} & {each.text for each in other if len(each.text) > 40}
