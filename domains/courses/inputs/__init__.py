"""What clients say about courses."""

from domains.courses.inputs.learning import CompleteLessonInput, EnrollInput, LeaveCourseInput
from domains.courses.inputs.lesson_exercises import (
    CreateLessonExerciseInput,
    DeleteLessonExerciseInput,
    UpdateLessonExerciseInput,
)
from domains.courses.inputs.lessons import (
    CreateLessonInput,
    DeleteLessonInput,
    LessonLinkInput,
    OrderLessonsInput,
    UpdateLessonInput,
)
from domains.courses.inputs.marks import RecordCourseViewInput, SaveCourseInput, UnsaveCourseInput
from domains.courses.inputs.materials import AddLessonFileInput, RemoveLessonMaterialInput
from domains.courses.inputs.submissions import GradeSubmissionInput, StartLessonExerciseInput, SubmitLessonExerciseInput

__all__ = [
    "AddLessonFileInput",
    "CompleteLessonInput",
    "CreateLessonExerciseInput",
    "CreateLessonInput",
    "DeleteLessonExerciseInput",
    "DeleteLessonInput",
    "EnrollInput",
    "GradeSubmissionInput",
    "LeaveCourseInput",
    "LessonLinkInput",
    "OrderLessonsInput",
    "RecordCourseViewInput",
    "RemoveLessonMaterialInput",
    "SaveCourseInput",
    "StartLessonExerciseInput",
    "SubmitLessonExerciseInput",
    "UnsaveCourseInput",
    "UpdateLessonExerciseInput",
    "UpdateLessonInput",
]
