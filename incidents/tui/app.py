"""``incidents desk``: one article after the other on a full screen, worked on with single keys.

Turns keys into acts of the bench and paints what came of them. What an act does is the bench's.
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
from incidents.tui.asking import AskingScreen
from incidents.tui.comparing import ComparingScreen
from incidents.tui.editing import EditingScreen
from incidents.tui.fields import FieldsScreen
from incidents.tui.help import HelpScreen
from incidents.tui.keys import FORM, WORDS, Keys
from incidents.tui.passage import Passage, begin, cover
from incidents.tui.pointing import point
from incidents.tui.screen import LAYOUT, VIEWS, DeskScreen
from incidents.tui.sheet import Sheet

_ACTS: dict[str, Callable[[CodingSession], Reply]] = {
    "accept": CodingSession.accept,
    "empty": CodingSession.empty,
    "reject": CodingSession.reject,
    "new": CodingSession.begin_event,
    "store": CodingSession.store,
    "undo": CodingSession.undo,
    "redo": CodingSession.redo,
}
_MEANWHILE = frozenset({"page_down", "page_up", "view", "later", "help", "quit"})  # what needs no event
_ROWS, _EVENTS, _PAGES = {"down": 1, "up": -1}, {"next_event": 1, "last_event": -1}, {"page_down": 1, "page_up": -1}


class DeskApp(App[None], inherit_bindings=False):
    """Works through *articles*: *bench* has the first, the others come by the steps of *following*.

    The text of one whose turn comes before it is ready is there to be read as soon as may be.
    """

    class Came(Message):
        """An article is further on its way."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    CSS = LAYOUT
    TITLE = "incidents desk"

    def __init__(self, bench: CodingSession, *, following: Iterable[ArticleSteps], keys: Keys) -> None:
        super().__init__(ansi_color=True)
        self.articles = ArticleQueue(bench, following, lambda: self.post_message(self.Came()))
        self.keys = keys
        self.reply = Reply("")
        self.passage: Passage | None = None
        self.desk_screen = DeskScreen(keys)
        self._is_looking = False
        self._windows = {
            "edit": self._edit,
            "edit_all": lambda: self.push_screen(FieldsScreen(self.bench), self._answer),
            "ask": lambda: self.push_screen(AskingScreen(self.bench), self._answer),
            "compare": self._compare,
            "help": lambda: self.push_screen(HelpScreen(keys)),
            "words": self._choose_words,
            "view": self._change_view,
            "later": self._put_off,
            "quit": self._leave,
        }

    @property
    def bench(self) -> CodingSession:
        """The article at hand."""
        return self.articles.bench

    def get_default_screen(self) -> DeskScreen:
        """The screen with the two panes."""
        return self.desk_screen

    async def on_event(self, event: Event) -> None:
        """Count every key, those that are typed in a window, too."""
        if isinstance(event, Key) and not event.is_forwarded:
            self.bench.meter.press()
        await super().on_event(event)

    def on_ready(self) -> None:
        """Take the first article up."""
        self.reply = self.bench.begin()
        self.repaint()

    def on_resize(self, _event: Resize) -> None:
        """The panes may stand otherwise."""
        self.desk_screen.set_panes()

    def on_sheet_resized(self) -> None:
        """Lines are broken anew."""
        self.repaint()

    def repaint(self) -> None:
        """Draw what there is, and look afterwards for what is not known yet."""
        self.desk_screen.set_panes()
        self.call_after_refresh(self._paint)

    def _paint(self) -> None:
        place, awaited = self.articles.place, self.articles.awaited
        if awaited is None:
            self.desk_screen.paint(self.bench, self.reply, self.passage, place=place)
        else:
            self.desk_screen.paint_coming(awaited, self.reply, place=place)
        self.call_after_refresh(self._look_beside)

    def _look_beside(self) -> None:
        """Work beside the keys, once the screen is drawn: on the next article, and on what may be the same here."""
        if self.articles.awaited is not None:
            return
        self.articles.prepare()
        if self.bench.known_candidates() is None and not self._is_looking:
            self._is_looking = True
            self.run_worker(self._find_candidates, thread=True)

    def _find_candidates(self) -> None:
        """Look beside the keys for what may be the same: in a large base that takes longer than a key may."""
        self.bench.candidates()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What may be the same is known now; where the event has become another meanwhile, it is looked for again."""
        if event.state is WorkerState.SUCCESS:
            self._is_looking = False
            self.repaint()

    def on_key(self, event: Key) -> None:
        """Do what the key does, if it does anything on this screen."""
        if self.screen is not self.desk_screen:
            return
        event.stop()
        mode = FORM if self.passage is None else WORDS
        found = self.keys.action(mode, event.key, event.character)
        if found is None:
            return
        action, number = found
        if self.articles.awaited is not None and action.name not in _MEANWHILE:
            self.reply = Reply("the suggestions are still being worked out: read on", is_refusal=True)
            self.repaint()
            return
        try:
            self._act(action.name, number)
        except IncidentsError as error:
            self.reply = Reply(str(error), is_refusal=True)
        self.repaint()

    def on_sheet_pointed(self, event: Sheet.Pointed) -> None:
        """A word of the article was clicked or drawn over, or a row of the form clicked."""
        if self.articles.awaited is not None:
            return
        if event.sheet.id == "form" and event.line < len(self.desk_screen.rows):
            self.bench.look_at_row(self.desk_screen.rows[event.line])
        elif event.sheet.id == "article":
            offset = self.desk_screen.broken.offset_at(event.line, event.column)
            was = self.passage if event.is_drawn else None
            found = begin(self.bench.paper.article.text, offset)
            self.passage = found if was is None or found is None else was.go(found.head, is_extending=True)
        self.repaint()

    def _act(self, name: str, number: int) -> None:
        """Do one action; *number* is which of its keys was pressed."""
        if self.passage is not None:
            self._point(name, self.passage)
        elif name == "accept" and self.bench.work.is_done:
            self.reply = self.bench.finish()
            self._go_on()
        elif name == "take":
            self.reply = self.bench.take(number + 1)
        elif name in _ACTS:
            self.reply = _ACTS[name](self.bench)
        elif name in self._windows:
            self._windows[name]()
        else:
            self._look(name)

    def _look(self, name: str) -> None:
        """Look elsewhere."""
        work = self.bench.work
        if name in _ROWS:
            self.bench.look_at_row(work.on + _ROWS[name])
        elif name in _EVENTS:
            self.bench.look_at_event(work.at + _EVENTS[name])
        else:
            self.desk_screen.turn(_PAGES[name])
        self.reply = Reply("")

    def _point(self, name: str, passage: Passage) -> None:
        """Move the words that are chosen, or take them."""
        if name in {"cite", "cite_more"}:
            self.reply = self.bench.cite(*passage.span, is_more=name == "cite_more")
        if name in {"cite", "cite_more", "leave_words"}:
            self.passage = None
        else:
            self.passage = point(passage, name, self.desk_screen.broken)

    def _choose_words(self) -> None:
        """Begin at the words that are the evidence now, else where the article is open."""
        draft, text = self.bench.work.draft, self.bench.paper.article.text
        if draft is None or not draft.is_open:
            self.reply = Reply("there is no event to take words for: begin one", is_refusal=True)
            return
        own = draft.evidence(self.bench.work.row)
        self.passage = cover(text, (own[0].start, own[0].end)) if own else begin(text, self.desk_screen.top)
        self.reply = Reply(f"words for {self.bench.work.row.label}")

    def _edit(self) -> None:
        draft = self.bench.work.draft
        if draft is None or not draft.is_open:
            self.reply = self.bench.accept()
            return
        self.push_screen(EditingScreen(self.bench), self._answer)

    def _compare(self) -> None:
        likely = self.bench.candidates()
        if likely:
            self.push_screen(ComparingScreen(self.bench, likely, self.keys), self._answer)
        else:
            self.reply = Reply(
                "coded apart: nothing of others is shown" if self.bench.is_apart else "no stored event is like this one"
            )

    def _answer(self, reply: Reply | None) -> None:
        """What a window on top came to; None when it was left."""
        self.reply = reply or Reply("")
        self.repaint()

    def _change_view(self) -> None:
        self.desk_screen.view = VIEWS[(VIEWS.index(self.desk_screen.view) + 1) % len(VIEWS)]

    def _leave(self) -> None:
        self.articles.leave()
        self.exit()

    def _put_off(self) -> None:
        self.reply = Reply("")
        self._go_on()

    def _go_on(self) -> None:
        """The next article; leave when there is none."""
        if not self.articles.turn():
            self.exit()
            return
        self.desk_screen.rewind()
        self._take_up()

    def on_desk_app_came(self) -> None:
        """Go on with the article that is awaited, if one is."""
        if self.articles.awaited is not None:
            self._take_up()
            self.repaint()

    def _take_up(self) -> None:
        reply, are_through = self.articles.take_up()
        if are_through:
            self.exit()
        if reply.text and (_must_be_read(reply) or not _must_be_read(self.reply)):
            self.reply = reply


def _must_be_read(reply: Reply) -> bool:
    return reply.is_refusal or reply.is_pressing
