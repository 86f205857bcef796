"""The words under which activities are announced."""

TOPIC = "activity"
ADDED = "activity_added"
