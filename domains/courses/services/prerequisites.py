"""Which courses a course requires: changed by one at a time, for two changes may close a circle together."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connection

from domains.courses import models
from domains.courses.errors import PrerequisiteCycle
from domains.courses.rules.limits import MOST_PREREQUISITES
from domains.kit.counts import hold
from domains.kit.errors import Invalid, NotFound
from domains.kit.viewer import Viewer

# Any number will do, as long as no other advisory lock of the gateway has it.
LOCK = 7_203_114_402
PATH = ("input", "prerequisiteIds")


def hold_prerequisites(keys: Collection[UUID]) -> None:
    """Let nobody else change prerequisites before this transaction ends, and these courses stay as they are.

    Only the account of who acts is held before; among the courses is the one that is to require the others, so that
    whoever holds several of them holds them in one order.

    Raises:
        Invalid
    """
    if len(set(keys)) > MOST_PREREQUISITES + 1:
        raise _too_many()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    hold(models.TaughtCourse.objects.filter(pk__in=set(keys)))


def set_prerequisites(viewer: Viewer, course: models.TaughtCourse, keys: Iterable[UUID]) -> None:
    """Set which courses this one requires; all of them are held.

    Raises:
        Invalid, NotFound, PrerequisiteCycle
    """
    wanted = set(keys)
    if len(wanted) > MOST_PREREQUISITES:
        raise _too_many()
    # What was taken back since stays where it is: saying it again is no change.
    present = set(course.prerequisites.values_list("pk", flat=True))
    new = wanted - present - {course.pk}
    seen = models.TaughtCourse.objects.visible_to(viewer).filter(pk__in=new, is_published=True)
    if seen.count() < len(new):
        raise NotFound("Some of these are no published courses.", path=PATH)
    if course.pk in _required_by(wanted):
        raise PrerequisiteCycle(path=PATH)
    course.prerequisites.set(wanted)  # type: ignore[arg-type]  # the stubs know keys that are numbers alone


def _required_by(keys: Iterable[UUID]) -> set[UUID]:
    """Return these courses and all that they require, by way of others too."""
    pairs = models.TaughtCourse.prerequisites.through.objects
    found: set[UUID] = set()
    fresh = set(keys)
    while fresh:
        found |= fresh
        rows = pairs.filter(from_taughtcourse_id__in=fresh).values_list("to_taughtcourse_id", flat=True)
        fresh = set(rows) - found
    return found


def _too_many() -> Invalid:
    return Invalid(f"A course requires {MOST_PREREQUISITES} others at most.", path=PATH)
