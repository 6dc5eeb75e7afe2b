"""Erasing words for good, where the law asks for it: shown before, done in one transaction, never undone."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.desk.following import Open
from incidents.errors import BadUsage


@dataclass(frozen=True, slots=True)
class Erasing:
    """Erases in one database; *open_archive* opens one transaction, signed and by a command.

    Each method returns how many things of each kind are touched; with *is_trial* nothing is.
    """

    open_archive: Open

    def erase_article(self, article_id: str, *, reason: str, is_trial: bool = False) -> dict[str, int]:
        """The text of an article and the quotes from it; its hash, its title and every number stay."""
        with self.open_archive("erase", reason=reason, is_trial=is_trial) as archive:
            counts: dict[str, int] = archive.erase_article(article_id)
        return counts

    def erase_name(self, name: str, *, reason: str, is_trial: bool = False) -> dict[str, int]:
        """A name wherever it stands as whole words, the log included."""
        if name.casefold() in reason.casefold():
            raise BadUsage("the reason holds the name that is to be erased", mend="give a reason without it")
        with self.open_archive("erase", reason=reason, is_trial=is_trial) as archive:
            counts: dict[str, int] = archive.erase_name(name)
        return counts
