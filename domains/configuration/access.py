"""Who sees settings: staff."""

from domains.configuration import models, rules
from domains.kit import visibility
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet


@visibility.rule(models.AppSetting)
def settings(queryset: VisibleQuerySet[models.AppSetting], viewer: Viewer) -> VisibleQuerySet[models.AppSetting]:
    """Staff sees the settings that the code still declares; nobody else sees any."""
    return queryset.filter(key__in=sorted(rules.declared)) if viewer.is_staff else queryset.none()
