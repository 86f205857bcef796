"""The world that is measured: generated once in a data folder that is kept, and who asks in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Q

from domains.kit import ids
from domains.projects import services as project_services
from domains.projects.models import Comment, Project, ProjectLike
from domains.users import access, services
from domains.users.models import ApiToken, User

GENERATED_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
TOKEN_NAME = "benchmark"  # noqa: S105 - what it is called
CONNECTIONS = 8
FEW = 20
ACTIVE = Q(status="active")
# Generated projects are not sorted into terms: two of the shipped ones each.
TERMS = """
INSERT INTO projects_project_categories (project_id, taxonomy_id)
SELECT project.id, term.id
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM projects_project WHERE slug LIKE 'project-%') AS project
JOIN (SELECT id, row_number() OVER (ORDER BY slug) AS place, count(*) OVER () AS total FROM catalog_taxonomy) AS term
    ON term.place IN (1 + project.n * 7 % term.total, 1 + (project.n * 11 + 3) % term.total)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class World:
    """Where the database is, who asks, and what for."""

    host: str
    database: str
    postmaster: int
    log: Path
    tokens: Mapping[str, str]
    follows: Mapping[str, int]
    variables: Mapping[str, dict[str, Any]]
    # A project for each connection to like, so that no two wait for each other.
    likeable: tuple[str, ...]
    counts: Mapping[str, int]


def prepare(scale: float) -> World:
    """Return the world, generated when the data folder does not have it yet."""
    call_command("migrate", verbosity=0)
    if not User.objects.filter(username="person-00001").exists():
        call_command("generate_data", scale=scale)
    if not Project.categories.through.objects.exists():
        _finish()
    people = _people()
    _forget_likes(people["few"])
    ApiToken.objects.filter(name=TOKEN_NAME).delete()
    folder = settings.ENVIRONMENT.data_dir / "postgres"
    return World(
        host=connection.settings_dict["HOST"],
        database=connection.settings_dict["NAME"],
        postmaster=int((folder / "postmaster.pid").read_text().split("\n", 1)[0]),
        log=folder / "log",
        tokens={name: services.create_token(user_id=each.pk, name=TOKEN_NAME) for name, each in people.items()},
        follows={name: each.outgoing_relationships.filter(ACTIVE).count() for name, each in people.items()},
        variables={"detail": _discussed()},
        likeable=_likeable(people["few"]),
        counts={str(model._meta.verbose_name_plural): model.objects.count() for model in (User, Project, Comment)},
    )


def _people() -> dict[str, User]:
    """Return those who ask: the one whose follows are nearest to twenty, and one of the few who follow very many."""
    generated = User.objects.filter(username__startswith="person-")
    follows = generated.annotate(follows=Count("outgoing_relationships", Q(outgoing_relationships__status="active")))
    few = min(follows, key=lambda person: (abs(person.follows - FEW), person.username))
    return {"few": few, "many": generated.get(username="person-00001")}


def _finish() -> None:
    """Sort the projects, and leave nothing to the autovacuum, which would work while others are measured."""
    with connection.cursor() as cursor:
        cursor.execute(TERMS)
        cursor.execute("VACUUM (FREEZE, ANALYZE)")
        cursor.execute("CHECKPOINT")


def _forget_likes(person: User) -> None:
    """Take back what an earlier run that was cut off left behind."""
    viewer = access.viewer_of(person)
    for like in ProjectLike.objects.filter(user=person, created_at__gte=GENERATED_BEFORE):
        project_services.unlike_project(viewer=viewer, project_id=like.project_id)


def _discussed() -> dict[str, Any]:
    """Return the address of a public project with tools and a full page of comments."""
    talked = Project.objects.filter(is_private=False, is_archived=False, tools__isnull=False)
    talk = Count("comments", Q(comments__parent=None), distinct=True)
    project = talked.annotate(talk=talk).filter(talk__gte=12, talk__lte=40).order_by("-created_at").first()
    if project is None:
        raise LookupError("the generated world has no project that is discussed")
    return {"owner": project.user.username, "slug": project.slug}


def _likeable(person: User) -> tuple[str, ...]:
    """Return the ids of projects that the person does not like yet."""
    others = Project.objects.filter(is_private=False, is_archived=False, user__is_active=True).exclude(user=person)
    found = others.exclude(likes__user=person).order_by("created_at").values_list("pk", flat=True)
    return tuple(ids.encode("Project", key) for key in found[:CONNECTIONS])
