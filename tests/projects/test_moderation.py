"""Comments that should not stand: flagged by who reads them, decided by who moderates."""

from asgiref.sync import sync_to_async
from django.contrib.auth.models import Group, Permission

from domains.projects import models, services
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.growth import costs_the_same
from tests.support.race import race
from tests.support.traces import refused, traces


async def flag(client: Client, comment: models.Comment, reason: str = "SPAM", note: str = "") -> None:
    """Let somebody say that a comment should not stand."""
    given = {"commentId": world.id_of(comment), "reason": reason, "note": note}
    answer = await client.run("FlagComment", input=given)
    assert answer == {"flagComment": {"comment": {"id": world.id_of(comment), "isFlaggedByViewer": True}, "errors": []}}


@sync_to_async
def permit(client: Client, *, by_group: bool = False) -> None:
    """Let somebody moderate."""
    permission = Permission.objects.get(codename="moderate", content_type__app_label="projects")
    if by_group:
        group = Group.objects.create(name="moderators")
        group.permissions.add(permission)
        client.user.groups.add(group)
    else:
        client.user.user_permissions.add(permission)


async def queue(client: Client) -> list[str]:
    """Return what somebody finds in the queue."""
    found = (await client.run("FlaggedComments"))["flaggedComments"]
    assert found["totalCount"] == len(found["edges"])
    return [node["contentHtml"] for node in world.nodes(found)]


async def test_a_flag_waits_for_those_who_moderate(
    as_student: Client, as_teacher: Client, as_stranger: Client, as_staff: Client, as_anonymous: Client
) -> None:
    project = await world.project(as_student, "Robot arm")
    for words in ("First", "Second", "Fine"):
        said = await world.comment(as_stranger, project, words)
        if words != "Fine":
            await flag(as_student, said, "HARASSMENT", f"About “{words}”")
    await permit(as_teacher)

    found = world.nodes((await as_teacher.run("FlaggedComments"))["flaggedComments"])

    assert [await queue(caller) for caller in (as_staff, as_teacher)] == [["<p>First</p>\n", "<p>Second</p>\n"]] * 2
    assert [await queue(caller) for caller in (as_student, as_stranger, as_anonymous)] == [[], [], []]
    assert found[0]["project"]["webPath"] == "/student/robot-arm"
    (said_against,) = world.nodes(found[0]["flags"])
    assert said_against == {
        "reason": "HARASSMENT",
        "note": "About “First”",
        "createdAt": said_against["createdAt"],
        "resolvedAt": None,
        "flaggedBy": {
            "id": world.id_of(as_student.user),
            "username": "student",
            "avatarUrl": "",
            "webPath": "/student",
        },
    }


