"""Modules of generated courses, as clients see them."""

from strawberry import auto

from domains.courses import models
from domains.courses.selectors import practice
from domains.kit.fields import object_type
from domains.kit.nodes import Node
from domains.kit.relations import connection, many, one


@object_type(models.GeneratedModule)
class GeneratedModule(Node):
    """A module of a generated course."""

    title: auto
    order_index: auto
    is_locked: auto
    is_completed: auto
    completed_at: auto
    exercises = many("CodingExercise")(practice.exercises)
    viewer_completion = one("ModuleCompletion")(practice.viewer_completion)
    reviews = connection("ArchitectureReview")(practice.reviews)
