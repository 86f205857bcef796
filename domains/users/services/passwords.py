"""Passwords: forgotten, set anew, changed."""

from django.db import transaction
from procrastinate.contrib.django import app

from domains.kit.errors import Refusals
from domains.kit.origin import NOWHERE, Origin, Somewhere
from domains.kit.viewer import Viewer
from domains.users import models, rules, selectors
from domains.users.errors import InvalidCode, WrongPassword
from domains.users.models import AuthEventType, CodePurpose, UserKind
from domains.users.services import audit, codes, mail, sign_ins, throttle
from domains.users.services.accounts import password_refusals


def request_password_reset(*, email: str, origin: Origin = NOWHERE) -> None:
    """Have a code sent to an address, if it has an account; whether it has, only the job looks.

    Raises:
        TooManyAttempts: from this place, or for this address.
    """
    address = rules.address_of(email) or ""
    throttle.CODE_FROM_ADDRESS.count(origin.address)
    throttle.CODE_TO_ADDRESSEE.count(address)
    app.configure_task("users.send_password_code").defer(
        email=address[: sign_ins.LONGEST_IDENTIFIER], address=origin.address, agent=audit.agent_of(origin)
    )


@transaction.atomic
def send_password_code(*, email: str, origin: Somewhere) -> None:
    """Send a code for a new password, if the address has an account that has passwords."""
    user = selectors.by_address(email)
    if user is None or not user.is_active or user.kind != UserKind.PERSON:
        return
    audit.record(AuthEventType.PASSWORD_RESET_REQUEST, user_id=user.pk, origin=origin)
    mail.password_code(user, codes.issue(user, CodePurpose.PASSWORD_RESET))


def reset_password(*, email: str, code: str, password: str, origin: Origin = NOWHERE) -> None:
    """Set a new password with the code that was sent; every session and token ends.

    Raises:
        Refusals: the password is too easy to guess; the code is not used up then.
        InvalidCode: wrong, too late, used, guessed at too often; or there is no such account.
        TooManyAttempts: from this place.
    """
    throttle.GUESS_FROM_ADDRESS.count(origin.address)
    # What the password shares with the address is known now; more would tell about an account.
    if weak := password_refusals(password, models.User(email=email), path="newPassword"):
        raise Refusals(weak)
    with transaction.atomic():
        # Nothing is raised in here: the try stays counted.
        user = codes.redeemed(CodePurpose.PASSWORD_RESET, rules.address_of(email), code)
        if user is not None and user.is_active:
            _set(user, password)
            sign_ins.end_sign_ins(user_id=user.pk)
            audit.record(AuthEventType.PASSWORD_RESET_COMPLETE, user_id=user.pk, origin=origin)
            return
    raise InvalidCode(path=["input", "code"])


def change_password(
    *,
    viewer: Viewer,
    current_password: str,
    new_password: str,
    token: str | None = None,
    key: str | None = None,
    origin: Origin = NOWHERE,
) -> models.User:
    """Change the viewer's password; every session and token ends but those the request came with.

    Raises:
        Unauthenticated, WrongPassword, Refusals, TooManyAttempts
    """
    user = proved(viewer=viewer, password=current_password, path="currentPassword")
    if weak := password_refusals(new_password, user, path="newPassword"):
        raise Refusals(weak)
    with transaction.atomic():
        _set(user, new_password)
        sign_ins.end_sign_ins(user_id=user.pk, but_token=token, but_key=key)
        audit.record(AuthEventType.PASSWORD_CHANGED, user_id=user.pk, origin=origin)
    return user


def proved(*, viewer: Viewer, password: str, path: str) -> models.User:
    """Return the viewer's account once they have proved that it is theirs.

    Raises:
        Unauthenticated, WrongPassword, TooManyAttempts
    """
    user_id = viewer.require_account()
    throttle.PASSWORD_OF_ACCOUNT.count(str(user_id))
    user = models.User.objects.get(pk=user_id)
    if not user.check_password(password):
        raise WrongPassword(path=["input", path])
    throttle.PASSWORD_OF_ACCOUNT.forgive(str(user_id), all_of_them=True)
    return user


def _set(user: models.User, password: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password", "updated_at"])
