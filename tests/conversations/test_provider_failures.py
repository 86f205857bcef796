"""Every bad end of a provider has its reason, and what may pass is tried again as long as nothing was said."""

import logging
import time
from dataclasses import replace

import pytest

from domains.conversations.models import ReplyFailure
from domains.kit.openai import Endpoint, ProviderError, ProviderFailure, Question, stream, streaming
from tests.conversations.replies import ASKED, PATIENCE, Reply, heard
from tests.support.processes import free_port
from tests.support.provider import Provider, text_of

THRICE = replace(PATIENCE, tries=3)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "FIRST_PAUSE_SECONDS", 0.02)


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        ("refuses?status=401", ReplyFailure.UNAUTHORIZED),
        ("refuses?status=403", ReplyFailure.UNAUTHORIZED),
        ("refuses?status=400", ReplyFailure.PROVIDER_ERROR),
        ("refuses?status=404", ReplyFailure.PROVIDER_ERROR),
        ("writes_html", ReplyFailure.UNREADABLE),
        ("babbles?tokens=0", ReplyFailure.UNREADABLE),
        ('babbles?tokens=0&line={"greeting": "hello"}', ReplyFailure.UNREADABLE),
        ('babbles?tokens=0&line={"choices": "none"}', ReplyFailure.UNREADABLE),
        ('babbles?tokens=0&line={"choices": [{"delta": {"content": 5}}]}', ReplyFailure.UNREADABLE),
        ("babbles?tokens=0&line=[1]", ReplyFailure.UNREADABLE),
        ("babbles?tokens=0&line=" + "[" * 5000, ReplyFailure.UNREADABLE),
        ("floods", ReplyFailure.UNREADABLE),
        ("says?tokens=0&finish=content_filter", ReplyFailure.WITHHELD),
    ],
)
async def test_what_will_not_pass_is_not_tried_again(served: Provider, behaviour: str, failure: ReplyFailure) -> None:
    reply = await heard(Endpoint(served.url, behaviour), THRICE)

    assert (reply.text, reply.failure) == ("", failure)
    assert len(served.requests) == 1


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        ("refuses?status=408", ReplyFailure.PROVIDER_ERROR),
        ("refuses?status=409", ReplyFailure.PROVIDER_ERROR),
        ("refuses?status=429", ReplyFailure.RATE_LIMITED),
        ("refuses?status=429&retry_after=0", ReplyFailure.RATE_LIMITED),
        ("refuses?status=500", ReplyFailure.PROVIDER_ERROR),
        ("refuses?status=503", ReplyFailure.PROVIDER_ERROR),
        ("cuts?tokens=0", ReplyFailure.STALLED),
        ("breaks_off?tokens=0", ReplyFailure.EMPTY),
        ("babbles?tokens=0&line=[DONE]", ReplyFailure.EMPTY),
        ('babbles?tokens=0&line={"choices": []}', ReplyFailure.EMPTY),
        ("says?tokens=0", ReplyFailure.EMPTY),
        ('babbles?tokens=0&line={"error": {"message": "overloaded"}}', ReplyFailure.PROVIDER_ERROR),
    ],
)
async def test_what_may_pass_is_tried_again(served: Provider, behaviour: str, failure: ReplyFailure) -> None:
    lasting = await heard(Endpoint(served.url, behaviour), THRICE)
    passing = await heard(Endpoint(served.url, f"{behaviour}&times=2"), THRICE)

    assert lasting == Reply("", None, failure)
    assert (passing.text, passing.failure) == (text_of(5), None)
    assert len(served.requests) == 6


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        ("cuts?tokens=3", ReplyFailure.STALLED),
        ("breaks_off?tokens=3", ReplyFailure.STALLED),
        ("babbles?tokens=3", ReplyFailure.UNREADABLE),
        ('babbles?tokens=3&line={"error": {"message": "overloaded"}}', ReplyFailure.PROVIDER_ERROR),
        # The error arrives together with what was said before it.
        ('babbles?text=word0 word1 word2 &line={"error": "overloaded"}', ReplyFailure.PROVIDER_ERROR),
        ('babbles?tokens=3&line={"choices": [{"finish_reason": "error"}]}', ReplyFailure.PROVIDER_ERROR),
        ("says?tokens=3&finish=content_filter&usage=0", ReplyFailure.WITHHELD),
    ],
)
async def test_what_was_said_holds_and_is_never_said_twice(
    served: Provider, behaviour: str, failure: ReplyFailure
) -> None:
    reply = await heard(Endpoint(served.url, behaviour), THRICE)

    assert reply == Reply(text_of(3), None, failure)
    assert len(served.requests) == 1


async def test_nobody_is_there(served: Provider) -> None:
    reply = await heard(Endpoint(f"http://127.0.0.1:{free_port()}/v1", "says"), THRICE)

    assert reply == Reply("", None, ReplyFailure.UNREACHABLE)


@pytest.mark.parametrize(
    "url", ["http://a host/v1", "ftp://127.0.0.1/v1", "no address", "http://[::1/v1", "http://x:99999/"]
)
async def test_an_address_leads_nowhere(served: Provider, url: str) -> None:
    reply = await heard(Endpoint(url, "says"), THRICE)

    assert reply == Reply("", None, ReplyFailure.UNREACHABLE)


async def test_a_provider_says_for_how_long_it_wants_to_be_left_alone(served: Provider) -> None:
    begun = time.monotonic()

    reply = await heard(Endpoint(served.url, "refuses?status=429&retry_after=1&times=1"), THRICE)

    assert reply.text == text_of(5)
    assert time.monotonic() - begun >= 1


@pytest.mark.parametrize("pause", ["60", "Wed, 21 Oct 2099 07:28:00 GMT"])
async def test_nobody_waits_for_who_wants_to_be_left_alone_for_long(served: Provider, pause: str) -> None:
    reply = await heard(Endpoint(served.url, f"refuses?status=429&retry_after={pause}"), THRICE)

    assert reply == Reply("", None, ReplyFailure.RATE_LIMITED)
    assert len(served.requests) == 1


async def test_a_key_goes_nowhere_else(served: Provider) -> None:
    elsewhere = f"redirects?to={served.url}/elsewhere"

    reply = await heard(Endpoint(served.url, elsewhere, key="a-key"), THRICE)

    assert reply == Reply("", None, ReplyFailure.PROVIDER_ERROR)
    assert len(served.requests) == 1


async def test_the_log_says_why_but_no_words_and_never_the_key(
    served: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    refusal = "refuses?status=401&message=The key sk-secret-key is not known here."
    question = Question(Endpoint(served.url, refusal, key="sk-secret-key"), ASKED)

    with caplog.at_level(logging.DEBUG, logger="gateway.providers"), pytest.raises(ProviderError) as raised:
        async for _ in stream(question, PATIENCE):
            pass

    said = {each.levelname: each.getMessage() for each in caplog.records if each.name == "gateway.providers"}
    assert said["WARNING"].endswith("unauthorized")
    assert "The key … is not known here." in said["DEBUG"]
    assert str(raised.value) == "unauthorized"
    assert raised.value.__cause__ is None
    assert "sk-secret-key" not in repr(Endpoint(served.url, "any-model", key="sk-secret-key"))


def test_a_reply_has_a_word_for_every_failure() -> None:
    assert {each.value for each in ProviderFailure} <= set(ReplyFailure.values)
