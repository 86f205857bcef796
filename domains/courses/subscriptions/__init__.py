"""What courses tell live."""

from domains.courses.subscriptions.generation import course_generation
from domains.courses.subscriptions.progress import course_progress

__all__ = ["course_generation", "course_progress"]
