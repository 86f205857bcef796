"""What clients say about themselves."""

import strawberry
from strawberry import UNSET

from domains.users.models import ProfileVisibility


@strawberry.input(description="Which settings to change; those that are not named stay.")
class UpdateSettingsInput:
    """Settings, all optional."""

    email_notifications: bool | None = strawberry.field(default=UNSET, description="Whether news comes by e-mail.")
    push_notifications: bool | None = strawberry.field(
        default=UNSET, description="Whether news comes as push messages."
    )
    theme: str | None = strawberry.field(default=UNSET, description="The colours of the site.")
    language: str | None = strawberry.field(default=UNSET, description="The language, as a BCP 47 tag.")
    timezone: str | None = strawberry.field(default=UNSET, description="The time zone, by its IANA name.")
    profile_visibility: ProfileVisibility | None = strawberry.field(default=UNSET, description="Who sees the profile.")
    show_email: bool | None = strawberry.field(default=UNSET, description="Whether others see the e-mail address.")
    show_github: bool | None = strawberry.field(default=UNSET, description="Whether others see the name on GitHub.")
    show_activity: bool | None = strawberry.field(default=UNSET, description="Whether activity appears in feeds.")
    allow_comments: bool | None = strawberry.field(
        default=UNSET, description="Whether others may comment on their projects."
    )
    allow_follows: bool | None = strawberry.field(default=UNSET, description="Whether others may follow them.")
