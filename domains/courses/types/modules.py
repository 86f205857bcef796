"""Modules of generated courses, as clients see them."""

from strawberry import auto

from domains.courses import models
from domains.courses.selectors import generated, practice
from domains.courses.types.contents import ModuleContent, content_of
from domains.kit.fields import computed, object_type
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward, many, one


@object_type(models.GeneratedModule)
class GeneratedModule(Node):
    """A module of a generated course, for its learner and staff."""

    title: auto
    description: auto
    order_index: auto
    is_locked: auto
    is_completed: auto
    completed_at: auto
    created_at: auto
    content: ModuleContent | None = computed(
        content_of, generated.shown_content, description="What is in it; null while it is locked."
    )
    course = forward("course", of="GeneratedCourse", description="The course that it is of.", is_seen=True)
    blueprint_module = forward(
        "blueprint_module", of="BlueprintModule", description="What it was made of.", is_seen=True
    )
    exercises = many("CodingExercise")(practice.exercises)
    viewer_completion = one("ModuleCompletion")(practice.viewer_completion)
    reviews = connection("ArchitectureReview")(practice.reviews)
