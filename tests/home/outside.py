"""Somebody without a browser, who does things while the page looks on."""

from typing import Any

import httpx

from schema.documents import documents

PASSWORD = "gateway-demo"


def run(address: str, name: str, token: str | None = None, **variables: object) -> Any:
    """Run a named operation on a served gateway and return its data."""
    response = httpx.post(
        f"http://{address}/graphql",
        json={"query": documents()[name].text, "variables": variables},
        headers={"authorization": f"Bearer {token}"} if token else {},
    )
    return response.json()["data"]


def signed_in(address: str, account: str) -> str:
    """Sign in with a demo account and return the token."""
    token: str = run(address, "Login", input={"identifier": account, "password": PASSWORD})["login"]["token"]
    return token


def make(address: str, *titles: str) -> None:
    """Let the creator make projects."""
    token = signed_in(address, "creator")
    for title in titles:
        run(address, "CreateProject", token, input={"title": title})


def say(address: str, project: str, *words: str) -> None:
    """Let the creator say something about a project of theirs."""
    token = signed_in(address, "creator")
    id = run(address, "Project", owner="creator", slug=project)["project"]["id"]
    for each in words:
        run(address, "AddComment", token, input={"projectId": id, "content": each})
