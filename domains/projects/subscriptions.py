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
    key = ids.bound_key("Project", project, path=["project"])
    seen = models.Comment.objects.visible_to(viewer)
    return Topic(
        rules.comments_topic(key.value),
        {
            rules.COMMENT_ADDED: Shown(CommentAdded, "comment", seen),
            rules.COMMENT_CHANGED: Shown(CommentChanged, "comment", seen),
        },
        requires=models.Project.objects.visible_to(viewer),
        key=key,
    )


@strawberry.type(description="The project is not what it was: its owner changed it.")
class ProjectChanged(LiveEvent):
    """A changed project."""

    project: models.Project | None = carried(of="Project", description="The project as it is now.")


@strawberry.type(description="One more or one less likes the project.")
class ProjectLikesChanged(LiveEvent):
    """A like that came or went."""

    project: models.Project | None = carried(of="Project", description="The project, with its `likeCount` now.")


@strawberry.type(description="Somebody looked at the project.")
class ProjectViewed(LiveEvent):
    """A view."""

    project: models.Project | None = carried(of="Project", description="The project, with its `viewCount` now.")


ProjectUpdatedEvent = Annotated[
    ProjectChanged | ProjectLikesChanged | ProjectViewed | Checkpoint | Resync,
    strawberry.union("ProjectUpdatedEvent", description="What `projectUpdated` tells."),
]


@subscription(of=ProjectUpdatedEvent)
def project_updated(
    viewer: Viewer,
    project: Annotated[strawberry.ID, strawberry.argument(description="The id of the project.")],
) -> Topic:
    """What becomes of a project: changes, likes and views. One that you do not see is refused as one that is not."""
    key = ids.bound_key("Project", project, path=["project"])
    seen = models.Project.objects.visible_to(viewer)
    return Topic(
        rules.project_topic(key.value),
        {
            rules.PROJECT_CHANGED: Shown(ProjectChanged, "project", seen),
            rules.PROJECT_LIKES_CHANGED: Shown(ProjectLikesChanged, "project", seen),
            rules.PROJECT_VIEWED: Shown(ProjectViewed, "project", seen),
        },
        requires=seen,
        key=key,
    )
