"""What people say about themselves, what staff says about them, and how they leave."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from domains.kit.errors import Forbidden, Invalid, NotFound, validate
from domains.kit.events import emit
from domains.kit.origin import NOWHERE, Origin
from domains.kit.viewer import Viewer
from domains.users import models, rules
from domains.users.errors import NotATeacher
from domains.users.events import AccountClosed, ArchetypeSet, TeacherApproved
from domains.users.models import AuthEventType, UserRole
from domains.users.services import audit, passwords, pictures, sign_ins, uploads


@transaction.atomic
def update_profile(*, viewer: Viewer, changes: Mapping[str, Any]) -> models.User:
    """Change what the viewer says about themselves.

    Raises:
        Unauthenticated, Refusals: a value that does not fit.
    """
    user = models.User.objects.select_for_update().get(pk=viewer.require_account())
    for name, value in changes.items():
        setattr(user, name, value)
    validate(user, only=changes)
    user.save(update_fields=[*changes, "updated_at"])
    return user


@transaction.atomic
def set_archetype(
    *, viewer: Viewer, meta_category: str, archetype: str, domain: str, variables: Mapping[str, str]
) -> models.User:
    """Say what kind of learner the viewer is; the variables replace the old ones.

    Raises:
        Unauthenticated, Invalid, Refusals: a value that does not fit.
    """
    user = models.User.objects.select_for_update().get(pk=viewer.require_account())
    columns = {"meta_category": meta_category, "archetype": archetype, "domain": domain}
    validate(models.UserArchetype(user=user, **columns), only=columns)
    if len(variables) > rules.MOST_VARIABLES:
        raise Invalid(f"{rules.MOST_VARIABLES} variables at most.", path=["input", "variables"])
    row, _ = models.UserArchetype.objects.update_or_create(user=user, defaults=columns)
    filled = [
        models.UserVariable(user=user, archetype=row, variable_key=key, variable_value=value)
        for key, value in variables.items()
    ]
    for each in filled:
        validate(each, only=["variable_key", "variable_value"])
    models.UserVariable.objects.filter(user=user).delete()
    models.UserVariable.objects.bulk_create(filled)
    emit(ArchetypeSet(user_id=user.pk))
    return user


@transaction.atomic
def approve_teacher(*, viewer: Viewer, user_id: UUID) -> models.User:
    """Let a teacher publish. Approving twice changes nothing.

    Raises:
        Unauthenticated, Forbidden, NotFound, NotATeacher
    """
    approver = models.User.objects.get(pk=viewer.require_account())
    if not approver.has_perm("users.approve_teacher"):
        raise Forbidden
    teacher = models.User.objects.select_for_update().filter(pk=user_id, is_pending=False).first()
    if teacher is None:
        raise NotFound("There is no such person.", path=["input", "userId"])
    if teacher.role != UserRole.TEACHER:
        raise NotATeacher(path=["input", "userId"])
    if not teacher.is_approved:
        teacher.is_approved = True
        teacher.save(update_fields=["is_approved", "updated_at"])
        emit(TeacherApproved(user_id=teacher.pk))
    return teacher


def delete_account(*, viewer: Viewer, password: str, origin: Origin = NOWHERE) -> None:
    """Delete the viewer's account with everything of it; that it was deleted stays written down.

    Raises:
        Unauthenticated, WrongPassword, TooManyAttempts
    """
    user = passwords.proved(viewer=viewer, password=password, path="password")
    with transaction.atomic():
        # Whatever is being written in their name is waited for, so that the handlers see all of it.
        models.User.objects.select_for_update().get(pk=user.pk)
        audit.record(AuthEventType.ACCOUNT_DELETED, origin=origin, username=user.username)
        emit(AccountClosed(user_id=user.pk))
        sign_ins.end_sign_ins(user_id=user.pk)
        uploads.forget_files(*pictures.files_of(user))
        user.delete()
