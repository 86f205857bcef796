"""The back office sees that people talk to tools and what they share, and none of their words."""

import pytest

from domains.conversations import models
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client, HttpClient

CONVERSATIONS, SHARES = "/admin/conversations/conversation/", "/admin/conversations/sharedchat/"
SECRET = "My secret wish"


@pytest.fixture
async def office(browser: HttpClient) -> HttpClient:
    """Staff, signed in."""
    await world.person("staff", is_staff=True, is_superuser=True)
    await browser.run("Login", input={"identifier": "staff", "password": world.PASSWORD})
    await browser.http.get(CONVERSATIONS)
    return browser


async def post(office: HttpClient, page: str, **given: object) -> int:
    """Send a form, and return the status."""
    data = {"csrfmiddlewaretoken": office.http.cookies["csrftoken"], **given}
    return (await office.http.post(page, data=data, headers={"referer": page})).status_code


async def test_conversations_are_looked_at_without_their_words(office: HttpClient, as_student: Client) -> None:
    where = await talk.talked(as_student, content=SECRET)
    await talk.shared(as_student, where)
    await talk.kept(as_student, SECRET)

    pages = [
        (await office.http.get(page)).text
        for page in (CONVERSATIONS, f"{CONVERSATIONS}{where.pk}/change/", f"{CONVERSATIONS}{where.pk}/delete/")
    ]
    account = (await office.http.get(f"/admin/users/user/{as_student.user.pk}/delete/")).text

    assert all(str(where.pk) in page or "student" in page for page in pages)
    assert "student" in account
    assert [page for page in (*pages, account) if SECRET in page or "secret" in page.lower()] == []


async def test_links_are_shown_to_nobody(office: HttpClient, as_student: Client) -> None:
    shared = await talk.shared(as_student, await talk.talked(as_student))

    pages = [(await office.http.get(page)).text for page in (SHARES, f"{SHARES}{shared.pk}/change/")]

    assert all("student" in page for page in pages)
    assert [page for page in pages if str(shared.access_token) in page] == []


async def test_nothing_is_added_or_changed(office: HttpClient, as_student: Client) -> None:
    shared = await talk.shared(as_student, await talk.talked(as_student))

    added = [await post(office, f"{page}add/") for page in (CONVERSATIONS, SHARES)]
    changed = await post(office, f"{SHARES}{shared.pk}/change/", is_public="on")

    assert (added, changed) == ([403, 403], 403)
    assert not (await models.SharedChat.objects.aget()).is_public


@pytest.mark.parametrize("action", ["revoke", "delete_selected"])
async def test_what_is_shared_is_revoked(office: HttpClient, as_student: Client, action: str) -> None:
    where = await talk.talked(as_student)
    shared, kept = await talk.shared(as_student, where), await talk.talked(as_student, "pythia")
    await talk.shared(as_student, kept)
    before = await talk.told(where)

    status = await post(office, SHARES, action=action, _selected_action=[str(shared.pk)], post="yes")

    assert status == 302
    assert [each.conversation_id async for each in models.SharedChat.objects.all()] == [kept.pk]
    assert await talk.told(where) == [*before, ("share_ended", str(where.pk))]


async def test_shares_are_searched_for(office: HttpClient, as_student: Client, as_teacher: Client) -> None:
    for person in (as_student, as_teacher):
        await talk.shared(person, await talk.talked(person))

    page = (await office.http.get(SHARES, params={"q": "student"})).text

    assert ("student" in page, "teacher" in page) == (True, False)
