"""What a test's story begins with: people and what they have made, through the same services as everybody."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async

from domains.catalog import models as catalog
from domains.kit import clock, ids
from domains.kit.viewer import Viewer
from domains.projects import models as projects
from domains.projects import services as project_services
from domains.users import access
from domains.users import models as users
from domains.users import services as user_services
from tests.support.client import Client

PASSWORD = "correct-horse-battery"
NOBODY = UUID("01900000-0000-7000-8000-000000000000")


@sync_to_async
def person(username: str, **values: Any) -> Client:
    """Open an account and return its client."""
    settings = {name: values.pop(name) for name in list(values) if hasattr(users.UserSettings, name)}
    user = users.User.objects.create_user(username, f"{username}@example.org", PASSWORD, **values)
    users.UserSettings.objects.create(user=user, **settings)
    users.UserProgress.objects.create(user=user)
    return Client(access.viewer_of(user), user)


def anonymous() -> Client:
    """Return somebody who has not signed in."""
    return Client(Viewer.anonymous())


@sync_to_async
def project(owner: Client, title: str = "A project", *, age: int = 0, **values: Any) -> projects.Project:
    """Let somebody make a project, `age` minutes ago."""
    flags = {name: values.pop(name) for name in ("is_archived", "is_highlighted") if name in values}
    with clock.at(clock.now() - timedelta(minutes=age)):
        made = project_services.create_project(viewer=owner.viewer, values={"title": title, **values})
    if flags:
        projects.Project.objects.filter(pk=made.pk).update(**flags)
    return made


@sync_to_async
def comment(
    author: Client,
    about: projects.Project,
    content: str = "Well made.",
    *,
    answers: projects.Comment | None = None,
) -> projects.Comment:
    """Let somebody say something about a project."""
    return project_services.add_comment(
        viewer=author.viewer, project_id=about.pk, content=content, parent_id=answers.pk if answers else None
    )


@sync_to_async
def like(person: Client, what: projects.Project) -> None:
    """Let somebody like a project."""
    project_services.like_project(viewer=person.viewer, project_id=what.pk)


@sync_to_async
def follow(follower: Client, *followed: Client) -> None:
    """Let somebody follow others."""
    for other in followed:
        user_services.follow(viewer=follower.viewer, user_id=other.user.pk)


@sync_to_async
def relate(one: Client, other: Client, status: str) -> None:
    """Set how one person stands to another: there is no mutation for blocking and muting yet."""
    users.UserRelationship.objects.update_or_create(
        follower=one.user, following=other.user, defaults={"status": status}
    )


@sync_to_async
def tool(slug: str, *, category: str = "text", tags: tuple[str, ...] = (), **values: Any) -> catalog.Tool:
    """Put a tool into the catalogue."""
    kind, _ = catalog.ToolCategory.objects.get_or_create(slug=category, defaults={"name": category.title()})
    made = catalog.Tool.objects.create(
        slug=slug,
        category=kind,
        **{
            "name": slug.title(),
            "provider": "Maker",
            "pricing_model": "free",
            "website_url": "https://example.org",
        }
        | values,
    )
    made.categories.add(kind)
    made.tags.set(catalog.ToolTag.objects.get_or_create(slug=tag, defaults={"name": tag})[0] for tag in tags)
    return made


@sync_to_async
def term(slug: str, *, below: catalog.Taxonomy | None = None, taxonomy_type: str = "category") -> catalog.Taxonomy:
    """Put a term into the taxonomy."""
    return catalog.Taxonomy.objects.create(slug=slug, name=slug.title(), taxonomy_type=taxonomy_type, parent=below)


@sync_to_async
def count(model: Any, **conditions: Any) -> int:
    """Return how many rows there are."""
    return int(model.objects.filter(**conditions).count())


def id_of(row: Any) -> str:
    """Return the global id of a row, whose model has the name of its type."""
    return ids.encode(type(row).__name__, row.pk)


def nodes(connection: dict[str, Any]) -> list[Any]:
    """Return the items of a connection's page."""
    return [edge["node"] for edge in connection["edges"]]
