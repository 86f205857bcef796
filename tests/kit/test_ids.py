"""Global ids: one text for each object, and no other text."""

from base64 import b64encode, urlsafe_b64encode
from uuid import UUID

import pytest

from domains.kit import ids
from domains.kit.errors import InvalidId

KEY = UUID("01900000-0000-7fff-bfff-fffffffffffe")
GOOD = ids.encode("Project", KEY)


@pytest.mark.parametrize("type_name", ["User", "Project", "ToolCategory", "A"])
@pytest.mark.parametrize("key", [KEY, UUID(int=0), UUID(int=2**128 - 1), ids.new_key()])
def test_an_id_stands_for_a_type_and_a_key(type_name: str, key: UUID) -> None:
    id = ids.encode(type_name, key)

    assert ids.decode(id) == (type_name, key)
    assert id.replace("-", "").replace("_", "").isalnum()


def test_two_objects_have_two_ids() -> None:
    keys = [ids.new_key() for _ in range(50)]

    made = {ids.encode(type_name, key) for type_name in ("User", "Project") for key in keys}

    assert len(made) == 100


def test_keys_sort_by_the_time_they_were_made() -> None:
    keys = [ids.new_key() for _ in range(1_000)]

    assert keys == sorted(keys)
    assert {key.version for key in keys} == {7}


def raw(payload: bytes) -> str:
    """Return bytes as an id would be written."""
    return urlsafe_b64encode(payload).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "=",
        "A",
        "User",
        str(KEY),
        "x" * 100_000,
        "A" * 121,
        "ünicode",
        "\0",
        "\ud800",
        GOOD + "=",
        GOOD + "==",
        GOOD + "\n",
        " " + GOOD,
        GOOD[:10] + "!" + GOOD[10:],
        GOOD[:10] + "=" + GOOD[10:],
        GOOD[:-1],
        GOOD[1:],
        GOOD + "A",
        GOOD.swapcase(),
        b64encode(KEY.bytes + b"Project").decode().rstrip("="),
        raw(KEY.bytes),
        raw(KEY.bytes[:15]),
        raw(KEY.bytes + b"two words"),
        raw(KEY.bytes + b"1st"),
        raw(KEY.bytes + "Prüfung".encode()),
        raw(KEY.bytes + b"\xff"),
        raw(KEY.bytes + b"Project\0"),
        raw(KEY.bytes + b"P" * 100),
    ],
)
def test_what_is_not_written_as_an_id_is_none(text: str) -> None:
    with pytest.raises(InvalidId):
        ids.decode(text)


def test_no_other_text_stands_for_the_same_object() -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=!"
    found = set()
    for place in range(len(GOOD)):
        for letter in alphabet:
            changed = GOOD[:place] + letter + GOOD[place + 1 :]
            try:
                decoded = ids.decode(changed)
            except InvalidId:
                continue
            if decoded == ("Project", KEY):
                found.add(changed)

    assert found == {GOOD}


def test_key_of_gives_the_key_of_the_type_it_wants() -> None:
    assert ids.key_of("Project", GOOD, path=["input", "projectId"]) == KEY


@pytest.mark.parametrize("text", ["", "nonsense", ids.encode("User", KEY), ids.encode("project", KEY)])
def test_key_of_says_where_the_wrong_id_stood(text: str) -> None:
    with pytest.raises(InvalidId) as refused:
        ids.key_of("Project", text, path=["input", "projectId"])

    assert refused.value.path == ["input", "projectId"]
    assert refused.value.message == "This is not the id of a Project."
