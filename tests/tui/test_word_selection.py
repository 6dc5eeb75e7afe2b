from __future__ import annotations

from incidents.tui.word_selection import WordSelection, find_words, select_span, select_word

TEXT = "Two drones hit al-Kadhimi's house; 1,500 fled."


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in find_words(text)]


def shown(passage: WordSelection) -> str:
    start, end = passage.span
    return TEXT[start:end]


def at(word: str) -> WordSelection:
    found = select_word(TEXT, TEXT.index(word))
    assert found is not None
    return found


def test_names_with_marks_and_figures_are_one_word() -> None:
    assert words(TEXT) == ["Two", "drones", "hit", "al-Kadhimi's", "house", "1,500", "fled"]


def test_words_of_other_scripts_are_words() -> None:
    assert words("قتل سبعة") == ["قتل", "سبعة"]


def test_scripts_without_spaces_go_letter_by_letter() -> None:
    assert words("七人死亡") == ["七", "人", "死", "亡"]


def test_it_moves_word_by_word_and_stops_at_the_ends() -> None:
    assert shown(at("drones").move(1)) == "hit"
    assert shown(at("Two").move(-1)) == "Two"
    assert shown(at("fled").move(1)) == "fled"


def test_it_is_stretched_both_ways() -> None:
    assert shown(at("drones").extend(1).extend(1)) == "drones hit al-Kadhimi's"
    assert shown(at("drones").extend(-1)) == "Two drones"
    assert shown(at("drones").extend(1).extend(-1)) == "drones"


def test_it_goes_to_a_word_alone_or_takes_all_up_to_it() -> None:
    assert shown(at("drones").go(4, is_extending=False)) == "house"
    assert shown(at("drones").go(4, is_extending=True)) == "drones hit al-Kadhimi's house"


def test_it_begins_with_the_word_at_or_before_a_letter() -> None:
    found = select_word(TEXT, TEXT.index(" hit"))
    assert found is not None
    assert shown(found) == "drones"


def test_words_behind_a_value_are_taken_up() -> None:
    start = TEXT.index("drones hit")
    found = select_span(TEXT, (start, start + len("drones hit")))
    assert found is not None
    assert shown(found) == "drones hit"


def test_there_is_nothing_to_choose_in_a_text_without_words() -> None:
    assert select_word("... !", 2) is None
    assert select_span("", (0, 0)) is None
