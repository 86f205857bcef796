"""What clients say about courses."""

from domains.courses.inputs.learning import CompleteLessonInput, EnrollInput, LeaveCourseInput
from domains.courses.inputs.marks import RecordCourseViewInput, SaveCourseInput, UnsaveCourseInput
from domains.courses.inputs.practice import (
    CompleteModuleInput,
    RevealHintInput,
    StartExerciseInput,
    SubmitExerciseInput,
)
from domains.courses.inputs.submissions import GradeSubmissionInput, StartLessonExerciseInput, SubmitLessonExerciseInput
from domains.courses.inputs.verdicts import RecordExerciseResultInput, RecordReviewInput, TestResultInput

__all__ = [
    "CompleteLessonInput",
    "CompleteModuleInput",
    "EnrollInput",
    "GradeSubmissionInput",
    "LeaveCourseInput",
    "RecordCourseViewInput",
    "RecordExerciseResultInput",
    "RecordReviewInput",
    "RevealHintInput",
    "SaveCourseInput",
    "StartExerciseInput",
    "StartLessonExerciseInput",
    "SubmitExerciseInput",
    "SubmitLessonExerciseInput",
    "TestResultInput",
    "UnsaveCourseInput",
]
