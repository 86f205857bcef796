"""Recomputing how fast interest in projects grows."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from domains.kit import clock
from domains.projects import rules

# Likes, comments and views of the window are read once, for all projects together.
STALE = """
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
)
SELECT project.id, coalesce(fresh.velocity, 0)
FROM projects_project AS project LEFT JOIN fresh ON fresh.id = project.id
WHERE project.engagement_velocity <> coalesce(fresh.velocity, 0)
ORDER BY project.id
"""
# Locked in the order of their keys, as whoever holds several projects does.
WRITE = """
WITH held AS (
    SELECT project.id, fresh.velocity
    FROM projects_project AS project JOIN unnest(%s::uuid[], %s::float8[]) AS fresh (id, velocity) USING (id)
    ORDER BY project.id
    FOR NO KEY UPDATE OF project
)
UPDATE projects_project AS project SET engagement_velocity = held.velocity, last_velocity_update = %s
FROM held WHERE held.id = project.id
"""
# Few enough that nobody who likes one of them waits for long.
AT_ONCE = 500


def recompute_velocities() -> int:
    """Bring every project's velocity up to date, and return how many changed. Whatever is cut off is done next time."""
    now = clock.now()
    stale = _stale(now)
    for start in range(0, len(stale), AT_ONCE):
        _write(stale[start : start + AT_ONCE], now)
    return len(stale)


def _stale(now: datetime) -> list[tuple[UUID, float]]:
    """Return the projects whose velocity is not what is stored, with what it is."""
    given: dict[str, datetime | float] = {
        "now": now,
        "since": now - rules.WINDOW,
        "half_life": rules.HALF_LIFE.total_seconds(),
        "like": rules.LIKE_WEIGHT,
        "comment": rules.COMMENT_WEIGHT,
        "view": rules.VIEW_WEIGHT,
    }
    with connection.cursor() as cursor:
        cursor.execute(STALE, given)
        return [(key, float(velocity)) for key, velocity in cursor.fetchall()]


@transaction.atomic
def _write(rows: list[tuple[UUID, float]], now: datetime) -> None:
    """Store some velocities, in a transaction of their own."""
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [[key for key, _ in rows], [velocity for _, velocity in rows], now])
