"""Texts that something between a table and an answer might get wrong."""

ODD = (
    "plain words",
    "She said \"no\", and 'left'",
    "back\\slash \\n \\u0041 \\\\",
    "two\nlines\r\nand\ta tab",
    "line\u2028and paragraph\u2029separators",
    "👩🏽\u200d🚀 and \N{MATHEMATICAL SCRIPT CAPITAL A}stral, e\u0301 and é, ﷽",
    "\u202eright to left\u202c שלום",
    "<script>alert('x')</script> & <b>bold</b> **strong** [a](javascript:x)",
    "100% sure_thing {} {{0}} %s $1 :name --",
    "\x01\x1f\x7f\x85 control",
    " spaces around ",
    "null",
    "\ue000 private \ue001 use",
)
MARKDOWN = (
    '# Head\n\n* a **list**\n* `code` & <i>html</i>\n\n| a | b |\n|---|---|\n| 1 | "2" |',
    "```python\nprint('\\n')\n```\n\n> quoted ~~struck~~ <https://example.org/?a=1&b=2>",
)  # fmt: skip


def odd(number: int) -> str:
    """Return one of the odd texts; every number has one."""
    return ODD[number % len(ODD)]