async def test_a_group_may_moderate_too(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    said = await world.comment(as_stranger, await world.project(as_student), "Buy!")
    await flag(as_student, said)

    await permit(as_teacher, by_group=True)

    assert await queue(as_teacher) == ["<p>Buy!</p>\n"]


async def test_a_person_flags_once(as_student: Client, as_stranger: Client, as_staff: Client) -> None:
    said = await world.comment(as_stranger, await world.project(as_student))
    await flag(as_student, said)
    before = await traces()

    await flag(as_student, said, "OTHER", "Still there!")
    assert await traces() == before

    await as_staff.run("ModerateComment", input={"commentId": world.id_of(said), "decision": "KEEP"})
    await flag(as_student, said)

    assert await queue(as_staff) == []
    assert await world.count(models.CommentFlag, resolved_at=None) == 0


async def test_others_see_nothing_of_a_flag_and_its_author_their_own(
    as_student: Client, as_teacher: Client, as_stranger: Client, as_staff: Client, as_anonymous: Client
) -> None:
    said = await world.comment(as_stranger, await world.project(as_student))
    await flag(as_student, said)
    await flag(as_teacher, said)
    document = "query ($id: ID!) { node(id: $id) { ... on Comment { flags { totalCount edges { node { id } } } } } }"

    async def seen(client: Client) -> list[str]:
        found = (await client.ask(document, None, {"id": world.id_of(said)}))["data"]["node"]["flags"]
        assert found["totalCount"] == len(found["edges"])
        return [node["id"] for node in world.nodes(found)]

    everything = await seen(as_staff)
    assert len(everything) == 2
    assert [await seen(caller) for caller in (as_student, as_teacher)] == [everything[1:], everything[:1]]
    assert [await seen(caller) for caller in (as_stranger, as_anonymous)] == [[], []]
    hidden = await as_stranger.run("Node", id=everything[0])
    assert hidden == {"node": None}


async def test_a_decision_to_keep_settles_it_until_somebody_else_flags(
    as_student: Client, as_teacher: Client, as_stranger: Client, as_staff: Client
) -> None:
    said = await world.comment(as_stranger, await world.project(as_student), "Hm.")
    await flag(as_student, said)

    kept = await as_staff.run("ModerateComment", input={"commentId": world.id_of(said), "decision": "KEEP"})

    assert kept["moderateComment"]["comment"]["contentHtml"] == "<p>Hm.</p>\n"
    assert await queue(as_staff) == []
    await flag(as_teacher, said)
    assert await queue(as_staff) == ["<p>Hm.</p>\n"]


async def test_a_decision_to_remove_takes_the_comment_back(
    as_student: Client, as_stranger: Client, as_staff: Client
) -> None:
    said = await world.comment(as_stranger, await world.project(as_student), "Buy!")
    await flag(as_student, said)

    removed = await as_staff.run("ModerateComment", input={"commentId": world.id_of(said), "decision": "REMOVE"})

    assert removed["moderateComment"]["comment"]["isDeleted"] is True
    assert await queue(as_staff) == []
    assert await world.count(models.Comment, moderated_by=as_staff.user, is_deleted=True, is_flagged=False) == 1


async def test_who_does_not_moderate_decides_nothing(
    as_student: Client, as_stranger: Client, as_anonymous: Client
) -> None:
    said = await world.comment(as_stranger, await world.project(as_student))
    given = {"commentId": world.id_of(said), "decision": "REMOVE"}

    answers = [await refused(caller, "ModerateComment", **given) for caller in (as_student, as_stranger, as_anonymous)]

    assert answers == [[("FORBIDDEN", "")], [("FORBIDDEN", "")], [("UNAUTHENTICATED", "")]]


async def test_what_cannot_be_flagged(
    as_student: Client, as_teacher: Client, as_stranger: Client, as_anonymous: Client
) -> None:
    project = await world.project(as_student)
    own, gone, blocked = [await world.comment(each, project) for each in (as_student, as_teacher, as_stranger)]
    await as_teacher.run("DeleteComment", input={"commentId": world.id_of(gone)})
    await world.relate(as_student, as_stranger, "blocked")

    async def reasons(client: Client, comment: models.Comment, note: str = "") -> list[tuple[str, str]]:
        return await refused(client, "FlagComment", commentId=world.id_of(comment), reason="SPAM", note=note)

    assert await reasons(as_student, own) == [("CANNOT_FLAG_OWN_COMMENT", "input.commentId")]
    assert await reasons(as_student, gone) == [("NOT_FOUND", "input.commentId")]
    assert await reasons(as_student, blocked) == [("NOT_FOUND", "input.commentId")]
    assert await reasons(as_anonymous, own) == [("UNAUTHENTICATED", "")]
    assert await reasons(as_teacher, own, "x" * 501) == [("TOO_LONG", "input.note")]


async def test_an_unknown_reason_does_not_reach_the_gateway(as_student: Client, as_stranger: Client) -> None:
    said = await world.comment(as_stranger, await world.project(as_student))
    before = await traces()

    answer = await as_student.answer("FlagComment", input={"commentId": world.id_of(said), "reason": "BORING"})

    assert answer["data"] is None
    assert await traces() == before


async def test_two_flags_of_one_person_at_the_same_moment(as_student: Client, as_stranger: Client) -> None:
    said = await world.comment(as_stranger, await world.project(as_student))

    def act() -> models.Comment:
        return services.flag_comment(viewer=as_student.viewer, comment_id=said.pk, reason="spam")

    outcomes = await race(act, act, act)

    assert [type(outcome) for outcome in outcomes] == [models.Comment] * 3
    assert await world.count(models.CommentFlag) == 1


async def test_the_queue_costs_the_same(as_student: Client, as_staff: Client) -> None:
    project = await world.project(as_student)

    async def grow(number: int) -> None:
        critic = await world.person(f"critic-{number}")
        await flag(as_student, await world.comment(critic, project))

    async def ask() -> int:
        return len(await queue(as_staff))

    await costs_the_same(as_staff, grow, ask)


async def test_the_back_office_decides_too(browser: HttpClient, as_student: Client, as_stranger: Client) -> None:
    await world.person("boss", is_staff=True, is_superuser=True)
    project = await world.project(as_student)
    bad, fine = [await world.comment(as_stranger, project, words) for words in ("Buy!", "Nice.")]
    for said in (bad, fine):
        await flag(as_student, said)
    await browser.run("Login", input={"identifier": "boss", "password": world.PASSWORD})
    page = "/admin/projects/comment/"

    for action, said in (("remove", bad), ("keep", fine)):
        form = await browser.http.get(page, params={"is_flagged__exact": "1"})
        assert str(said.pk) in form.text
        sent = await browser.http.post(
            page,
            data={
                "action": action,
                "_selected_action": str(said.pk),
                "csrfmiddlewaretoken": browser.http.cookies["csrftoken"],
            },
        )
        assert sent.status_code == 302

    assert await world.count(models.Comment, is_flagged=True) == 0
    assert await world.count(models.Comment, pk=bad.pk, is_deleted=True) == 1
    assert await world.count(models.Comment, pk=fine.pk, is_deleted=False) == 1
