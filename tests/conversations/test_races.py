"""What happens at the same moment: one after the other, and never half."""

from functools import partial

from domains.conversations import models, rules, services
from domains.conversations.errors import ReplyInProgress, TooManyMessages, TooManyPrompts, TooManyReplies
from domains.conversations.models import MessageStatus
from domains.kit.errors import NotFound
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.race import race


def kinds(outcomes: list[object]) -> list[str]:
    """Return of which kind each outcome is, in the order of the alphabet."""
    return sorted(type(outcome).__name__ for outcome in outcomes)


async def test_of_two_messages_at_once_one_is_said(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    send = partial(services.send_message, viewer=as_student.viewer, conversation_id=where.pk)

    outcomes = await race(partial(send, content="One"), partial(send, content="Other"))

    assert kinds(outcomes) == [ReplyInProgress.__name__, "Sent"]
    assert await world.count(models.Message) == 2
    assert [kind for kind, _ in await talk.told(where)] == ["message_added", "reply_added", "conversation_changed"]
    assert len(await talk.queued()) == 1


async def test_the_same_message_at_once_is_said_once(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    send = partial(
        services.send_message, viewer=as_student.viewer, conversation_id=where.pk, content="One", client_key="a-1"
    )

    outcomes = await race(*[send] * 5)

    assert len({(sent.message.pk, sent.reply.pk) for sent in outcomes}) == 1
    assert await world.count(models.Message) == 2


async def test_the_limit_of_a_minute_holds_in_a_race(as_student: Client, as_staff: Client) -> None:
    await talk.limited(as_staff, rules.MESSAGES_PER_MINUTE, 2)
    wheres = [await talk.conversation(as_student, slug) for slug in ("oracle", "pythia", "sibyl", "vates")]
    send = partial(services.send_message, viewer=as_student.viewer, content="One")

    outcomes = await race(*(partial(send, conversation_id=where.pk) for where in wheres))

    assert kinds(outcomes) == ["Sent", "Sent"] + [TooManyMessages.__name__] * 2


async def test_the_limit_of_open_replies_holds_in_a_race(as_student: Client, as_staff: Client) -> None:
    await talk.limited(as_staff, rules.OPEN_REPLIES, 1)
    wheres = [await talk.conversation(as_student, slug) for slug in ("oracle", "pythia", "sibyl")]
    send = partial(services.send_message, viewer=as_student.viewer, content="One")

    outcomes = await race(*(partial(send, conversation_id=where.pk) for where in wheres))

    assert kinds(outcomes) == ["Sent"] + [TooManyReplies.__name__] * 2
    assert await world.count(models.Message) == 2


async def test_of_two_retries_at_once_one_wins(as_student: Client) -> None:
    both = await talk.sent(as_student, await talk.conversation(as_student))
    await talk.ended(both.reply, status=MessageStatus.STOPPED)
    retry = partial(services.retry_reply, viewer=as_student.viewer, message_id=both.reply.pk)

    outcomes = await race(retry, retry)

    assert kinds(outcomes) == ["Message", ReplyInProgress.__name__]
    assert await world.count(models.Message) == 3


async def test_of_two_stops_at_once_one_is_told(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    both = await talk.sent(as_student, where)
    stop = partial(services.stop_reply, viewer=as_student.viewer, message_id=both.reply.pk)

    outcomes = await race(stop, stop)

    assert kinds(outcomes) == ["Message", "Message"]
    assert [kind for kind, _ in await talk.told(where)].count("message_completed") == 1


async def test_two_shares_at_once_have_one_link(as_student: Client) -> None:
    where = await talk.talked(as_student)
    share = partial(services.share_conversation, viewer=as_student.viewer, conversation_id=where.pk)

    outcomes = await race(partial(share, is_public=True), partial(share, is_public=False))

    assert len({shared.access_token for shared in outcomes}) == 1
    assert await world.count(models.SharedChat) == 1


async def test_two_beginnings_at_once_are_one(as_student: Client) -> None:
    tool = await world.tool("oracle")
    start = partial(services.start_conversation, viewer=as_student.viewer, tool_id=tool.pk)

    outcomes = await race(*[start] * 4)

    assert len({conversation.pk for conversation in outcomes}) == 1
    assert await world.count(models.Conversation) == 1


async def test_what_is_deleted_while_something_is_said_goes_whole(as_student: Client) -> None:
    where = await talk.talked(as_student)
    send = partial(services.send_message, viewer=as_student.viewer, conversation_id=where.pk, content="One")
    delete = partial(services.delete_conversation, viewer=as_student.viewer, conversation_id=where.pk)

    sent, deleted = await race(send, delete)

    assert deleted is None
    assert isinstance(sent, services.Sent | NotFound)
    assert await world.count(models.Conversation) == await world.count(models.Message) == 0


async def test_of_two_deletions_at_once_one_finds_nothing(as_student: Client) -> None:
    where = await talk.talked(as_student)
    delete = partial(services.delete_conversation, viewer=as_student.viewer, conversation_id=where.pk)

    outcomes = await race(delete, delete)

    assert kinds(outcomes) == ["NoneType", NotFound.__name__]


async def test_the_limit_of_prompts_holds_in_a_race(as_student: Client, as_staff: Client) -> None:
    await talk.limited(as_staff, rules.MOST_PROMPTS, 1)
    save = partial(services.save_favorite_prompt, viewer=as_student.viewer, prompt_text="Again")

    outcomes = await race(save, save, save)

    assert kinds(outcomes) == ["FavoritePrompt"] + [TooManyPrompts.__name__] * 2
