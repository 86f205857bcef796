"""Markdown in comments: what it means is kept, what it could do is not."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from tests.support import world
from tests.support.client import Client

HARMLESS = {
    "p", "em", "strong", "a", "code", "pre", "ul", "ol", "li", "blockquote", "h1", "h2", "hr", "br", "table",
    "thead", "tbody", "tr", "th", "td", "s", "del",
}  # fmt: skip


class Markup(HTMLParser):
    """Collects the tags and attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag and its attributes."""
        self.tags.add(tag)
        self.attributes.update(attrs)


async def html_of(client: Client, content: str) -> str:
    project = await world.project(client)
    added = await client.run("AddComment", input={"projectId": world.id_of(project), "content": content})
    html: str = added["addComment"]["comment"]["contentHtml"]
    return html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**bold** and *slanted*", "<p><strong>bold</strong> and <em>slanted</em></p>\n"),
        ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>\n"),
        ("```\nprint(1)\n```", "<pre><code>print(1)\n</code></pre>\n"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"),
    ],
)
async def test_markdown_is_rendered(as_student: Client, markdown: str, html: str) -> None:
    assert await html_of(as_student, markdown) == html


@pytest.mark.parametrize("url", ["https://example.org/a?b=1", "http://example.org", "mailto:a@example.org"])
async def test_links_to_the_web_and_to_mail_survive(as_student: Client, url: str) -> None:
    markup = Markup(await html_of(as_student, f"[there]({url})"))

    assert markup.tags == {"p", "a"}
    assert markup.attributes["href"] == url
    assert "noopener" in (markup.attributes["rel"] or "")


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<b onclick="alert(1)">bold</b>',
        "<a href='https://example.org' onclick='alert(1)'>there</a>",
        "[there](javascript:alert(1))",
        "[there](JaVaScRiPt:alert(1))",
        "[there](java&#x0A;script:alert(1))",
        "[there](vbscript:alert(1))",
        "[there](data:text/html;base64,PHNjcmlwdD4=)",
        "[there](<javascript:alert(1)>)",
        "<javascript:alert(1)>",
        "[there]: javascript:alert(1)\n\n[there]",
        "![pic](javascript:alert(1))",
        "<svg/onload=alert(1)>",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<style>* { display: none }</style>",
        "<form action='https://example.org'><input></form>",
        '```html"onmouseover=alert(1)\nx\n```',
    ],
)
async def test_nothing_that_runs_survives(as_student: Client, content: str) -> None:
    markup = Markup(await html_of(as_student, content))

    assert markup.tags <= HARMLESS
    assert not [name for name in markup.attributes if name.startswith("on") or name == "style"]
    assert urlsplit(markup.attributes.get("href") or "").scheme in {"", "https"}


async def test_a_title_of_a_link_cannot_break_out(as_student: Client) -> None:
    markup = Markup(await html_of(as_student, "[there](https://example.org '\" onclick=\"alert(1)')"))

    assert "onclick" not in markup.attributes
    assert markup.attributes["href"] == "https://example.org"


async def test_the_indentation_of_a_first_line_means_code(as_student: Client) -> None:
    assert await html_of(as_student, "    print(1)\n") == "<pre><code>print(1)\n</code></pre>\n"
