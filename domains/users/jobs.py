"""What runs for people in the background."""

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from domains.kit import clock
from domains.users import models


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="remove_expired_sign_ins", pass_context=False)
def remove_expired_sign_ins(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Delete the tokens and sessions that have run out."""
    models.ApiToken.objects.filter(expires_at__lt=clock.now()).delete()
    Session.objects.filter(expire_date__lt=clock.now()).delete()
