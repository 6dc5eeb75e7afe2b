"""Which identifiers of events a file has named already, in a bit each: a file may have millions of them."""

from __future__ import annotations

from collections.abc import Sequence

_PAGE = 512  # bytes of numbers that stand side by side; a file that leaves gaps costs so much for each
_BITS = 8 * _PAGE


class Seen:
    """A set of identifiers, prefix and number, that grows. Any other text can be in it, too, at more cost."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, int], bytearray] = {}
        self._others: set[str] = set()

    def add(self, identifier: str) -> bool:
        """Remember it; whether it is new."""
        prefix, number = _split(identifier)
        if number is None:
            is_new = identifier not in self._others
            self._others.add(identifier)
            return is_new
        return self.add_numbers([prefix], [number])[0]

    def add_numbers(self, prefixes: Sequence[str], numbers: Sequence[int]) -> list[bool]:
        """The same of many identifiers that are taken apart already."""
        pages, are_new = self._pages, list[bool]()
        for prefix, number in zip(prefixes, numbers, strict=True):
            where, place, bit = (prefix, number // _BITS), number // 8 % _PAGE, 1 << number % 8
            page = pages.get(where)
            if page is None:
                page = pages[where] = bytearray(_PAGE)
            are_new.append(not page[place] & bit)
            page[place] |= bit
        return are_new


def _split(identifier: str) -> tuple[str, int | None]:
    """Prefix and number; no number for what would not be written the same again from them."""
    prefix = identifier.rstrip("0123456789")
    digits = identifier[len(prefix) :]
    is_number = 0 < len(digits) < 10 and digits[0] != "0"
    return prefix, int(digits) if is_number else None
