"""Which identifiers of events a file has named already, in a bit each: a file may have millions of them."""

from __future__ import annotations

_PAGE = 4096  # numbers that stand side by side; a file that leaves gaps costs half a kilobyte for each


class Seen:
    """A set of identifiers, prefix and number, that grows. Any other text can be in it, too, at more cost."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, int], bytearray] = {}
        self._others: set[str] = set()

    def __contains__(self, identifier: str) -> bool:
        prefix, number = _split(identifier)
        if number is None:
            return identifier in self._others
        page = self._pages.get((prefix, number // _PAGE))
        return page is not None and bool(page[number % _PAGE // 8] & 1 << number % 8)

    def add(self, identifier: str) -> None:
        """Remember it."""
        prefix, number = _split(identifier)
        if number is None:
            self._others.add(identifier)
            return
        page = self._pages.setdefault((prefix, number // _PAGE), bytearray(_PAGE // 8))
        page[number % _PAGE // 8] |= 1 << number % 8


def _split(identifier: str) -> tuple[str, int | None]:
    """Prefix and number; no number for what would not be written the same again from them."""
    prefix = identifier.rstrip("0123456789")
    digits = identifier[len(prefix) :]
    is_number = 0 < len(digits) < 10 and digits[0] != "0"
    return prefix, int(digits) if is_number else None
