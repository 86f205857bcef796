"""The demo course, and what the demo student has done in it."""

from domains.courses import demonstration
from domains.users import fixtures as people

TEACHER, LEARNER = "teacher", "student"


def load_demo() -> None:
    """Let the demo teacher teach a course that the demo student has begun, and the student have one of their own."""
    demonstration.teach(people.viewer(TEACHER), people.viewer(LEARNER))
    demonstration.practise(people.viewer(LEARNER))
