"""What can be asked of the feed."""

from typing import Annotated

import strawberry

from domains.feed import selectors
from domains.feed.inputs import FeedScope
from domains.kit.relations import connection
from domains.kit.viewer import Viewer


@connection("Activity")
def activity_feed(
    viewer: Viewer,
    scope: Annotated[FeedScope, strawberry.argument(description="Whose activities.")] = FeedScope.PUBLIC,
) -> selectors.Activities:
    """What happened, newest first. `FOLLOWING` and `MINE` are empty when you are not signed in."""
    return selectors.activity_feed(viewer, scope=scope.value)
