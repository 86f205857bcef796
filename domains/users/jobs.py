"""What runs for people in the background."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from domains.kit import clock
from domains.kit.origin import Somewhere
from domains.users import models, services

# A mail server may be away for a while.
MAIL_TRIES = 5
# What has run out is of no use to anybody after so long.
KEPT = timedelta(days=1)


@app.task(name="users.open_account", retry=MAIL_TRIES)
def open_account(username: str, email: str, full_name: str, password: str, address: str | None, agent: str) -> None:
    """Make an account that waits for its code, and send the code."""
    wanted = services.Registration(username=username, email=email, full_name=full_name, password=password)
    services.open_pending(wanted=wanted, origin=Somewhere(address, agent))


@app.task(name="users.send_password_code", retry=MAIL_TRIES)
def send_password_code(email: str, address: str | None, agent: str) -> None:
    """Send a code for a new password."""
    services.send_password_code(email=email, origin=Somewhere(address, agent))


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="remove_expired_sign_ins", pass_context=False)
def remove_expired_sign_ins(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Delete the tokens, sessions, codes, registrations and uploads that have run out."""
    moment = clock.now()
    models.ApiToken.objects.filter(expires_at__lt=moment).delete()
    ended = Session.objects.filter(expire_date__lt=moment)
    models.UserSession.objects.filter(session_key__in=ended.values("session_key")).delete()
    ended.delete()
    models.VerificationCode.objects.filter(expires_at__lt=moment - KEPT).delete()
    models.User.objects.filter(is_pending=True, created_at__lt=moment - KEPT).delete()
    for unused in models.Upload.objects.filter(created_at__lt=moment - KEPT):
        unused.file.delete(save=False)
        unused.delete()
    models.Attempts.objects.filter(started_at__lt=moment - KEPT).delete()
