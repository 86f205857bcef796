"""Which path leads where."""

from django.contrib import admin
from django.urls import path

from server.health import healthz, readyz
from server.http.explorer import operations
from server.http.media import media
from server.http.view import GraphQLView

urlpatterns = [
    path("graphql", GraphQLView.as_view()),
    path("graphql/operations.json", operations),
    path("media/<path:name>", media),
    path("healthz", healthz),
    path("readyz", readyz),
    path("admin/", admin.site.urls),
]
