"""What figures are made of: when events were committed, how long they were on their way, and what that comes to."""

import statistics
from collections.abc import Iterable, Mapping, Sequence

from domains.kit import ids
from domains.projects.rules import COMMENT_ADDED, comments_topic
from tests.support.load.exactness import Verdict
from tests.support.load.faultrun import PROJECTS
from tests.support.load.postgres import Postgres
from tests.support.load.subscribers import Subscriber, Wanted

# When the writer's transaction was committed, as PostgreSQL has it: a comment's row says who wrote it, and events that
# are written in bulk carry the transaction's number.
OF_COMMENTS = """
SELECT log.position, extract(epoch FROM pg_xact_commit_timestamp(comment.xmin))::float8
FROM live_log AS log JOIN projects_comment AS comment ON comment.id = (log.payload->>'id')::uuid
WHERE log.kind = %s
"""
OF_WRITERS = """
SELECT position, extract(epoch FROM pg_xact_commit_timestamp((payload->>'xid')::xid))::float8
FROM live_log WHERE payload ? 'xid'
"""
MILLI = 1_000
KIB = 1_024


def commits_of_comments(postgres: Postgres) -> dict[int, float]:
    """Return when each comment was committed, by its event's position."""
    return dict(postgres.rows(OF_COMMENTS, COMMENT_ADDED))


def commits_of_writers(postgres: Postgres) -> dict[int, float]:
    """Return when each event that was written in bulk was committed, by its position."""
    return dict(postgres.rows(OF_WRITERS))


def delays(
    subscribers: Iterable[Subscriber], commits: Mapping[int, float], between: tuple[float, float] | None = None
) -> list[float]:
    """Return how many seconds passed from each commit that is known to whoever heard of it; of some time, or of all."""
    first, last = between or (1.0, float("inf"))
    return [
        arrived - commits[position]
        for subscriber in subscribers
        for position, arrived in zip(subscriber.positions, subscriber.times, strict=True)
        if first <= commits.get(position, 0.0) <= last
    ]


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that so many of a hundred do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


def talks(postgres: Postgres, number: int) -> dict[str, Wanted]:
    """Return what is said about so many projects as subscriptions, by the project's id."""
    found = {}
    for [key] in postgres.rows(PROJECTS, number):
        project = ids.encode("Project", key)
        found[project] = Wanted("CommentAdded", comments_topic(key), {"project": project})
    return found


def wrong(verdict: Verdict) -> int:
    """Return how much was wrong altogether."""
    return sum(vars(verdict).values())
