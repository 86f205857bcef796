"""What lower domains did that concerns projects."""

from django.db.models import F

from domains.kit.events import on
from domains.projects import models
from domains.users.events import AccountClosed


@on(AccountClosed)
def account_closed(event: AccountClosed) -> None:
    """Count somebody's likes of other people's projects no longer: they go with the account."""
    liked = models.ProjectLike.objects.filter(user=event.user_id).exclude(project__user=event.user_id)
    others = models.Project.objects.filter(pk__in=liked.values("project"))
    # In the order of the keys, so that two people who leave at once do not wait for each other.
    list(others.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    others.update(like_count=F("like_count") - 1)
