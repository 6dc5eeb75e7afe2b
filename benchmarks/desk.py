"""What the desk costs in keys, for hand-coded articles, the coding being what the person wants.

usage: python -m benchmarks.desk [GOLD_FOLDER]

Each article of GOLD_FOLDER (by default ``../shared/gold``) is laid on a bench, the one of the screen. A row that is
right by the answer key, or of which the key says nothing, is accepted with one key; else another value that is right is
taken with one; else the row is opened and typed or picked, every letter a key. An event that nobody coded is left out,
one that nobody suggested is begun anew; a last key ends the article. No time is told: nobody reads here. How soon an
article opens is what ``opening.py`` measures.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from incidents.domain.events import PERPETRATOR
from incidents.review.answer_keys import Answer, read_gold
from incidents.review.card import ROWS
from incidents.review.event_matching import judge, match
from incidents.services.articles import read_dated
from incidents.services.coding_session import CodingSession, open_session
from incidents.services.forms import offer
from incidents.services.project import Project
from incidents.services.suggestions import RULES_ONLY, name_proposer, open_backend

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"
JUDGED = {
    "date": ("date",),
    "place": ("country", "place"),
    "type": ("event_type", "sub_event_type"),
    "weapons": ("weapons",),
    "actors": ("perpetrator",),
    "killed": ("killed",),
    "injured": ("injured",),
    "claim": ("claim",),
}


@dataclass
class Tally:
    """Keys of each article, and what became of the rows that the answer key judges."""

    articles: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    untouched: int = 0
    taken: int = 0
    edited: int = 0
    typed_anew: int = 0
    beyond: int = 0
    left_out: int = 0
    anew: int = 0


def count_keys(folder: Path) -> None:
    """Print the keys that the articles of *folder* cost."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as made:
        for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
            gold = json.loads(line)
            desk = Project.open(str(Path(made) / f"{gold['id']}.db"), by="nobody")
            desk.create()
            answers = [read_gold(event, countries=desk.codebook.countries) for event in gold["events"]]
            article = read_dated(
                str(folder / "articles" / f"{gold['id']}.txt"), published_on=None, publisher=None, title=None
            )
            backend = open_backend(RULES_ONLY, codebook=desk.codebook, gazetteer=desk.gazetteer)
            bench = open_session(desk, article, backend, proposer=name_proposer(RULES_ONLY))
            bench.begin()
            tally.articles.append(work(bench, answers, tally))
    tell(tally)


def work(bench: CodingSession, answers: Sequence[Answer], tally: Tally) -> int:
    """Code one article as *answers* have it; the keys."""
    pairs = match(answers, [draft.event for draft in bench.work.drafts])
    found = {second: first for first, second in pairs.items()}
    keys = 1
    for number in range(len(bench.work.drafts)):
        bench.focus_event(number)
        if number in found:
            spent = decide(bench, answers[found[number]], tally, is_new=False)
            tally.events.append(spent)
            keys += spent
        else:
            bench.reject()
            tally.left_out += 1
            keys += 1
    for number, answer in enumerate(answers):
        if number not in pairs:
            bench.begin_event()
            tally.anew += 1
            spent = 1 + decide(bench, answer, tally, is_new=True)
            tally.events.append(spent)
            keys += spent
    return keys


def decide(bench: CodingSession, answer: Answer, tally: Tally, *, is_new: bool) -> int:
    """Every row of the event in focus; the keys. The last row is not accepted: nothing needs to be stored."""
    keys = 0
    for number, row in enumerate(ROWS):
        bench.focus_row(number)
        if is_right(bench, answer, row.label):
            tally.untouched += row.label in JUDGED and not is_new
            keys += 1
        elif takes(bench, answer, row.label):
            tally.taken += 1
            keys += 1
        else:
            keys += edit(bench, answer, row.label)
            tally.edited += not is_new
            tally.typed_anew += is_new
            tally.beyond += not is_right(bench, answer, row.label)
    return keys


def is_right(bench: CodingSession, answer: Answer, label: str) -> bool:
    """Whether what stands in a row is right, or the key has nothing to say of it."""
    draft = bench.work.drafts[bench.work.event_number]
    right = judge(answer, draft.event)
    return all(right[name] is not False for name in JUDGED.get(label, ()))


