"""The demo accounts, and the people of a large world; for development only."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password

from domains.kit import clock
from domains.kit.generation import Rows, Size, chance, key, one_of, series
from domains.kit.viewer import Viewer
from domains.users import access, models, services
from domains.users.models import UserRole

PASSWORD = "gateway-demo"  # noqa: S105 - printed in the README, and never loaded in production
ACCOUNTS = {
    "student": UserRole.STUDENT,
    "teacher": UserRole.TEACHER,
    "creator": UserRole.STUDENT,
    "staff": UserRole.ADMIN,
}
FOLLOWS = {
    "student": ("teacher", "creator"),
    "teacher": ("creator", "student"),
    "creator": ("teacher",),
    "staff": ("student", "teacher", "creator"),
}


def viewer(username: str) -> Viewer:
    """Return a demo account as a viewer."""
    return access.viewer_of(models.User.objects.get(username=username))


def open_to_everybody() -> list[str]:
    """Return the demo accounts that still have the published password: nothing for production."""
    found = models.User.objects.filter(username__in=ACCOUNTS, is_active=True)
    return [user.username for user in found if user.check_password(PASSWORD)]


def load_demo() -> None:
    """Create the accounts that are missing, and whom those follow."""
    # Some days ago, before all that they have made since.
    with clock.at(clock.now() - timedelta(days=4)):
        _load_demo()


def _load_demo() -> None:
    there = set(models.User.objects.filter(username__in=ACCOUNTS).values_list("username", flat=True))
    for username in sorted(ACCOUNTS.keys() - there):
        _open(username, ACCOUNTS[username])
    for username in sorted(FOLLOWS.keys() - there):
        for other in FOLLOWS[username]:
            services.follow(viewer=viewer(username), user_id=models.User.objects.get(username=other).pk)


def _open(username: str, role: UserRole) -> None:
    """Create one demo account."""
    is_staff = role is UserRole.ADMIN
    services.open_account(
        username=username,
        email=f"{username}@gateway.example",
        password=make_password(PASSWORD),
        full_name=f"Demo {username}",
        bio=f"The demo account «{username}» of this gateway.",
        role=role,
        is_approved=role is UserRole.TEACHER,
        is_staff=is_staff,
        is_superuser=is_staff,
    )


def person(number: str, size: Size) -> str:
    """Return SQL for the key of a generated person."""
    return key("person", number, size.people)


def generated(size: Size) -> list[Rows]:
    """Return the people of a large world, their settings, and whom they follow: ten of them follow very many."""
    made = f"pg_temp.moment(n, {size.people})"
    everybody = series(size.people)
    name = "'person-' || lpad(n::text, 5, '0')"
    followed = one_of(size.people, "n", 12, skew=2)
    pairs = f"""(
        SELECT {one_of(size.people, "n", 11)} AS one, {followed} AS other, n FROM {series(size.follows)}
        UNION ALL SELECT one, 1 + mod(one + other, {size.people}), {size.follows} + n
        FROM generate_series(1::bigint, {size.busy}) AS busy(one),
            generate_series(1::bigint, {min(size.followed_by_busy, size.people - 1)}) AS others(other),
            LATERAL (SELECT one * {size.people} + other) AS numbers(n)
    ) AS pairs"""  # noqa: S608 - our own words
    return [
        Rows(models.User, everybody, {
            "id": person("n", size), "username": name, "email": f"{name} || '@gateway.example'",
            "full_name": "'Person ' || n", "password": f"'{make_password(PASSWORD, salt='generated')}'",
            "bio": "'A generated account.'", "created_at": made, "date_joined": made,
            "role": f"CASE WHEN n <= {size.teachers} THEN 'teacher' ELSE 'student' END",
            "is_approved": f"n <= {size.teachers}",
        }),
        Rows(models.UserSettings, everybody, {
            "id": key("settings", "n", size.people), "user_id": person("n", size), "created_at": made,
            "profile_visibility": f"CASE WHEN {chance(0.05, 'n', 13)} THEN 'private' ELSE 'public' END",
            "show_activity": f"NOT {chance(0.03, 'n', 14)}",
        }),
        Rows(models.UserProgress, everybody, {
            "id": key("progress", "n", size.people), "user_id": person("n", size), "created_at": made,
        }),
        Rows(models.UserRelationship, f"{pairs} WHERE one <> other ORDER BY n", {
            "id": "pg_temp.key('follow', n, '2025-12-31'::timestamptz + interval '1 ms' * mod(n, 80000000))",
            "follower_id": person("one", size), "following_id": person("other", size),
            "created_at": "'2025-12-31'::timestamptz + interval '1 ms' * mod(n, 80000000)",
            "status": f"CASE WHEN {chance(0.01, 'n', 15)} THEN 'muted' ELSE 'active' END",
        }),
    ]  # fmt: skip
