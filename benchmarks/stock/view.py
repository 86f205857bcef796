"""Strawberry's own asynchronous view, which looks up whose token a request shows."""

from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from strawberry.django.context import StrawberryDjangoContext
from strawberry.django.views import AsyncGraphQLView

from benchmarks.stock.loaders import references
from domains.kit.viewer import Viewer
from domains.users import access, services

SCHEME = "Bearer "


class View(AsyncGraphQLView):
    """The view."""

    async def get_context(self, request: HttpRequest, response: HttpResponse) -> Any:
        """Return the context, with who asks and the loaders of this request."""
        context = StrawberryDjangoContext(request=request, response=response)
        header = request.headers.get("authorization")
        context.viewer = await sync_to_async(_viewer)(header) if header else Viewer.anonymous()  # type: ignore[attr-defined]
        context.references = references(context.viewer)  # type: ignore[attr-defined]
        return context


def _viewer(header: str) -> Viewer:
    token = services.used_token(token=header.removeprefix(SCHEME))
    return access.viewer_of_token(token) if token else Viewer.anonymous()
