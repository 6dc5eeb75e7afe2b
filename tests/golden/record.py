"""Write the transcripts of the golden run anew: ``python -m tests.golden.record [NAME ...]``.

Read the difference before you commit it: each changed line is a change that a user sees, and belongs in the CHANGELOG.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = sorted(path.stem for path in (HERE / "scenarios").glob("*.txt"))


def transcript_of(name: str) -> str:
    """Play the scenario in a process of its own, since it stops the clock and changes the folder."""
    command = [sys.executable, "-m", "tests.golden.play", str(HERE / "scenarios" / f"{name}.txt")]
    return subprocess.run(command, cwd=HERE.parents[1], check=True, capture_output=True, text=True).stdout


def kept_path(name: str) -> Path:
    """Return where the transcript of a scenario is kept."""
    return HERE / "transcripts" / f"{name}.txt"


if __name__ == "__main__":
    for chosen in sys.argv[1:] or NAMES:
        kept_path(chosen).parent.mkdir(exist_ok=True)
        kept_path(chosen).write_text(transcript_of(chosen), encoding="utf-8")
