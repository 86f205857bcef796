"""An account goes with all that was said in its name."""

from typing import Any

from domains.catalog.models import Tool
from domains.conversations import models
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client

MODELS = (
    models.Conversation, models.Message, models.SharedChat, models.FavoritePrompt, models.FavoritePrompt.tools.through,
    models.TokenUse,
)  # fmt: skip


async def a_talkative_life(person: Client) -> models.Conversation:
    """Let somebody have one of everything, and return the conversation that is shared."""
    where = await talk.talked(person, "oracle")
    await talk.shared(person, where, is_public=True)
    await talk.sent(person, await talk.conversation(person, "pythia"))
    await talk.kept(person, "Explain it to me", await Tool.objects.aget(slug="oracle"))
    await talk.used(person, 12)
    return where


async def test_everything_goes_and_that_of_others_stays(as_student: Client, as_teacher: Client) -> None:
    where = await a_talkative_life(as_student)
    await a_talkative_life(as_teacher)
    before = await talk.told(where)

    gone = await as_student.run("DeleteAccount", input={"password": world.PASSWORD})

    assert gone == {"deleteAccount": {"errors": []}}
    for model in MODELS:
        rows = [row async for row in model.objects.select_related()]
        assert {as_teacher.user.pk} == {owner_of(row) for row in rows}
    # Who reads along is cut off.
    assert (await talk.told(where))[len(before) :] == [("share_ended", str(where.pk))]


def owner_of(row: Any) -> Any:
    """Return whose a row is."""
    for name in ("conversation", "favoriteprompt"):
        row = getattr(row, name, row)
    return row.user_id
