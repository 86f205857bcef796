"""What is practised, in the back office: it is looked at, and where it is deleted it counts no longer."""

from domains.courses import models
from domains.courses.models import CodingExerciseType
from tests.courses import school, workshop
from tests.support import world
from tests.support.client import Client, HttpClient


async def test_what_is_deleted_counts_no_longer(browser: HttpClient, as_student: Client) -> None:
    await world.person("boss", is_staff=True, is_superuser=True)
    (module,) = await workshop.modules_of(await workshop.course(as_student))
    exercise = await workshop.exercise(module, CodingExerciseType.DIAGNOSIS)
    await workshop.submit(as_student, exercise, lines=[2, 5])
    await workshop.review(await workshop.program(), module)
    progress = await models.CodingProgress.objects.aget()
    await browser.run("Login", input={"identifier": "boss", "password": world.PASSWORD})
    page = f"/admin/courses/codingprogress/{progress.pk}"

    opened = await browser.http.get(f"{page}/change/")
    review = await browser.http.get("/admin/courses/architecturereview/", params={"q": "module"})
    opinion = await models.ArchitectureReview.objects.aget()
    reading = await browser.http.get(f"/admin/courses/architecturereview/{opinion.pk}/change/")
    asked = await browser.http.get(f"{page}/delete/")
    token = browser.http.cookies["csrftoken"]
    done = await browser.http.post(
        f"{page}/delete/",
        data={"post": "yes", "csrfmiddlewaretoken": token},
        headers={"origin": "http://127.0.0.1", "referer": "http://127.0.0.1/"},
    )

    assert [each.status_code for each in (opened, review, reading, asked, done)] == [200, 200, 200, 200, 302]
    assert "Module 1" in review.text
    assert f"<title>{exercise.title}, student | View coding progress" in opened.text
    assert "<title>Module 1, student | View architecture review" in reading.text
    assert await world.count(models.CodingProgress) == 0
    totals = await school.totals(as_student)
    assert (totals["exercises_completed"], totals["average"]) == (0, 0.0)
