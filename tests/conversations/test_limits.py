"""How much somebody can say and ask for: settings that hold at once."""

from datetime import UTC, datetime, timedelta

from domains.conversations import models, rules
from domains.kit import clock
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused


async def say(person: Client, where: models.Conversation, content: str = "And?") -> list[tuple[str, str]]:
    """Say something that must be refused, and return why it was."""
    return await refused(person, "SendMessage", conversationId=world.id_of(where), content=content)


async def test_so_many_messages_fit_into_a_minute(as_student: Client, as_teacher: Client, as_staff: Client) -> None:
    await talk.limited(as_staff, rules.MESSAGES_PER_MINUTE, 2)
    where = await talk.talked(as_student)
    await talk.exchanged(as_student, where)

    assert await say(as_student, where) == [("TOO_MANY_MESSAGES", "")]

    # Others are others, and a minute is a minute.
    await talk.talked(as_teacher)
    with clock.at(clock.now() + timedelta(seconds=61)):
        await talk.exchanged(as_student, where)


async def test_what_is_refused_counts_too(as_student: Client, as_staff: Client) -> None:
    await talk.limited(as_staff, rules.MESSAGES_PER_MINUTE, 2)
    where = await talk.conversation(as_student)

    reasons = [await say(as_student, where, content) for content in ("", " ", "Hello?")]

    assert reasons == [[("REQUIRED", "input.content")]] * 2 + [[("TOO_MANY_MESSAGES", "")]]


async def test_what_is_sent_again_under_its_key_counts_once(as_student: Client, as_staff: Client) -> None:
    await talk.limited(as_staff, rules.MESSAGES_PER_MINUTE, 1)
    where = await talk.conversation(as_student)
    first = await talk.sent(as_student, where, "Hello?", "a-1")

    again = [await talk.sent(as_student, where, "Hello?", "a-1") for _ in range(3)]

    assert again == [first] * 3


async def test_retries_count_as_messages(as_student: Client, as_staff: Client) -> None:
    await talk.limited(as_staff, rules.MESSAGES_PER_MINUTE, 1)
    both = await talk.sent(as_student, await talk.conversation(as_student))
    await talk.ended(both.reply, status="stopped")

    reasons = await refused(as_student, "RetryReply", messageId=world.id_of(both.reply))

    assert reasons == [("TOO_MANY_MESSAGES", "")]


async def test_so_many_replies_are_on_their_way_at_once(
    as_student: Client, as_teacher: Client, as_staff: Client
) -> None:
    await talk.limited(as_staff, rules.OPEN_REPLIES, 2)
    first, second, third = [await talk.conversation(as_student, slug) for slug in ("oracle", "pythia", "sibyl")]
    open_reply = (await talk.sent(as_student, first)).reply
    await talk.sent(as_student, second)

    assert await say(as_student, third) == [("TOO_MANY_REPLIES", "")]

    await talk.sent(as_teacher, await talk.conversation(as_teacher))
    await talk.ended(open_reply)
    await talk.sent(as_student, third)


async def test_a_retry_needs_room_too(as_student: Client, as_staff: Client) -> None:
    both = await talk.sent(as_student, await talk.conversation(as_student))
    await talk.ended(both.reply, status="stopped")
    await talk.limited(as_staff, rules.OPEN_REPLIES, 0)

    assert await refused(as_student, "RetryReply", messageId=world.id_of(both.reply)) == [("TOO_MANY_REPLIES", "")]

    await talk.limited(as_staff, rules.OPEN_REPLIES, 1)
    await talk.used(as_student, 200_000)

    assert await refused(as_student, "RetryReply", messageId=world.id_of(both.reply)) == [("TOKENS_USED_UP", "")]


async def test_so_many_tokens_are_for_a_day(as_student: Client, as_staff: Client) -> None:
    await talk.limited(as_staff, rules.TOKENS_PER_DAY, 100)
    where = await talk.conversation(as_student)
    await talk.used(as_student, 100)

    assert await say(as_student, where) == [("TOKENS_USED_UP", "")]

    await talk.limited(as_staff, rules.TOKENS_PER_DAY, 101)
    await talk.sent(as_student, where)


async def test_tokens_of_other_days_and_of_others_do_not_count(as_student: Client, as_teacher: Client) -> None:
    await talk.used(as_student, 200_000, days_ago=1)
    await talk.used(as_teacher, 200_000)

    both = await talk.sent(as_student, await talk.conversation(as_student))

    assert both.reply.status == "waiting"


async def test_a_day_is_one_of_utc(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    midnight = datetime(2031, 5, 17, tzinfo=UTC)
    with clock.at(midnight - timedelta(seconds=1)):
        await talk.used(as_student, 200_000)
        assert await say(as_student, where) == [("TOKENS_USED_UP", "")]

    with clock.at(midnight):
        await talk.sent(as_student, where)


async def test_used_tokens_are_told_to_who_used_them(
    as_student: Client, as_staff: Client, as_anonymous: Client
) -> None:
    document = '{ user(username: "student") { tokensUsedToday } }'
    assert await as_student.ask(document) == {"data": {"user": {"tokensUsedToday": 0}}}
    await talk.used(as_student, 1_234)
    await talk.used(as_student, 99, days_ago=1)

    assert await as_student.ask(document) == {"data": {"user": {"tokensUsedToday": 1_234}}}
    for other in (as_staff, as_anonymous):
        assert await other.ask(document) == {"data": {"user": {"tokensUsedToday": None}}}


async def test_more_tokens_than_a_whole_number_can_tell(as_student: Client) -> None:
    await talk.used(as_student, 10**12)

    assert (await as_student.run("Conversations"))["viewer"]["tokensUsedToday"] == 2**31 - 1
