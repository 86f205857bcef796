"""The kit as a Django app, and the app that each domain is."""

from typing import ClassVar

from django.apps import AppConfig

from domains.kit.discovery import discover


class KitConfig(AppConfig):
    """Loads what the domains register by being imported: what can be set, who sees what, who hears what."""

    name = "domains.kit"
    label = "kit"

    # Found by name in every domain, as Django finds `admin`.
    DISCOVERED: ClassVar[tuple[str, ...]] = ("rules", "access", "handlers")

    def ready(self) -> None:
        """Import every domain's registering modules."""
        for name in self.DISCOVERED:
            discover(name)
