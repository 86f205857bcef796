"""What runs for courses in the background."""

from uuid import UUID

from procrastinate.contrib.django import app

from domains.courses.services.generation.asking import QUEUE, TASK
from domains.courses.services.generation.forgotten import end_forgotten_generations as end_forgotten
from domains.courses.services.generation.running import run_generation


@app.task(name=TASK, queue=QUEUE)
async def generate(generation_id: str) -> None:
    """Make a course. Run again, after its worker was killed, it goes on with what is missing."""
    await run_generation(UUID(generation_id))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="end_forgotten_generations", pass_context=False)
def end_forgotten_generations(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Let no generation be open that nobody works on."""
    end_forgotten()
