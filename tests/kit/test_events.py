"""Domain events: heard at once, inside the transaction, or not at all."""

from dataclasses import dataclass

import pytest
from asgiref.sync import sync_to_async
from django.db import transaction

from domains.catalog.models import ToolTag
from domains.kit.events import Event, emit, on
from tests.support import world


@dataclass(frozen=True, kw_only=True)
class Rang(Event):
    """A bell rang."""

    number: int


@dataclass(frozen=True, kw_only=True)
class RangLoudly(Rang):
    """A bell rang loudly."""


@dataclass(frozen=True, kw_only=True)
class Broke(Event):
    """A bell broke."""


heard: list[tuple[str, int]] = []


@on(Rang)
def first(event: Rang) -> None:
    """Hear it first, and write it down."""
    heard.append(("first", event.number))
    ToolTag.objects.create(slug=f"rang-{event.number}", name="Rang")


@on(Rang)
def second(event: Rang) -> None:
    """Hear it second."""
    heard.append(("second", event.number))


@on(Broke)
def fail(event: Broke) -> None:
    """Fail at once."""
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _silence() -> None:
    heard.clear()


@sync_to_async
def ring(*events: Event) -> None:
    """Emit events in one transaction."""
    with transaction.atomic():
        for event in events:
            emit(event)


async def test_all_who_listen_hear_it_in_the_order_of_their_registration() -> None:
    await ring(Rang(number=1), Rang(number=2))

    assert heard == [("first", 1), ("second", 1), ("first", 2), ("second", 2)]
    assert await world.count(ToolTag) == 2


async def test_nobody_hears_an_event_that_nobody_listens_to() -> None:
    await ring(RangLoudly(number=1), Event())

    assert heard == []


async def test_outside_a_transaction_nothing_is_emitted() -> None:
    with pytest.raises(RuntimeError, match="Rang was emitted outside a transaction"):
        await sync_to_async(emit)(Rang(number=1))

    assert heard == []
    assert await world.count(ToolTag) == 0


async def test_a_handler_that_fails_takes_the_transaction_with_it() -> None:
    with pytest.raises(ZeroDivisionError):
        await ring(Rang(number=1), Broke(), Rang(number=2))

    assert heard == [("first", 1), ("second", 1)]
    assert await world.count(ToolTag) == 0


def test_a_handler_stays_a_function() -> None:
    second(Rang(number=7))

    assert heard == [("second", 7)]
