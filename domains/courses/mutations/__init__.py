"""What people can do with courses."""

from domains.courses.mutations.learning import complete_lesson, enroll, leave_course
from domains.courses.mutations.lesson_exercises import (
    create_lesson_exercise,
    delete_lesson_exercise,
    update_lesson_exercise,
)
from domains.courses.mutations.lessons import create_lesson, delete_lesson, order_lessons, update_lesson
from domains.courses.mutations.marks import record_course_view, save_course, unsave_course
from domains.courses.mutations.materials import add_lesson_file, remove_lesson_material
from domains.courses.mutations.submissions import grade_submission, start_lesson_exercise, submit_lesson_exercise

__all__ = [
    "add_lesson_file",
    "complete_lesson",
    "create_lesson",
    "create_lesson_exercise",
    "delete_lesson",
    "delete_lesson_exercise",
    "enroll",
    "grade_submission",
    "leave_course",
    "order_lessons",
    "record_course_view",
    "remove_lesson_material",
    "save_course",
    "start_lesson_exercise",
    "submit_lesson_exercise",
    "unsave_course",
    "update_lesson",
    "update_lesson_exercise",
]
