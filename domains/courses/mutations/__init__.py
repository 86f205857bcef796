"""What people can do with courses."""

from domains.courses.mutations.generating import archive_course, generate_course, restore_course, retry_generation
from domains.courses.mutations.learning import complete_lesson, enroll, leave_course
from domains.courses.mutations.marks import record_course_view, save_course, unsave_course
from domains.courses.mutations.submissions import grade_submission, start_lesson_exercise, submit_lesson_exercise

__all__ = [
    "archive_course",
    "complete_lesson",
    "enroll",
    "generate_course",
    "grade_submission",
    "leave_course",
    "record_course_view",
    "restore_course",
    "retry_generation",
    "save_course",
    "start_lesson_exercise",
    "submit_lesson_exercise",
    "unsave_course",
]
