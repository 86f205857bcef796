"""What the stories about writers share: a small module to be written, and a model's answers."""

import json
from typing import Any
from urllib.parse import urlencode

from domains.courses.rules.hydration import hydrated
from domains.courses.services.generation.assignments import Assignment

TEMPLATE = {
    "title_template": "{ENTITY_PRIMARY:title} in a loop",
    "description_template": "How a {CONTAINER} is walked through.",
    "learning_objectives": ["Walk through a {CONTAINER}."],
    "sections": [{"heading": "Why {DOMAIN}", "body": "The blueprint's own {ENTITY_PRIMARY}."}],
    "examples": [{"title": "t", "language": "python", "code": "{ENTITY_PRIMARY:name} = 1", "explanation": "{DOMAIN}"}],
    "visualizations": [{"title": "{DOMAIN}", "mermaid": 'flowchart LR\n a["{CONTAINER}"]'}],
    "exercises": [
        {
            "type": "build",
            "title": "Count each {ENTITY_PRIMARY}",
            "prompt": "How many are there?",
            "starter_code": "",
            "solution_code": "the_solution = 1",
            "test_cases": [{"name": "the test", "code": "assert the_solution == 1"}],
            "flaws": [{"id": "one", "lines": [1, 2], "problem": "the flaw"}],
            "hints": [{"id": "one", "text": "the hint", "penalty": 10}],
            "points": 50,
        }
    ],
}
VALUES = {
    "ENTITY_PRIMARY": "sneaker", "CONTAINER": "shoe box", "DOMAIN": "sneakers", "ARCHETYPE": "collector",
    "PET": "a word that nothing asks for",
}  # fmt: skip
ASSIGNMENT = Assignment(TEMPLATE, VALUES)
# The same without anybody's help.
PLAIN = hydrated(TEMPLATE, VALUES)
SECTIONS = [{"heading": "Each sneaker in turn", "body": "A *shoe box* holds many."}]


def says(answer: Any, **words: Any) -> str:
    """Return the behaviour that says an answer: a text as it stands, anything else as JSON."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    return "says?" + urlencode({"text": text} | words)


def section(**fields: Any) -> dict[str, Any]:
    """Return an answer of one section that has these fields."""
    return {"sections": [SECTIONS[0] | fields]}


GOOD = says({"sections": SECTIONS})
