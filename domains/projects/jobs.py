"""What runs for projects in the background."""

from procrastinate.contrib.django import app

from domains.projects import services


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="recompute_velocities", pass_context=False)
def recompute_velocities(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Bring the order `TRENDING` up to date."""
    services.recompute_velocities()
