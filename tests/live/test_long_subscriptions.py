"""What a subscription says is kept for as long as it listens: it may not say more than a page would."""

import gc

from schema.preparing import LONGEST_REMEMBERED, Prepared
from tests.support.client import Client
from tests.support.sockets import FEED, introduced, unharmed
from tests.support.streams import listening

LONG = " " * LONGEST_REMEMBERED
PASSED_OVER = """subscription($a: String) { activityFeed {
    __typename ... on ActivityAdded { activity { actor {
        projects(first: 1, after: $a) @skip(if: true) { totalCount }
    } } }
} }"""


def kept() -> int:
    """Return how many long documents there are."""
    gc.collect()
    return sum(type(each) is Prepared and len(each.text) > LONGEST_REMEMBERED for each in gc.get_objects())


async def test_a_text_that_is_too_long_is_refused_and_forgotten(gateway: str, as_student: Client) -> None:
    async with unharmed(gateway, as_student), introduced(gateway) as peer:
        for number in range(10):
            await peer.ask("1", f"{FEED} {LONG} # {number}")
            assert await peer.refusal("1") == "TOO_COMPLEX"

    assert kept() == 0


async def test_variables_that_are_too_long_are_refused(gateway: str, as_student: Client) -> None:
    async with introduced(gateway) as peer:
        await peer.ask("1", PASSED_OVER, variables={"a": LONG})
        assert await peer.refusal("1") == "TOO_COMPLEX"
        await peer.ask("1", PASSED_OVER, variables={"a": "short", "of nobody": LONG})
        assert await peer.event("1") == "Checkpoint"


async def test_a_stream_is_no_longer_either(gateway: str) -> None:
    async with listening(gateway, FEED + LONG) as told:
        assert await told.refusal() == "TOO_COMPLEX"
