"""The demo accounts, for development only."""

from django.contrib.auth.hashers import make_password

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


def load_demo() -> None:
    """Create the accounts that are missing, and whom those follow."""
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
