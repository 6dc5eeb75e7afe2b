"""The backend that asks a language model, and checks what it says: question, answer, words, rules.

A model is a proposer like any other: its events carry literal quotes, the codebook's codes and the rules' objections,
and a person decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from incidents.backends.answer import read_answer
from incidents.backends.crosscheck import crosscheck
from incidents.backends.endpoint import Endpoint, ask
from incidents.backends.question import MOST_LETTERS, answer_schema, ask_about
from incidents.codebook.loader import Codebook
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.suggestion import Suggestion

NOTHING = "the model finds no security incident in it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Suggests by asking *endpoint*.

    *rules* is the backend that its answers are checked by; *finish* completes an event with what a model is not asked:
    the point of its place and its summary.
    """

    endpoint: Endpoint
    codebook: Codebook
    rules: Callable[[Article], Suggestion]
    finish: Callable[[Event], Event]

    def __call__(self, article: Article) -> Suggestion:
        """The suggestion for *article*. Raises BadSource or BadBackend when the model gives no usable answer."""
        schema = answer_schema(self.codebook)
        messages = ask_about(article, codebook=self.codebook)
        content = ask(self.endpoint, messages, schema=schema, about=article.id)
        events, dropped = read_answer(content, article, codebook=self.codebook)
        checked, disputed = crosscheck(tuple(map(self.finish, events)), self.rules(article))
        notes = (*_cut(article), *dropped, *disputed)
        return Suggestion(article, checked, None if checked else NOTHING, notes)


def _cut(article: Article) -> tuple[str, ...]:
    is_long = len(article.text) > MOST_LETTERS
    return (f"only the first {MOST_LETTERS:,} characters were sent",) if is_long else ()
