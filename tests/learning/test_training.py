"""What is learned from verdicts, and what is honestly not."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from incidents.coder.training import FEWEST, TYPE, train
from incidents.errors import CheckFailed
from tests.learning.verdicts import BOMB, STRIKE, make_verdicts

# Not imported here: that takes longer than to collect a thousand tests.
pytestmark = pytest.mark.skipif(find_spec("sklearn") is None, reason="needs the extra incidents[learn]")


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1])
def test_too_few_verdicts_are_refused_with_their_number(count: int) -> None:
    with pytest.raises(CheckFailed, match=rf"^too few to learn from: {count} accepted"):
        train(list(make_verdicts(count)))


def test_verdicts_without_a_correction_teach_nothing() -> None:
    with pytest.raises(CheckFailed, match="too few corrections"):
        train([verdict for verdict in make_verdicts(200) if "killed" in verdict.kept and verdict.final_type == BOMB])


def test_a_confidence_that_promises_too_much_comes_down() -> None:
    learned = train(list(make_verdicts(120))).learned
    assert learned.calibrators["killed"](0.9) == pytest.approx(2 / 3, abs=0.1)


def test_a_field_without_corrections_is_left_as_it_is() -> None:
    assert "country" not in train(list(make_verdicts(120))).learned.calibrators


def test_a_confidence_that_keeps_its_word_is_not_touched() -> None:
    training = train(list(make_verdicts(300, wrong_every=10)))
    assert [gain.helps for gain in training.gains if gain.part == "confidence of killed"] == [False]
    assert "killed" not in training.learned.calibrators


def test_the_type_is_learned_from_what_the_rules_got_wrong() -> None:
    training = train(list(make_verdicts(120)))
    (gain,) = [gain for gain in training.gains if gain.part == TYPE]
    assert training.learned.types is not None
    likely = training.learned.types((f"type:{BOMB}", "weapon:drone"))
    assert likely[STRIKE] > 0.5
    assert gain.before == pytest.approx(5 / 6, abs=0.01)
    assert gain.after == 1.0
    assert 0 < gain.interval.low <= gain.gain <= gain.interval.high


def test_the_same_verdicts_teach_the_same() -> None:
    assert train(list(make_verdicts(120))) == train(list(make_verdicts(120)))
