"""The tables of courses of both kinds, and of how far their learners are."""

from domains.courses.models.blueprints import BlueprintModule, RigorLevel
from domains.courses.models.courses import Course, CourseSave, CourseTag, CourseView
from domains.courses.models.generated import (
    OPEN_GENERATIONS,
    CourseGeneration,
    GeneratedCourse,
    GeneratedCourseStatus,
    GeneratedModule,
    GenerationFailure,
    GenerationStatus,
    ModuleCompletion,
)
from domains.courses.models.learning import CourseEnrollment, ExerciseSubmission, LessonCompletion
from domains.courses.models.practice import (
    ArchitectureReview,
    CodingExercise,
    CodingExerciseType,
    CodingProgress,
    CodingProgressStatus,
    ExerciseDifficulty,
    GradingTask,
)
from domains.courses.models.taught import (
    CourseCategory,
    CourseLevel,
    Lesson,
    LessonExercise,
    LessonExerciseType,
    LessonMaterialKind,
    LessonType,
    TaughtCourse,
)

__all__ = [
    "OPEN_GENERATIONS",
    "ArchitectureReview",
    "BlueprintModule",
    "CodingExercise",
    "CodingExerciseType",
    "CodingProgress",
    "CodingProgressStatus",
    "Course",
    "CourseCategory",
    "CourseEnrollment",
    "CourseGeneration",
    "CourseLevel",
    "CourseSave",
    "CourseTag",
    "CourseView",
    "ExerciseDifficulty",
    "ExerciseSubmission",
    "GeneratedCourse",
    "GeneratedCourseStatus",
    "GeneratedModule",
    "GenerationFailure",
    "GenerationStatus",
    "GradingTask",
    "Lesson",
    "LessonCompletion",
    "LessonExercise",
    "LessonExerciseType",
    "LessonMaterialKind",
    "LessonType",
    "ModuleCompletion",
    "RigorLevel",
    "TaughtCourse",
]  # fmt: skip
