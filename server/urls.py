"""Which path leads where."""

from django.contrib import admin
from django.urls import path

from server.http.explorer import operations
from server.http.home import home
from server.http.media import media
from server.http.view import GraphQLView

urlpatterns = [
    path("", home),
    path("graphql", GraphQLView.as_view()),
    path("graphql/operations.json", operations),
    path("media/<path:name>", media),
    path("admin/", admin.site.urls),
]
