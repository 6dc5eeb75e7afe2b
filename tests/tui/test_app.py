"""What keys do on the full screen."""

from __future__ import annotations

import pytest

from incidents.services.coding_session import start_blind_session
from incidents.services.coding_task import propose
from incidents.services.project import Project
from incidents.tui.app import DeskApp
from incidents.tui.keys import KEYS, Keys
from tests.builders import TEXT, make_article, make_event
from tests.services.coding_sessions import suggest_two
from tests.tui.conftest import Sit, hold_still, open_still
from tests.tui.seat import Seat, sit


def test_enter_accepts_down_to_a_stored_event(sit_down: Sit, desk: Project) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses(*["enter"] * 12)
        assert "event 2 of 2" in seat.screen

    app = sit_down(act)
    assert [record.event_id for record in desk.records()] == ["IRQ1"]
    assert app.session.meter.keys == 12


def test_the_words_behind_the_row_in_focus_are_lit_and_others_dimmer(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        assert "reverse" in seat.inked("on Tuesday")
        assert "underline" in seat.inked("car bomb")
        assert "reverse" not in seat.inked("car bomb")
        await seat.presses("down", "down", "down", "down")
        assert "reverse" in seat.inked("car bomb")
        assert "reverse" not in seat.inked("on Tuesday")

    sit_down(act)


def test_without_colours_weight_reverse_and_underline_tell_the_same(
    sit_down: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def act(seat: Seat) -> None:
        assert seat.app.no_color
        styles = {seat.inked(words) for words in ("on Tuesday", "car bomb", "A ")}
        assert len({tuple(sorted(set(style.split()) & {"reverse", "underline", "bold"})) for style in styles}) == 3

    sit_down(act)


def test_a_number_takes_the_other_value(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses("down", "down", "1")
        assert "Violence against civilians > Attack" in seat.screen

    assert sit_down(act).session.work.drafts[0].event.sub_event_type == "Attack"


def test_a_code_is_found_as_it_is_typed_and_explained(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses("down", "down", "e")
        await seat.types("armd clash")
        assert "Battles:" in seat.screen
        await seat.presses("enter")

    assert sit_down(act).session.work.drafts[0].event.sub_event_type == "Armed clash"


def test_a_number_is_typed(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses(*["down"] * 7, "e")
        await seat.types("5-9")
        await seat.presses("enter")

    killed = sit_down(act).session.work.drafts[0].event.killed
    assert (killed.low, killed.high) == (5, 9)


def test_what_cannot_be_read_is_said_in_the_window_and_can_be_mended(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses(*["down"] * 7, "e")
        await seat.types("few")
        await seat.presses("enter")
        assert "write a number" in seat.screen
        await seat.presses("backspace", "backspace", "backspace")
        await seat.types("6")
        await seat.presses("enter")

    assert sit_down(act).session.work.drafts[0].event.killed.best == 6


def test_tab_puts_in_what_is_marked(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses(*["down"] * 4, "e")
        await seat.types("drone:3; suic")
        await seat.presses("tab", "enter")

    weapons = sit_down(act).session.work.drafts[0].event.weapons
    assert [(weapon.weapon, weapon.launched) for weapon in weapons] == [("drone", 3), ("suicide_vest", None)]


def test_escape_leaves_a_window_and_changes_nothing(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        before = seat.app.session.work
        for key in ("e", "E", "?"):
            await seat.presses(key, "escape")
            assert seat.app.screen is seat.app.desk_screen
            assert seat.app.session.work == before

    sit_down(act)


def test_a_place_is_picked_among_candidates_with_why(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses("down", "e")
        await seat.types("Basra")
        await seat.pilot.pause(0.4)
        await seat.settles()
        assert "by its name" in seat.screen
        await seat.presses("enter")

    place = sit_down(act).session.work.drafts[0].event.place
    assert (place.name, place.country) == ("Basra", "IRQ")
    assert place.latitude == pytest.approx(30.5, abs=0.2)


def test_each_field_of_a_place_is_typed(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses("down", "E", "down", "down", "down", "down")
        await seat.presses("home", "shift+end", "backspace")
        await seat.types("36.4, 43.2")
        await seat.presses("enter", "enter")

    assert sit_down(act).session.work.drafts[0].event.place.point == (36.4, 43.2)


def test_words_are_chosen_by_keys(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses(*["down"] * 7, "w", "left", "shift+right", "enter")

    app = sit_down(act)
    (words,) = app.session.work.drafts[0].evidence(app.session.work.row)
    assert TEXT[words.start : words.end] == words.quote == "four officers"


def test_a_line_further_is_chosen_by_keys(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses(*["down"] * 3, "w", "down", "up", "down", "enter")

    app = sit_down(act)
    (words,) = app.session.work.drafts[0].evidence(app.session.work.row)
    assert words.quote == "four"


def test_words_are_chosen_by_the_mouse(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.pilot.mouse_down("#article", offset=(3, 0))
        await seat.pilot.hover("#article", offset=(8, 0))
        await seat.pilot.mouse_up("#article", offset=(8, 0))
        await seat.presses("enter")

    app = sit_down(act)
    quotes = {words.quote for words in app.session.work.drafts[0].evidence(app.session.work.row)}
    assert quotes <= {"car", "car bomb"}
    assert quotes


def test_a_row_is_brought_into_focus_by_the_mouse(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.pilot.click("#form", offset=(5, 3))
        await seat.settles()

    assert sit_down(act).session.work.row.label == "type"


def test_events_of_an_article_are_turned_through(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses("tab")
        assert "event 2 of 2 \u00b7 background" in seat.screen
        await seat.presses("shift+tab")
        assert "event 1 of 2" in seat.screen

    sit_down(act)


def test_what_may_be_the_same_is_told_compared_and_linked(sit_down: Sit, desk: Project) -> None:
    async def store(seat: Seat) -> None:
        await seat.presses("S")

    async def act(seat: Seat) -> None:
        assert "may be the same (m): IRQ1" in seat.screen
        await seat.presses("m")
        assert "0." not in seat.screen.partition("the same?")[2]
        await seat.presses("y")
        assert "linked IRQ1" not in seat.screen

    sit_down(store)
    sit_down(act, make_article(title="Another report"))
    assert len(desk.events.get("IRQ1").reports) == 2


def test_undo_and_redo(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses("down", "down", "1", "u")
        assert seat.app.session.work.drafts[0].event.sub_event_type == "Remote explosive/landmine/IED"
        await seat.presses("r")

    assert sit_down(act).session.work.drafts[0].event.sub_event_type == "Attack"


def test_the_panes_are_shown_alone_or_both(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        assert "\u2500 article" in seat.screen
        assert "\u2500 event" in seat.screen
        await seat.presses("v")
        assert "\u2500 event" not in seat.screen
        await seat.presses("v")
        assert "\u2500 article" not in seat.screen

    sit_down(act)


def test_an_article_is_read_on_and_not_called_back(sit_down: Sit) -> None:
    text = "\n\n".join([make_article().text, *(f"Paragraph {number}." for number in range(40))])

    async def act(seat: Seat) -> None:
        await seat.presses("space", "space")
        assert "A car bomb went off" not in seat.screen
        await seat.presses("v", "v", "v")
        assert "A car bomb went off" not in seat.screen
        await seat.presses("down", "down", "down", "down")
        assert "A car bomb went off" in seat.screen

    sit_down(act, make_article(text=text))


def test_the_last_enter_ends_the_article_and_the_next_one_comes(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses("S", "X")
        assert "enter ends the article" in seat.screen
        await seat.presses("enter")
        assert "The second" in seat.screen
        assert "2/2" in seat.screen

    app = sit_down(act, make_article(), make_article(title="The second"))
    assert len(app.articles.works) == 1


def test_keys_that_were_put_in_place_of_others_are_shown_and_work(desk: Project) -> None:
    async def act(seat: Seat) -> None:
        assert "g accept" in seat.screen
        await seat.presses("g")

    app = DeskApp(open_still(desk, make_article()), following=[], keys=Keys({**KEYS.of, "accept": ("g",)}))
    sit(app, act)
    assert app.session.work.row.label == "place"


def test_a_question_on_the_codebook_is_asked_from_the_row(sit_down: Sit, desk: Project) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses("down", "down", "a", "enter")
        assert "nothing is asked" in seat.screen
        await seat.types("remote")
        await seat.presses("enter")
        assert "is asked" in seat.screen

    sit_down(act)
    (query,) = desk.questions.questions()
    assert (query.term, query.text) == ("Remote explosive/landmine/IED", "remote")


def test_a_key_that_does_nothing_does_nothing(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        before = seat.app.session.work
        await seat.presses("y", "f7", "0")
        assert seat.app.session.work == before

    sit_down(act)


def test_who_codes_apart_is_told_so_and_sees_nothing_of_others(desk: Project) -> None:
    desk.coding.accept(make_article(title="Another report"), [make_event()])

    async def act(seat: Seat) -> None:
        assert "nobody sees it before it is done" in seat.screen
        await seat.presses("down")
        assert "coded apart \u00b7 0/12" in seat.screen
        await seat.presses("m")
        assert "IRQ1" not in seat.screen
        await seat.presses("S")
        assert "taken into coding 1" in seat.screen

    session = start_blind_session(desk, propose(desk, make_article(), suggest_two), proposer="the machine")
    sit(DeskApp(hold_still(session), following=[], keys=KEYS), act)
