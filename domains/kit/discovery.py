"""What the domains contribute is found by the names of their files: a new domain changes nothing elsewhere."""

from importlib import import_module, util
from types import ModuleType

from django.conf import settings


def discover(module_name: str) -> list[ModuleType]:
    """Return the modules of that name, of every domain that has one, lowest domain first."""
    paths = [f"domains.{domain}.{module_name}" for domain in settings.DOMAINS]
    return [import_module(path) for path in paths if util.find_spec(path)]
