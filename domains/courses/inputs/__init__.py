"""What clients say about courses."""

from domains.courses.inputs.catalogue import CourseFilter, CourseOrder
from domains.courses.inputs.learning import CompleteLessonInput, EnrollInput, LeaveCourseInput
from domains.courses.inputs.marks import RecordCourseViewInput, SaveCourseInput, UnsaveCourseInput
from domains.courses.inputs.submissions import GradeSubmissionInput, StartLessonExerciseInput, SubmitLessonExerciseInput
from domains.courses.inputs.taught import (
    CreateCourseInput,
    DeleteCourseInput,
    PublishCourseInput,
    SetCourseThumbnailInput,
    UnpublishCourseInput,
    UpdateCourseInput,
)

__all__ = [
    "CompleteLessonInput",
    "CourseFilter",
    "CourseOrder",
    "CreateCourseInput",
    "DeleteCourseInput",
    "EnrollInput",
    "GradeSubmissionInput",
    "LeaveCourseInput",
    "PublishCourseInput",
    "RecordCourseViewInput",
    "SaveCourseInput",
    "SetCourseThumbnailInput",
    "StartLessonExerciseInput",
    "SubmitLessonExerciseInput",
    "UnpublishCourseInput",
    "UnsaveCourseInput",
    "UpdateCourseInput",
]
