"""The types of courses, and what they lend to others."""

from domains.courses.types.courses import Course, UserSavedCourses
from domains.courses.types.generated import GeneratedCourse
from domains.courses.types.learning import CourseEnrollment, ExerciseSubmission, LessonCompletion, UserEnrollments
from domains.courses.types.taught import Lesson, LessonExercise, TaughtCourse, UserCreatedCourses

__all__ = [
    "Course", "CourseEnrollment", "ExerciseSubmission", "GeneratedCourse", "Lesson", "LessonCompletion",
    "LessonExercise", "TaughtCourse", "UserCreatedCourses", "UserEnrollments", "UserSavedCourses",
]  # fmt: skip
