"""Which path leads where."""

from django.contrib import admin
from django.urls import path

from server.http.explorer import explorer, operations
from server.http.home import home
from server.http.media import media

urlpatterns = [
    path("", home),
    # For browsers; whatever asks for JSON has been answered before Django.
    path("graphql", explorer),
    path("graphql/operations.json", operations),
    path("media/<path:name>", media),
    path("admin/", admin.site.urls),
]
