"""A chart of bars as SVG or PNG. Needs matplotlib, which is an extra. The same bars give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from incidents.errors import BadUsage

FORMS = ("svg", "png")
_HEIGHT, _INCHES_A_BAR = 4.5, 0.28


def draw_chart(bars: Sequence[tuple[str, int]], path: Path, *, form: str, title: str) -> None:
    """Draw *bars*, label and value, to *path*. Raises BadUsage for another form, or when matplotlib is missing."""
    if form not in FORMS:
        raise BadUsage(f"a chart is drawn as .svg or .png, not as .{form}", mend="name the file: -o chart.svg")
    try:
        import matplotlib as mpl  # noqa: PLC0415 - an extra, and heavy
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError:
        raise BadUsage("charts need matplotlib", mend="install it: pip install 'incidents[charts]'") from None
    with mpl.rc_context({"svg.hashsalt": title, "svg.fonttype": "none"}):
        figure = Figure(figsize=(max(6.0, len(bars) * _INCHES_A_BAR), _HEIGHT), layout="constrained")
        axes = figure.subplots()
        axes.bar(range(len(bars)), [value for _, value in bars], color="#3b6ea5")
        # A label is a name out of the data: a dollar sign in it must not begin a formula.
        axes.set_xticks(range(len(bars)), [label.replace("$", r"\$") for label, _ in bars], rotation=90, fontsize=8)
        axes.set_title(title)
        axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, format=form, metadata={"Date": None} if form == "svg" else {"Software": None})
