"""Strawberry's own asynchronous view, which looks up whose token a request shows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from strawberry.django.context import StrawberryDjangoContext
from strawberry.django.views import AsyncGraphQLView

from benchmarks.stock.loaders import references
from domains.kit.viewer import Viewer
from server import identity

SCHEME = "Bearer "


class View(AsyncGraphQLView):
    """The view."""

    async def get_context(self, request: HttpRequest, response: HttpResponse) -> Any:
        """Return the context, with who asks and the loaders of this request."""
        context = StrawberryDjangoContext(request=request, response=response)
        header = request.headers.get("authorization")
        context.viewer = await identity.viewer_of_token(header.removeprefix(SCHEME)) if header else Viewer.anonymous()  # type: ignore[attr-defined]
        context.references = references(context.viewer)  # type: ignore[attr-defined]
        return context
