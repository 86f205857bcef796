"""Give every account that is there a row of progress, as new ones have it."""

from django.db import migrations

AT_ONCE = 2_000


def create(apps, schema_editor):
    """Write the rows that are missing, in short statements."""
    user, progress = apps.get_model("users", "User"), apps.get_model("users", "UserProgress")
    while keys := list(user.objects.filter(progress=None).values_list("pk", flat=True)[:AT_ONCE]):
        progress.objects.bulk_create([progress(user_id=key) for key in keys], ignore_conflicts=True)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("users", "0003_profiles")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
