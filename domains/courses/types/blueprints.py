"""The Universal Blueprint, as clients see it: never with the exercises, which have their solutions in them."""

from strawberry import auto

from domains.courses import models
from domains.courses.models import RigorLevel
from domains.courses.rules.exercises import texts_in
from domains.kit.fields import computed, object_type
from domains.kit.nodes import Node


@object_type(models.BlueprintModule)
class BlueprintModule(Node):
    """A module of the Universal Blueprint, with gaps such as `{ENTITY_PRIMARY}` for a learner's own words."""

    module_number: auto
    title_template: auto
    concept_slug: auto
    description_template: auto
    learning_objectives: list[str] = computed(
        texts_in, "learning_objectives", description="What its learners can do afterwards, with gaps."
    )
    rigor_level: RigorLevel
    estimated_hours: auto
    prerequisites: list[str] = computed(
        texts_in, "prerequisites", description="The concepts of the modules to be known before."
    )
    created_at: auto
