"""What is kept of how a person took suggestions, beside the events that came of it."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.domain.trial import Trial
from incidents.domain.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """*verdicts* are for the coder to learn from, *trials* for the team to see how suggestions move it."""

    verdicts: tuple[Verdict, ...] = ()
    trials: tuple[Trial, ...] = ()


NOTHING = Taken()
