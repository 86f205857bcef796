"""Somebody talks to a tool on the page at `/`, in a real browser, on a gateway that is really served."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.home.chat import REPLY, Chat
from tests.home.outside import said, set_pace, text_of
from tests.support.chromium import chromium
from tests.support.prepared import demo_folder
from tests.support.processes import gateway

QUICK = 1_000.0


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a gateway with the demo data, without the scheme."""
    with demo_folder() as folder, gateway(folder) as served:
        yield served


def test_a_newcomer_talks_to_a_tool(server: str) -> None:
    set_pace(server, 12)
    with chromium(Chat) as chat:
        chat.open(f"http://{server}")
        chat.press(".way")
        chat.wait_for_text("#chat .invitation", "Sign in to talk to a tool.")
        chat.sign_in("student")
        chat.wait_for_count(".tool", 12)
        chat.fill("search", "claude")
        chat.wait_for_text(".tools li:first-child", "Claude", "Anthropic")
        chat.press("[data-tool=claude]")
        chat.write("Who works with **GraphQL** here?")

        chat.wait_for_text(".message.said .prose strong", "GraphQL")
        some = chat.wait_for_words(3)
        more = chat.wait_for_words(len(some.split()) + 3)
        assert more.startswith(some)
        whole = chat.wait_for_end()
        assert whole.startswith("This is a demonstration. Claude is not connected to this gateway")
        assert chat.texts(f"{REPLY} .badge") == ["demonstration"]
        assert whole == text_of(said(server, "student", chat.path())[-1]["contentHtml"])
        chat.wait_for_text("#chat h2", "Who works with")

        assert chat.hosts() == {urlsplit(f"http://{server}").netloc}
        assert chat.complaints() == []


def test_two_windows_see_the_same_reply_grow(server: str) -> None:
    set_pace(server, 12)
    with chromium(Chat) as chat:
        path = chat.begin(f"http://{server}", "teacher", "chatgpt")
        first = chat.open_another(f"http://{server}", path)
        chat.wait_for_text("#chat h2", "A new chat")
        second = chat.driver.current_window_handle
        chat.back_to(first)
        chat.write("Say something.")
        there = chat.wait_for_words(4)

        chat.back_to(second)
        here = chat.wait_for_words(len(there.split()) + 2)
        assert here.startswith(there)
        chat.wait_for_text("#chat h2", "Say something.")
        whole = chat.wait_for_end()
        chat.back_to(first)
        assert chat.wait_for_end() == whole
        assert chat.texts(".message.said .prose") == ["Say something."]
        assert chat.complaints() == []


def test_who_has_the_link_reads_along_until_it_is_revoked(server: str) -> None:
    set_pace(server, 8)
    with chromium(Chat) as owner, chromium(Chat) as reader:
        owner.begin(f"http://{server}", "creator", "gemini")
        link = owner.share(hours="24")
        assert link.startswith(f"http://{server}/#/chats/")
        owner.wait_for_text(".sharing", "It ends on")
        reader.open(f"http://{server}", link.partition("#")[2])
        reader.wait_for_text("#chat .facts", "Gemini · by creator")

        owner.write("Who else is reading?")
        there = owner.wait_for_words(3)
        here = reader.wait_for_words(len(there.split()) + 2)
        assert here.startswith(there)
        assert reader.texts(".composer") == reader.texts(".panels") == []
        owner.press(".revoke")
        reader.wait_for_text("#chat [role=alert]", "This shared chat has ended")
        assert reader.texts(".message") == []

        owner.wait_for_end()
        reader.driver.refresh()
        reader.wait_for_text("#chat [role=alert]", "There is nothing to read along here")
        assert owner.complaints() == reader.complaints() == []


def test_everybody_finds_what_is_shared_with_everybody(server: str) -> None:
    set_pace(server, QUICK)
    with chromium(Chat) as owner, chromium(Chat) as reader:
        owner.begin(f"http://{server}", "creator", "midjourney")
        owner.write("Hear, hear.")
        owner.wait_for_end()
        owner.share("public")

        reader.open(f"http://{server}", "/chat")
        reader.press(".talks a")
        reader.wait_for_text(".message.said", "creator", "Hear, hear.")
        reader.wait_for_text(REPLY, "This is a demonstration.")
        assert reader.texts(".composer") == []


def test_a_reply_is_stopped_and_asked_for_anew(server: str) -> None:
    set_pace(server, 8)
    with chromium(Chat) as chat:
        path = chat.begin(f"http://{server}", "staff", "perplexity")
        chat.write("Go on and on.")
        chat.wait_for_words(4)
        chat.write("And I talk on.")
        chat.wait_for_text(".composer [role=alert]", "A reply is on its way")
        chat.press(".stop")
        stopped = chat.wait_for_end("STOPPED")
        chat.wait_for_text(f"{REPLY} .outcome", "Stopped here.")

        set_pace(server, QUICK)
        chat.press(".retry")
        whole = chat.wait_for_end()
        assert whole.startswith(stopped)
        assert len(whole) > len(stopped)
        assert chat.texts(".retry") == []
        assert [(one["isUser"], one["status"]) for one in said(server, "staff", path)] == [
            (True, "COMPLETE"),
            (False, "STOPPED"),
            (False, "COMPLETE"),
        ]
        assert chat.complaints() == []


def test_a_conversation_is_called_something_else_and_deleted(server: str) -> None:
    set_pace(server, QUICK)
    with chromium(Chat) as chat:
        path = chat.begin(f"http://{server}", "staff", "canva")
        chat.write("La la la.")
        chat.wait_for_end()
        listening = chat.open_another(f"http://{server}", path)
        chat.press(".panels .deeds button:nth-child(2)")
        chat.fill("title", "Songs")
        chat.press(".rename .primary")
        chat.wait_for_text("#chat h2", "Songs")
        chat.press("#chat .back")
        chat.wait_for_text(".talks li:first-child", "Songs", "Canva")

        chat.press(".talks a")
        chat.press(".panels .deeds button:nth-child(3)")
        chat.press(".remove")
        chat.wait_for_count(".tool", 12)
        assert "Songs" not in chat.texts(".talks a")
        chat.back_to(listening)
        chat.wait_for_text("#chat [role=alert]", "This conversation is not here any more.")
        assert chat.texts(".message") == []
        assert chat.complaints() == []


@pytest.mark.parametrize("width", [360, 1400])
def test_the_chat_fits_its_window(server: str, width: int) -> None:
    set_pace(server, QUICK)
    with chromium(Chat) as chat:
        chat.narrow_to(width)
        chat.begin(f"http://{server}", "student", "midjourney")
        assert chat.overhang() == 0
        chat.write(f"# Wide\n{'long' * 60}")
        chat.wait_for_end()
        chat.share()
        assert chat.overhang() == 0
