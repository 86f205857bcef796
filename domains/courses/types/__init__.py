"""The types of courses, and what they lend to others."""

from domains.courses.types.blueprints import BlueprintModule
from domains.courses.types.contents import ModuleContent
from domains.courses.types.courses import Course, UserSavedCourses
from domains.courses.types.generated import CourseGeneration, GeneratedCourse, UserCourses
from domains.courses.types.grading import GradingTask
from domains.courses.types.learning import CourseEnrollment, ExerciseSubmission, LessonCompletion, UserEnrollments
from domains.courses.types.modules import GeneratedModule
from domains.courses.types.practice import ArchitectureReview, CodingExercise, CodingProgress, ModuleCompletion
from domains.courses.types.taught import Lesson, LessonExercise, TaughtCourse, UserCreatedCourses

__all__ = [
    "ArchitectureReview", "BlueprintModule", "CodingExercise", "CodingProgress", "Course", "CourseEnrollment",
    "CourseGeneration", "ExerciseSubmission", "GeneratedCourse", "GeneratedModule", "GradingTask", "Lesson",
    "LessonCompletion", "LessonExercise", "ModuleCompletion", "ModuleContent", "TaughtCourse", "UserCourses",
    "UserCreatedCourses", "UserEnrollments", "UserSavedCourses",
]  # fmt: skip
