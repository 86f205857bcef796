"""What people can do with courses."""

from domains.courses.mutations.generating import archive_course, generate_course, restore_course, retry_generation
from domains.courses.mutations.learning import complete_lesson, enroll, leave_course
from domains.courses.mutations.lesson_exercises import (
    create_lesson_exercise,
    delete_lesson_exercise,
    update_lesson_exercise,
)
from domains.courses.mutations.lessons import create_lesson, delete_lesson, order_lessons, update_lesson
from domains.courses.mutations.marks import record_course_view, save_course, unsave_course
from domains.courses.mutations.materials import add_lesson_file, remove_lesson_material
from domains.courses.mutations.practice import complete_module, reveal_hint, start_exercise, submit_exercise
from domains.courses.mutations.submissions import grade_submission, start_lesson_exercise, submit_lesson_exercise
from domains.courses.mutations.taught import (
    create_course,
    delete_course,
    publish_course,
    set_course_thumbnail,
    unpublish_course,
    update_course,
)
from domains.courses.mutations.verdicts import record_exercise_result, record_review

__all__ = [
    "add_lesson_file",
    "archive_course",
    "complete_lesson",
    "complete_module",
    "create_course",
    "create_lesson",
    "create_lesson_exercise",
    "delete_course",
    "delete_lesson",
    "delete_lesson_exercise",
    "enroll",
    "generate_course",
    "grade_submission",
    "leave_course",
    "order_lessons",
    "publish_course",
    "record_course_view",
    "record_exercise_result",
    "record_review",
    "remove_lesson_material",
    "restore_course",
    "retry_generation",
    "reveal_hint",
    "save_course",
    "set_course_thumbnail",
    "start_exercise",
    "start_lesson_exercise",
    "submit_exercise",
    "submit_lesson_exercise",
    "unpublish_course",
    "unsave_course",
    "update_course",
    "update_lesson",
    "update_lesson_exercise",
]
