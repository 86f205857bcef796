"""Operation documents are answered by plans alone, whoever asks."""

import pytest
from graphql import OperationType

from schema.documents import documents
from schema.preparing import prepare
from server.management.commands.check_plans import unplanned
from server.management.sampling import variables


@pytest.mark.parametrize("name", documents())
def test_every_document_is_planned_for_every_kind_of_viewer(name: str) -> None:
    assert unplanned(name) == []


def test_what_is_not_planned_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "query LiveCursor { liveCursor __schema { description } }"
    monkeypatch.setitem(documents(), "LiveCursor", type(documents()["LiveCursor"])("LiveCursor", "feed", text))

    assert unplanned("LiveCursor") == [
        f"LiveCursor, for {kind}: __schema: Query.__schema is no declared field"
        for kind in ("anonymous", "member", "staff", "service")
    ]


def test_an_operation_is_tried_with_nothing_with_nulls_and_with_everything() -> None:
    explore = prepare(documents()["Explore"].text, "Explore")

    tried = list(variables(explore))

    assert explore.type is OperationType.QUERY
    assert tried[0] == {"order": "NEWEST"}
    assert set(tried[1].values()) == {"NEWEST", None}
    assert {each["order"] for each in tried[2:]} >= {"NEWEST", "TRENDING", "MOST_LIKED", "RELEVANCE"}
    assert not [each for each in tried if "first" in each and "last" in each and each["first"] is not None]
