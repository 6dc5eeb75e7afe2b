"""The keys of the desk: the actions with their default keys, and the keys that a person has set.

A settings file may hold a table ``[desk.keys]``: ``accept = "enter"``, or several keys in a list. A key is a character
as it is typed, or a name such as enter, escape, f2, ctrl+z, shift+left.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import platformdirs

from incidents.errors import BadUsage
from incidents.store.database import Database

FORM, WORDS, COMPARING = "the form", "choosing words", "comparing"
PROJECT_FILE, USER_FILE = "incidents.toml", "config.toml"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that keys do in one *mode*: *short* names it in the line of keys, *told* describes it in the help.

    An action without *short* is in the help only.
    """

    name: str
    mode: str
    keys: tuple[str, ...]
    short: str
    told: str


ACTIONS = (
    Action("accept", FORM, ("enter",), "accept", "The row is right; go on. After the last one the event is stored."),
    Action("take", FORM, tuple("123456789"), "other", "Take the alternative of that number, and go on."),
    Action("edit", FORM, ("e",), "edit", "Type the value, or pick it; a place is looked up."),
    Action("edit_all", FORM, ("E",), "", "Type each field of the row: of a place also country, unit and point."),
    Action("words", FORM, ("w",), "words", "Choose words of the article as the evidence of the row."),
    Action("empty", FORM, ("x",), "unknown", "The article does not say it: empty the row, and go on."),
    Action("reject", FORM, ("X",), "drop", "Drop the event: it is not one, or not to be coded."),
    Action("new", FORM, ("n",), "new", "Begin an event that is not suggested."),
    Action("store", FORM, ("S",), "store", "Accept every row that is left, and store the event."),
    Action("compare", FORM, ("m",), "same?", "Look at stored events that may be the same, side by side."),
    Action("ask", FORM, ("a",), "ask", "Ask a question on the codebook about the row, for the team to answer."),
    Action("undo", FORM, ("u", "ctrl+z"), "undo", "Undo the last step, also the storing of an event."),
    Action("redo", FORM, ("r", "ctrl+y"), "redo", "Redo what was undone."),
    Action("down", FORM, ("down", "j"), "", "Look at the next row."),
    Action("up", FORM, ("up", "k"), "", "Look at the previous row."),
    Action("next_event", FORM, ("tab", "]"), "event", "Look at the next event of the article."),
    Action("last_event", FORM, ("shift+tab", "["), "", "Look at the previous event."),
    Action("page_down", FORM, ("space", "pagedown"), "", "Scroll the article down."),
    Action("page_up", FORM, ("b", "pageup"), "", "Scroll the article up."),
    Action("view", FORM, ("v",), "view", "Show the article alone, the form alone, or both."),
    Action("later", FORM, ("l",), "later", "Leave the article for later; what was accepted is kept."),
    Action("help", FORM, ("?", "f1"), "keys", "Show every key."),
    Action("quit", FORM, ("q", "ctrl+q", "ctrl+c"), "quit", "Leave; everything that was accepted is kept."),
    Action("right", WORDS, ("right",), "word", "Go to the next word."),
    Action("left", WORDS, ("left",), "", "Go to the previous word."),
    Action("extend_right", WORDS, ("shift+right", "."), "longer", "Extend the selection by a word."),
    Action("extend_left", WORDS, ("shift+left", ","), "shorter", "Shorten it by a word, or extend it to the left."),
    Action("line_down", WORDS, ("down",), "line", "Go to the line below."),
    Action("line_up", WORDS, ("up",), "", "Go to the line above."),
    Action("extend_down", WORDS, ("shift+down",), "", "Extend the selection to the line below."),
    Action("extend_up", WORDS, ("shift+up",), "", "Extend the selection to the line above."),
    Action("cite", WORDS, ("enter",), "these words", "Make these words the evidence."),
    Action("cite_more", WORDS, ("+",), "these, too", "Add these words to the evidence."),
    Action("leave_words", WORDS, ("escape",), "back", "Go back without selecting words."),
    Action("link", COMPARING, ("y", "enter"), "the same: link", "Link the report to that event."),
    Action("next_candidate", COMPARING, ("down", "j", "tab"), "next", "Look at the next event that may be the same."),
    Action("last_candidate", COMPARING, ("up", "k", "shift+tab"), "", "Look at the previous one."),
    Action("leave_comparing", COMPARING, ("escape", "n", "q"), "another: back", "None of them is the same."),
)
_BY_NAME = {action.name: action for action in ACTIONS}


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of each action, keyed by its name."""

    of: Mapping[str, tuple[str, ...]]

    def action(self, mode: str, *pressed: str | None) -> tuple[Action, int] | None:
        """Return what a key does in *mode*, and its position among the action's keys; *pressed* are the key's names."""
        for action in ACTIONS:
            for number, key in enumerate(self.of[action.name] if action.mode == mode else ()):
                if key in pressed:
                    return action, number
        return None

    def shown(self, mode: str) -> Iterator[tuple[str, str]]:
        """Yield the key and the short name of each action of *mode* that is shown."""
        for action in ACTIONS:
            if action.mode == mode and action.short and self.of[action.name]:
                yield name_keys(self.of[action.name]), action.short


KEYS = Keys({action.name: action.keys for action in ACTIONS})


def read_keys(database: Database) -> Keys:
    """Read the keys for work on *database*: from the user's settings file, then the one beside the database.

    Raises BadUsage for a file that is not TOML, an unknown action, and a key that would do two things.
    """
    folder = Path() if database.path is None else Path(database.path).parent
    files = (platformdirs.user_config_path("incidents") / USER_FILE, folder / PROJECT_FILE)
    chosen = dict(KEYS.of)
    for file in files:
        chosen |= _read_file(file)
    _refuse_two(chosen, " or ".join(map(str, files)))
    return Keys(chosen)


def name_keys(keys: tuple[str, ...]) -> str:
    """Return how keys are named in the line of keys: the first one, or the first and last of many single characters."""
    if len(keys) > 2 and all(len(key) == 1 for key in keys):
        return f"{keys[0]}-{keys[-1]}"
    return keys[0]


def _read_file(file: Path) -> dict[str, tuple[str, ...]]:
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BadUsage(f"{file} cannot be read: {error}", mend="mend it, or put it away") from None
    desk = settings.get("desk", {})
    table = desk.get("keys", {}) if isinstance(desk, dict) else {}
    if not isinstance(table, dict):
        raise BadUsage(f"{file}: desk.keys is no table", mend='write [desk.keys], and under it accept = "enter"')
    return {name: _read_keys(file, name, value) for name, value in table.items()}


def _read_keys(file: Path, name: str, value: object) -> tuple[str, ...]:
    if name not in _BY_NAME:
        near = get_close_matches(name, _BY_NAME)
        hint = f" - did you mean {' or '.join(near)}?" if near else ""
        raise BadUsage(f"{file}: desk.keys has no {name!r}{hint}", mend=f"one of: {', '.join(_BY_NAME)}")
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not all(isinstance(key, str) and key for key in keys):
        raise BadUsage(f"{file}: desk.keys.{name} is no key and no list of keys", mend=f'write {name} = "x"')
    return tuple(keys)


def _refuse_two(chosen: Mapping[str, Iterable[str]], where: str) -> None:
    """Raise BadUsage for a key that does two things in one mode."""
    taken: dict[tuple[str, str], str] = {}
    for action in ACTIONS:
        for key in chosen[action.name]:
            other = taken.setdefault((action.mode, key), action.name)
            if other != action.name:
                what = f"{where}: the key {key!r} would both {other} and {action.name}"
                raise BadUsage(what, mend="give one of them another key under [desk.keys]")
