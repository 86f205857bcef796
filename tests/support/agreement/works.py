"""What those people make and say: pages with every kind of block and with none that is one, threads, flags."""

from typing import Any

from django.db.models import JSONField, Value

from domains.catalog import models as catalog
from domains.projects import models
from domains.users.models import User
from tests.support.agreement.moments import moment
from tests.support.agreement.texts import MARKDOWN, ODD, odd

# Not the absence of a value: the value that JSON has for it.
JSON_NULL = Value(None, JSONField())
PAGE = [
    {"type": "cover", "title": odd(1), "banner_url": ""},
    {"type": "text", "content": MARKDOWN[0]},
    {"type": "text", "content": odd(7)},
    {"type": "image", "url": "https://example.org/a.png", "caption": odd(5)},
    {"type": "video", "provider": "youtube", "video_id": "dQw4w9WgXcQ"},
    {"type": "mermaid", "diagram": "graph TD; A-->B\n\u2028"},
]
# What the back office may have written.
MALFORMED: list[Any] = [
    None, 7, "text", [], {}, {"type": None}, {"type": ["text"]}, {"type": "gone", "content": "x"}, {"type": "text"},
    {"type": "image", "url": 12.50, "caption": None}, {"type": "cover", "title": {"a": [1]}, "banner_url": True},
    {"type": "video", "provider": 10**20, "more": "x"},
]  # fmt: skip
PAGES: tuple[Any, ...] = (
    {"blocks": PAGE}, {"blocks": MALFORMED}, {"blocks": None}, {"blocks": {"type": "text"}}, {}, [], "page", JSON_NULL,
    {"blocks": []}, {"blocks": [*PAGE[::-1], *MALFORMED[-3:]]},
)  # fmt: skip
OWNERS = ("ada", "bea", "cyd", "dot", "jon", "hal", "fay", "kim", "ivy")
TYPES = ("github_repo", "figma_design", "image_collection", "prompt", "video", "reddit_thread", "other")


def make(people: dict[str, User]) -> None:
    """Write the projects and the talk down, with what people think of both."""
    projects = [_project(people[OWNERS[n % len(OWNERS)]], n) for n in range(2 * len(OWNERS))]
    _sort(projects)
    said = [comment for n, project in enumerate(projects[:6]) for comment in _thread(project, people, n)]
    _judge(said, people)
    for n, name in enumerate(("ada", "jon", "bea", "person-00001")):
        user = User.objects.get(username=name)
        for k, project in enumerate(projects[n : n + 7]):
            models.ProjectLike.objects.create(user=user, project=project, created_at=moment(k))
        for k, tool in enumerate(catalog.Tool.objects.order_by("slug")[n : n + 5]):
            catalog.ToolFavorite.objects.get_or_create(user=user, tool=tool, defaults={"created_at": moment(k)})


def _project(owner: User, number: int) -> models.Project:
    """Write a project down; each number has other traits."""
    # The first of an owner is shown; of the second ones some are private, some put away.
    is_second = number >= len(OWNERS)
    return models.Project.objects.create(
        user=owner, slug=f"work-{number}", title=f"{odd(number)} {number}", description=odd(number + 2),
        type=TYPES[number % len(TYPES)], topics=[] if number % 3 else ["robots", odd(number).strip()[:50] or "x"],
        is_private=is_second and number % 3 == 0, is_archived=is_second and number % 3 == 1,
        is_showcased=number % 4 != 3, is_highlighted=not is_second and number % 2 == 0,
        external_url=f"https://example.org/{number}?q=a%20b" if number % 2 else "", content=PAGES[number % len(PAGES)],
        engagement_velocity=(0.0, 0.1, 1e-7, 123456.75)[number % 4], created_at=moment(number),
    )  # fmt: skip


def _sort(projects: list[models.Project]) -> None:
    """Say what projects were made with and what they are about; a deactivated tool and term among it."""
    tools, terms = list(catalog.Tool.objects.order_by("slug")), list(catalog.Taxonomy.objects.order_by("slug"))
    for number, project in enumerate(projects[::2]):
        project.tools.set(tools[number : number + 4])
        project.categories.set(terms[number : number + 3])


def _thread(project: models.Project, people: dict[str, User], number: int) -> list[models.Comment]:
    """Let people talk about a project: heads, answers to those, answers to answers; two of them at one moment."""
    speakers = [people[name] for name in ("ada", "bea", "cyd", "jon", "dot", "fay", "hal")]
    said: list[models.Comment] = []
    for n in range(9):
        parent = said[n // 3] if n in {3, 4, 5} else (said[4] if n > 6 else None)
        said.append(
            models.Comment.objects.create(
                user=speakers[(n + number) % len(speakers)], project=project, parent=parent,
                depth=1 if parent is None else parent.depth + 1, content=(MARKDOWN + ODD)[(n + number) % 15],
                is_deleted=n in {1, 4}, is_edited=n == 2, edited_at=moment(n) if n == 2 else None,
                created_at=moment(number + n - (n == 8)),
            )
        )  # fmt: skip
    return said


def _judge(said: list[models.Comment], people: dict[str, User]) -> None:
    """Let people like some comments and flag others; some flags are settled."""
    for n, comment in enumerate(said):
        if n % 2:
            models.CommentLike.objects.create(user=people["ada"], comment=comment)
        if n % 5 == 0:
            for k, name in enumerate(("jon", "cyd", "ada")[: 1 + n % 3]):
                models.CommentFlag.objects.create(
                    user=people[name], comment=comment, reason=("spam", "hate", "other")[k], note=odd(n + k),
                    resolved_at=moment(n) if n % 10 else None, created_at=moment(n + k),
                )  # fmt: skip
            if n % 10 == 0:
                models.Comment.objects.filter(pk=comment.pk).update(is_flagged=True, flagged_at=moment(n))
