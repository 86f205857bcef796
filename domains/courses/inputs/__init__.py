"""What clients say about courses."""

from domains.courses.inputs.catalogue import CourseFilter, CourseOrder
from domains.courses.inputs.generating import (
    ArchiveCourseInput,
    GenerateCourseInput,
    RestoreCourseInput,
    RetryGenerationInput,
)
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
from domains.courses.inputs.practice import (
    CompleteModuleInput,
    RevealHintInput,
    StartExerciseInput,
    SubmitExerciseInput,
)
from domains.courses.inputs.submissions import GradeSubmissionInput, StartLessonExerciseInput, SubmitLessonExerciseInput
from domains.courses.inputs.taught import (
    CreateCourseInput,
    DeleteCourseInput,
    PublishCourseInput,
    SetCourseThumbnailInput,
    UnpublishCourseInput,
    UpdateCourseInput,
)
from domains.courses.inputs.verdicts import RecordExerciseResultInput, RecordReviewInput, TestResultInput

__all__ = [
    "AddLessonFileInput",
    "ArchiveCourseInput",
    "CompleteLessonInput",
    "CompleteModuleInput",
    "CourseFilter",
    "CourseOrder",
    "CreateCourseInput",
    "CreateLessonExerciseInput",
    "CreateLessonInput",
    "DeleteCourseInput",
    "DeleteLessonExerciseInput",
    "DeleteLessonInput",
    "EnrollInput",
    "GenerateCourseInput",
    "GradeSubmissionInput",
    "LeaveCourseInput",
    "LessonLinkInput",
    "OrderLessonsInput",
    "PublishCourseInput",
    "RecordCourseViewInput",
    "RecordExerciseResultInput",
    "RecordReviewInput",
    "RemoveLessonMaterialInput",
    "RestoreCourseInput",
    "RetryGenerationInput",
    "RevealHintInput",
    "SaveCourseInput",
    "SetCourseThumbnailInput",
    "StartExerciseInput",
    "StartLessonExerciseInput",
    "SubmitExerciseInput",
    "SubmitLessonExerciseInput",
    "TestResultInput",
    "UnpublishCourseInput",
    "UnsaveCourseInput",
    "UpdateCourseInput",
    "UpdateLessonExerciseInput",
    "UpdateLessonInput",
]
