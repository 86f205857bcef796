"""Recomputing how fast interest in projects grows."""

from django.db import connection, transaction

from domains.kit import clock
from domains.projects import rules

# One statement for all: likes, comments and views of the window are read once, and only rows that change are written,
# locked in the order of their keys. No row waits for another statement while this one holds it.
RECOMPUTE = """
WITH done (project_id, user_id, created_at, weight) AS (
    SELECT project_id, user_id, created_at, %(like)s FROM projects_projectlike
    WHERE created_at > %(since)s AND created_at <= %(now)s
    UNION ALL
    SELECT project_id, user_id, created_at, %(comment)s FROM projects_comment
    WHERE created_at > %(since)s AND created_at <= %(now)s AND NOT is_deleted
    UNION ALL
    SELECT project_id, user_id, created_at, %(view)s FROM projects_projectview
    WHERE created_at > %(since)s AND created_at <= %(now)s
),
fresh (id, velocity) AS (
    SELECT done.project_id,
           sum(done.weight * power(0.5, extract(epoch FROM %(now)s - done.created_at) / %(half_life)s))
    FROM done JOIN projects_project AS own ON own.id = done.project_id AND own.user_id <> done.user_id
    GROUP BY done.project_id
),
stale (id, velocity) AS (
    SELECT project.id, coalesce(fresh.velocity, 0)
    FROM projects_project AS project LEFT JOIN fresh ON fresh.id = project.id
    WHERE project.engagement_velocity <> coalesce(fresh.velocity, 0)
    ORDER BY project.id
    FOR NO KEY UPDATE OF project
)
UPDATE projects_project AS project
SET engagement_velocity = stale.velocity, last_velocity_update = %(now)s
FROM stale WHERE stale.id = project.id
"""


@transaction.atomic
def recompute_velocities() -> int:
    """Bring every project's velocity up to date, and return how many changed."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            RECOMPUTE,
            {
                "now": now,
                "since": now - rules.WINDOW,
                "half_life": rules.HALF_LIFE.total_seconds(),
                "like": rules.LIKE_WEIGHT,
                "comment": rules.COMMENT_WEIGHT,
                "view": rules.VIEW_WEIGHT,
            },
        )
        return int(cursor.rowcount)
