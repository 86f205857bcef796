"""The network goes away under somebody's chat, and comes back."""

from collections.abc import Iterator

import pytest

from tests.home.chat import REPLY, Chat
from tests.home.outside import run, said, set_pace, set_setting, signed_in, text_of
from tests.support.chromium import chromium
from tests.support.prepared import demo_folder
from tests.support.processes import free_port, gateway
from tests.support.wires import wire


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a gateway with the demo data, without the scheme."""
    with demo_folder() as folder, gateway(folder) as served:
        yield served


def test_a_reply_that_was_cut_in_the_middle_is_whole(server: str) -> None:
    set_pace(server, 8)
    with wire(server) as way, chromium(Chat) as chat:
        path = chat.begin(f"http://{way.address}", "student", "claude")
        chat.write("Who works with GraphQL here?")
        before = chat.wait_for_words(4)
        way.cut()
        chat.wait_for_text("#chat .state", "cut off, trying again")

        # It goes on all the same, where nobody sees it.
        while len(said(server, "student", path)[-1]["content"]) < len(before) + 60:
            assert chat.growing().startswith(before)
        way.mend()
        chat.wait_for_text("#chat .state", "live")
        after = chat.wait_for_words(len(before.split()) + 8)
        whole = chat.wait_for_end()

        [_, reply] = said(server, "student", path)
        assert reply["status"] == "COMPLETE"
        assert reply["content"].startswith(after)
        assert whole == text_of(reply["contentHtml"])
        assert chat.texts(".message.said .prose") == ["Who works with GraphQL here?"]


def test_what_is_sent_while_nothing_goes_through_is_said_once(server: str) -> None:
    set_pace(server, 1_000)
    with wire(server) as way, chromium(Chat) as chat:
        path = chat.begin(f"http://{way.address}", "teacher", "claude")
        # It arrives, and nobody hears that it did.
        way.lose_answers()
        chat.write("Do you hear me?")
        while len(said(server, "teacher", path)) < 2:
            chat.wait_for_text(".message.pending", "Do you hear me?")
        way.cut()
        chat.wait_for_text(".message.pending .outcome", "It is sent again by itself.")
        way.mend()

        chat.wait_for_end()
        chat.wait_for_count(".message.pending", 0)
        assert chat.texts(".message.said .prose") == ["Do you hear me?"]
        assert [one["content"] for one in said(server, "teacher", path) if one["isUser"]] == ["Do you hear me?"]


def test_what_was_said_earlier_comes_page_after_page(server: str) -> None:
    set_pace(server, 10_000)
    set_setting(server, "conversations.messages_per_minute", 100)
    with chromium(Chat) as chat:
        path = chat.begin(f"http://{server}", "creator", "claude")
        token, id = signed_in(server, "creator"), path.rpartition("/")[2]
        words = [f"Number {number}." for number in range(20)]
        for each in words:
            run(server, "SendMessage", token, input={"conversationId": id, "content": each})
            while run(server, "Conversation", token, id=id, last=1)["conversation"]["openReply"]:
                continue
        chat.wait_for_count(".message.said", 20)

        chat.driver.refresh()
        chat.wait_for_count(".message", 30)
        chat.press(".earlier")
        chat.wait_for_count(".message", 40)
        assert chat.texts(".message.said .prose") == words
        assert chat.texts(".earlier") == []


def test_a_reply_that_the_gateway_left_keeps_its_words_and_can_be_asked_for_anew() -> None:
    port = free_port()
    with demo_folder() as folder, chromium(Chat) as chat:
        with gateway(folder, port=port) as address:
            set_pace(address, 8)
            path = chat.begin(f"http://{address}", "student", "claude")
            chat.write("Stay with me.")
            told = chat.wait_for_words(4)

        chat.wait_for_text("#chat .state", "cut off, trying again")
        with gateway(folder, port=port) as address:
            set_pace(address, 1_000)
            left = chat.wait_for_end("FAILED")
            assert said(address, "student", path)[-1]["content"].startswith(told)
            assert left == text_of(said(address, "student", path)[-1]["contentHtml"])
            chat.wait_for_text(f"{REPLY} .outcome", "This reply failed: this platform was interrupted while it grew.")
            chat.press(".retry")
            assert len(chat.wait_for_end()) > len(left)
