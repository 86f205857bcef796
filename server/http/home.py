"""The page at `/`, which shows a newcomer what is here, live.

It is plain HTML, style sheets and modules of `server/static/home/`, and a client of the named operations.
"""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from server.http.pages import page

FILES = Path(__file__).parents[1] / "static" / "home"
# Nothing of the page's own runs or colours in line, and pictures of other hosts stay where they are.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
STYLES = [
    f"home/{name}.css"
    for name in ("base", "layout", "ticker", "explore", "project", "comments", "chat", "chats", "message")
]
MODULES = [f"home/{path.name}" for path in sorted(FILES.glob("*.js"))]


@require_safe
def home(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return the page."""
    return page("home.html", {"styles": STYLES, "modules": MODULES}, policy=CONTENT_SECURITY_POLICY)
