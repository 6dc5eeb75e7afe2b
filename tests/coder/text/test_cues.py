"""The cue language: choices, endings, gaps, capitals, hyphens, and which cue wins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.coder.text.cues import CueMention, expand, read_cue
from incidents.coder.text.found import Found
from incidents.coder.text.index import Index
from incidents.coder.text.words import split_words


def mentions(index: Index, text: str) -> tuple[CueMention, ...]:
    return Found(text, split_words(text), index)["list"]


def found(cues: dict[str, list[str]], text: str) -> list[tuple[str, str]]:
    return [(mention.code, mention.quote) for mention in mentions(Index({"list": cues}), text)]


def test_a_cue_matches_whole_words_in_any_case() -> None:
    assert found({"x": ["car bomb"]}, "A CAR BOMB, not a carbomb") == [("x", "CAR BOMB")]


def test_a_hyphen_is_a_space() -> None:
    assert found({"x": ["drive by shooting"]}, "a drive-by shooting") == [("x", "drive-by shooting")]


def test_a_star_is_any_ending() -> None:
    assert found({"x": ["kidnap*"]}, "kidnapped by kidnappers") == [("x", "kidnapped"), ("x", "kidnappers")]


def test_a_choice_stands_for_each_of_its_options() -> None:
    assert expand("(car|truck) bomb*") == (("car", "bomb*"), ("truck", "bomb*"))


@pytest.mark.parametrize(
    ("text", "count"), [("took 12 hostage", 1), ("took a b c hostage", 1), ("took a b c d hostage", 0)]
)
def test_a_gap_is_up_to_three_words(text: str, count: int) -> None:
    assert len(found({"x": ["took ... hostage"]}, text)) == count


def test_a_cue_with_a_capital_is_matched_as_written() -> None:
    assert found({"x": ["IS", "US"]}, "it is with us in the US") == [("x", "US")]


def test_in_a_sentence_of_capitals_every_cue_is_matched_whatever_the_case() -> None:
    text = "ISLAMIC STATE FIGHTERS HIT A Humvee".upper()
    assert found({"x": ["Islamic State", "Humvee"]}, text) == [("x", "ISLAMIC STATE"), ("x", "HUMVEE")]
    assert found({"x": ["Islamic State"]}, "the ISLAMIC STATE fighters") == []


def test_a_name_by_its_capitals_only_is_none_in_a_sentence_of_capitals() -> None:
    index = Index({"list": {"is": ["IS", "IS fighters"]}}, unshouted={"IS"})
    assert [mention.quote for mention in mentions(index, "THE TOWN IS QUIET, NO IS FIGHTERS")] == ["IS FIGHTERS"]


def test_a_full_stop_parts_words() -> None:
    assert found({"x": ["fire bomb"]}, "They set a fire. Bomb squads came.") == []


def test_dots_inside_an_abbreviation_do_not_count() -> None:
    assert found({"x": ["US"]}, "a U.S. base") == [("x", "U.S.")]


def test_the_longest_cue_wins() -> None:
    assert found({"a": ["suicide bombing"], "b": ["bombing"]}, "a suicide bombing") == [("a", "suicide bombing")]


def test_two_terms_may_share_their_words() -> None:
    assert found({"a": ["blast"], "b": ["blast"]}, "a blast") == [("a", "blast"), ("b", "blast")]


def test_in_a_nested_list_a_cue_hides_only_what_lies_in_it() -> None:
    index = Index({"list": {"a": ["car bomb"], "b": ["bomb exploded"], "c": ["bomb"]}}, nested={"list"})
    assert [mention.code for mention in mentions(index, "a car bomb exploded")] == ["a", "b"]


@pytest.mark.parametrize("cue", ["", "...", "... bomb", "*"])
def test_a_cue_without_words_at_its_ends_is_refused(cue: str) -> None:
    with pytest.raises(ValueError, match="words at both ends"):
        expand(cue)


def test_a_cue_holds_no_word_of_the_next_sentence() -> None:
    text = "They set a fire bomb squads came"
    words = split_words(text)
    index = Index({"list": {"x": ["fire bomb", "bomb ... came"]}})
    before, after = (Found(text, sentence, index)["list"] for sentence in (words[:4], words[4:]))
    assert not before
    assert [mention.quote for mention in after] == ["bomb squads came"]


def test_where_a_mention_stands_is_counted_in_words_of_its_sentence() -> None:
    text = "Nobody came. No bomb, however, was found."
    second = Found(text, split_words(text, 13), Index({"list": {"x": ["bomb ... found"]}}))
    assert [(mention.first, mention.last) for mention in second["list"]] == [(1, 4)]


@given(st.lists(st.sampled_from(["bomb", "Bomb", "bombed", "car", "a", "in,", "the.", "BOMB"]), max_size=12))
def test_the_pass_over_the_text_finds_what_trying_every_cue_at_every_word_finds(said: list[str]) -> None:
    text, cues = " ".join(said), ["bomb", "car bomb", "Bomb ... a", "bomb* in", "a ... bomb* car", "car* ... the"]
    words = split_words(text)
    quiet = len(words) < 4 or not text.isupper()
    tried = {
        (cue, at, last)
        for cue in cues
        for wording in read_cue(cue)
        for at in range(len(words))
        if (last := (wording if quiet else wording.quiet()).reach(words, at)) is not None
    }
    lists = Found(text, words, Index({cue: {cue: [cue]} for cue in cues}))
    passed = {(cue, each.first, each.last) for cue in lists for each in lists[cue]}
    assert passed <= tried
    assert {cue for cue, _, _ in passed} == {cue for cue, _, _ in tried}


@given(st.text(max_size=80))
def test_quotes_are_exact_in_any_text(text: str) -> None:
    for mention in mentions(Index({"list": {"x": ["a*", "the ... end"]}}), text):
        assert mention.quote == text[mention.start : mention.end]
