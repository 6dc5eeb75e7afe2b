"""Training: verdicts on suggestions, and the models learned from them, kept as JSON beside the database.

A learned model is used only when it is asked for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from incidents.coder.training import Training, train
from incidents.domain.articles import Article
from incidents.domain.events import Event, to_document
from incidents.domain.learned import Learned, read_learned, write_learned
from incidents.domain.suggestions import ACCEPTED, CORRECTED, REJECTED, Verdict
from incidents.errors import BadSource, BadUsage
from incidents.exchange.files import open_output
from incidents.services.context import Context
from incidents.store.database import Database
from incidents.store.reading import Reader

ON = "on"
_ENDING = ".learned.json"
# The keys of the document that make up a field's value, where they are more than the field.
_KEYS = {
    "event_date": ("event_date", "end_date", "date_precision"),
    "place": ("place", "latitude", "longitude", "place_precision"),
    "claim": ("claims",),
}


def judge(article: Article, proposed: Event, stored: Event | None, *, proposed_by: str) -> Verdict:
    """Return the verdict on the event *proposed* for *article*; *stored* is what was accepted, None if nothing was."""
    from incidents.coder.features import features_of

    kept = () if stored is None else find_kept(proposed, stored)
    whole = () if stored is None else tuple(proposed.confidence)
    return Verdict(
        article=article.sha256,
        decision=REJECTED if stored is None else ACCEPTED if kept == whole else CORRECTED,
        proposed_by=proposed_by,
        confidence=dict(proposed.confidence),
        kept=kept,
        proposed_type=proposed.sub_event_type,
        final_type=None if stored is None else stored.sub_event_type,
        features=features_of(proposed),
    )


@dataclass(frozen=True, slots=True)
class TrainingService:
    """Learn from what people made of suggestions. ``project.training``; needs scikit-learn."""

    context: Context

    def train(self) -> Training:
        """Fit models on the stored verdicts. Raises CheckFailed if they are too few, BadUsage without scikit-learn."""
        with Reader.open(self.context.database) as reader:
            verdicts = tuple(reader.verdicts())
        return train(verdicts)

    def find(self, given: str | None) -> Path | None:
        """Return the file that *given* means: a path, or ``on`` for the one beside the database; None for none."""
        return find_learned(given, self.context.database)


def save_learned(learned: Learned, path: Path) -> None:
    """Write what was *learned* to *path*, whole or not at all."""
    with open_output(str(path)) as out:
        out.write(f"{json.dumps(write_learned(learned), ensure_ascii=False, indent=1)}\n")


def open_learned(path: Path) -> Learned:
    """Read what was learned from *path*. Raises BadSource if the file is missing or of another kind."""
    try:
        return read_learned(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        mend = "make it: incidents coder train"
        raise BadSource(f"there is nothing learned at {path}: {error.strerror}", mend=mend) from None
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        mend = "make it anew: incidents coder train"
        raise BadSource(f"{path} is no model of incidents: {problem}", mend=mend) from None


def find_learned(given: str | None, database: Database) -> Path | None:
    """Return the file that *given* means: a path, or ``on`` for the one beside *database*; None for none."""
    if given is None:
        return None
    return beside(database) if given == ON else Path(given)


def beside(database: Database) -> Path:
    """Return where the model learned from *database* is kept. Raises BadUsage for a database that is no file."""
    if database.path is None:
        raise BadUsage("a database on a server has no folder to keep a model in", mend="name a file")
    return Path(database.path).with_name(f"{Path(database.path).name}{_ENDING}")


def find_kept(proposed: Event, stored: Event) -> tuple[str, ...]:
    """Return the fields whose value is still the proposed one."""
    before, after = to_document(proposed), to_document(stored)
    return tuple(
        field for field in proposed.confidence if all(before[key] == after[key] for key in _KEYS.get(field, (field,)))
    )
