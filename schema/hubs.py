"""The types that several domains extend: each assembled from its own fields and those lent by higher domains.

All other types are found here by name too, so that domains can refer to each other's types without imports.
"""

from domains.catalog import models as catalog
from domains.catalog.types import ToolFields, UserFavorites
from domains.conversations.types import ToolConversations, UserConversations
from domains.courses.types import UserCourses, UserCreatedCourses, UserEnrollments, UserSavedCourses
from domains.kit.discovery import discover
from domains.kit.fields import interface_types, object_type, object_types
from domains.projects.types import ToolProjects, UserProjects
from domains.users import models as users
from domains.users.types import UserFields


@object_type(users.User)
class User(
    UserFields,
    UserFavorites,
    UserProjects,
    UserCourses,
    UserSavedCourses,
    UserEnrollments,
    UserCreatedCourses,
    UserConversations,
):
    """An account: a person, or a service. A private profile shows others its name and picture only."""


@object_type(catalog.Tool)
class Tool(ToolFields, ToolProjects, ToolConversations):
    """An AI tool, with facts that were checked."""


discover("types")
globals().update(object_types | interface_types)
