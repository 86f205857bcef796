"""How a learner's own words fill the gaps of the blueprint: as words, and as nothing else."""

import ast

import pytest

from domains.courses.rules.hydration import (
    UnfilledError,
    Words,
    fill_code,
    fill_label,
    fill_markdown,
    fill_text,
    hydrated,
)
from domains.kit.markdown import markdown_to_html

# Words of somebody who tries to be more than a word.
NASTY = (
    "<script>alert(1)</script>", "[here](http://evil.example)", "![x](http://evil.example/x.png)", "`code`",
    "```\nend", "# a heading", "- a list", "**bold** _and_ more", "&lt;b&gt;", "a | b", "<http://evil.example>",
    "{METRIC}", "\\", "\n\n    indented", "1. one", "~~gone~~",
)  # fmt: skip
CODE = ('"', "'", '"""', "\\", '" + __import__("os").name + "', "{1 + 1}", "\nimport os\n", "\r", "\x0c", "`", "#")
MODULE = {
    "title_template": "{ENTITY_PRIMARY:title} in a loop",
    "description_template": "How a {CONTAINER} is walked through.",
    "sections": [{"heading": "Why {DOMAIN}", "body": "A *{ENTITY_PRIMARY}* and `{ENTITY_PRIMARY:class}`."}],
    "examples": [{"title": "t", "language": "python", "code": "{ENTITY_PRIMARY:name} = 1", "explanation": "{DOMAIN}"}],
    "visualizations": [{"title": "{DOMAIN}", "mermaid": 'flowchart LR\n a["{CONTAINER}"]'}],
    "exercises": [
        {
            "type": "build",
            "title": "t",
            "prompt": "Count each {ENTITY_PRIMARY}.",
            "starter_code": "",
            "solution_code": "class {ENTITY_PRIMARY:class}:\n    {METRIC:name} = 0",
            "test_cases": [{"name": "counts {METRIC}", "code": "assert {ENTITY_PRIMARY:class}.{METRIC:name} == 0"}],
            "flaws": [{"id": "one", "lines": [1, 2], "problem": "no {METRIC}"}],
            "hints": [{"id": "one", "text": "Think of {METRIC}.", "penalty": 10}],
            "points": 50,
        }
    ],
}
VALUES = {"ENTITY_PRIMARY": "sneaker", "METRIC": "price", "CONTAINER": "shoe box", "DOMAIN": "sneakers & co"}


@pytest.mark.parametrize("value", NASTY)
def test_in_markdown_a_word_is_text(value: str) -> None:
    made = markdown_to_html(fill_markdown("Before {X} after", Words({"X": value})))

    shown = " ".join(value.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert made.replace("&quot;", '"') == f"<p>Before {shown} after</p>\n"


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("template", ["{X}", "- {X}", "`{X}`", "```\n{X}\n```", "a\n\n{X}\n\nb"])
def test_nowhere_in_markdown_is_it_markup(value: str, template: str) -> None:
    made = markdown_to_html(fill_markdown(template, Words({"X": value})))
    plain = markdown_to_html(fill_markdown(template, Words({"X": "word"})))

    assert [part.split(">")[0] for part in made.split("<")] == [part.split(">")[0] for part in plain.split("<")]


@pytest.mark.parametrize("value", CODE)
@pytest.mark.parametrize("template", ["x = '{X}'", 'x = "{X}"', 'x = """{X}"""', 'x = f"{X}"', "x = 1  # {X}"])
def test_in_code_a_word_stays_in_its_string(value: str, template: str) -> None:
    (statement,) = ast.parse(fill_code(template, Words({"X": f"a{value}b"}))).body

    assert isinstance(statement, ast.Assign)
    assert isinstance(statement.value, ast.Constant | ast.JoinedStr)
    if isinstance(statement.value, ast.JoinedStr):
        assert all(isinstance(part, ast.Constant) for part in statement.value.values)
    elif "#" not in template:
        assert statement.value.value == " ".join(f"a{value}b".split())


@pytest.mark.parametrize("value", [*NASTY, *CODE, "3D printer", "class", "list", "self", "日本", "É t é", "None", "9"])
def test_names_are_names(value: str) -> None:
    code = fill_code("class {X:class}:\n    def {X:name}(self, other): ...", Words({"X": f"{value} one"}))

    (made,) = ast.parse(code).body
    assert isinstance(made, ast.ClassDef)
    assert "\n" not in made.name


def test_forms_of_a_word() -> None:
    words = Words({"X": "running shoe"})

    assert fill_text("{X} {X:title} {X:class} {X:name} {x} {1} {}", words) == (
        "running shoe Running shoe RunningShoe running_shoe {x} {1} {}"
    )
    assert fill_label('a["{X}"]', Words({"X": 'a"] --> b{}'})) == 'a["a   --  b  "]'


def test_two_words_are_never_called_the_same() -> None:
    words = Words({"A": "count", "B": "Count", "C": "total"}, taken={"total"})

    names = [fill_code(f"{{{key}:{form}}}", words) for key in "ABC" for form in ("class", "name")]

    assert len(set(names)) == 6
    assert "total" not in names


def test_a_module_is_filled_as_a_whole() -> None:
    made = hydrated(MODULE, VALUES)

    assert made["title"] == "Sneaker in a loop"
    assert made["description"] == "How a shoe box is walked through."
    assert made["sections"] == [{"heading": "Why sneakers & co", "body": "A *sneaker* and `Sneaker`."}]
    assert made["examples"][0]["explanation"] == "sneakers \\& co"
    assert made["visualizations"] == [{"title": "sneakers & co", "mermaid": 'flowchart LR\n a["shoe box"]'}]
    assert made["exercises"] == [
        {
            "type": "build",
            "title": "t",
            "prompt": "Count each sneaker.",
            "starter_code": "",
            "solution_code": "class Sneaker:\n    price = 0",
            "test_cases": [{"name": "counts price", "code": "assert Sneaker.price == 0"}],
            "flaws": [{"id": "one", "lines": [1, 2], "problem": "no price"}],
            "hints": [{"id": "one", "text": "Think of price.", "penalty": 10}],
            "points": 50,
        }
    ]


def test_all_that_is_missing_is_named() -> None:
    with pytest.raises(UnfilledError) as error:
        hydrated(MODULE, {"ENTITY_PRIMARY": "sneaker", "DOMAIN": " "})

    assert error.value.keys == ["CONTAINER", "DOMAIN", "METRIC"]
