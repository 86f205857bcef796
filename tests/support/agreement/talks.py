"""What those people and the tools say to each other: replies at every stage, and shares that go on and that do not."""

from datetime import UTC, datetime, timedelta
from typing import Any

from domains.catalog.models import Tool
from domains.conversations import models, rules
from domains.users.models import User
from tests.support.agreement.moments import moment
from tests.support.agreement.texts import MARKDOWN, ODD, odd

OWNERS = ("ada", "bea", "cyd", "dot", "jon", "hal", "fay", "kim", "ivy", "person-00001")
# Far enough from now, whenever that is.
LATER, EARLIER = datetime(2199, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), moment(3)
# Whether everybody may read along, and until when; of some conversations nothing is shared.
SHARES: tuple[tuple[bool, datetime | None] | None, ...] = (
    (True, None), (False, None), (True, EARLIER), (False, EARLIER), None, (True, LATER), (False, LATER),
)  # fmt: skip
# How replies end, and why.
ENDS = (
    ("complete", None), ("failed", "stalled"), ("stopped", None), ("complete", None), ("failed", "unreachable"),
    ("complete", None), ("waiting", None), ("streaming", None),
)  # fmt: skip


def make() -> None:
    """Write the conversations down, what is shared of them, and the words that people keep."""
    tools = list(Tool.objects.filter(slug__startswith="a-")) + list(Tool.objects.order_by("slug"))[:4]
    tools.append(Tool.objects.get(slug="c-off"))
    owners = [User.objects.get(username=name) for name in OWNERS]
    for number in range(3 * len(owners)):
        _conversation(owners[number % len(owners)], tools[number % len(tools)], number)
    for number, owner in enumerate(owners[::2] * 3):
        _prompt(owner, tools[number % 3 :: 2], number)
    for number, owner in enumerate(owners[::3]):
        today = rules.day_of(datetime.now(tz=UTC))
        for day in range(2):
            models.TokenUse.objects.create(user=owner, day=today - timedelta(days=day), tokens=10 ** (4 * number + day))
    # What no enum knows.
    lost = models.Message.objects.filter(conversation__user__username="kim", status="stopped").order_by("pk")
    models.Message.objects.filter(pk__in=lost[:1].values("pk")).update(status="lost")


def _conversation(owner: User, tool: Tool, number: int) -> None:
    """Write a conversation down; each number has another length and other ends. Some have not begun."""
    conversation = models.Conversation.objects.create(
        user=owner, tool=tool, title=odd(number)[:100] if number % 5 else "", created_at=moment(number)
    )
    models.Conversation.objects.filter(pk=conversation.pk).update(updated_at=moment(2 * number))
    for turn in range(number % 4):
        is_last = turn == number % 4 - 1
        # Only the last reply can be open.
        status, failure = ENDS[(number + turn) % (8 if is_last else 6)]
        _said(conversation, number + turn, content=(*MARKDOWN, *ODD)[(number + turn) % 15])
        _said(
            conversation, number + turn, is_user=False, content=odd(number + turn), status=status, failure=failure,
            is_demonstration=number % 2 == 0, tokens=number * turn,
        )  # fmt: skip
    share = SHARES[number % len(SHARES)]
    if share is not None:
        is_public, expires_at = share
        models.SharedChat.objects.create(
            conversation=conversation, is_public=is_public, expires_at=expires_at, created_at=moment(number // 2)
        )


def _said(conversation: models.Conversation, number: int, **columns: Any) -> None:
    """Write a message down. Those of one turn are of one moment: their keys tell which came first."""
    is_open = columns.get("status") in models.OPEN
    models.Message.objects.create(
        conversation=conversation, created_at=moment(number), completed_at=None if is_open else moment(number + 1),
        **columns,
    )  # fmt: skip


def _prompt(owner: User, tools: list[Tool], number: int) -> None:
    """Write somebody's favourite words down."""
    prompt = models.FavoritePrompt.objects.create(user=owner, prompt_text=odd(number), created_at=moment(number))
    models.FavoritePrompt.objects.filter(pk=prompt.pk).update(updated_at=moment(number + 1))
    prompt.tools.set(tools)
