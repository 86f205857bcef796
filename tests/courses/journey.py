"""What a journey is told with: a step that works, what is heard of it, and how far somebody has come."""

import json
from typing import Any

from tests.support import live
from tests.support.client import Client


async def done(who: Client, name: str, **input: Any) -> dict[str, Any]:
    """Let somebody do what has to work, and return what the mutation answers."""
    payload: dict[str, Any]
    [payload] = (await who.run(name, input=input)).values()
    assert payload["errors"] == [], payload["errors"]
    [answer] = (value for field, value in payload.items() if field != "errors")
    return dict(answer) if isinstance(answer, dict) else {"value": answer}


async def hears(subscriber: live.Subscriber, *names: str) -> list[dict[str, Any]]:
    """Wait for as many events, which are of these types, and return them."""
    events = [await news(subscriber) for _ in names]
    assert [event["__typename"] for event in events] == list(names), events
    return events


async def joins(subscriber: live.Subscriber) -> None:
    """Wait until somebody listens: all that is done from now on they hear."""
    assert (await subscriber.event())["__typename"] == "Checkpoint"


async def news(subscriber: live.Subscriber) -> dict[str, Any]:
    """Wait for the next event that tells of something: now and then a checkpoint says where the listener stands."""
    while (event := await subscriber.event())["__typename"] == "Checkpoint":
        pass
    return event


async def is_quiet(subscriber: live.Subscriber) -> bool:
    """Ask the gateway to answer at once, and tell whether it had nothing to tell before that."""
    await subscriber.socket.send(json.dumps({"type": "ping"}))
    while (frame := await subscriber.frame()) != {"type": "pong"}:
        [event] = frame["payload"]["data"].values()
        if event["__typename"] != "Checkpoint":
            return False
    return True


async def both_hear(subscribers: tuple[live.Subscriber, ...], *names: str) -> list[dict[str, Any]]:
    """Wait until everybody has heard the same, and return it."""
    first, *others = [await hears(each, *names) for each in subscribers]
    assert all(plain(each) == plain(first) for each in others)
    return first


def plain(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return events without their cursors, which are each listener's own."""
    return [{name: value for name, value in event.items() if name != "cursor"} for event in events]


async def course_of(who: Client, name: str, id: str) -> Any:
    """Return a course as a named query shows it to somebody."""
    return (await who.run(name, id=id))["course"]


async def totals(who: Client) -> tuple[int, int, int, int, float]:
    """Return what somebody reads of how far they are: courses taken and completed, lessons, exercises, mean score."""
    told = (await who.run("Progress"))["viewer"]["progress"]
    assert told["streakDays"] >= 1
    counted = ("totalCoursesEnrolled", "totalCoursesCompleted", "totalLessonsCompleted", "totalExercisesCompleted")
    one, two, three, four = (told[name] for name in counted)
    return one, two, three, four, told["averageScore"]
