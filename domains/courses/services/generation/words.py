"""A learner's own words, and whether they fill the blueprint."""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.courses import models
from domains.courses.errors import ArchetypeMissing, InvalidTemplate, VariableMissing
from domains.courses.rules.hydration import Words, gaps_in
from domains.kit.errors import Refusals
from domains.users.models import User, UserArchetype, UserVariable


def blueprint() -> list[models.BlueprintModule]:
    """Return the modules that courses are made of, in their order.

    Raises:
        InvalidTemplate: there are none.
    """
    modules = list(models.BlueprintModule.objects.order_by("module_number", "pk"))
    if not modules:
        raise InvalidTemplate("The blueprint has no modules yet.")
    return modules


def template_of(module: models.BlueprintModule) -> dict[str, Any]:
    """Return a module of the blueprint as its files have it."""
    return {
        "title_template": module.title_template,
        "description_template": module.description_template,
        "learning_objectives": module.learning_objectives,
        **module.content_template,
        "exercises": module.exercise_templates,
    }


def words_of(learner: User) -> dict[str, str]:
    """Return a learner's words by the gaps that they fill: their variables, and what kind of learner they are.

    Raises:
        ArchetypeMissing
    """
    archetype = UserArchetype.objects.filter(user=learner).first()
    if archetype is None:
        raise ArchetypeMissing
    variables = UserVariable.objects.filter(user=learner).values_list("variable_key", "variable_value")
    return {key.upper(): value for key, value in variables} | {
        "DOMAIN": archetype.domain,
        "ARCHETYPE": archetype.archetype,
        "META_CATEGORY": archetype.meta_category,
    }


def require_words(modules: Sequence[models.BlueprintModule], values: Mapping[str, str]) -> None:
    """Refuse what cannot be filled.

    Raises:
        Refusals: a `VariableMissing` for each gap that no word fills.
    """
    words = Words(values)
    gaps = {key for module in modules for key in gaps_in(template_of(module))}
    if missing := sorted(key.lower() for key in gaps if not words.has(key)):
        raise Refusals(
            VariableMissing(f"The blueprint needs your word for `{key}`: say it by `setArchetype`.",
                            path=["variables", key]) for key in missing
        )  # fmt: skip
