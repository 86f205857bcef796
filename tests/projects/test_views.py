"""Looking at a project: once a viewer and day."""

from datetime import timedelta

from domains.kit import clock
from domains.projects import models, services
from tests.support import world
from tests.support.client import Client
from tests.support.race import race
from tests.support.traces import change, refused, traces


async def views_of(project: models.Project) -> tuple[int, int]:
    """Return the stored count and the number of rows, which are always equal."""
    await project.arefresh_from_db(fields=["view_count"])
    return project.view_count, await world.count(models.ProjectView, project=project)


async def test_a_viewer_counts_once_a_day(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    given = {"projectId": world.id_of(project)}
    noon = clock.now().replace(hour=12)

    counts = []
    for caller, hours in ((as_stranger, 0), (as_stranger, 11), (as_student, 11), (as_stranger, 13)):
        with clock.at(noon + timedelta(hours=hours)):
            answer = (await caller.run("RecordProjectView", input=given))["recordProjectView"]
            counts.append(answer["project"]["viewCount"])

    assert counts == [1, 1, 2, 3]
    assert await views_of(project) == (3, 3)


async def test_who_has_not_signed_in_does_not_count(as_student: Client, as_anonymous: Client) -> None:
    project = await world.project(as_student)
    before = await traces()

    viewed = await as_anonymous.run("RecordProjectView", input={"projectId": world.id_of(project)})

    assert viewed == {"recordProjectView": {"project": {"id": world.id_of(project), "viewCount": 0}, "errors": []}}
    assert await traces() == before


async def test_what_is_not_seen_is_not_viewed(as_student: Client, others: list[Client]) -> None:
    project = await world.project(as_student)
    await change(project, is_private=True)

    answers = [await refused(caller, "RecordProjectView", projectId=world.id_of(project)) for caller in others]

    assert answers == [[("NOT_FOUND", "input.projectId")]] * len(others)


async def test_views_of_one_and_of_several_at_the_same_moment(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    project = await world.project(as_student)
    viewers = [as_student, as_teacher, as_stranger, as_stranger, as_stranger, as_teacher]

    outcomes = await race(
        *(
            lambda viewer=client.viewer: services.record_project_view(viewer=viewer, project_id=project.pk)
            for client in viewers
        )
    )

    assert [type(outcome) for outcome in outcomes] == [models.Project] * 6
    assert await views_of(project) == (3, 3)
