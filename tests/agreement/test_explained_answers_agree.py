"""The operations that clients use, asked with everything to be explained: the answers are the same."""

import json

import pytest

from domains.kit.context import Context
from domains.kit.tracing import Path, Trace
from domains.kit.viewer import Viewer
from schema.documents import documents
from schema.execution import Answer, execute
from schema.preparing import prepare
from tests.agreement.test_documents_agree import READS, variables_of
from tests.support.agreement.asking import Question
from tests.support.agreement.pools import Pools
from tests.support.agreement.running import ask_all, differences


async def explained(question: Question, viewer: Viewer) -> Answer:
    """Answer as the gateway does when it is to tell everything, without what it tells."""
    trace = Trace(wants_plans=True)
    answer = await execute(prepare(question.text, question.name), question.variables, Context(viewer, trace=trace))
    if trace.path is Path.PLANNED:
        assert all(ran.plan for ran in trace.statements), question
    told = json.loads(answer.body)
    del told["extensions"]
    return Answer(json.dumps(told).encode(), answer.is_refused)


@pytest.mark.parametrize("name", READS)
async def test_an_explained_answer_is_the_same(name: str, viewers: dict[str, Viewer], offered: Pools) -> None:
    questions = [
        Question(documents()[name].text, viewer, variables, name)
        for variables in variables_of(name, offered)
        for viewer in ("anonymous", "ada", "ivy")
    ]

    summary = await ask_all(questions, viewers, explained)

    assert not summary.differing, await differences(summary, viewers, explained)
