"""The codebook as it travels with a release: a page to read, and a table of every code."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path

from incidents.codebook.loader import Codebook
from incidents.codebook.page import codebook_page
from incidents.exchange.lines import sheet_writer, show_cell

_HEADER = ("vocabulary", "code", "label", "definition", "parent", "includes", "excludes", "example")
_STYLE = "body{max-width:50em;margin:2em auto;padding:0 1em;font:1em/1.5 sans-serif}code{background:#eee}"


def write_codebook(codebook: Codebook, folder: Path) -> None:
    """Write ``codebook.html`` and ``codebook.csv`` into *folder*."""
    (folder / "codebook.html").write_text(render(codebook), encoding="utf-8", newline="\n")
    with (folder / "codebook.csv").open("w", encoding="utf-8", newline="") as out:
        sheet = sheet_writer(out)
        sheet.writerow(_HEADER)
        for name in codebook.vocabulary_names:
            for term in codebook.vocabulary(name):
                lists = ("; ".join(term.includes), "; ".join(term.excludes))
                row = (name, term.code, term.label, term.definition, term.parent, *lists, term.example)
                sheet.writerow(show_cell(cell) for cell in row)


def render(codebook: Codebook) -> str:
    """The codebook as one HTML page that needs no other file and runs no script."""
    page = "\n".join(line for line in codebook_page(codebook).splitlines() if not line.startswith("<!--"))
    body = _to_html(page)
    title = escape(f"Codebook of {codebook.name} {codebook.version}")
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}</body></html>\n'


@lru_cache(maxsize=1)  # whoever makes several releases makes them of one codebook
def _to_html(page: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only a release pays for it

    body: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(page)
    return body
