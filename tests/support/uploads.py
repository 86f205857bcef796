"""Uploads things as people do, and looks at what is kept of them."""

from io import BytesIO
from typing import Any

import httpx
from asgiref.sync import sync_to_async
from django.core.files.storage import default_storage
from PIL import Image

from domains.users import services
from tests.support.client import Client, HttpClient

PREFLIGHT = {"x-requested-with": "gateway"}
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
FOLDERS = ("pictures", "files")


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **values: Any) -> bytes:
    """Return a picture."""
    written = BytesIO()
    Image.new("RGB", size, "teal").save(written, format=kind, **values)
    return written.getvalue()


async def uploaded(browser: HttpClient, person: Client, content: Any, **headers: str) -> httpx.Response:
    """Upload something as somebody."""
    token = await sync_to_async(services.create_token)(user_id=person.user.pk, name="upload")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    given = {"authorization": f"Bearer {token}", **PREFLIGHT, **named}
    return await browser.http.post("/uploads", content=content, headers=given)


async def upload_id(browser: HttpClient, person: Client, content: Any = None, **headers: str) -> str:
    """Upload something, or a picture, and return its id."""
    response = await uploaded(browser, person, picture() if content is None else content, **headers)
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


def content_of(name: str) -> bytes:
    """Return what a kept file holds."""
    with default_storage.open(name) as file:
        content: bytes = file.read()
        return content


@sync_to_async
def kept() -> list[str]:
    """Return the names of the files that are kept."""
    return names()


def names() -> list[str]:
    """Return the same, where one need not wait."""
    folders = [folder for folder in FOLDERS if default_storage.exists(folder)]
    return sorted(f"{folder}/{name}" for folder in folders for name in default_storage.listdir(folder)[1])


def tidy() -> None:
    """Leave no files behind."""
    for name in names():
        default_storage.delete(name)
