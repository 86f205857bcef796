"""`liveCursor`: where the live log stands now, for a query that a subscription is to follow."""

from typing import Any

from strawberry.annotation import StrawberryAnnotation

from domains.kit import live
from domains.kit.context import Info
from domains.kit.fields import Declaration, Field
from domains.kit.threads import on_database


class Here(Declaration):
    """The end of the live log."""

    async def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> str:
        return (await on_database(live.here)()).cursor()


live_cursor = Field(
    python_name="live_cursor",
    declared=Here(),
    type_annotation=StrawberryAnnotation(str),
    description="Where the live log stands now. Read it before the data: a subscription `after` it misses nothing.",
)
