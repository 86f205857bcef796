"""How the generation of a course is, told live."""

from typing import Annotated

import strawberry

from domains.courses import models
from domains.courses.rules import live
from domains.courses.selectors import generated
from domains.kit import ids
from domains.kit.subscriptions import Checkpoint, LiveEvent, Resync, Shown, Topic, carried, subscription
from domains.kit.viewer import Viewer


@strawberry.type(description="A module of the course is there.")
class ModuleGenerated(LiveEvent):
    """A module."""

    module: models.GeneratedModule | None = carried(of="GeneratedModule", description="The module as it is now.")


@strawberry.type(description="The generation began, went on, ended or failed.")
class GenerationChanged(LiveEvent):
    """A generation."""

    generation: models.CourseGeneration | None = carried(of="CourseGeneration", description="As it is now.")


CourseGenerationEvent = Annotated[
    ModuleGenerated | GenerationChanged | Checkpoint | Resync,
    strawberry.union("CourseGenerationEvent", description="What `courseGeneration` tells."),
]


@subscription(of=CourseGenerationEvent)
def course_generation(
    viewer: Viewer,
    course: Annotated[strawberry.ID, strawberry.argument(description="The id of the generated course.")],
) -> Topic:
    """How the generation of a course is: its modules as they come, and its end; for its learner and staff alone.

    Everybody else is refused as if there were no such course.
    """
    key = ids.bound_key("GeneratedCourse", course, path=["course"])
    return Topic(
        live.generation_topic(key.value),
        {
            live.MODULE_GENERATED: Shown(ModuleGenerated, "module", models.GeneratedModule.objects.visible_to(viewer)),
            live.GENERATION_CHANGED: Shown(
                GenerationChanged, "generation", models.CourseGeneration.objects.visible_to(viewer)
            ),
        },
        requires=generated.courses_to_follow(viewer),
        key=key,
    )
