"""What clients say about courses."""

from domains.courses.inputs.learning import CompleteLessonInput, EnrollInput, LeaveCourseInput
from domains.courses.inputs.marks import RecordCourseViewInput, SaveCourseInput, UnsaveCourseInput
from domains.courses.inputs.submissions import GradeSubmissionInput, StartLessonExerciseInput, SubmitLessonExerciseInput

__all__ = [
    "CompleteLessonInput",
    "EnrollInput",
    "GradeSubmissionInput",
    "LeaveCourseInput",
    "RecordCourseViewInput",
    "SaveCourseInput",
    "StartLessonExerciseInput",
    "SubmitLessonExerciseInput",
    "UnsaveCourseInput",
]
