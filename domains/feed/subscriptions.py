"""What the feed tells live."""

from typing import Annotated

import strawberry

from domains.feed import models, selectors
from domains.feed.inputs import FeedScope
from domains.feed.rules import ADDED, TOPIC
from domains.kit.subscriptions import Checkpoint, LiveEvent, Resync, Shown, Topic, carried, subscription
from domains.kit.viewer import Viewer


@strawberry.type(description="Somebody did something.")
class ActivityAdded(LiveEvent):
    """A new activity."""

    activity: models.Activity | None = carried(of="Activity", description="What was done.")


ActivityFeedEvent = Annotated[
    ActivityAdded | Checkpoint | Resync,
    strawberry.union("ActivityFeedEvent", description="What `activityFeed` tells."),
]


@subscription(of=ActivityFeedEvent)
def activity_feed(
    viewer: Viewer,
    scope: Annotated[FeedScope, strawberry.argument(description="Whose activities.")] = FeedScope.PUBLIC,
) -> Topic:
    """What happens, as far as you may hear of it. `FOLLOWING` and `MINE` are silent when you are not signed in."""
    return Topic(TOPIC, {ADDED: Shown(ActivityAdded, "activity", selectors.activity_feed(viewer, scope=scope.value))})
