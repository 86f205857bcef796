"""Every domain has the same rooms, and none of them is too large."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = {
    "README.md", "__init__.py", "apps.py", "queries.py", "mutations.py", "subscriptions.py", "types.py", "inputs.py",
    "loaders.py", "handlers.py", "jobs.py", "admin.py", "services.py", "selectors.py", "access.py", "models.py",
    "rules.py", "events.py", "errors.py", "fixtures.py", "data", "migrations",
    # Who asks is a question for the owner of accounts alone.
    "identity.py",
}  # fmt: skip
LARGEST_ROOM = 300
PRODUCT = [
    path
    for folder in ("server", "schema", "domains")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


@pytest.mark.parametrize("domain", settings.DOMAINS)
def test_a_domain_has_no_other_rooms(domain: str) -> None:
    found = {path.name for path in (ROOT / "domains" / domain).iterdir() if path.name != "__pycache__"}

    # A room that has grown becomes a folder of the same name.
    assert {name if name in ROOMS else f"{name}.py" for name in found} <= ROOMS
    assert {"README.md", "models", "access"} <= {name.removesuffix(".py") for name in found}


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_is_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text()

    assert len(text.splitlines()) <= LARGEST_ROOM
    assert text.startswith('"""')


def test_the_lock_files_carry_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text()
        pinned = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==\S+", lock, flags=re.MULTILINE)

        assert len(pinned) > 10
        assert lock.count("--hash=sha256:") >= len(pinned)
        assert re.search(r"https?://|--(?:extra-)?index-url|--find-links", lock) is None


def test_the_order_of_domains_is_said_once() -> None:
    """Import-linter reads no Python: what it holds is compared with `DOMAINS` here."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    domains = list(settings.DOMAINS)

    assert contracts[1]["layers"] == [*reversed(domains), "kit"]
    assert contracts[2]["containers"] == [f"domains.{domain}" for domain in domains]


def test_every_dependency_earns_its_line_in_the_readme() -> None:
    declared = re.findall(r'^    "([\w.-]+)[\[~=<>]', (ROOT / "pyproject.toml").read_text(), flags=re.MULTILINE)
    readme = (ROOT / "README.md").read_text()

    assert [name for name in declared if f"`{name}`" not in readme] == []
