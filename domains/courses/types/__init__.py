"""The types of courses, and what they lend to others."""

from domains.courses.types.blueprints import BlueprintModule
from domains.courses.types.contents import ModuleContent
from domains.courses.types.courses import Course, UserSavedCourses
from domains.courses.types.generated import CourseGeneration, GeneratedCourse, UserCourses
from domains.courses.types.learning import CourseEnrollment, ExerciseSubmission, LessonCompletion, UserEnrollments
from domains.courses.types.modules import GeneratedModule
from domains.courses.types.taught import Lesson, LessonExercise, TaughtCourse

__all__ = [
    "BlueprintModule", "Course", "CourseEnrollment", "CourseGeneration", "ExerciseSubmission", "GeneratedCourse",
    "GeneratedModule", "Lesson", "LessonCompletion", "LessonExercise", "ModuleContent", "TaughtCourse", "UserCourses",
    "UserEnrollments", "UserSavedCourses",
]  # fmt: skip
