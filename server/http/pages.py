"""What the gateway's own pages have in common: how they are sent, and what they tell of the demo accounts."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from domains.users import fixtures


def page(template: str, facts: dict[str, Any], *, policy: str) -> HttpResponse:
    """Return a page that knows the facts and the demo accounts, and is held to a content security policy."""
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-cache",
    }
    return HttpResponse(render_to_string(template, facts | _demo()), headers=headers)


def _demo() -> dict[str, Any]:
    """Return what pages tell about the demo accounts: nothing where there are none."""
    if settings.ENVIRONMENT.gateway_env == "production":
        return {}
    return {"accounts": list(fixtures.ACCOUNTS), "password": fixtures.PASSWORD}
