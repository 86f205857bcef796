"""The one schema. Its steps are its parts: root types, hubs, the other types, extensions."""

from functools import cache

import strawberry
from strawberry.schema.config import StrawberryConfig

from domains.kit.fields import object_types
from schema import hubs, scalars
from schema.errors import CodedErrors
from schema.mutation import Mutation
from schema.query import Query
from schema.subscription import Subscription

scalars.restrict()

# A type that only an interface or a union leads to would be missing otherwise.
TYPES = [hubs.User, hubs.Tool, *object_types.values()]

schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=list(dict.fromkeys(TYPES)),
    extensions=[CodedErrors],
    config=StrawberryConfig(auto_camel_case=True, disable_field_suggestions=False),
)


@cache
def sdl() -> str:
    """Return the schema in GraphQL's schema definition language, as it is exported."""
    return schema.as_str() + "\n"