def takes(bench: CodingSession, answer: Answer, label: str) -> bool:
    """Take another value that is right, if there is one."""
    draft = bench.work.drafts[bench.work.event_number]
    for number in range(1, len(draft.alternatives(bench.work.row)) + 1):
        at = bench.work.row_number
        bench.take(number)
        if is_right(bench, answer, label):
            return True
        bench.undo()
        bench.focus_row(at)
    return False


def edit(bench: CodingSession, answer: Answer, label: str) -> int:
    """Open the row, type or pick what is right, and Enter; the keys."""
    at = bench.work.row_number
    if label == "place":
        return pick_place(bench, answer)
    typed, text = _WANTED[label](answer, bench)
    if label == "type":
        is_particular = bench.desk.codebook.vocabulary("sub_event_types").match(text) is not None
        bench.fill({"sub_event_type" if is_particular else "event_type": text})
    else:
        bench.fill({ROWS[at].fields[0]: text})
    bench.focus_row(at)
    return typed + 2


def pick_place(bench: CodingSession, answer: Answer) -> int:
    """Look the place up and pick the candidate that is right; where there is none, type country, name and point."""
    wanted, at = answer.event.place, bench.work.row_number
    name = (wanted.name or "").split(";")[0].strip()
    draft = bench.work.drafts[bench.work.event_number]
    for number, hit in enumerate(bench.desk.forms.find_places(draft.event, name)):
        bench.choose_place(hit)
        bench.focus_row(at)
        if is_right(bench, answer, "place"):
            return len(name) + 2 + number
        bench.undo()
        bench.focus_row(at)
    point = "" if wanted.point is None else f"{wanted.point[0]}, {wanted.point[1]}"
    typed = {"country": wanted.country or "", "place": name, "point": point}
    bench.fill({key: value for key, value in typed.items() if value})
    bench.focus_row(at)
    return sum(map(len, typed.values())) + 1 + len(ROWS[at].fields)


def _same(text: str) -> tuple[int, str]:
    return len(text), text


def _type(answer: Answer, bench: CodingSession) -> tuple[int, str]:
    """The fewest letters after which the type that is wanted comes first."""
    wanted = answer.event.sub_event_type or answer.event.event_type or ""
    for count in range(1, len(wanted) + 1):
        found = offer("type", wanted[:count], bench.desk.codebook)
        if found and found[0].text == wanted:
            return count, wanted
    return len(wanted), wanted


def _actors(answer: Answer, bench: CodingSession) -> tuple[int, str]:
    """The perpetrator in place of those that stand there; the others stay as they are, and are not typed again."""
    draft = bench.work.drafts[bench.work.event_number]
    named = next((name for name in answer.perpetrators if name), None)
    own = "" if named is None else f'perpetrator="{named}"'
    standing = bench.desk.forms.show(draft.event)["actors"]
    others = [part for part in standing.split("; ") if part and not part.startswith(PERPETRATOR)]
    return len(own), "; ".join(filter(None, (own, *others)))


def _claim(answer: Answer, _bench: CodingSession) -> tuple[int, str]:
    claims = answer.event.claims
    text = "" if not claims else claims[0].status + (f' by "{claims[0].by}"' if claims[0].by else "")
    return _same(text)


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


_WANTED: dict[str, Callable[[Answer, CodingSession], tuple[int, str]]] = {
    "date": lambda answer, _: _same("" if answer.event.when is None else answer.event.when.written),
    "type": _type,
    "weapons": lambda answer, _: _same("; ".join(weapon.weapon for weapon in answer.event.weapons)),
    "actors": _actors,
    "killed": lambda answer, _: _same(_count(answer.event.killed.best)),
    "injured": lambda answer, _: _same(_count(answer.event.injured.best)),
    "claim": _claim,
}


def tell(tally: Tally) -> None:
    """Print the figures."""
    judged = tally.untouched + tally.taken + tally.edited
    print(f"{len(tally.articles)} articles, {len(tally.events)} events ({tally.anew} of them begun anew)")
    print(f"  keys an article: median {median(tally.articles):g}, {min(tally.articles)} to {max(tally.articles)}")
    print(f"  keys an event: median {median(tally.events):g}, {min(tally.events)} to {max(tally.events)}")
    print(f"  rows of suggested events that the key judges: {judged}")
    print(f"    accepted untouched {tally.untouched / judged:.1%}, another value taken {tally.taken / judged:.1%},")
    print(f"    typed or picked {tally.edited / judged:.1%}; not right even then: {tally.beyond}")
    print(f"  suggested events left out: {tally.left_out}")


if __name__ == "__main__":
    count_keys(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
