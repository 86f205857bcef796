"""Liking a comment, and liking it no longer."""

import pytest

from domains.kit import ids
from domains.projects import models, services
from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same
from tests.support.race import race
from tests.support.traces import change, refused, traces


async def likes_of(comment: models.Comment) -> tuple[int, int]:
    """Return the stored count and the number of rows, which are always equal."""
    await comment.arefresh_from_db(fields=["like_count"])
    return comment.like_count, await world.count(models.CommentLike, comment=comment)


async def test_a_like_counts_once(as_student: Client, as_stranger: Client) -> None:
    said = await world.comment(as_student, await world.project(as_student))
    given = {"commentId": world.id_of(said)}

    liked = await as_stranger.run("LikeComment", input=given)
    before = await traces()
    again = await as_stranger.run("LikeComment", input=given)

    shown = {"id": world.id_of(said), "likeCount": 1, "isLikedByViewer": True}
    assert liked == again == {"likeComment": {"comment": shown, "errors": []}}
    assert await traces() == before
    assert await likes_of(said) == (1, 1)


async def test_an_unlike_takes_it_back_once(as_student: Client, as_stranger: Client) -> None:
    said = await world.comment(as_student, await world.project(as_student))
    given = {"commentId": world.id_of(said)}
    await as_student.run("LikeComment", input=given)
    await as_stranger.run("LikeComment", input=given)

    unliked = await as_stranger.run("UnlikeComment", input=given)
    again = await as_stranger.run("UnlikeComment", input=given)

    shown = {"id": world.id_of(said), "likeCount": 1, "isLikedByViewer": False}
    assert unliked == again == {"unlikeComment": {"comment": shown, "errors": []}}
    assert await likes_of(said) == (1, 1)


async def test_what_was_taken_back_is_not_liked_any_more(as_student: Client, as_stranger: Client) -> None:
    said = await world.comment(as_student, await world.project(as_student))
    given = {"commentId": world.id_of(said)}
    await as_stranger.run("LikeComment", input=given)
    await change(said, is_deleted=True)

    reasons = await refused(as_student, "LikeComment", **given)
    await as_stranger.run("UnlikeComment", input=given)

    assert reasons == [("NOT_FOUND", "input.commentId")]
    assert await likes_of(said) == (0, 0)


async def test_a_blocked_persons_comment_is_not_liked(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    said = await world.comment(as_teacher, await world.project(as_student))
    await world.relate(as_teacher, as_stranger, "blocked")

    assert await refused(as_stranger, "LikeComment", commentId=world.id_of(said)) == [("NOT_FOUND", "input.commentId")]


@pytest.mark.parametrize("operation", ["LikeComment", "UnlikeComment"])
@pytest.mark.parametrize(
    ("id", "code"),
    [(ids.encode("Comment", world.NOBODY), "NOT_FOUND"), (ids.encode("Project", world.NOBODY), "INVALID_ID")],
)
async def test_what_is_no_comment_is_refused(as_student: Client, operation: str, id: str, code: str) -> None:
    assert await refused(as_student, operation, commentId=id) == [(code, "input.commentId")]


async def test_likes_of_one_and_of_several_at_the_same_moment(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    said = await world.comment(as_student, await world.project(as_student))

    outcomes = await race(
        *(
            lambda viewer=client.viewer: services.like_comment(viewer=viewer, comment_id=said.pk)
            for client in (as_student, as_teacher, as_stranger, as_stranger)
        )
    )

    assert [type(outcome) for outcome in outcomes] == [models.Comment] * 4
    assert await likes_of(said) == (3, 3)


async def test_a_persons_comments_cost_the_same(as_student: Client, as_stranger: Client) -> None:
    document = """{ user(username: "student") { comments { totalCount edges { node {
        content likeCount isLikedByViewer isFlaggedByViewer project { title } flags { totalCount } } } } } }"""

    async def grow(number: int) -> None:
        said = await world.comment(as_student, await world.project(as_student, f"Project {number}"))
        await as_stranger.run("LikeComment", input={"commentId": world.id_of(said)})

    async def ask() -> int:
        found = (await as_stranger.ask(document))["data"]["user"]["comments"]
        assert all(each["isLikedByViewer"] and each["likeCount"] == 1 for each in world.nodes(found))
        return int(found["totalCount"])

    await costs_the_same(as_stranger, grow, ask)


async def test_a_private_profile_hides_its_comments_but_not_from_staff(as_stranger: Client, as_staff: Client) -> None:
    shy = await world.person("shy", profile_visibility="private")
    await world.comment(shy, await world.project(as_stranger))
    document = '{ user(username: "shy") { comments { totalCount edges { node { content } } } } }'

    counts = [
        (await caller.ask(document))["data"]["user"]["comments"]["totalCount"]
        for caller in (as_stranger, as_staff, shy)
    ]

    assert counts == [0, 1, 1]
