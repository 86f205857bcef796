"""The activities of a large world: each tells of something that is there."""

from domains.feed import models
from domains.feed.models import ActivityType
from domains.kit.generation import END, Rows, Size, chance

# The table of what is told of, who did it, what it is about, and how many of a hundred activities tell of it.
TOLD = {
    ActivityType.PROJECT_CREATED: ("projects_project", "user_id", "id", "projects.Project", 16),
    ActivityType.PROJECT_LIKED: ("projects_projectlike", "user_id", "project_id", "projects.Project", 44),
    ActivityType.COMMENTED: ("projects_comment", "user_id", "id", "projects.Comment", 33),
    ActivityType.FOLLOWED: ("users_userrelationship", "follower_id", "following_id", "users.User", 7),
}


def generated(size: Size) -> list[Rows]:
    """Return what people did, the latest of each kind."""
    return [
        Rows(
            models.Activity,
            # The n-th oldest of its kind keeps its number whatever else is there.
            f"(SELECT row_number() OVER (ORDER BY id) AS n, * FROM (SELECT * FROM {table}"  # noqa: S608
            f" WHERE created_at < {END} ORDER BY id DESC LIMIT {size.activities * share // 100}) AS latest) AS told",
            {
                "id": f"pg_temp.key('{kind.value}', n, created_at)",
                "created_at": "created_at",
                "user_id": actor,
                "activity_type": f"'{kind.value}'",
                "reference_type": f"'{label}'",
                "reference_id": about,
                "visibility": f"CASE WHEN {chance(0.9, 'n', 61)} THEN 'public' "
                f"WHEN {chance(0.8, 'n', 62)} THEN 'friends' ELSE 'private' END",
            },
        )
        for kind, (table, actor, about, label, share) in TOLD.items()
    ]
