"""The clock, and how it is stopped."""

from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from domains.kit import clock
from tests.support import world
from tests.support.client import Client

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_it_is_now() -> None:
    before = timezone.now()
    now = clock.now()

    assert before <= now <= timezone.now()
    assert now.utcoffset() == timedelta(0)


def test_it_is_the_moment_that_was_set_within_the_block_only() -> None:
    with clock.at(MOMENT):
        outer = clock.now()
        with clock.at(MOMENT + timedelta(days=1)):
            inner = clock.now()
        again = clock.now()

    assert (outer, inner, again) == (MOMENT, MOMENT + timedelta(days=1), MOMENT)
    assert clock.now() > MOMENT


def test_it_goes_on_after_a_failure_within_the_block() -> None:
    with pytest.raises(ZeroDivisionError), clock.at(MOMENT):
        _ = 1 / 0

    assert clock.now() > MOMENT


async def test_it_stands_still_in_other_threads_and_in_what_is_written(as_student: Client) -> None:
    with clock.at(MOMENT):
        in_thread = await sync_to_async(clock.now)()
        project = await world.project(as_student)

    assert in_thread == MOMENT
    assert project.created_at == MOMENT
