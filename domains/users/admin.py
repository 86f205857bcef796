"""People in the back office."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from domains.users import access, models, services


class SettingsInline(admin.StackedInline[models.UserSettings, models.User]):
    """A person's settings, on the person's page."""

    model = models.UserSettings
    can_delete = False


@admin.register(models.User)
class PeopleAdmin(UserAdmin[models.User]):
    """Accounts: search, filter, approve."""

    list_display = ("username", "email", "role", "kind", "is_approved", "is_staff", "is_active")
    list_filter = ("role", "kind", "is_approved", "is_staff", "is_active")
    search_fields = ("username", "email", "full_name")
    ordering = ("username",)
    readonly_fields = ("created_at", "updated_at", "last_login", "date_joined")
    inlines = [SettingsInline]
    fieldsets = (
        (None, {"fields": ("username", "email", "password")}),
        (
            "Profile",
            {"fields": ("full_name", "bio", "avatar_url", "github_username", "linkedin_url", "website_url")},
        ),
        ("Standing", {"fields": ("role", "kind", "is_approved", "is_active", "is_staff", "is_superuser")}),
        ("Rights", {"fields": ("groups", "user_permissions")}),
        ("Earned", {"fields": ("teo_coins", "total_points", "thrive_circle_tier", "daily_streak")}),
        ("Times", {"fields": ("created_at", "updated_at", "last_login", "date_joined")}),
    )
    actions = ("approve_teachers",)
    add_fieldsets = ((None, {"fields": ("username", "email", "usable_password", "password1", "password2")}),)

    def save_model(self, request: HttpRequest, obj: models.User, form: Any, change: Any) -> None:
        """Give a new account what every account has."""
        super().save_model(request, obj, form, change)
        models.UserProgress.objects.get_or_create(user=obj)

    @admin.action(description="Approve the chosen teachers", permissions=["approve"])
    def approve_teachers(self, request: HttpRequest, chosen: QuerySet[models.User]) -> None:
        """Let teachers publish."""
        for teacher in chosen.filter(role=models.UserRole.TEACHER):
            services.approve_teacher(viewer=access.viewer_of(cast("models.User", request.user)), user_id=teacher.pk)

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """Whether the action is offered."""
        return request.user.has_perm("users.approve_teacher")


@admin.register(models.UserRelationship)
class RelationshipAdmin(admin.ModelAdmin[models.UserRelationship]):
    """Follows and blocks, to look at."""

    list_display = ("follower", "following", "status", "created_at")
    list_filter = ("status",)
    search_fields = ("follower__username", "following__username")
    raw_id_fields = ("follower", "following")


@admin.register(models.ApiToken)
class TokenAdmin(admin.ModelAdmin[models.ApiToken]):
    """Tokens: to see who has which and to revoke one. Nobody can read one, and none is made here."""

    list_display = ("user", "name", "created_at", "last_used_at", "expires_at")
    search_fields = ("user__username", "name")
    exclude = ("hash",)
    raw_id_fields = ("user",)

    def has_add_permission(self, request: object, obj: object = None) -> bool:  # noqa: ARG002
        """A token made here could never be shown."""
        return False


@admin.register(models.UserSession)
class SessionAdmin(admin.ModelAdmin[models.UserSession]):
    """Where people are signed in: to see. Nobody can take one over from here."""

    list_display = ("user", "ip_address", "user_agent", "created_at", "last_used_at")
    search_fields = ("user__username", "ip_address")
    exclude = ("session_key",)
    raw_id_fields = ("user",)

    def has_add_permission(self, request: object, obj: object = None) -> bool:  # noqa: ARG002
        """Sessions are made by signing in."""
        return False


@admin.register(models.AuthEvent)
class AuthEventAdmin(admin.ModelAdmin[models.AuthEvent]):
    """What happened to sign-ins: to read, and nothing else."""

    list_display = ("timestamp", "event_type", "user", "ip_address", "user_agent")
    list_filter = ("event_type", "timestamp")
    search_fields = ("user__username", "ip_address", "metadata")
    date_hierarchy = "timestamp"

    def has_add_permission(self, request: object, obj: object = None) -> bool:  # noqa: ARG002
        """What did not happen is not written down."""
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:  # noqa: ARG002
        """What happened stays as it was."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:  # noqa: ARG002
        """What happened is not forgotten."""
        return False
