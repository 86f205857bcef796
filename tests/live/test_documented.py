"""What clients are told of live delivery is what the gateway does."""

import re
from pathlib import Path

from server.live.protocol import Code

PAGE = (Path(__file__).parents[2] / "docs" / "live.md").read_text()


def test_every_code_that_closes_a_socket_is_explained() -> None:
    explained = {int(code) for code in re.findall(r"^\| (\d{4}) \|", PAGE, flags=re.MULTILINE)}

    # What is too long is refused by the server below.
    assert explained == {int(code) for code in Code} | {1009}
