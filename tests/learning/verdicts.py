"""Verdicts of a made-up project: how many, of which type, and how often the coder was right."""

from __future__ import annotations

from collections.abc import Iterator

from incidents.domain.suggestions import ACCEPTED, CORRECTED, Verdict

BOMB, STRIKE = "Remote explosive/landmine/IED", "Air/drone strike"


def make_verdicts(count: int, *, wrong_every: int = 3, confidence: float = 0.9) -> Iterator[Verdict]:
    """*count* verdicts, two an article: drones are strikes, which the rules call bombs each *wrong_every* time."""
    for number in range(count):
        is_wrong = number % wrong_every == 0
        weapon = "drone" if number % 2 else "ied"
        final = STRIKE if weapon == "drone" else BOMB
        proposed = BOMB if is_wrong else final
        yield Verdict(
            article=f"{number // 2:064}",
            decision=CORRECTED if is_wrong else ACCEPTED,
            proposed_by="incidents 0",
            confidence={"killed": confidence, "country": 0.9},
            kept=("country",) if is_wrong else ("killed", "country"),
            proposed_type=proposed,
            final_type=final,
            features=(f"type:{proposed}", f"weapon:{weapon}"),
        )
