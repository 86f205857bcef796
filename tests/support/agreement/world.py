"""A world that is small and has everything in it: written once, asked by many."""

from io import StringIO
from typing import Any
from uuid import UUID

from django.core.management import call_command

from domains.catalog import models as catalog
from domains.configuration.models import AppSetting
from domains.configuration.rules import declared
from domains.feed.models import Activity
from domains.kit import live
from domains.kit.counts import stored_values
from domains.kit.viewer import Viewer
from domains.projects.models import Comment, Project
from domains.users.access import viewer_of
from domains.users.models import User
from tests.support.agreement import lessons, people, practising, schooling, talks, works
from tests.support.agreement.moments import moment
from tests.support.agreement.texts import odd

# A twenty-fifth of a percent of the large world: twenty people, twenty projects.
SCALE = 0.0004
# Who asks: one who follows, mutes and blocks; one who is blocked; one who hides; one who has nothing; who moderates;
# whose rows hold what they should not; who follows very many; staff; a program.
ASKING = ("ada", "bea", "cyd", "eve", "jon", "kim", "person-00001", "ivy", "hal")
GONE = UUID("01900000-0000-7000-8000-00000000dead")


def build() -> dict[str, Viewer]:
    """Write the world down, and return who asks, by name. Nothing is announced: the log stays where it is."""
    with live.silently():
        call_command("generate_data", scale=SCALE, stdout=StringIO())
        _catalogue()
        works.make(people.populate())
        talks.make()
        schooling.make()
        practising.make()
        lessons.make()
        _activities()
        _settings()
        for stored in stored_values():
            stored.mend()
    users = {user.username: viewer_of(user) for user in User.objects.filter(username__in=ASKING)}
    return {"anonymous": Viewer.anonymous()} | {name: users[name] for name in ASKING}


def _catalogue() -> None:
    """Add to the catalogue what nobody ships: what is deactivated, empty, oddly written, deep."""
    kind = catalog.ToolCategory.objects.create(slug="odd", name=odd(4), description=odd(1))
    catalog.ToolCategory.objects.create(slug="empty", name="Empty")
    for number, slug in enumerate(("a-odd", "b-odd", "c-off")):
        tool = catalog.Tool.objects.create(
            slug=slug, name=odd(number), provider=odd(number + 1), short_description=odd(number + 2), category=kind,
            website_url="https://example.org/?a=b&c", pricing_model="api", is_active=slug != "c-off",
            created_at=moment(number),
        )  # fmt: skip
        tool.categories.add(kind)
        tool.examples.add(catalog.ToolExample.objects.create(title=odd(number + 4), description=odd(number + 5)))
    above = None
    for number in range(5):
        above = catalog.Taxonomy.objects.create(
            slug=f"a-term-{number}", name=odd(number), taxonomy_type="tag", parent=above, is_active=number != 3
        )  # fmt: skip


def _activities() -> None:
    """Tell of what was done, of what is gone since, of nothing at all, and of what nobody here knows."""
    users = {user.username: user for user in User.objects.filter(username__in=people.PEOPLE)}
    about = [
        ("projects.Project", Project.objects.get(slug="work-0").pk), ("projects.Project", GONE),
        ("projects.Comment", Comment.objects.order_by("created_at", "pk")[0].pk), ("projects.Comment", GONE),
        ("users.User", users["bea"].pk), ("users.User", users["fay"].pk), ("courses.Course", GONE), ("", None),
        ("projects.Project", Project.objects.get(slug="work-9").pk), ("", GONE), ("users.User", None),
    ]  # fmt: skip
    told: list[Any] = [
        {},
        {"a": [1, 2.5, None, True, {"b": odd(5)}]},
        [],
        "text",
        10**22,
        {"z": 1, "a": 2, odd(1): 1e-7},
    ]
    for number in range(66):
        label, key = about[number % len(about)]
        Activity.objects.create(
            user=users[("ada", "jon", "cyd", "bea", "hal", "ivy")[number % 6]], reference_type=label, reference_id=key,
            activity_type=("project_created", "commented", "followed", "completed_quiz")[number % 4],
            visibility=("public", "friends", "private", "public")[number % 4], metadata=told[number % len(told)],
            created_at=moment(number),
        )  # fmt: skip
    # Whoever comes upon this one gets an error: nobody else does.
    Activity.objects.create(
        user=users["kim"], activity_type="followed", visibility="private", metadata=works.JSON_NULL,
        created_at=moment(9),
    )  # fmt: skip


def _settings() -> None:
    """Store every setting that is declared, with a value or without, and one that no longer is."""
    AppSetting.objects.get_or_create(key="gone.long.ago", defaults={"value": odd(2), "description": odd(3)})
    for key, setting in declared.items():
        AppSetting.objects.get_or_create(key=key, defaults={"value": None, "description": setting.description})
