"""Read the files of the codebook, TOML key by key and CSV row by row, and refuse a fault by file and key or line."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from inspect import Parameter, signature
from pathlib import Path
from types import UnionType
from typing import Any, NoReturn, TypeVar, get_type_hints

from incidents.errors import BadCodebook

Scalar = str | int | bool
Value = TypeVar("Value")


class Table:
    """A table of a TOML file. It remembers which keys were read; ``close`` refuses the others as unknown.

    Every method that reads raises BadCodebook, naming file and key, for a value that is missing or of another type.
    """

    def __init__(self, data: Mapping[str, Any], *, file: str, key: str = "") -> None:
        self.file = file
        self.key = key
        self._data = data
        self._read: set[str] = set()

    def refuse(self, key: str, what: str) -> NoReturn:
        """Raise BadCodebook for *key* of this table; an empty *key* means the table itself."""
        raise BadCodebook(f"{self.file}: {self.path(key)}: {what}")

    def path(self, key: str) -> str:
        """Return the full path of *key* in the file."""
        return f"{self.key}.{key}" if self.key and key else self.key or key

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys in file order."""
        return iter(self._data)

    def has(self, key: str) -> bool:
        """Return whether the table has *key*."""
        return key in self._data

    def record(self, kind: Callable[..., Value], /, **given: Any) -> Value:  # noqa: ANN401 - passed on as they are
        """Read one key for each parameter of *kind* that is not *given*, make one of them, and close the table.

        The annotation of a parameter says what its key must hold. A key may be absent if the parameter has a default,
        is a ``bool`` (False), a tuple (empty) or may be None.
        """
        values = {name: self._value(name, *wanted) for name, wanted in _keys(kind).items() if name not in given}
        self.close()
        return kind(**values, **given)

    def text(self, key: str) -> str:
        """Read a text that must be there and hold more than white space."""
        value: str = self._take(key, str, "a text")
        if not value.strip():
            self.refuse(key, "is empty")
        return value

    def optional_text(self, key: str) -> str | None:
        """Read a text; None if the key is absent."""
        return self.text(key) if self.has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; empty if the key is absent."""
        if not self.has(key):
            return ()
        values: list[Any] = self._take(key, list, "a list of texts")
        for value in values:
            if not isinstance(value, str) or not value.strip():
                self.refuse(key, f"must be a list of texts (got {value!r} in it)")
        return tuple(values)

    def integer(self, key: str) -> int:
        """Read a whole number that must be there."""
        value: int = self._take(key, int, "a whole number")
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Read true or false; *default* if the key is absent."""
        return self._take(key, bool, "true or false") if self.has(key) else default

    def share(self, key: str) -> float:
        """Read a number from 0 to 1 that must be there."""
        value: float = self._take(key, int | float, "a number from 0 to 1")
        if not 0 <= value <= 1:
            self.refuse(key, f"must be a number from 0 to 1 (got {value!r})")
        return float(value)

    def scalar(self, key: str, kind: type[Scalar]) -> Scalar:
        """Read a value of exactly *kind* that must be there."""
        value: Scalar = self._take(key, kind, {str: "a text", int: "a whole number"}.get(kind, "true or false"))
        return value

    def table(self, key: str) -> Table:
        """Return the table under *key*; empty if the key is absent."""
        data = self._take(key, dict, "a table") if self.has(key) else {}
        return Table(data, file=self.file, key=self.path(key))

    def tables(self, key: str, *, named_by: str, is_unique: bool = True) -> tuple[Table, ...]:
        """Return the list of tables under *key*, which must be there.

        Errors name each table by its value of *named_by*, else by its number; that value may not come twice if
        *is_unique*.
        """
        rows: list[Any] = self._take(key, list, "a list of tables")
        tables = tuple(self._row(key, number, row, named_by) for number, row in enumerate(rows, start=1))
        if is_unique:
            seen: set[str] = set()
            for table in tables:
                if table.key in seen:
                    table.refuse(named_by, "is a duplicate")
                seen.add(table.key)
        return tables

    def close(self) -> None:
        """Refuse the first key that was not read."""
        for key in self._data:
            if key not in self._read:
                self.refuse(key, "is not a key of this table")

    def _row(self, key: str, number: int, row: object, named_by: str) -> Table:
        if not isinstance(row, dict):
            self.refuse(key, f"entry {number} must be a table")
        name = row.get(named_by)
        label = name if isinstance(name, str) else f"number {number}"
        return Table(row, file=self.file, key=self.path(f"{key}[{label}]"))

    def _value(self, key: str, read: Callable[[Table, str], Any], default: Any) -> Any:  # noqa: ANN401 - any type of TOML
        return default if default is not Parameter.empty and not self.has(key) else read(self, key)

    def _take(self, key: str, kind: type | UnionType, wanted: str) -> Any:  # noqa: ANN401 - the callers narrow it
        if key not in self._data:
            self.refuse(key, "is missing")
        self._read.add(key)
        value = self._data[key]
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            self.refuse(key, f"must be {wanted} (got {value!r})")
        return value


_READERS: Mapping[object, Callable[[Table, str], Any]] = {
    str: Table.text,
    int: Table.integer,
    float: Table.share,
    bool: Table.flag,
    tuple[str, ...]: Table.texts,
}
_OPTIONAL: Mapping[object, object] = {each | None: each for each in (str, int, float)}


@cache
def _keys(kind: Callable[..., object]) -> Mapping[str, tuple[Callable[[Table, str], Any], Any]]:
    """Return how the key for each parameter of *kind* is read, and its default."""
    types = get_type_hints(kind)
    keys = {}
    for name, parameter in signature(kind).parameters.items():
        wanted = _OPTIONAL.get(types[name], types[name])
        if wanted in _READERS:
            keys[name] = _READERS[wanted], None if types[name] in _OPTIONAL else parameter.default
    return keys


def read_table(folder: str | Path, name: str) -> Table:
    """Read the TOML file *name* of *folder*. Raises BadCodebook if it is missing or is not TOML, naming the line."""
    path = Path(folder, name)
    file = f"{Path(folder).name}/{name}"
    try:
        return Table(tomllib.loads(path.read_bytes().decode()), file=file)
    except FileNotFoundError:
        raise BadCodebook(f"{file}: the file is missing", mend=f"looked in {folder}") from None
    except UnicodeDecodeError as fault:
        raise BadCodebook(f"{file}: is not UTF-8 (byte {fault.start})") from None
    except tomllib.TOMLDecodeError as fault:
        raise BadCodebook(f"{file}: is not TOML: {fault}") from None


def read_rows(path: Path, columns: Collection[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Read a CSV file with exactly these *columns*: each row, after a text that says where it stands.

    Cells are stripped of white space. Raises BadCodebook if the file cannot be read or has other columns.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise BadCodebook(f"{path.name}: cannot be read: {fault}") from None
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != tuple(columns):
        raise BadCodebook(f"{path.name}: line 1: the columns must be {', '.join(columns)}")
    for row in reader:
        yield f"{path.name}: line {reader.line_num}", {column: (row[column] or "").strip() for column in columns}
