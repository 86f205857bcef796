"""People, as clients see them."""

from datetime import date, datetime

import strawberry
from strawberry import auto
from strawberry.scalars import JSON

from domains.kit.fields import column, computed, expression, object_type
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward, many, one
from domains.users import access, models, rules, selectors
from domains.users.models import (
    AuthEventType,
    ProfileVisibility,
    RelationshipStatus,
    ThriveCircleTier,
    TokenScope,
    UserRole,
)


@strawberry.type(description="Which notifications are wanted, by what they are about.")
class NotificationPreferences:
    """A yes or no for each type of notification."""

    course: bool = strawberry.field(default=True, description="About a course of theirs.")
    grade: bool = strawberry.field(default=True, description="About a grade they got.")
    achievement: bool = strawberry.field(default=True, description="About an achievement they earned.")
    reward: bool = strawberry.field(default=True, description="About points or coins they got.")
    comment: bool = strawberry.field(default=True, description="About comments.")
    like: bool = strawberry.field(default=True, description="About likes.")
    follow: bool = strawberry.field(default=True, description="About new followers.")
    message: bool = strawberry.field(default=True, description="About messages.")
    event: bool = strawberry.field(default=True, description="About events they take part in.")
    system: bool = strawberry.field(default=True, description="About the platform itself.")


def preferences_of(stored: dict[str, bool]) -> NotificationPreferences:
    """Return the preferences; what was never chosen is wanted."""
    return NotificationPreferences(**stored)


@object_type(models.UserSettings)
class UserSettings(Node):
    """What a person has chosen: how the site looks, what reaches them, and what others see."""

    email_notifications: auto
    push_notifications: auto
    theme: auto
    language: auto
    timezone: auto
    profile_visibility: ProfileVisibility
    show_email: auto
    show_github: auto
    show_activity: auto
    allow_comments: auto
    allow_follows: auto
    notification_preferences: NotificationPreferences = computed(
        preferences_of, "notification_preferences", description="Which notifications are wanted."
    )
    created_at: auto
    updated_at: auto


@object_type(models.SocialAccount)
class SocialAccount(Node):
    """An account elsewhere by which somebody signs in."""

    provider: auto
    connected_at: auto


@object_type(models.UserArchetype)
class UserArchetype(Node):
    """What kind of learner somebody is, and what they care about."""

    meta_category: auto
    archetype: auto
    domain: auto
    created_at: auto


@object_type(models.UserVariable)
class UserVariable(Node):
    """A word that fills a gap in generated courses."""

    variable_key: auto
    variable_value: auto
    created_at: auto


@object_type(models.UserProgress)
class UserProgress(Node):
    """How far somebody has come, summed up."""

    total_courses_enrolled: auto
    total_courses_completed: auto
    total_lessons_completed: auto
    total_exercises_completed: auto
    average_score: auto
    streak_days: auto
    last_activity_date: datetime | None = expression(
        access.last_activity, description="When something was last learned; null to others unless activity is shown."
    )
    achievements_earned: auto
    total_teocoins_earned: auto
    updated_at: auto


@object_type(models.AuthEvent)
class AuthEvent(Node):
    """Something that happened to a sign-in."""

    event_type: AuthEventType = column(description="What happened.")
    ip_address: auto
    user_agent: auto
    metadata: JSON = column(description="What else is known of it, by its type.")
    timestamp: auto
    user = forward("user", of="User", description="Whose sign-in; null where no account was meant.")


@object_type(models.ApiToken)
class ApiToken(Node):
    """A key that signs a program in. Nobody can read it again."""

    name: auto
    scopes: list[TokenScope] = computed(rules.scopes_of, "scopes", description="What it may do.")
    created_at: auto
    last_used_at: auto
    expires_at: auto


@object_type(models.UserSession)
class UserSession(Node):
    """A browser that is signed in."""

    ip_address: auto
    user_agent: auto
    created_at: auto
    last_used_at: auto


@object_type(models.User, name="User")
class UserFields(Node):
    """An account: a person, or a service. A private profile shows others its name and picture only."""

    username: auto
    avatar_url: str = expression(selectors.avatar_url, description="The address of the picture; may be empty.")
    web_path: str = expression(selectors.web_path, description="The path of the profile's page.")
    role: UserRole | None = expression(access.profile("role"), description="What they are on the platform.")
    created_at: datetime | None = expression(access.profile("created_at"), description="When the account was opened.")
    date_joined: datetime | None = expression(access.profile("date_joined"), description="When the account was opened.")
    full_name: str | None = expression(access.profile("full_name"), description="The name as the person writes it.")
    bio: str | None = expression(access.profile("bio"), description="A few words about themselves.")
    linkedin_url: str | None = expression(
        access.profile("linkedin_url"), description="The address of the LinkedIn profile."
    )
    website_url: str | None = expression(access.profile("website_url"), description="The address of their own site.")
    github_username: str | None = expression(
        access.profile_if("show_github", "github_username"),
        description="The name on GitHub; null to others when hidden.",
    )
    email: str | None = expression(
        access.profile_if("show_email", "email"),
        description="The e-mail address; null to others unless shown.",
    )
    is_approved: bool | None = expression(
        access.profile("is_approved"), description="Whether staff approved this teacher to publish."
    )
    total_points: int | None = expression(access.profile("total_points"), description="All points earned so far.")
    thrive_circle_tier: ThriveCircleTier | None = expression(
        access.profile("thrive_circle_tier"), description="The tier that the points reach."
    )
    daily_streak: int | None = expression(access.profile("daily_streak"), description="Days in a row with an activity.")
    last_active_date: date | None = expression(
        access.profile_if("show_activity", "last_active_date"), description="The last day with an activity."
    )
    last_active_at: datetime | None = expression(
        access.profile_if("show_activity", "last_active_at"), description="The moment of the last activity."
    )
    teo_coins: int | None = expression(access.own("teo_coins"), description="The balance; null to others.")
    updated_at: datetime | None = expression(
        access.own("updated_at"), description="When the account last changed; null to others."
    )
    viewer_follows: bool = expression(selectors.viewer_follows, description="Whether you follow them.")
    follows_viewer: bool = expression(selectors.follows_viewer, description="Whether they follow you.")
    viewer_relationship: RelationshipStatus | None = expression(
        selectors.viewer_relationship, description="How you stand to them; null when you do not follow them."
    )
    followers = connection("User")(selectors.followers)
    following = connection("User")(selectors.following)
    muted = connection("User")(selectors.muted)
    blocked = connection("User")(selectors.blocked)
    settings = one("UserSettings")(selectors.settings_of)
    progress = one("UserProgress")(selectors.progress_of)
    archetype = one("UserArchetype")(selectors.archetype_of)
    variables = many("UserVariable")(selectors.variables_of)
    social_accounts = many("SocialAccount")(selectors.social_accounts_of)
    tokens = connection("ApiToken")(selectors.tokens)
    sessions = connection("UserSession")(selectors.sessions)
    auth_events = connection("AuthEvent")(selectors.auth_events)
