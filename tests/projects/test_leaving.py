"""Somebody leaves: the stored counts of what remains follow."""

from asgiref.sync import sync_to_async

from domains.projects import models, services
from tests.support import world
from tests.support.client import Client
from tests.support.race import race


async def marked(person: Client, project: models.Project, comment: models.Comment) -> None:
    """Let somebody like a project and a comment, look at the one and flag the other."""
    about, said = {"projectId": world.id_of(project)}, {"commentId": world.id_of(comment)}
    await person.run("LikeProject", input=about)
    await person.run("RecordProjectView", input=about)
    await person.run("LikeComment", input=said)
    await person.run("FlagComment", input=said | {"reason": "OTHER"})


async def counts(project: models.Project, comment: models.Comment) -> tuple[int, int, int, bool]:
    """Return what is stored of both."""
    await project.arefresh_from_db(fields=["like_count", "view_count"])
    await comment.arefresh_from_db(fields=["like_count", "is_flagged"])
    return project.like_count, project.view_count, comment.like_count, comment.is_flagged


async def test_counts_follow_who_leaves(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    comment = await world.comment(as_student, project)
    for person in (as_teacher, as_stranger):
        await marked(person, project, comment)
    assert await counts(project, comment) == (2, 2, 2, True)

    await sync_to_async(services.forget_person)(user_id=as_teacher.user.pk)
    assert await counts(project, comment) == (1, 1, 1, True)

    await sync_to_async(services.forget_person)(user_id=as_stranger.user.pk)
    assert await counts(project, comment) == (0, 0, 0, False)


async def test_two_people_leave_at_once(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    comment = await world.comment(as_student, project)
    for person in (as_teacher, as_stranger):
        await marked(person, project, comment)

    outcomes = await race(
        *(lambda key=each.user.pk: services.forget_person(user_id=key) for each in (as_teacher, as_stranger))
    )

    assert outcomes == [None, None]
    assert await counts(project, comment) == (0, 0, 0, False)
