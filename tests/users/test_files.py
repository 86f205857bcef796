"""Uploading files beside pictures: checked by what is in them, and handed out to be saved."""

from collections.abc import Iterator

import pytest
from asgiref.sync import sync_to_async
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from domains.users.models import Upload
from server.http.uploads import LARGEST_PDF, LARGEST_TEXT
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.uploads import PDF, kept, tidy, upload_id, uploaded

TEXT = "# Notes\n\tüber — \U0001f600\r\n".encode()

HEADERS = {
    "content-type": "",
    "content-disposition": "attachment",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=31536000, immutable",
}


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """Leave no files behind."""
    yield
    tidy()


@pytest.mark.parametrize(
    ("content", "sent_as", "served_as"),
    [
        (PDF, "application/pdf", "application/pdf"),
        (TEXT, "text/plain; charset=utf-8", "text/plain; charset=utf-8"),
        (TEXT, "Text/Markdown", "text/markdown; charset=utf-8"),
        (b"<script>alert(1)</script>", "text/plain", "text/plain; charset=utf-8"),
    ],
)
async def test_a_file_is_handed_out_as_it_was_to_be_saved(
    browser: HttpClient, as_student: Client, content: bytes, sent_as: str, served_as: str
) -> None:
    await upload_id(browser, as_student, content, content_type=sent_as)

    (name,) = await kept()
    response = await browser.http.get(f"/media/{name}")
    assert response.content == content
    assert {header: response.headers[header] for header in HEADERS} == {**HEADERS, "content-type": served_as}


@pytest.mark.parametrize(
    ("content", "sent_as", "status", "code"),
    [
        (b"", "application/pdf", 422, "NOT_OF_ITS_KIND"),
        (TEXT, "application/pdf", 422, "NOT_OF_ITS_KIND"),
        (PDF[:40], "application/pdf", 422, "NOT_OF_ITS_KIND"),
        (b"<html>" + PDF, "application/pdf", 422, "NOT_OF_ITS_KIND"),
        (b"  \n", "text/plain", 422, "NOT_OF_ITS_KIND"),
        (b"a\0b", "text/plain", 422, "NOT_OF_ITS_KIND"),
        (b"\xff\xfea\0", "text/markdown", 422, "NOT_OF_ITS_KIND"),
        (b"MZ\x90\x00", "text/plain", 422, "NOT_OF_ITS_KIND"),
        (TEXT, "text/html", 422, "NO_PICTURE"),
        (PDF, "application/octet-stream", 422, "NO_PICTURE"),
        (b"x" * (LARGEST_TEXT + 1), "text/plain", 413, "FILE_TOO_LARGE"),
        (b"%PDF-1.7" + b"x" * LARGEST_PDF, "application/pdf", 413, "FILE_TOO_LARGE"),
    ],
    ids=[
        "nothing", "text", "cut", "page", "blank", "nul", "utf-16", "program", "html", "octets", "long", "heavy",
    ],
)  # fmt: skip
async def test_what_is_not_of_its_kind_is_refused(
    browser: HttpClient, as_student: Client, content: bytes, sent_as: str, status: int, code: str
) -> None:
    response = await uploaded(browser, as_student, content, content_type=sent_as)

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (status, code)
    assert await world.count(Upload) == 0
    assert await kept() == []


async def test_nobody_is_shown_by_a_file(browser: HttpClient, as_student: Client) -> None:
    id = await upload_id(browser, as_student, PDF, content_type="application/pdf")

    answer = await as_student.run("UploadAvatar", input={"uploadId": id})

    assert answer["uploadAvatar"]["errors"] == [
        {"code": "INVALID", "message": "What fits here: picture.", "path": ["input", "uploadId"]}
    ]
    assert await world.count(Upload) == 1


async def test_nothing_of_another_kind_is_handed_out(browser: HttpClient) -> None:
    await sync_to_async(default_storage.save)("files/page.html", ContentFile(b"<html>"))

    response = await browser.http.get("/media/files/page.html")

    assert response.status_code == 404


async def test_files_go_with_the_account(browser: HttpClient, as_student: Client) -> None:
    await upload_id(browser, as_student, PDF, content_type="application/pdf")

    await as_student.run("DeleteAccount", input={"password": world.PASSWORD})

    assert await kept() == []
