"""The people of the world that nobody generates: private, hidden, blocked, muted, gone, and a program."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Permission

from domains.users import models
from domains.users.models import RelationshipStatus
from tests.support.agreement.moments import moment
from tests.support.agreement.texts import odd

# By name: columns of the account, then choices in the settings; without choices there is no row of settings.
PEOPLE: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "ada": ({"role": "teacher", "is_approved": True, "teo_coins": 12}, {"show_email": True, "theme": "dark"}),
    "bea": ({"github_username": "bea-hub", "website_url": "https://bea.example/?a=1&b=%20"}, {"show_github": False}),
    "cyd": ({"last_active_date": date(2025, 1, 31)}, {"profile_visibility": "private", "show_activity": False}),
    "dot": ({"total_points": 2_147_483_647}, {"profile_visibility": "private", "show_email": True}),
    "eve": ({}, None),
    "fay": ({"is_active": False}, {}),
    "gus": ({"is_active": False, "is_pending": True}, {}),
    "hal": ({"kind": "service", "avatar_url": "https://example.org/hal.png"}, {}),
    "ivy": ({"is_staff": True, "role": "admin", "thrive_circle_tier": "evergreen"}, {"show_activity": False}),
    "jon": ({"daily_streak": 3, "profile_image": "pictures/a b+ü.png"}, {"allow_comments": False}),
    # What an older version or the back office wrote, and what no enum and no object of preferences takes.
    "kim": ({"last_active_at": moment(3)}, {"notification_preferences": {"pigeons": True}}),
}
# Who stands how to whom, oldest first.
RELATIONSHIPS = (
    ("ada", "bea", "blocked"), ("ada", "cyd", "active"), ("cyd", "ada", "active"), ("ada", "dot", "active"),
    ("ada", "eve", "muted"), ("ada", "hal", "active"), ("ada", "fay", "active"), ("ada", "jon", "active"),
    ("jon", "ada", "active"), ("bea", "cyd", "active"), ("bea", "ivy", "active"), ("dot", "jon", "muted"),
    ("jon", "dot", "active"), ("hal", "ada", "active"), ("ivy", "ada", "active"), ("fay", "ada", "active"),
    ("kim", "dot", "blocked"), ("cyd", "kim", "blocked"), ("ada", "ivy", "blocked"), ("gus", "bea", "active"),
)  # fmt: skip


def populate() -> dict[str, models.User]:
    """Write the people down, and return them by name."""
    people = {name: _person(number, name, *PEOPLE[name]) for number, name in enumerate(PEOPLE)}
    _relate(people)
    people["jon"].user_permissions.add(
        Permission.objects.get(codename="moderate", content_type__app_label="projects"),
    )
    for number, name in enumerate(("ada", "jon", "kim")):
        _sign_ins(people[name], number)
        _learner(people[name], number)
    models.AuthEvent.objects.create(event_type="login_failure", timestamp=moment(9), metadata={"identifier": odd(1)})
    models.AuthEvent.objects.create(user=people["kim"], event_type="carrier_pigeon", timestamp=moment(10))
    return people


def _person(number: int, name: str, columns: dict[str, Any], settings: dict[str, Any] | None) -> models.User:
    user = models.User(
        username=name,
        email=f"{name}@example.org",
        **{
            "full_name": f"{name.title()} {odd(number)}"[:150],
            "bio": odd(number + 3),
            "created_at": moment(number),
            "date_joined": moment(number),
        }
        | columns,
    )
    user.set_unusable_password()
    user.save()
    if settings is not None:
        settings = {"notification_preferences": {"like": False}} | settings
        models.UserSettings.objects.create(user=user, created_at=moment(number), **settings)
        models.UserProgress.objects.create(
            user=user, average_score=number / 3, last_activity_date=moment(number) if number % 2 else None
        )
    return user


def _relate(people: dict[str, models.User]) -> None:
    for number, (one, other, status) in enumerate(RELATIONSHIPS):
        models.UserRelationship.objects.create(
            follower=people[one],
            following=people[other],
            status=RelationshipStatus(status),
            created_at=moment(number),
        )
    # Somebody who is generated, and so has much of their own, follows and is followed by those who are not.
    busy = models.User.objects.get(username="person-00001")
    for number, name in enumerate(("ada", "cyd", "jon")):
        models.UserRelationship.objects.create(follower=busy, following=people[name], created_at=moment(30 + number))
        models.UserRelationship.objects.create(follower=people[name], following=busy, created_at=moment(40 + number))


def _sign_ins(user: models.User, number: int) -> None:
    """Give somebody tokens, one of them run out long ago, and sessions, and what happened to them."""
    runs_out = (None, datetime(2020, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, 23, 59, 59, 1, tzinfo=UTC))
    scopes: tuple[list[str], ...] = ([], ["read"], ["read", "write"])
    for n in range(4):
        place = number * 10 + n
        models.ApiToken.objects.create(
            user=user, name=odd(place)[:100], hash=f"{place:064}", scopes=scopes[n % 3], expires_at=runs_out[n % 3],
            last_used_at=moment(place) if n % 2 else None, created_at=moment(place),
        )  # fmt: skip
        models.UserSession.objects.create(
            user=user, session_key=f"{place:040}", ip_address=(None, "127.0.0.1", "2001:db8::1")[n % 3],
            user_agent=odd(place), created_at=moment(place), last_used_at=moment(place) + timedelta(days=n),
        )  # fmt: skip
        models.AuthEvent.objects.create(
            user=user, event_type=("login_success", "token_created", "logout")[n % 3], timestamp=moment(place),
            ip_address=(None, "::ffff:10.0.0.1")[n % 2], user_agent=odd(n), metadata={"by": odd(place), "tries": n},
        )  # fmt: skip


def _learner(user: models.User, number: int) -> None:
    """Give somebody an archetype, words for their courses, and accounts elsewhere."""
    archetype = models.UserArchetype.objects.create(user=user, meta_category="economic", archetype="x", domain=odd(5))
    for n in range(3):
        models.UserVariable.objects.create(
            user=user, archetype=archetype if n else None, variable_key=f"key_{n}", variable_value=odd(number + n)
        )
        models.SocialAccount.objects.create(user=user, provider=f"p{2 - n}", uid=user.username, connected_at=moment(n))
