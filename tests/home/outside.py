"""Somebody without a browser, who does things while the page looks on."""

import re
from html import unescape
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


def set_setting(address: str, key: str, value: float) -> None:
    """Let staff set a setting."""
    run(address, "SetAppSetting", signed_in(address, "staff"), input={"key": key, "value": str(value)})


def set_pace(address: str, words_per_second: float) -> None:
    """Let the demonstration speak so fast."""
    set_setting(address, "conversations.demonstration_words_per_second", words_per_second)


def said(address: str, account: str, path: str) -> list[dict[str, Any]]:
    """Return what the API says was said in somebody's conversation, at its path on the page."""
    id = path.rpartition("/")[2]
    conversation = run(address, "Conversation", signed_in(address, account), id=id, last=100)["conversation"]
    return [edge["node"] for edge in conversation["messages"]["edges"]]


def text_of(html: str) -> str:
    """Return the text of a `contentHtml`, as a browser has it."""
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()
