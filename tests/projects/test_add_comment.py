"""Saying something about a project, and answering somebody who did."""

from domains.projects import models
from tests.support import world
from tests.support.client import Client
from tests.support.traces import activities, refused


async def test_a_comment_is_stored_as_written_and_told_of(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)

    added = await as_stranger.run("AddComment", input={"projectId": world.id_of(project), "content": "Well *made*."})

    comment = added["addComment"]["comment"]
    assert added["addComment"] == {
        "comment": {
            "id": comment["id"],
            "createdAt": comment["createdAt"],
            "content": "Well *made*.",
            "contentHtml": "<p>Well <em>made</em>.</p>\n",
            "isEdited": False,
            "isDeleted": False,
            "author": {
                "id": world.id_of(as_stranger.user),
                "username": "stranger",
                "avatarUrl": "",
                "webPath": "/stranger",
            },
            "parent": None,
            "project": {"id": world.id_of(project), "comments": {"totalCount": 1}},
        },
        "errors": [],
    }
    assert await activities(activity_type="commented") == [("stranger", "commented")]


async def test_an_answer_names_what_it_answers(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    head = world.id_of(await world.comment(as_stranger, project))

    added = await as_student.run(
        "AddComment", input={"projectId": world.id_of(project), "content": "Thanks!", "parentId": head}
    )

    comment = added["addComment"]["comment"]
    assert comment["parent"] == {"id": head}
    assert comment["project"]["comments"]["totalCount"] == 1


async def test_a_thread_is_three_deep_and_no_deeper(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    first = await world.comment(as_stranger, project)
    second = await world.comment(as_student, project, answers=first)
    third = await world.comment(as_stranger, project, answers=second)

    reasons = await refused(
        as_student,
        "AddComment",
        projectId=world.id_of(project),
        content="And so on.",
        parentId=world.id_of(third),
    )

    assert [first.depth, second.depth, third.depth] == [1, 2, 3]
    assert reasons == [("THREAD_TOO_DEEP", "input.parentId")]


async def test_a_text_of_five_thousand_characters_fits(as_student: Client) -> None:
    project = await world.project(as_student)

    added = await as_student.run("AddComment", input={"projectId": world.id_of(project), "content": "ß" * 5_000})

    assert added["addComment"]["comment"]["content"] == "ß" * 5_000


async def test_an_owner_who_takes_no_comments_may_still_write_them(as_stranger: Client) -> None:
    quiet = await world.person("quiet", allow_comments=False)
    project = await world.project(quiet)

    reasons = await refused(as_stranger, "AddComment", projectId=world.id_of(project), content="Hello?")
    await world.comment(quiet, project)

    assert reasons == [("COMMENTS_NOT_ALLOWED", "input.projectId")]
    assert await world.count(models.Comment) == 1
