"""The operations that are asked most: PostgreSQL finds their rows by index, and reads all children of nothing."""

import json
import re
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.management import call_command
from django.db import connection

from domains.catalog.models import Tool
from domains.kit.context import Context
from domains.kit.tracing import Trace
from domains.projects.models import Project
from domains.users import access
from domains.users.models import User
from schema.documents import documents
from schema.execution import execute
from schema.preparing import prepare
from tests.support.client import Client

SCALE = 0.02
LARGE = "projects_project|projects_comment|projects_projectlike|feed_activity"
# A whole table is read, or all that a window slides over.
READS_ALL = re.compile(rf"Seq Scan on ({LARGE})\b|WindowAgg")
OPERATIONS: dict[str, dict[str, Any]] = {
    "Explore": {"first": 50},
    "Project": {"first": 20},
    "ActivityFeed": {"scope": "PUBLIC", "first": 50},
    "User": {"first": 20},
    "Tool": {"first": 12},
}


@pytest.fixture(scope="module")
async def staff() -> Client:
    """Somebody who may see PostgreSQL's plans, in a world large enough that indexes pay."""
    await sync_to_async(call_command)("generate_data", scale=SCALE, verbosity=0)
    await sync_to_async(_analyze)()
    user = await User.objects.aget(username="person-00001")
    user.is_staff = True
    return Client(access.viewer_of(user), user)


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


async def test_no_hot_operation_reads_all_of_anything(staff: Client) -> None:
    project = await Project.objects.select_related("user").filter(is_private=False, is_archived=False).afirst()
    assert project is not None
    tool = await Tool.objects.afirst()
    assert tool is not None
    given = {"owner": project.user.username, "slug": project.slug, "username": project.user.username}

    found = {}
    for name, variables in OPERATIONS.items():
        prepared = prepare(documents()[name].text)
        wanted = {node.variable.name.value for node in prepared.operation.variable_definitions or ()}
        asked = variables | {key: value for key, value in given.items() if key in wanted}
        asked |= {"slug": tool.slug} if name == "Tool" else {}
        trace = Trace(wants_plans=True)
        answer = json.loads((await execute(prepared, asked, Context(staff.viewer, trace=trace))).body)
        assert answer["extensions"]["plan"]["path"] == "planned", name
        lines = [line for ran in trace.statements for line in ran.plan or ()]
        assert lines, name
        found[name] = [line for line in lines if READS_ALL.search(line)]

    assert found == {name: [] for name in OPERATIONS}
