"""The screen of the desk: the article and the form, side by side or one above the other, and the lines around them.

Shows the state of a coding session; ``app`` handles the keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import Screen

from incidents.services.article_queue import PendingArticle
from incidents.services.coding_session import CodingSession, Reply
from incidents.tui.keys import FORM, WORDS, Keys, name_keys
from incidents.tui.layout import (
    Mark,
    find_marks,
    write_article,
    write_empty_form,
    write_form,
    write_head,
    write_keys,
    write_name,
    write_status,
    write_title,
)
from incidents.tui.theme import FAINT, Line, rule
from incidents.tui.widgets import LinePane
from incidents.tui.word_selection import Span, WordSelection
from incidents.tui.wrapping import wrap

WIDE = 100  # columns from which the panes are side by side
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
    """One article and the form of one of its events.

    *text* is the article as its pane shows it, *rows* are the row numbers of the form's lines.
    """

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys
        self.view = BOTH
        self.text = wrap("", 1)
        self.rows: list[int] = []
        self._wrapped_at = 0
        self._shown: Span | None = None  # the mark last scrolled to: reading on does not scroll back to it

    def compose(self) -> ComposeResult:
        """Lay out the panes and the lines around them."""
        yield LinePane(id="head")
        with Container(id="panes"):
            with Vertical(id="left"):
                yield LinePane(id="article-title")
                yield LinePane(id="article")
            with Vertical(id="right"):
                yield LinePane(id="form-title")
                yield LinePane(id="form")
        yield LinePane(id="status")
        yield LinePane(id="keys")

    def set_panes(self) -> None:
        """Put the panes side by side where there is room, and show those of the view."""
        is_wide = self.size.width >= WIDE
        self.set_class(is_wide, "wide")
        self.set_class(not is_wide, "tall")
        for view in VIEWS:
            self.set_class(view == self.view, f"view-{view}")

    def change_view(self) -> None:
        """Go to the next view: both panes, the article alone, the form alone."""
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]

    def turn(self, pages: int) -> None:
        """Scroll the article by *pages*."""
        self._pane("article").turn(pages)

    def rewind(self) -> None:
        """Show the article from its beginning."""
        self._shown = None
        self._pane("article").scroll_to(y=0, animate=False, force=True)

    @property
    def top(self) -> int:
        """The first character of the article in sight."""
        line = min(round(self._pane("article").scroll_y), len(self.text.lines) - 1)
        return self.text.lines[line][0]

    def paint(self, session: CodingSession, reply: Reply, selection: WordSelection | None, *, place: str) -> None:
        """Draw the state of *session*; *selection* are the words that are being selected."""
        width, article = self.size.width, session.task.article
        self._pane("head").write([write_head(article, width, place=place)])
        self._paint_article(article.text, find_marks(session.work, None if selection is None else selection.span))
        self._paint_form(session)
        is_done = session.work.is_done and bool(session.work.drafts)
        candidates = session.known_candidates() or ()
        self._fit("status", write_status(reply, candidates, is_done=is_done, width=width, keys=self._keys))
        self._fit("keys", write_keys(self._keys.shown(FORM if selection is None else WORDS), width))

    def paint_pending(self, pending: PendingArticle, reply: Reply, *, place: str) -> None:
        """Draw the text of an article whose suggestions are not ready, or its name while it is read."""
        width, article = self.size.width, pending.article
        if article is None:
            head = write_name(pending.name, width, place=place)
        else:
            head = write_head(article, width, place=place)
        self._pane("head").write([head])
        self._paint_article("" if article is None else article.text, [])
        self._pane("form-title").write([rule("being read", self._pane("form").size.width)])
        self._pane("form").write([[(" what it reports is being worked out", FAINT)]])
        self._fit("status", write_status(reply, (), is_done=False, width=width, keys=self._keys))
        self._fit("keys", write_keys(self._keys.shown(FORM), width))

    def _fit(self, name: str, lines: Sequence[Line]) -> None:
        """Write lines below the panes, in a pane no higher than they need."""
        self._pane(name).styles.height = len(lines)
        self._pane(name).write(lines)

    def _paint_article(self, text: str, marks: Sequence[Mark]) -> None:
        pane = self._pane("article")
        if self.text.text != text or self._wrapped_at != pane.size.width:
            self._wrapped_at = pane.size.width
            self.text = wrap(text, pane.size.width)
        first = marks[0][0] if marks else None
        keep = None
        if first is not None and first != self._shown:
            keep = self.text.line_of(first[0]), self.text.line_of(max(first[0], first[1] - 1))
        self._shown = first
        pane.write(write_article(self.text, marks), keep=keep)
        count = len(self.text.lines)
        seen = f"{min(round(pane.scroll_y) + pane.size.height, count)}/{count}"
        self._pane("article-title").write([rule("article", pane.size.width, right=seen)])

    def _paint_form(self, session: CodingSession) -> None:
        pane = self._pane("form")
        width = pane.size.width
        self._pane("form-title").write([write_title(session, width)])
        if session.work.draft is None:
            enter, new = (name_keys(self._keys.of[name]) for name in ("accept", "new"))
            pane.write(write_empty_form(session.task, width, enter=enter, new=new))
            return
        form = write_form(session.work, width, height=pane.size.height)
        self.rows = form.rows
        pane.write(form.lines, keep=form.focus)

    def _pane(self, name: str) -> LinePane:
        return self.query_one(f"#{name}", LinePane)
