"""What clients say about courses."""

from domains.courses.inputs.generating import (
    ArchiveCourseInput,
    GenerateCourseInput,
    RestoreCourseInput,
    RetryGenerationInput,
)
from domains.courses.inputs.learning import CompleteLessonInput, EnrollInput, LeaveCourseInput
from domains.courses.inputs.marks import RecordCourseViewInput, SaveCourseInput, UnsaveCourseInput
from domains.courses.inputs.submissions import GradeSubmissionInput, StartLessonExerciseInput, SubmitLessonExerciseInput

__all__ = [
    "ArchiveCourseInput",
    "CompleteLessonInput",
    "EnrollInput",
    "GenerateCourseInput",
    "GradeSubmissionInput",
    "LeaveCourseInput",
    "RecordCourseViewInput",
    "RestoreCourseInput",
    "RetryGenerationInput",
    "SaveCourseInput",
    "StartLessonExerciseInput",
    "SubmitLessonExerciseInput",
    "UnsaveCourseInput",
]
