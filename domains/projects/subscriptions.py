"""What projects tell live."""

from typing import Annotated

import strawberry

from domains.kit import ids
from domains.kit.subscriptions import Checkpoint, LiveEvent, Resync, Shown, Topic, carried, subscription
from domains.kit.viewer import Viewer
from domains.projects import models, rules


@strawberry.type(description="Somebody said something about the project.")
class CommentAdded(LiveEvent):
    """A new comment, or a new answer to one."""

    comment: models.Comment | None = carried(of="Comment", description="What was said.")


@strawberry.type(description="A comment was edited, taken back, or liked by one more or one less.")
class CommentChanged(LiveEvent):
    """A comment that is not what it was."""

    comment: models.Comment | None = carried(of="Comment", description="The comment as it is now.")


CommentAddedEvent = Annotated[
    CommentAdded | CommentChanged | Checkpoint | Resync,
    strawberry.union("CommentAddedEvent", description="What `commentAdded` tells."),
]


@subscription(of=CommentAddedEvent)
def comment_added(
    viewer: Viewer,
    project: Annotated[strawberry.ID, strawberry.argument(description="The id of the project.")],
) -> Topic:
    """What is said about a project, answers too, and what becomes of it.

    A project that you do not see is refused as one that is not there.
    """
    key = ids.key_of("Project", project, path=["project"])
    seen = models.Comment.objects.visible_to(viewer)
    return Topic(
        rules.comments_topic(key),
        {
            rules.COMMENT_ADDED: Shown(CommentAdded, "comment", seen),
            rules.COMMENT_CHANGED: Shown(CommentChanged, "comment", seen),
        },
        requires=models.Project.objects.visible_to(viewer).filter(pk=key),
    )
