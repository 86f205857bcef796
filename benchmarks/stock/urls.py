"""The one path."""

from django.urls import path

from benchmarks.stock.schema import schema
from benchmarks.stock.view import View

urlpatterns = [path("graphql", View.as_view(schema=schema))]
