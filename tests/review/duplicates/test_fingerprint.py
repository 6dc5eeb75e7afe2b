"""Texts that share their words are told from texts that do not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from incidents.review.duplicates.fingerprint import overlap, read_fingerprint, take_fingerprint

MILES = range(40)
STORY = " ".join(
    f"The {number} patrol crossed the bridge near mile {number * 7} and met nobody." for number in range(40)
)
OTHER = " ".join(
    f"On day {number} the harbour stayed closed while crews cleared {number * 3} berths." for number in range(40)
)


def shared(one: str, other: str) -> float:
    mine, theirs = take_fingerprint(one), take_fingerprint(other)
    assert mine is not None
    assert theirs is not None
    return overlap(mine, theirs)


def test_a_text_shares_all_with_itself_and_its_case_and_marks_do_not_count() -> None:
    assert shared(STORY, STORY.upper().replace(".", "!")) == 1


def test_a_story_holds_its_own_first_half() -> None:
    assert shared(STORY, STORY[: len(STORY) // 2]) > 0.8


def test_two_stories_share_next_to_nothing() -> None:
    assert shared(STORY, OTHER) < 0.1


def test_near_duplicates_have_a_band_in_common() -> None:
    whole, half = take_fingerprint(STORY), take_fingerprint(STORY[: len(STORY) // 2])
    assert whole is not None
    assert half is not None
    assert set(whole.bands()) & set(half.bands())


def test_a_few_words_have_no_fingerprint() -> None:
    assert take_fingerprint("two words") is None


@given(text=st.text(max_size=200))
def test_a_fingerprint_is_read_as_it_was_written(text: str) -> None:
    taken = take_fingerprint(f"one two three {text}")
    assert taken is not None
    assert read_fingerprint(taken.write(), taken.size) == taken
