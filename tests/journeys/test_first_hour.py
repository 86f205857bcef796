"""Somebody new starts the gateway with the command of the README and does what the README says."""

from typing import Any

import httpx

from schema.documents import documents
from tests.support.processes import data_folder, gateway


def run(client: httpx.Client, name: str, **variables: Any) -> dict[str, Any]:
    """Run a named operation that must work."""
    response = client.post("/graphql", json={"query": documents()[name].text, "variables": variables})
    answer = response.json()
    assert response.status_code == httpx.codes.OK, answer
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    return data


def test_a_newcomer_explores_signs_in_creates_comments_and_reads_their_feed() -> None:
    with data_folder() as data:
        with gateway(data) as address, httpx.Client(base_url=f"http://{address}") as visitor:
            explored = first_visit(visitor)
        with gateway(data) as address, httpx.Client(base_url=f"http://{address}") as visitor:
            second_visit(visitor, explored)


def first_visit(visitor: httpx.Client) -> int:
    """Look around, sign in, make something, say something; return how many projects there were."""
    explored = run(visitor, "Explore", first=5)["explore"]
    assert explored["totalCount"] >= 40
    assert len(explored["edges"]) == 5

    login = run(visitor, "Login", input={"identifier": "student", "password": "gateway-demo"})["login"]
    visitor.cookies.clear()
    visitor.headers["authorization"] = f"Bearer {login['token']}"

    made = run(visitor, "CreateProject", input={"title": "My first project", "type": "PROMPT"})["createProject"]
    assert made["errors"] == []
    assert made["project"]["webPath"] == "/student/my-first-project"

    said = run(visitor, "AddComment", input={"projectId": made["project"]["id"], "content": "Hello!"})
    assert said["addComment"]["comment"]["contentHtml"] == "<p>Hello!</p>\n"

    mine = run(visitor, "ActivityFeed", scope="MINE", first=2)["activityFeed"]
    assert [edge["node"]["activityType"] for edge in mine["edges"]] == ["COMMENTED", "PROJECT_CREATED"]
    return int(explored["totalCount"])


def second_visit(visitor: httpx.Client, explored: int) -> None:
    """Find everything as it was left."""
    kept = run(visitor, "Project", owner="student", slug="my-first-project")["project"]
    assert kept["comments"]["totalCount"] == 1
    assert run(visitor, "Explore")["explore"]["totalCount"] == explored + 1
    assert visitor.get("/admin/login/").status_code == httpx.codes.OK
    assert visitor.get("/static/admin/css/base.css").status_code == httpx.codes.OK
