"""Reading one table of a TOML file key by key, and refusing it by file and key.

Knows the types of TOML, not what a codebook is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import basename
from types import UnionType
from typing import Any, NoReturn

from incidents.codebook.parsed import parse
from incidents.errors import BadCodebook


class Table:
    """A TOML table that remembers which keys were asked for; ``close`` refuses the others as unknown."""

    def __init__(self, data: Mapping[str, Any], *, file: str, key: str = "") -> None:
        self.file = file
        self.key = key
        self._data = data
        self._asked: set[str] = set()

    def refuse(self, key: str, what: str) -> NoReturn:
        """Raise BadCodebook for *key* of this table; an empty *key* means the table itself."""
        raise BadCodebook(f"{self.file}: {self.path(key)}: {what}")

    def path(self, key: str) -> str:
        """The full path of *key* in the file."""
        return f"{self.key}.{key}" if self.key and key else self.key or key

    def __iter__(self) -> Iterator[str]:
        """Every key, in file order."""
        return iter(self._data)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._data

    def text(self, key: str) -> str:
        """A text that must be there and say something."""
        value: str = self._take(key, str, "a text")
        if not value.strip():
            self.refuse(key, "is empty")
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None when the key is absent."""
        return self.text(key) if self.has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when the key is absent."""
        if not self.has(key):
            return ()
        values: list[Any] = self._take(key, list, "a list of texts")
        for value in values:
            if not isinstance(value, str) or not value.strip():
                self.refuse(key, f"must be a list of texts (got {value!r} in it)")
        return tuple(values)

    def integer(self, key: str) -> int:
        """A whole number that must be there."""
        value: int = self._take(key, int, "a whole number")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false, *default* when the key is absent."""
        return self._take(key, bool, "true or false") if self.has(key) else default

    def share(self, key: str) -> float:
        """A number from 0 to 1 that must be there."""
        value: float = self._take(key, int | float, "a number from 0 to 1")
        if not 0 <= value <= 1:
            self.refuse(key, f"must be a number from 0 to 1 (got {value!r})")
        return float(value)

    def scalar(self, key: str, kind: type[str | int | bool]) -> str | int | bool:
        """A value of exactly *kind* that must be there."""
        wanted = {str: "a text", int: "a whole number"}.get(kind, "true or false")
        value: str | int | bool = self._take(key, kind, wanted)
        return value

    def table(self, key: str) -> Table:
        """A table below this one; empty when the key is absent."""
        data = self._take(key, dict, "a table") if self.has(key) else {}
        return Table(data, file=self.file, key=self.path(key))

    def tables(self, key: str, *, named_by: str) -> tuple[Table, ...]:
        """A list of tables that must be there; errors name each by its value of *named_by*, else by its number."""
        rows: list[Any] = self._take(key, list, "a list of tables")
        return tuple(self._row(key, number, row, named_by) for number, row in enumerate(rows, start=1))

    def close(self) -> None:
        """Refuse the first key that nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                self.refuse(key, "is not a key of this table")

    def _row(self, key: str, number: int, row: object, named_by: str) -> Table:
        if not isinstance(row, dict):
            self.refuse(key, f"entry {number} must be a table")
        name = row.get(named_by)
        label = name if isinstance(name, str) else f"number {number}"
        return Table(row, file=self.file, key=self.path(f"{key}[{label}]"))

    def _take(self, key: str, kind: type | UnionType, wanted: str) -> Any:  # noqa: ANN401 - the callers narrow it
        if key not in self._data:
            self.refuse(key, "is missing")
        self._asked.add(key)
        value = self._data[key]
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            self.refuse(key, f"must be {wanted} (got {value!r})")
        return value


def read_table(folder: str, name: str) -> Table:
    """The file *name* of *folder* as a table; BadCodebook names file and line when it is missing or no TOML."""
    file = f"{basename(folder)}/{name}"
    try:
        return Table(parse(f"{folder}/{name}"), file=file)
    except FileNotFoundError:
        raise BadCodebook(f"{file}: the file is missing", mend=f"looked in {folder}") from None
    except UnicodeDecodeError as fault:
        raise BadCodebook(f"{file}: is not UTF-8 (byte {fault.start})") from None
    except ValueError as fault:  # TOMLDecodeError, whose module need not be read for what is kept
        raise BadCodebook(f"{file}: is not TOML: {fault}") from None
