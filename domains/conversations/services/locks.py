"""The rows that a verb holds while it works: one's own, and nobody else's."""

from collections.abc import Iterable
from uuid import UUID

from domains.conversations import access, models
from domains.kit.errors import NotFound, Unauthenticated
from domains.kit.viewer import Viewer
from domains.users.models import User


def locked_person(viewer: Viewer) -> User:
    """Return the viewer's account, locked: what is counted over all that is theirs is counted one after the other.

    Whoever changes something holds it before anything else: an account is deleted with all of it.

    Raises:
        Unauthenticated
    """
    person = User.objects.select_for_update(no_key=True).filter(pk=viewer.require_account()).first()
    if person is None:
        # Deleted a moment ago.
        raise Unauthenticated
    return person


def locked_conversation(
    viewer: Viewer, conversation_id: UUID, *, path: Iterable[str] = ("input", "conversationId")
) -> models.Conversation:
    """Return a conversation of the viewer's own, locked behind the viewer's account, with its tool.

    Raises:
        Unauthenticated, NotFound
    """
    locked_person(viewer)
    own = access.own_conversations(viewer).filter(pk=conversation_id).select_related("tool")
    conversation = own.select_for_update(no_key=True, of=("self",)).first()
    if conversation is None:
        raise NotFound("There is no such conversation of yours.", path=path)
    return conversation


def own_reply(viewer: Viewer, message_id: UUID) -> models.Message:
    """Return a reply to the viewer.

    Raises:
        Unauthenticated, NotFound
    """
    viewer.require_account()
    replies = models.Message.objects.filter(conversation__user=viewer.id, is_user=False)
    reply = replies.filter(pk=message_id).first()
    if reply is None:
        raise NotFound("There is no such reply to you.", path=["input", "messageId"])
    return reply
