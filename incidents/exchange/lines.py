"""Former names of ``writers.csv``, for command modules that have not moved yet."""

from collections.abc import Sequence

from incidents.exchange.writers.csv import show_cell

__all__ = ["show_cell", "show_texts"]


def show_texts(cells: Sequence[str | None]) -> list[str]:
    """Return texts as they stand in a line of CSV: behind the guard, in quotes where they need them."""
    return [_quote(show_cell(cell)) for cell in cells]


def _quote(text: str) -> str:
    if not any(sign in text for sign in '",\r\n'):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
