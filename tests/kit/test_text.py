"""Words: slugs and camel case."""

import pytest

from domains.kit.text import SLUG_LENGTH, camel, next_free, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A Project", "a-project"),
        ("  Spaces   and -- dashes ", "spaces-and-dashes"),
        ("Ärger über Éclairs", "arger-uber-eclairs"),
        ("snake_case stays", "snake_case-stays"),
        ("_-edges-_", "edges"),
        ("C++ & Rust!", "c-rust"),
        ("100%", "100"),
        ("<script>alert(1)</script>", "scriptalert1script"),
        ("../../etc/passwd", "etcpasswd"),
    ],
)
def test_a_title_becomes_a_slug(title: str, slug: str) -> None:
    assert slug_of(title, fallback="project") == slug


@pytest.mark.parametrize("title", ["", " ", "!?", "日本語", "---", "___", "🎨", "\0"])
def test_a_title_without_a_fitting_letter_becomes_the_fallback(title: str) -> None:
    assert slug_of(title, fallback="project") == "project"


@pytest.mark.parametrize("title", ["x" * 500, "x" * 79 + " yyy", "x " * 200])
def test_a_long_title_becomes_a_short_slug(title: str) -> None:
    slug = slug_of(title, fallback="project")

    assert 79 <= len(slug) <= SLUG_LENGTH
    assert slug[-1] not in "-_"


def test_a_free_slug_stays() -> None:
    assert next_free("a", set()) == "a"
    assert next_free("a", {"b", "a-2", "ab"}) == "a"


def test_a_taken_slug_gets_the_next_number() -> None:
    assert next_free("a", {"a"}) == "a-2"
    assert next_free("a", {"a", "a-2", "a-3", "a-5"}) == "a-4"


def test_a_taken_slug_of_full_length_stays_in_its_length() -> None:
    longest = "x" * SLUG_LENGTH
    taken = {longest}

    for _ in range(10):
        taken.add(next_free(longest, taken))

    assert len(taken) == 11
    assert {len(slug) for slug in taken} == {SLUG_LENGTH}


@pytest.mark.parametrize(
    ("name", "written"), [("a", "a"), ("like_count", "likeCount"), ("a_b_c", "aBC"), ("user_id", "userId")]
)
def test_a_name_is_written_as_clients_write_it(name: str, written: str) -> None:
    assert camel(name) == written
