"""The feed, as clients see it."""

from typing import Annotated, Any, Union

import strawberry
from strawberry import auto
from strawberry.scalars import JSON

from domains.feed import models
from domains.feed.models import ActivityType, ActivityVisibility
from domains.kit.fields import column, object_type, type_named
from domains.kit.nodes import Node
from domains.kit.relations import forward, reference

ActivityReference: Any = Annotated[
    Union[  # noqa: UP007 - lazy members
        type_named("Project"),
        type_named("Comment"),
        type_named("User"),
        type_named("TaughtCourse"),
        type_named("GeneratedCourse"),
        type_named("Lesson"),
    ],
    strawberry.union("ActivityReference", description="What an activity can be about."),
]


@object_type(models.Activity)
class Activity(Node):
    """Something that somebody did."""

    activity_type: ActivityType
    visibility: ActivityVisibility
    metadata: JSON = column(description="Particulars, by the type of activity.")
    created_at: auto
    actor = forward("user", of="User", description="Who did it.", is_seen=True)
    reference = reference(
        "reference_type",
        "reference_id",
        of=ActivityReference,
        description="What it is about; null where you do not see it any more.",
        is_seen=True,
    )
