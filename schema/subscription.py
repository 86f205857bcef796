"""`Subscription`: what every domain tells live."""

from schema.roots import root

Subscription = root(
    "Subscription",
    "subscriptions",
    description="What happens, as it happens. Every event carries a cursor; `after` one, nothing is missed or doubled.",
)
