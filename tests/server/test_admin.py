"""The back office: every page of it opens."""

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from django.contrib import admin

from domains.configuration.models import AppSetting
from domains.configuration.services import enrol_settings
from domains.conversations.models import Conversation, SharedChat
from domains.courses.models import ArchitectureReview, CodingProgress
from domains.users import models
from tests.conversations import talk
from tests.support import world
from tests.support.client import HttpClient

OURS = [model for model in admin.site._registry if model.__module__.startswith("domains.")]  # noqa: SLF001
# What comes about by signing in only; settings, which are declared in code; what people say and share themselves, and
# what they practise.
NOT_MADE_HERE = {
    models.ApiToken, models.UserSession, models.AuthEvent, AppSetting, ArchitectureReview, CodingProgress, Conversation,
    SharedChat,
}  # fmt: skip


def test_every_domain_has_a_back_office() -> None:
    assert {model._meta.app_label for model in OURS} == {
        each.label for each in apps.get_app_configs() if each.name.startswith("domains.") and each.label != "kit"
    }


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
async def test_staff_opens_lists_and_forms(browser: HttpClient, model: type) -> None:
    staff = await world.person("staff", is_staff=True, is_superuser=True)
    student = await world.person("student")
    project = await world.project(student, tools=[(await world.tool("brush")).pk])
    await world.comment(staff, project)
    await world.term("art")
    await talk.shared(student, await talk.talked(student))
    await sync_to_async(enrol_settings)()
    await browser.run("Login", input={"identifier": "staff", "password": world.PASSWORD})
    page = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"  # type: ignore[attr-defined]

    listed = await browser.http.get(page, params={"q": "a"})
    row = await model.objects.afirst()  # type: ignore[attr-defined]
    changed = await browser.http.get(f"{page}{row.pk}/change/") if row else listed
    added = await browser.http.get(f"{page}add/")

    assert (listed.status_code, changed.status_code) == (200, 200)
    assert added.status_code == (403 if model in NOT_MADE_HERE else 200)


async def test_others_are_sent_to_sign_in(browser: HttpClient) -> None:
    await world.person("student")
    await browser.run("Login", input={"identifier": "student", "password": world.PASSWORD})

    response = await browser.http.get("/admin/users/user/")

    assert response.status_code == 302
    assert response.headers["location"].startswith("/admin/login/")
