"""What a layout cannot say, for a person to read."""

from __future__ import annotations

from incidents.cli.terminal import BOLD, put
from incidents.desk.layouts import find_profile
from incidents.desk.records import Records
from incidents.domain.selection import Selection
from incidents.exchange.explaining import explain


def show_explanation(desk: Records, selection: Selection, name: str) -> None:
    """Print on stdout the layout *name*, what it leaves out of these events, and its columns that are always blank."""
    profile = find_profile(desk.codebook, name, ())
    explanation = explain(desk.records(selection), profile, desk.codebook)
    put(f"{profile.label} ({profile.name})", weight=BOLD)
    put(profile.definition)
    left = sum(explanation.left_out.values())
    put(f"\nleft out, {left:,} of {explanation.events:,} events here: an event of which one of these holds")
    for reason in explanation.reasons:
        put(f"  {explanation.left_out[reason]:>9,}  {reason}")
    put("\nlost, by field, with the number of events here that have a value in it")
    for field, count in explanation.lost.items():
        put(f"  {count:>9,}  {field}")
    if explanation.blank:
        put(f"\nalways blank: {', '.join(explanation.blank)}")
