"""How accounts begin: registered, proved, opened.

What the answer must not tell, whether an address has an account, the request does not even look at: a job does.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from procrastinate.contrib.django import app

from domains.kit.errors import Invalid, Refusal, Refusals, Taken, conflicts, validate
from domains.kit.events import emit
from domains.kit.origin import NOWHERE, Origin, Somewhere
from domains.users import models, rules, selectors
from domains.users.errors import InvalidCode, WeakPassword
from domains.users.events import UserRegistered
from domains.users.models import AuthEventType, CodePurpose, UserKind
from domains.users.services import audit, codes, mail, sign_ins, throttle


@dataclass(frozen=True)
class Registration:
    """What somebody wants an account with; the password is hashed already."""

    username: str
    email: str
    full_name: str
    password: str


def register(*, username: str, email: str, password: str, full_name: str = "", origin: Origin = NOWHERE) -> None:
    """Take a registration; a code, or a notice that there is an account already, comes by mail.

    Raises:
        Refusals: a value that does not fit, a name that is taken.
        TooManyAttempts: from this place, or for this address.
    """
    throttle.REGISTER_FROM_ADDRESS.count(origin.address)
    user = _checked(username=username, email=email, password=password, full_name=full_name)
    throttle.CODE_TO_ADDRESSEE.count(user.email)
    app.configure_task("users.open_account").defer(
        username=user.username,
        email=user.email,
        full_name=user.full_name,
        password=make_password(password),
        address=origin.address,
        agent=audit.agent_of(origin),
    )


def _checked(*, username: str, email: str, password: str, full_name: str) -> models.User:
    """Return the account as it would be.

    Raises:
        Refusals: all that does not fit.
    """
    refusals: list[Refusal] = []
    # Before it is lowered: some letters of other alphabets become Latin ones then.
    name = username.lower() if username.isascii() else username
    address = rules.address_of(email)
    user = models.User(username=name, email=address or email, full_name=full_name)
    try:
        validate(user, only=["username", "email", "full_name"])
    except Refusals as found:
        refusals += found.refusals
    if name in rules.RESERVED_NAMES or models.User.objects.filter(username=name, is_pending=False).exists():
        refusals.append(Taken("This name is taken.", path=["input", "username"]))
    if address is None:
        refusals.append(Invalid("This is no e-mail address.", path=["input", "email"]))
    refusals += password_refusals(password, user, path="password")
    if refusals:
        # One for each field: the first that was found says most.
        firsts = {tuple(refusal.path): refusal for refusal in reversed(refusals)}
        raise Refusals(firsts[path] for path in sorted(firsts))
    return user


def password_refusals(password: str, user: models.User, *, path: str) -> list[Refusal]:
    """Return why a password is too easy to guess, if it is."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [WeakPassword(" ".join(error.messages), path=["input", path])]
    return []


@transaction.atomic
def open_pending(*, wanted: Registration, origin: Somewhere) -> None:
    """Make an account that waits for its address to be proved, and send the code; or tell whose account it is.

    Registrations that nobody has proved yet give way: they have shown no right to the name or the address.
    """
    known = selectors.by_address(wanted.email)
    if known is not None and not known.is_pending:
        mail.already_registered(known)
        return
    if models.User.objects.filter(username=wanted.username, is_pending=False).exists():
        mail.name_is_taken(wanted.email, wanted.username)
        return
    waiting = models.User.objects.annotate(address=Lower("email")).filter(is_pending=True)
    waiting.filter(Q(address=wanted.email) | Q(username=wanted.username)).delete()
    user = open_account(**vars(wanted), is_active=False, is_pending=True)
    audit.record(AuthEventType.EMAIL_VERIFICATION_SENT, user_id=user.pk, origin=origin)
    mail.verification_code(user, codes.issue(user, CodePurpose.EMAIL_VERIFICATION))


def open_account(**columns: Any) -> models.User:
    """Write an account, with all that every account has."""
    user = models.User.objects.create(**columns)
    models.UserSettings.objects.create(user=user)
    models.UserProgress.objects.create(user=user)
    return user


@transaction.atomic
def open_service_account(*, username: str, email: str) -> tuple[models.User, str]:
    """Open an account for a program, which signs in by the token that is returned, and never by a password.

    Raises:
        Refusals: a value that does not fit, or a name that is taken.
    """
    wanted = models.User(username=username, email=email)
    validate(wanted, only=["username", "email"])
    if username in rules.RESERVED_NAMES or models.User.objects.filter(username=username).exists():
        raise Taken("This name is taken.", path=["input", "username"])
    with conflicts({"user_email_unique": lambda: Taken("This address is taken.", path=["input", "email"])}):
        user = open_account(username=username, email=email, kind=UserKind.SERVICE, password=make_password(None))
    audit.record(AuthEventType.TOKEN_CREATED, user_id=user.pk, name="first")
    return user, sign_ins.create_token(user_id=user.pk, name="first")


def verify_email(*, email: str, code: str, origin: Origin = NOWHERE) -> tuple[models.User, str]:
    """Prove an address with the code that was sent to it, and sign its owner in.

    Raises:
        InvalidCode: wrong, too late, used, guessed at too often; or there is no such account.
        TooManyAttempts: from this place.
    """
    throttle.GUESS_FROM_ADDRESS.count(origin.address)
    with transaction.atomic():
        # Nothing is raised in here: the try stays counted.
        user = codes.redeemed(CodePurpose.EMAIL_VERIFICATION, rules.address_of(email), code)
        if user is not None:
            user.is_active, user.is_pending = True, False
            user.save(update_fields=["is_active", "is_pending", "updated_at"])
            audit.record(AuthEventType.EMAIL_VERIFIED, user_id=user.pk, origin=origin)
            emit(UserRegistered(user_id=user.pk))
            return user, sign_ins.sign_in(user=user, origin=origin)
    raise InvalidCode(path=["input", "code"])
