"""What can be asked about people."""

from typing import Annotated

import strawberry

from domains.kit.relations import connection, one
from domains.kit.viewer import Viewer
from domains.users import selectors


@one("User")
def viewer(viewer: Viewer) -> selectors.People:
    """Your own account; null when you are not signed in."""
    return selectors.account_of(viewer)


@one("User")
def user(
    viewer: Viewer,
    username: Annotated[str, strawberry.argument(description="The user name, in any letter case.")],
) -> selectors.People:
    """The person of that name."""
    return selectors.by_username(viewer, username)


@connection("User")
def users(
    viewer: Viewer,
    search: Annotated[
        str | None, strawberry.argument(description="Parts of the name, each of which must occur; all people without.")
    ] = None,
) -> selectors.People:
    """The people whom you see, by user name."""
    return selectors.search(viewer, search)
