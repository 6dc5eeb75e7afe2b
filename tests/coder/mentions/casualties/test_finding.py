"""Harm to people; what comes out of which words are cases in ``tests/cases/casualties.toml``."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.coder.mentions.casualties.finding import RULE, CasualtyMention, total
from incidents.coder.text.words import split_words
from incidents.domain.casualties import NONE, Casualty, Count, exactly
from tests.coder.harm import casualty_words, find_harm


def make(best: int, *, start: int = 0, **overrides: object) -> CasualtyMention:
    """A mention of *best* dead, in a sentence of its own at *start*."""
    values: dict[str, Any] = {"start": start, "end": start + 1, "quote": "x", "sentence": start, "statement": 0}
    values |= {"harm": "killed", "count": exactly(best), **overrides}
    return CasualtyMention(**values)


def killed(*mentions: CasualtyMention) -> Count | None:
    return next((row.count for row in total(mentions) if (row.harm, row.group) == ("killed", "all")), None)


def flags_of(text: str) -> list[tuple[int | None, str]]:
    """The best number and the one flag of each mention."""
    flags = ("subset", "additional", "perpetrator", "implied", "claim", "cumulative", "toll", "partial")
    return [
        (each.count.best, "+".join(flag for flag in flags if getattr(each, f"is_{flag}"))) for each in find_harm(text)
    ]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Five people were killed, including two children.", [(5, ""), (2, "subset")]),
        ("A guard and two others were killed.", [(1, ""), (2, "additional")]),
        ("Three attackers were killed.", [(3, "perpetrator")]),
        ("Two bombers blew themselves up.", [(2, "perpetrator+implied")]),
        ("The group claimed to have killed nine soldiers.", [(9, "claim")]),
        ("Some 4,000 people have been killed since the war began.", [(4000, "cumulative")]),
        ("The death toll rose to 45.", [(45, "toll")]),
        ("The minister was unharmed.", [(0, "partial")]),
    ],
)
def test_a_mention_says_what_its_number_is_not(text: str, flags: list[tuple[int | None, str]]) -> None:
    assert flags_of(text) == flags


def test_a_mention_carries_its_words_and_its_sentence() -> None:
    text = "It was quiet. Then a mine killed two farmers near the ford."
    (mention,) = find_harm(text)
    assert (mention.quote, mention.sentence, mention.group) == ("killed two farmers", 1, "civilians")
    assert text[mention.start : mention.end] == mention.quote


@pytest.mark.parametrize(
    "text",
    [
        "The device could have killed dozens.",
        "They threatened to kill ten hostages.",
        "He was to be executed on Monday.",
        "The gunmen did not kill anyone.",
        "The town is twinned with the dead city of Ani.",
        "The shelling killed 300 sheep.",
        "The bill died in committee after 12 votes.",
    ],
)
def test_what_did_not_befall_people_is_left_out(text: str) -> None:
    assert find_harm(text) == []


def test_the_rule_has_a_name() -> None:
    assert RULE == "lead figure, later tolls replace it, attackers included"


def test_nothing_said_is_no_row() -> None:
    assert total([]) == ()


def test_the_lead_speaks_and_a_later_higher_figure_is_the_high() -> None:
    assert killed(make(9, start=0), make(12, start=5)) == Count(9, 9, 12, "reported")


def test_a_later_toll_replaces_the_lead() -> None:
    assert killed(make(30, start=0), make(45, start=5, is_toll=True)) == exactly(45)


@pytest.mark.parametrize("flag", ["is_cumulative", "is_partial", "is_subset", "is_implied", "is_claim"])
def test_what_is_no_figure_of_the_event_does_not_count(flag: str) -> None:
    assert killed(make(7, start=0), make(400, start=5, **{flag: True})) == exactly(7)


def test_a_boast_counts_where_there_is_nothing_else() -> None:
    assert killed(make(90, is_claim=True)) == exactly(90)


def test_attackers_are_added_and_stand_apart() -> None:
    rows = total([make(12, start=0), make(6, start=5, group="perpetrators", is_perpetrator=True)])
    assert rows == (Casualty("killed", exactly(18)), Casualty("killed", exactly(6), "perpetrators"))


def test_attackers_in_the_lead_itself_are_not_added_twice() -> None:
    lead = make(10, start=0, group="security_forces"), make(1, start=0, group="perpetrators", is_perpetrator=True)
    again = make(1, start=5, group="perpetrators", is_perpetrator=True)
    assert killed(*lead, again) == exactly(11)


def test_an_estimate_gives_way_to_a_number() -> None:
    estimate = make(0, start=0, count=Count(12, 12, 99, "estimated"))
    assert killed(estimate, make(31, start=5)) == exactly(31)
    assert killed(estimate) == estimate.count


def test_nobody_hurt_gives_way_to_a_number_right_after() -> None:
    assert killed(make(0, start=0, count=NONE), make(1, start=1)) == exactly(1)
    assert killed(make(0, start=0, count=NONE)) == NONE


def test_nobody_hurt_stands_against_a_number_further_on() -> None:
    assert killed(make(0, start=0, count=NONE), make(1, start=5)) == NONE


def test_the_order_of_the_mentions_does_not_matter() -> None:
    mentions = [make(9, start=0), make(12, start=5), make(3, start=7, group="children", is_subset=True)]
    assert total(mentions) == total(mentions[::-1])


def test_a_sentence_without_a_word_of_harm_is_not_read() -> None:
    assert not casualty_words().may_tell(split_words("The council met on Tuesday and adjourned."))


WORDS_OF_HARM = """
12 two several people soldiers a man the attacker and , including were was killed wounded dead died killing others
no one toll injured to rose of them among who claimed since the war bodies himself up blew Ann Lee ; not could more than
"""


@given(st.lists(st.sampled_from(WORDS_OF_HARM.split()), max_size=25))
def test_any_sentence_can_be_read_and_added_up(words: list[str]) -> None:
    text = " ".join(words)
    mentions = find_harm(text)
    assert all(text[mention.start : mention.end] == mention.quote for mention in mentions)
    rows = total(mentions)
    assert len({(row.harm, row.group) for row in rows}) == len(rows)
