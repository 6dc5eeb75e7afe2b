"""``incidents desk``: a terminal application to code one article after another with single keys.

Translates keys into actions of a coding session and shows the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import App
from textual.events import Event, Key, Resize
from textual.message import Message
from textual.worker import Worker, WorkerState

from incidents.errors import IncidentsError
from incidents.services.article_queue import ArticleQueue, ArticleSteps
from incidents.services.coding_session import CodingSession, Reply
from incidents.tui.desk_screen import LAYOUT, DeskScreen
from incidents.tui.dialogs import CompareDialog, EditDialog, FieldsDialog, HelpDialog, QuestionDialog
from incidents.tui.keys import FORM, WORDS, Keys
from incidents.tui.widgets import LinePane
from incidents.tui.word_selection import WordSelection, select_span, select_word

_ACTIONS: dict[str, Callable[[CodingSession], Reply]] = {
    "accept": CodingSession.accept,
    "empty": CodingSession.empty,
    "reject": CodingSession.reject,
    "new": CodingSession.begin_event,
    "store": CodingSession.store,
    "undo": CodingSession.undo,
    "redo": CodingSession.redo,
}
_WHILE_PENDING = frozenset({"page_down", "page_up", "view", "later", "help", "quit"})  # actions that need no event
_ROWS, _EVENTS, _PAGES = {"down": 1, "up": -1}, {"next_event": 1, "last_event": -1}, {"page_down": 1, "page_up": -1}


class DeskApp(App[None], inherit_bindings=False):
    """Works through articles: *session* has the first, *following* are the steps to open the others.

    While the suggestions for an article are not ready, its text can be read already.
    """

    class ArticleReady(Message):
        """A step of the next article is done."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    CSS = LAYOUT
    TITLE = "incidents desk"

    def __init__(self, session: CodingSession, *, following: Iterable[ArticleSteps], keys: Keys) -> None:
        super().__init__(ansi_color=True)
        self.articles = ArticleQueue(session, following, lambda: self.post_message(self.ArticleReady()))
        self.keys = keys
        self.reply = Reply("")
        self.selection: WordSelection | None = None
        self.desk_screen = DeskScreen(keys)
        self._is_searching = False
        self._commands: dict[str, Callable[[], object]] = {
            "edit": self._edit,
            "edit_all": lambda: self.push_screen(FieldsDialog(self.session), self._show_reply),
            "ask": lambda: self.push_screen(QuestionDialog(self.session), self._show_reply),
            "compare": self._compare,
            "help": lambda: self.push_screen(HelpDialog(keys)),
            "words": self._select_words,
            "view": self.desk_screen.change_view,
            "later": self._put_off,
            "quit": self._quit,
        }

    @property
    def session(self) -> CodingSession:
        """The coding session of the current article."""
        return self.articles.session

    def get_default_screen(self) -> DeskScreen:
        """Return the screen with the two panes."""
        return self.desk_screen

    async def on_event(self, event: Event) -> None:
        """Count every key, also those typed in a dialog."""
        if isinstance(event, Key) and not event.is_forwarded:
            self.session.meter.press()
        await super().on_event(event)

    def on_ready(self) -> None:
        """Begin with the first article."""
        self.reply = self.session.begin()
        self.repaint()

    def on_resize(self, _event: Resize) -> None:
        """Arrange the panes for the new size."""
        self.desk_screen.set_panes()

    def on_line_pane_resized(self) -> None:
        """Write the lines for the new size."""
        self.repaint()

    def repaint(self) -> None:
        """Draw the screen, then start what can be done in the background."""
        self.desk_screen.set_panes()
        self.call_after_refresh(self._paint)

    def _paint(self) -> None:
        place, pending = self.articles.position, self.articles.pending
        if pending is None:
            self.desk_screen.paint(self.session, self.reply, self.selection, place=place)
        else:
            self.desk_screen.paint_pending(pending, self.reply, place=place)
        self.call_after_refresh(self._work_in_background)

    def _work_in_background(self) -> None:
        """Prepare the next article, and search for events that may be the same: both take longer than a key may."""
        if self.articles.pending is not None:
            return
        self.articles.prepare()
        if self.session.known_candidates() is None and not self._is_searching:
            self._is_searching = True
            self.run_worker(self._find_candidates, thread=True)

    def _find_candidates(self) -> None:
        self.session.candidates()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show the candidates found; if the event changed in the meantime, painting starts another search."""
        if event.state is WorkerState.SUCCESS:
            self._is_searching = False
            self.repaint()

    def on_key(self, event: Key) -> None:
        """Do the action of the key, if it has one on this screen."""
        if self.screen is not self.desk_screen:
            return
        event.stop()
        found = self.keys.action(FORM if self.selection is None else WORDS, event.key, event.character)
        if found is None:
            return
        action, number = found
        if self.articles.pending is not None and action.name not in _WHILE_PENDING:
            self.reply = Reply("the suggestions are still being worked out: read on", is_refusal=True)
        else:
            try:
                self._act(action.name, number)
            except IncidentsError as error:
                self.reply = Reply(str(error), is_refusal=True)
        self.repaint()

    def on_line_pane_pointed(self, event: LinePane.Pointed) -> None:
        """Focus the clicked row of the form, or select the clicked or dragged words of the article."""
        if self.articles.pending is not None:
            return
        if event.pane.id == "form" and event.line < len(self.desk_screen.rows):
            self.session.focus_row(self.desk_screen.rows[event.line])
        elif event.pane.id == "article":
            offset = self.desk_screen.text.offset_at(event.line, event.column)
            before = self.selection if event.is_drag else None
            found = select_word(self.session.task.article.text, offset)
            self.selection = found if before is None or found is None else before.go(found.head, is_extending=True)
        self.repaint()

    def _act(self, name: str, number: int) -> None:
        """Do one action; *number* is the position of the pressed key among its keys."""
        if self.selection is not None:
            self._change_selection(name, self.selection)
        elif name == "accept" and self.session.work.is_done:
            self.reply = self.session.finish()
            self._go_on()
        elif name == "take":
            self.reply = self.session.take(number + 1)
        elif name in _ACTIONS:
            self.reply = _ACTIONS[name](self.session)
        elif name in self._commands:
            self._commands[name]()
        else:
            self._move(name)

    def _move(self, name: str) -> None:
        """Go to another row, event or page."""
        work = self.session.work
        if name in _ROWS:
            self.session.focus_row(work.row_number + _ROWS[name])
        elif name in _EVENTS:
            self.session.focus_event(work.event_number + _EVENTS[name])
        else:
            self.desk_screen.turn(_PAGES[name])
        self.reply = Reply("")

    def _change_selection(self, name: str, selection: WordSelection) -> None:
        """Move the selected words, or take them as evidence."""
        if name in {"cite", "cite_more"}:
            self.reply = self.session.cite(*selection.span, is_added=name == "cite_more")
        if name in {"cite", "cite_more", "leave_words"}:
            self.selection = None
        else:
            self.selection = selection.act(name, self.desk_screen.text)

    def _select_words(self) -> None:
        """Begin at the row's evidence, else at the top of the article's pane."""
        draft, text = self.session.work.draft, self.session.task.article.text
        if draft is None or not draft.is_open:
            self.reply = Reply("there is no event to take words for: begin one", is_refusal=True)
            return
        own = draft.evidence(self.session.work.row)
        if own:
            self.selection = select_span(text, (own[0].start, own[0].end))
        else:
            self.selection = select_word(text, self.desk_screen.top)
        self.reply = Reply(f"words for {self.session.work.row.label}")

    def _edit(self) -> None:
        draft = self.session.work.draft
        if draft is None or not draft.is_open:
            self.reply = self.session.accept()
            return
        self.push_screen(EditDialog(self.session), self._show_reply)

    def _compare(self) -> None:
        candidates = self.session.candidates()
        if candidates:
            self.push_screen(CompareDialog(self.session, candidates, self.keys), self._show_reply)
        elif self.session.is_blind:
            self.reply = Reply("coded apart: nothing of others is shown")
        else:
            self.reply = Reply("no stored event is like this one")

    def _show_reply(self, reply: Reply | None) -> None:
        """Show the reply of a dialog; None if it was left."""
        self.reply = reply or Reply("")
        self.repaint()

    def _quit(self) -> None:
        self.articles.leave()
        self.exit()

    def _put_off(self) -> None:
        self.reply = Reply("")
        self._go_on()

    def _go_on(self) -> None:
        """Go to the next article; exit if there is none."""
        if not self.articles.advance():
            self.exit()
            return
        self.desk_screen.rewind()
        self._open_pending()

    def on_desk_app_article_ready(self) -> None:
        """Open the pending article, if there is one."""
        if self.articles.pending is not None:
            self._open_pending()
            self.repaint()

    def _open_pending(self) -> None:
        """Open the next article that is ready; keep an important reply on the screen."""
        reply, is_last = self.articles.open_pending()
        if is_last:
            self.exit()
        if reply.text and (_is_important(reply) or not _is_important(self.reply)):
            self.reply = reply


def _is_important(reply: Reply) -> bool:
    return reply.is_refusal or reply.is_urgent
