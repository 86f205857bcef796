"""What the stories about settings share: settings of their own, declared as any domain declares its own."""

from typing import Any

from domains.configuration import rules
from tests.support.client import Client

LIMIT = rules.declare("tests.limit", 10, "A number.", accepts=lambda number: number >= 0)
RATE = rules.declare("tests.rate", 0.5, "A share.")
IS_OPEN = rules.declare("tests.is_open", default=True, description="A switch.")
HOSTS = rules.declare("tests.hosts", ("a.example",), "Some hosts.")
NAME = rules.declare("tests.name", "", "A name.")
SECRET = rules.declare("tests.secret", "", "A key.", is_secret=True)
OURS = (LIMIT, RATE, IS_OPEN, HOSTS, NAME, SECRET)


async def put(staff: Client, key: str, value: str | None) -> dict[str, Any]:
    """Set a setting through the schema, and return it."""
    payload = (await staff.run("SetAppSetting", input={"key": key, "value": value}))["setAppSetting"]
    assert payload["errors"] == []
    setting: dict[str, Any] = payload["appSetting"]
    return setting
