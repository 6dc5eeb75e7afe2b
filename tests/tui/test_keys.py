from __future__ import annotations

from pathlib import Path

import pytest

from incidents.errors import BadUsage
from incidents.store.database import Database
from incidents.tui.keys import ACTIONS, COMPARING, FORM, KEYS, WORDS, Keys, read_keys


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config" / "incidents").mkdir(parents=True)
    return Database(path=tmp_path / "incidents.db")


def write(database: Database, text: str, *, own: bool = False) -> None:
    assert database.path is not None
    folder = Path(database.path).parent
    path = folder / "config" / "incidents" / "config.toml" if own else folder / "incidents.toml"
    path.write_text(text, encoding="utf-8")


def does(keys: Keys, mode: str, *pressed: str) -> str | None:
    found = keys.action(mode, *pressed)
    return None if found is None else found[0].name


def test_without_a_file_the_keys_are_as_they_come(database: Database) -> None:
    assert read_keys(database) == KEYS


def test_no_key_does_two_things() -> None:
    for mode in (FORM, WORDS, COMPARING):
        keys = [key for action in ACTIONS if action.mode == mode for key in action.keys]
        assert len(keys) == len(set(keys))


def test_a_key_is_known_by_its_name_or_its_sign() -> None:
    assert does(KEYS, FORM, "question_mark", "?") == "help"
    assert does(KEYS, FORM, "enter", "\r") == "accept"
    assert does(KEYS, FORM, "y", "y") is None


def test_the_same_key_means_another_thing_in_another_mode() -> None:
    assert does(KEYS, FORM, "enter") == "accept"
    assert does(KEYS, WORDS, "enter") == "cite"


def test_a_number_says_which_other_value() -> None:
    found = KEYS.action(FORM, "3")
    assert found is not None
    assert (found[0].name, found[1]) == ("take", 2)


def test_a_file_beside_the_database_gives_other_keys(database: Database) -> None:
    write(database, '[desk.keys]\naccept = "g"\nundo = ["z", "f9"]\n')
    keys = read_keys(database)
    assert (does(keys, FORM, "g"), does(keys, FORM, "enter")) == ("accept", None)
    assert (does(keys, FORM, "z"), does(keys, FORM, "f9"), does(keys, FORM, "u")) == ("undo", "undo", None)
    assert does(keys, FORM, "e") == "edit"


def test_it_stands_above_the_persons_own_file(database: Database) -> None:
    write(database, '[desk.keys]\naccept = "g"\nedit = "h"\n', own=True)
    write(database, '[desk.keys]\naccept = "y"\n')
    keys = read_keys(database)
    assert (does(keys, FORM, "y"), does(keys, FORM, "g"), does(keys, FORM, "h")) == ("accept", None, "edit")


def test_a_file_may_say_other_things_than_keys(database: Database) -> None:
    write(database, '[project]\nname = "iraq"\n')
    assert read_keys(database) == KEYS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[desk.keys]\nacept = "g"', "did you mean accept"),
        ('[desk.keys]\naccept = "e"', "would both accept and edit"),
        ("[desk.keys]\naccept = 3", "no key and no list of keys"),
        ("[desk]\nkeys = 3", "is no table"),
        ("[desk.keys", "cannot be read"),
    ],
)
def test_what_cannot_be_is_refused_by_file_and_key(database: Database, text: str, told: str) -> None:
    write(database, text)
    with pytest.raises(BadUsage, match=told) as refused:
        read_keys(database)
    assert "incidents.toml" in str(refused.value)
    assert refused.value.mend
