"""What a layout cannot say, for a person to read."""

from __future__ import annotations

from incidents.cli.terminal import BOLD, put, say
from incidents.domain.filters import Selection
from incidents.errors import BadUsage
from incidents.exchange.files import STDOUT, open_output
from incidents.exchange.profiles import Explanation, explain, find_profile
from incidents.exchange.writers.csv import csv_writer
from incidents.services.exports import Form, Layout
from incidents.services.project import Project

_HEADER = ("event_id", "reason")


def show_explanation(desk: Project, selection: Selection, layout: Layout, output: str | None) -> None:
    """Print on stdout what the *layout* is, what it leaves out of these events, and its columns that are always blank.

    With the file *output* each event that is left out is written to it, and why. Raises BadUsage if it is no CSV.
    """
    if layout.form is not Form.CSV:
        raise BadUsage(f"what is left out is listed as CSV, not {layout.form.value}", mend="--explain -o left_out.csv")
    profile = find_profile(desk.codebook, layout.profile, ())
    records = desk.records(selection)
    if output in {None, STDOUT}:
        _show(explain(records, profile, desk.codebook, note=lambda *_: None))
        return
    with open_output(output) as out:
        writer = csv_writer(out)
        writer.writerow(_HEADER)
        explanation = explain(records, profile, desk.codebook, note=lambda *row: writer.writerow(row))
    _show(explanation)
    say(f"wrote the events that are left out to {output}")


def _show(explanation: Explanation) -> None:
    put(f"{explanation.profile.label} ({explanation.profile.name})", weight=BOLD)
    put(explanation.profile.definition)
    left = sum(explanation.left_out.values())
    put(f"\nleft out, {left:,} of {explanation.events:,} events here: an event of which one of these holds")
    for reason in explanation.reasons:
        put(f"  {explanation.left_out[reason]:>9,}  {reason}")
    put("\nlost, by field, with the number of events here that have a value in it")
    for field, count in explanation.lost.items():
        put(f"  {count:>9,}  {field}")
    if explanation.blank:
        put(f"\nalways blank: {', '.join(explanation.blank)}")
