"""Columns that are computed, as annotations: a Python resolver would cost a hop to a thread for each object."""

from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Concat

PROFILE = Concat(Value("/"), F("username"), output_field=TextField())
TOOL = Concat(Value("/tools/"), F("slug"), output_field=TextField())
AVATAR = Case(
    When(profile_image="", then=F("avatar_url")),
    default=Concat(Value("/media/"), F("profile_image"), output_field=TextField()),
    output_field=TextField(),
)
CONTENT = Case(When(is_deleted=True, then=Value("")), default=F("content"), output_field=TextField())
