"""What the log says of reports, and of those that events rest on, without reading them back: insides of JSON texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from incidents.store.log import write_json, write_text
from incidents.store.shapes import escape


def tell_events(before: Iterable[str], behind: Iterable[str], reports: Iterable[Sequence[str]]) -> Iterator[str]:
    """What the log says of each event: between what stands *before* and *behind* them, its *reports*."""
    for start, linked, end in zip(before, reports, behind, strict=True):
        yield start + escape(f'"reports":{write_json(sorted(linked, key=int))}') + end


def tell_reports(
    accounts: Iterable[tuple[int, bool, str]], quoted: Iterable[str], *, accepted_by: str, **rest: str | None
) -> Iterator[str]:
    """What the log says of reports without words.

    Of each account the article's number, whether the event is what that is about, and *quoted* what it says; *rest* are
    the codebook's version and who proposed it.
    """
    start = escape(f'{{"accepted_by":{write_text(accepted_by)},"account":"')
    ends = {main: escape(f",{write_json({**rest, 'evidence': [], 'main': main})[1:]}") for main in (True, False)}
    for (article, main, _), account in zip(accounts, quoted, strict=True):
        yield f'{start}{account}\\",\\"article\\":\\"{article}\\"{ends[main]}'
