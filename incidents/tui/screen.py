"""The desk's own screen: the article and the form, beside each other or one above the other, and lines around them.

Draws what the bench says and tells nobody anything; ``app`` presses the keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import Screen

from incidents.services.article_queue import PendingArticle
from incidents.services.coding_session import CodingSession, Reply
from incidents.tui.article_lines import Mark, find_marks, write_article
from incidents.tui.breaking import Broken, break_text
from incidents.tui.form_lines import write_form
from incidents.tui.frame import write_head, write_keys, write_name, write_nothing, write_status, write_title
from incidents.tui.ink import FAINT, Line, rule
from incidents.tui.keys import FORM, WORDS, Keys, name_keys
from incidents.tui.passage import Passage, Span
from incidents.tui.sheet import Sheet

WIDE = 100  # columns from which the panes stand beside each other
BOTH, ARTICLE, EVENT = "both", "article", "event"
VIEWS = (BOTH, ARTICLE, EVENT)

# The app's, not the screen's: Textual reads no style sheet of the screen that an app begins with.
LAYOUT = """
DeskScreen { layout: vertical; background: ansi_default; }
#head, #article-title, #form-title { height: 1; }
#panes { height: 1fr; layout: horizontal; }
#left, #right { width: 1fr; }
#article, #form { height: 1fr; }
#status, #keys { height: 1; }
DeskScreen.wide #left { padding-right: 1; }
DeskScreen.tall #panes { layout: vertical; }
DeskScreen.tall #left { width: 100%; height: 1fr; }
DeskScreen.tall #right { width: 100%; height: 2fr; }
DeskScreen.view-article #right, DeskScreen.view-event #left { display: none; }
"""


class DeskScreen(Screen[None], inherit_bindings=False):
    """One article on the desk."""

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys
        self.view = BOTH
        self.broken = break_text("", 1)
        self.rows: list[int] = []
        self._broken_at = 0
        self._lit: Span | None = None  # what is in sight for its own sake: whoever reads on is not called back to it

    def compose(self) -> ComposeResult:
        """The panes and the lines around them."""
        yield Sheet(id="head")
        with Container(id="panes"):
            with Vertical(id="left"):
                yield Sheet(id="article-title")
                yield Sheet(id="article")
            with Vertical(id="right"):
                yield Sheet(id="form-title")
                yield Sheet(id="form")
        yield Sheet(id="status")
        yield Sheet(id="keys")

    def set_panes(self) -> None:
        """Put the panes beside each other where there is room, and show those that are wanted."""
        is_wide = self.size.width >= WIDE
        self.set_class(is_wide, "wide")
        self.set_class(not is_wide, "tall")
        for view in VIEWS:
            self.set_class(view == self.view, f"view-{view}")

    def turn(self, pages: int) -> None:
        """Read on in the article, or back."""
        self._sheet("article").turn(pages)

    def rewind(self) -> None:
        """Show the article from its beginning."""
        self._lit = None
        self._sheet("article").scroll_to(y=0, animate=False, force=True)

    @property
    def top(self) -> int:
        """The first character of the article that is in sight."""
        line = min(round(self._sheet("article").scroll_y), len(self.broken.lines) - 1)
        return self.broken.lines[line][0]

    def paint(self, bench: CodingSession, reply: Reply, passage: Passage | None, *, place: str) -> None:
        """Draw everything as *bench* has it; *passage* are the words that are being chosen."""
        width, article = self.size.width, bench.paper.article
        self._sheet("head").write([write_head(article, width, place=place)])
        self._paint_article(article.text, find_marks(bench.work, None if passage is None else passage.span))
        self._paint_form(bench)
        done = bench.work.is_done and bool(bench.work.drafts)
        status = write_status(reply, bench.known_candidates() or (), is_done=done, width=width, keys=self._keys)
        self._write_low("status", status)
        self._write_low("keys", write_keys(self._keys.shown(FORM if passage is None else WORDS), width))

    def paint_coming(self, coming: PendingArticle, reply: Reply, *, place: str) -> None:
        """Draw the text of an article whose suggestions are not there yet, or its name while it is read."""
        width, article = self.size.width, coming.article
        head = (
            write_name(coming.name, width, place=place) if article is None else write_head(article, width, place=place)
        )
        self._sheet("head").write([head])
        self._paint_article("" if article is None else article.text, [])
        self._sheet("form-title").write([rule("being read", self._sheet("form").size.width)])
        self._sheet("form").write([[(" what it reports is being worked out", FAINT)]])
        self._write_low("status", write_status(reply, (), is_done=False, width=width, keys=self._keys))
        self._write_low("keys", write_keys(self._keys.shown(FORM), width))

    def _write_low(self, name: str, lines: Sequence[Line]) -> None:
        """Lines below the panes, which take no more room than they need."""
        self._sheet(name).styles.height = len(lines)
        self._sheet(name).write(lines)

    def _paint_article(self, text: str, marks: Sequence[Mark]) -> None:
        sheet = self._sheet("article")
        if self.broken.text != text or self._broken_at != sheet.size.width:
            self._broken_at = sheet.size.width
            self.broken = break_text(text, sheet.size.width)
        lit = marks[0][0] if marks else None
        keep = None if lit is None or lit == self._lit else _lines_of(self.broken, lit)
        self._lit = lit
        sheet.write(write_article(self.broken, marks), keep=keep)
        seen = f"{min(round(sheet.scroll_y) + sheet.size.height, len(self.broken.lines))}/{len(self.broken.lines)}"
        self._sheet("article-title").write([rule("article", sheet.size.width, right=seen)])

    def _paint_form(self, bench: CodingSession) -> None:
        sheet = self._sheet("form")
        width = sheet.size.width
        self._sheet("form-title").write([write_title(bench, width)])
        if bench.work.draft is None:
            enter, new = (name_keys(self._keys.of[name]) for name in ("accept", "new"))
            sheet.write(write_nothing(bench.paper, width, enter=enter, new=new))
            return
        form = write_form(bench.work, width, height=sheet.size.height)
        self.rows = form.rows
        sheet.write(form.lines, keep=form.focus)

    def _sheet(self, name: str) -> Sheet:
        return self.query_one(f"#{name}", Sheet)


def _lines_of(broken: Broken, span: Span) -> tuple[int, int]:
    return broken.line_of(span[0]), broken.line_of(max(span[0], span[1] - 1))
