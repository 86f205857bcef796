"""What clients say about themselves."""

import strawberry
from strawberry import UNSET

from domains.users.models import ProfileVisibility


@strawberry.input(description="Which notifications are wanted; those that are not named stay.")
class NotificationPreferencesInput:
    """A yes or no for each type of notification, all optional."""

    course: bool | None = strawberry.field(default=UNSET, description="About a course of theirs.")
    grade: bool | None = strawberry.field(default=UNSET, description="About a grade they got.")
    achievement: bool | None = strawberry.field(default=UNSET, description="About an achievement they earned.")
    reward: bool | None = strawberry.field(default=UNSET, description="About points or coins they got.")
    comment: bool | None = strawberry.field(default=UNSET, description="About comments.")
    like: bool | None = strawberry.field(default=UNSET, description="About likes.")
    follow: bool | None = strawberry.field(default=UNSET, description="About new followers.")
    message: bool | None = strawberry.field(default=UNSET, description="About messages.")
    event: bool | None = strawberry.field(default=UNSET, description="About events they take part in.")
    system: bool | None = strawberry.field(default=UNSET, description="About the platform itself.")


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
    notification_preferences: NotificationPreferencesInput | None = strawberry.field(
        default=UNSET, description="Which notifications are wanted."
    )


@strawberry.input(description="Changes to your profile; what is not named stays.")
class UpdateProfileInput:
    """What others see, all optional."""

    full_name: str | None = strawberry.field(default=UNSET, description="The name as you write it.")
    bio: str | None = strawberry.field(default=UNSET, description="A few words about yourself.")
    avatar_url: str | None = strawberry.field(default=UNSET, description="The web address of a picture of you.")
    github_username: str | None = strawberry.field(default=UNSET, description="Your name on GitHub.")
    linkedin_url: str | None = strawberry.field(default=UNSET, description="The address of your LinkedIn profile.")
    website_url: str | None = strawberry.field(default=UNSET, description="The address of your own site.")


@strawberry.input(description="A word that fills a gap in generated courses.")
class VariableInput:
    """A key and a value."""

    key: str = strawberry.field(description="The name of the gap, such as `entity_primary`.")
    value: str = strawberry.field(description="What fills it.")


@strawberry.input(description="What kind of learner you are.")
class SetArchetypeInput:
    """An archetype and its variables; they replace the old ones."""

    meta_category: str = strawberry.field(description="The family of archetypes, such as `economic`.")
    archetype: str = strawberry.field(description="The archetype, such as `builder`.")
    domain: str = strawberry.field(description="What you care about, such as sneakers.")
    variables: list[VariableInput] = strawberry.field(
        default_factory=list, description="The words that fill the gaps in your courses, 50 at most."
    )


@strawberry.input(description="Which teacher may publish.")
class ApproveTeacherInput:
    """A teacher."""

    user_id: strawberry.ID = strawberry.field(description="The id of the teacher.")


@strawberry.input(description="Proof that the account is yours.")
class DeleteAccountInput:
    """A password."""

    password: str = strawberry.field(description="The password of the account.")


@strawberry.input(description="Which uploaded picture to show.")
class UploadAvatarInput:
    """An upload."""

    upload_id: strawberry.ID = strawberry.field(description="The id that `POST /uploads` answered.")
