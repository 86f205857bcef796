"""The words under which courses are announced."""

from uuid import UUID

# How far learners are: topic `progress_topic`. `id` is the key of the row that each is about.
ENROLLMENT_CHANGED = "enrollment_changed"
# Told to nobody: whoever listened because they were enrolled is asked anew whether they may.
ENROLLMENT_ENDED = "enrollment_ended"
LESSON_COMPLETION_ADDED = "lesson_completion_added"
SUBMISSION_CHANGED = "submission_changed"
MODULE_CHANGED = "module_changed"
EXERCISE_PROGRESS_CHANGED = "exercise_progress_changed"
COURSE_CHANGED = "course_changed"
# How a generation is: topic `generation_topic`.
MODULE_GENERATED = "module_generated"
GENERATION_CHANGED = "generation_changed"


def progress_topic(course_id: UUID) -> str:
    """Return the topic under which is announced how far learners are in a course of either kind."""
    return f"course:{course_id}:progress"


def generation_topic(course_id: UUID) -> str:
    """Return the topic under which is announced how the generation of a course is."""
    return f"course:{course_id}:generation"
