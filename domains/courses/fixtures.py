"""The demo courses: one about this gateway, and one of the demo learner's own."""

from domains.courses.services.demonstration import practising, teaching
from domains.users import fixtures as people

TEACHER, LEARNER = "teacher", "student"


def load_demo() -> None:
    """Let the demo teacher teach what the demo learner has begun, and the learner have a course of their own."""
    # In the order in which it happened: yesterday, then today.
    practising.practise(people.viewer(LEARNER))
    teaching.teach(people.viewer(TEACHER), people.viewer(LEARNER))
