"""What a layout cannot say, for a person to read. Computes nothing."""

from __future__ import annotations

from incidents.cli.terminal import BOLD, put
from incidents.exchange.explaining import Explanation


def show_explanation(explanation: Explanation) -> None:
    """Print it on stdout: the layout, what it leaves out of these events, and its columns that are always blank."""
    profile = explanation.profile
    put(f"{profile.label} ({profile.name})", weight=BOLD)
    put(profile.definition)
    left = sum(explanation.left_out.values())
    put(f"\nleft out, {left:,} of {explanation.events:,} events here: an event of which one of these holds")
    for reason in explanation.reasons:
        put(f"  {explanation.left_out[reason]:>9,}  {reason}")
    put("\nlost, by field, with the number of events here that have a value in it")
    for name, count in explanation.lost.items():
        put(f"  {count:>9,}  {name}")
    if explanation.blank:
        put(f"\nalways blank: {', '.join(explanation.blank)}")
