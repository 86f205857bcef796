"""Rules of practising: what is read of what the back office may have written, and what answers are worth."""

import pytest

from domains.courses.rules import exercises
from domains.courses.rules.exercises import ExerciseTest, Flaw, Hint
from domains.courses.rules.grading import diagnosis_score, final_score, less_hints

FLAWS = (Flaw(2, 3), Flaw(5, 5), Flaw(8, 9))


@pytest.mark.parametrize("stored", [None, {}, "text", 7, [None, "text", 5, [], {}]])
def test_what_is_no_list_of_them_is_none(stored: object) -> None:
    readers = (exercises.hints_in, exercises.flaws_in, exercises.tests_in, exercises.results_in)

    assert [read(stored) for read in readers] == [[], [], [], []]


def test_what_is_none_among_them_is_passed_over() -> None:
    assert exercises.hints_in([
        {"id": "a", "text": "one", "penalty": 10}, {"id": "a", "text": "twice"}, {"id": 5, "text": "x"}, {"id": "b"},
        {"id": "c", "text": "free", "penalty": "much"}, {"id": "d", "text": "dear", "penalty": 1_000},
        {"id": "e", "text": "gift", "penalty": -5},
    ]) == [Hint("a", "one", 10), Hint("c", "free", 0), Hint("d", "dear", 100), Hint("e", "gift", 0)]  # fmt: skip
    assert exercises.flaws_in([{"lines": [2, 3]}, {"lines": [2]}, {"lines": [True, 3]}, {"lines": "23"}]) == [
        Flaw(2, 3)
    ]
    assert exercises.tests_in([{"name": "n", "code": "c"}, {"name": "n"}]) == [ExerciseTest("n", "c")]
    assert exercises.results_in([{"name": "n", "passed": 1, "message": 5}]) == [("n", False, "")]


@pytest.mark.parametrize(
    ("lines", "score"),
    [
        ([], 0),
        ([2], 33),
        # Two lines of one flaw are one flaw.
        ([2, 3], 33),
        ([2, 5], 67),
        ([2, 5, 9], 100),
        # A wrong line takes half of what a flaw brings, named once or twice.
        ([2, 5, 9, 1, 1], 83),
        (list(range(1, 10)), 33),
        ([1, 4, 6, 7], 0),
    ],
)
def test_a_diagnosis_is_worth_what_it_finds_less_what_it_makes_up(lines: list[int], score: int) -> None:
    assert diagnosis_score(FLAWS, lines) == score


def test_scores_stay_between_none_and_all() -> None:
    hints = [Hint("a", "", 60), Hint("b", "", 60)]

    assert diagnosis_score([], [1]) == 0
    assert [less_hints(100, hints, revealed) for revealed in ([], ["a"], ["a", "b"], ["z"])] == [100, 40, 0, 100]
    assert [final_score(each) for each in ([], [(80, 0), (90, 0)], [(100, 1), (0, 3)])] == [None, 85, 25]
