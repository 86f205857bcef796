"""The feed of somebody who follows very many: a page costs a probe for each of them, not all that they ever did."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.management import call_command
from django.db.models import QuerySet

from domains.feed import selectors
from domains.feed.models import Activity
from domains.kit.ids import encode
from domains.kit.paging import Order, Slice
from domains.users import access
from domains.users.models import User, UserRelationship, UserSettings
from tests.support import world
from tests.support.client import Client

SCALE = 0.02
TABLES = ("projects_project", "projects_comment")


@pytest.fixture
async def busy() -> Client:
    """Somebody of a generated world who follows more than a third of all people."""
    await sync_to_async(call_command)("generate_data", scale=SCALE, verbosity=0)
    user = await User.objects.aget(username="person-00001")
    assert await world.count(UserRelationship, follower=user) > 35
    return Client(access.viewer_of(user), user)


def plain(client: Client) -> list[Any]:
    """Return the keys of the whole feed, as the plain statement has them, newest first."""
    feed = selectors.activity_feed(client.viewer, scope="following")
    return list(feed.order_by("-created_at", "-pk").values_list("pk", flat=True))


def page(client: Client, **part: Any) -> QuerySet[Any, Any]:
    """Return a page as the field asks for it, with one row more."""
    feed = selectors.activity_feed(client.viewer, scope="following")
    return Order(feed).apply(feed, Slice(**part))


def cursor(client: Client, key: Any) -> str:
    """Return the place of an activity in the feed."""
    feed = selectors.activity_feed(client.viewer, scope="following")
    return Order(feed).cursor(Activity.objects.get(pk=key))


@sync_to_async
def pages_are_right(client: Client) -> None:
    """Compare pages from the start, the middle, the end and backwards with the plain statement's."""
    keys = plain(client)
    middle, late = len(keys) // 2, len(keys) - 3
    expected = {
        "first": (page(client, first=50), keys[:51]),
        "after": (page(client, first=50, after=cursor(client, keys[middle])), keys[middle + 1 : middle + 52]),
        "end": (page(client, first=50, after=cursor(client, keys[late])), keys[late + 1 :]),
        "before": (
            page(client, last=5, before=cursor(client, keys[middle])),
            list(reversed(keys[middle - 6 : middle])),
        ),
        "last": (page(client, last=5), list(reversed(keys[-6:]))),
        "between": (
            page(client, first=50, after=cursor(client, keys[2]), before=cursor(client, keys[9])),
            keys[3:9],
        ),
        "none": (page(client, first=0), keys[:1]),
    }
    for name, (found, wanted) in expected.items():
        assert [row.pk for row in found] == wanted, name


async def test_pages_are_those_of_the_plain_statement(busy: Client) -> None:
    await pages_are_right(busy)

    first = (await busy.run("ActivityFeed", scope="FOLLOWING", first=20))["activityFeed"]
    after = await busy.run("ActivityFeed", scope="FOLLOWING", first=20, after=first["pageInfo"]["endCursor"])
    ids = [node["id"] for node in [*world.nodes(first), *world.nodes(after["activityFeed"])]]
    keys = await sync_to_async(plain)(busy)
    assert ids == [encode("Activity", key) for key in keys[:40]]
    assert first["totalCount"] == len(keys)


async def test_pages_stay_right_whatever_people_change(busy: Client) -> None:
    followed = [row.following_id async for row in UserRelationship.objects.filter(follower=busy.user)]
    await UserSettings.objects.filter(user__in=followed[:8]).aupdate(show_activity=False)
    await UserSettings.objects.filter(user__in=followed[8:16]).aupdate(profile_visibility="private")
    await UserRelationship.objects.filter(follower=busy.user, following__in=followed[16:20]).aupdate(status="muted")
    await Activity.objects.filter(user__in=followed[20:24]).aupdate(visibility="private")
    # Many at the same moment: the key decides between them.
    newest = await Activity.objects.filter(user__in=followed[24:]).order_by("-created_at").afirst()
    assert newest is not None
    await Activity.objects.filter(user__in=followed[24:30]).aupdate(created_at=newest.created_at)

    await pages_are_right(busy)


async def test_a_page_is_taken_from_the_index(busy: Client) -> None:
    plan = await explained(page(busy, first=50))

    scans = list(scans_of(plan["Plan"], "feed_activity"))
    assert {(scan["Node Type"], scan.get("Index Name")) for scan in scans} == {
        ("Index Only Scan", "activity_user"),
        ("Index Scan", "activity_user"),
        ("Index Scan", "feed_activity_pkey"),
    }
    read = sum((scan["Actual Rows"] + scan.get("Rows Removed by Filter", 0)) * scan["Actual Loops"] for scan in scans)
    whole = len(await sync_to_async(plain)(busy))
    # A probe for each, the rows of the page, and what was passed over on the way: never all that is in the feed.
    assert read < whole / 2


async def test_a_public_page_reads_no_more_than_it_shows(busy: Client) -> None:
    feed = selectors.activity_feed(busy.viewer, scope="public")
    plan = await explained(Order(feed).apply(feed, Slice(first=50)))

    (scan,) = scans_of(plan["Plan"], "feed_activity")
    assert (scan["Node Type"], scan["Index Name"]) == ("Index Scan", "activity_public")
    assert scan["Actual Rows"] + scan["Rows Removed by Filter"] < 51 * 3
    # What an activity is about is looked up for each row, never listed for all of them.
    kinds = {each["Node Type"] for table in TABLES for each in scans_of(plan["Plan"], table)}
    assert kinds == {"Index Scan"}


@sync_to_async
def explained(rows: QuerySet[Any, Any]) -> dict[str, Any]:
    """Run a statement and return its plan, with what it read."""
    (plan,) = json.loads(rows.explain(format="json", analyze=True, buffers=True))
    assert plan["Plan"]["Shared Hit Blocks"] > 0
    return dict(plan)


def scans_of(node: dict[str, Any], table: str) -> Iterator[dict[str, Any]]:
    """Give every node of a plan that reads the table."""
    if node.get("Relation Name") == table:
        yield node
    for part in node.get("Plans", []):
        yield from scans_of(part, table)
