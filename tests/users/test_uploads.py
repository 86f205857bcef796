"""Uploading a picture, and being shown by it."""

import struct
import zlib
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from asgiref.sync import sync_to_async
from PIL import Image

from domains.kit import clock
from domains.users import jobs
from domains.users.models import Upload, User
from server.http.uploads import LARGEST_BODY
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.uploads import PREFLIGHT, content_of, kept, picture, tidy, uploaded
from tests.users.people import card


def bomb() -> bytes:
    """Return a small file that claims to be a picture of 40,000 by 40,000."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """Leave no files behind."""
    yield
    tidy()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_a_picture_that_was_uploaded_is_shown(browser: HttpClient, as_student: Client, kind: str) -> None:
    response = await uploaded(browser, as_student, picture(kind))
    assert response.status_code == 201

    answer = await as_student.answer("UploadAvatar", input={"uploadId": response.json()["id"]})

    user = await User.objects.aget()
    url = f"/media/{user.profile_image.name}"
    assert answer == {"data": {"uploadAvatar": {"user": {**card(as_student), "avatarUrl": url}, "errors": []}}}
    shown = await browser.http.get(url)
    assert shown.headers["content-type"] == "image/webp"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert Image.open(BytesIO(shown.content)).size == (40, 30)


async def test_only_the_picture_is_kept(browser: HttpClient, as_student: Client) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    content = picture("JPEG", (3000, 1500), exif=exif) + b"<script>alert(1)</script>"

    await uploaded(browser, as_student, content)

    row = await Upload.objects.aget()
    written = await sync_to_async(content_of)(str(row.file.name))
    assert b"home" not in written
    assert b"script" not in written
    assert Image.open(BytesIO(written)).size == (1024, 512)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "NO_PICTURE"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "NO_PICTURE"),
        (b"GIF89a" + b"\0" * 20, 422, "NO_PICTURE"),
        (picture()[:60], 422, "NO_PICTURE"),
        (picture("BMP"), 422, "NO_PICTURE"),
        (picture("TIFF"), 422, "NO_PICTURE"),
        (bomb(), 413, "PICTURE_TOO_LARGE"),
        (picture("GIF", (5001, 5001)), 413, "PICTURE_TOO_LARGE"),
        (b"x" * (LARGEST_BODY + 1), 413, "PICTURE_TOO_LARGE"),
    ],
    ids=["nothing", "svg", "broken", "cut", "bmp", "tiff", "bomb", "huge", "heavy"],
)
async def test_a_bomb_or_no_picture_is_refused(
    browser: HttpClient, as_student: Client, content: bytes, status: int, code: str
) -> None:
    response = await uploaded(browser, as_student, content)

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (status, code)
    assert await world.count(Upload) == 0
    assert await kept() == []


async def test_a_body_without_an_end_is_not_read_to_it(browser: HttpClient, as_student: Client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"x" * 1024 * 1024

    response = await uploaded(browser, as_student, endless())

    assert response.status_code == 413


async def test_nobody_and_no_form_uploads(browser: HttpClient, as_student: Client) -> None:
    nobody = await browser.http.post("/uploads", content=picture(), headers=PREFLIGHT)
    form = await uploaded(browser, as_student, picture(), **{"x-requested-with": ""})
    elsewhere = await uploaded(browser, as_student, picture(), origin="https://elsewhere.example")
    asked = await browser.http.get("/uploads")

    codes = [response.status_code for response in (nobody, form, elsewhere, asked)]
    assert codes == [401, 403, 403, 405]
    assert await world.count(Upload) == 0


async def test_somebody_elses_upload_is_not_there(browser: HttpClient, as_student: Client, as_stranger: Client) -> None:
    id = (await uploaded(browser, as_student, picture())).json()["id"]

    answer = await as_stranger.run("UploadAvatar", input={"uploadId": id})

    assert [error["code"] for error in answer["uploadAvatar"]["errors"]] == ["NOT_FOUND"]
    assert await world.count(Upload) == 1


async def test_an_upload_is_taken_once_and_the_picture_before_goes(browser: HttpClient, as_student: Client) -> None:
    ids = [(await uploaded(browser, as_student, picture())).json()["id"] for _ in range(2)]
    for id in ids:
        await as_student.run("UploadAvatar", input={"uploadId": id})

    again = await as_student.run("UploadAvatar", input={"uploadId": ids[0]})

    assert [error["code"] for error in again["uploadAvatar"]["errors"]] == ["NOT_FOUND"]
    assert await kept() == [(await User.objects.aget()).profile_image.name]


async def test_files_go_with_the_account(browser: HttpClient, as_student: Client) -> None:
    ids = [(await uploaded(browser, as_student, picture())).json()["id"] for _ in range(2)]
    await as_student.run("UploadAvatar", input={"uploadId": ids[0]})

    await as_student.run("DeleteAccount", input={"password": world.PASSWORD})

    assert await kept() == []


async def test_an_upload_that_nobody_takes_goes_after_a_day(browser: HttpClient, as_student: Client) -> None:
    await uploaded(browser, as_student, picture())

    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        await sync_to_async(jobs.remove_expired_sign_ins.func)(0)

    assert await world.count(Upload) == 0
    assert await kept() == []


@pytest.mark.parametrize("name", ["pictures/none.webp", "../../manage.py", "..%2F..%2Fmanage.py", "pictures"])
async def test_nothing_else_is_shown(browser: HttpClient, name: str) -> None:
    response = await browser.http.get(f"/media/{name}")

    assert response.status_code == 404


async def test_an_origin_that_is_none_uploads_nothing(browser: HttpClient, as_student: Client) -> None:
    assert (await uploaded(browser, as_student, picture(), origin="http://[")).status_code == 403
