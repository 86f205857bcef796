"""What is written to people by mail. Only jobs send: a request never waits for a mail server."""

from django.core.mail import send_mail

from domains.users import models


def verification_code(user: models.User, code: str) -> None:
    """Send the code that proves an address."""
    _send(
        user.email,
        f"{code} is your code",
        f"Somebody, hopefully you, registered as «{user.username}» with this address.\n\n"
        f"Your code: {code}\n\n"
        "It is good for ten minutes. If that was not you, there is nothing to do.",
    )


def password_code(user: models.User, code: str) -> None:
    """Send the code that sets a new password."""
    _send(
        user.email,
        f"{code} is your code for a new password",
        f"Somebody, hopefully you, asked for a new password for «{user.username}».\n\n"
        f"Your code: {code}\n\n"
        "It is good for ten minutes. If that was not you, there is nothing to do: your password stays.",
    )


def already_registered(user: models.User) -> None:
    """Tell somebody that they have an account."""
    _send(
        user.email,
        "You have an account already",
        f"Somebody, hopefully you, tried to register with this address. It has an account: «{user.username}».\n\n"
        "Sign in with it, or ask for a new password. If that was not you, there is nothing to do.",
    )


def name_is_taken(email: str, username: str) -> None:
    """Tell somebody that another one was faster."""
    _send(
        email,
        "The name is taken meanwhile",
        f"You wanted to register as «{username}». Somebody else has that name now: please choose another one.",
    )


def _send(to: str, subject: str, text: str) -> None:
    send_mail(subject, text + "\n", None, [to])
