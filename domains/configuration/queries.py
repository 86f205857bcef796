"""What can be asked about settings."""

from domains.configuration import models, selectors
from domains.kit.relations import many
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet


@many("AppSetting")
def app_settings(viewer: Viewer) -> VisibleQuerySet[models.AppSetting]:
    """The gateway's settings, by key. Empty for everybody but staff."""
    return selectors.app_settings(viewer)
