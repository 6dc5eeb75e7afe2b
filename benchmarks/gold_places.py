"""How many main events of the hand-coded articles the machine coder puts within 25 km of where people put them.

usage: python benchmarks/gold_places.py [GOLD_FOLDER]

Codes the articles of GOLD_FOLDER, by default ``../shared/gold`` beside the repository, and has that folder's own
``score.py`` compare them. Of half of these articles the texts were read while rules were written.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"


def measure(folder: Path) -> float:
    """The share of main events whose point lies within 25 km of the gold one; a missed event is wrong."""
    articles = sorted(map(str, (folder / "articles").glob("*.txt")))
    with tempfile.TemporaryDirectory() as made:
        suggested = Path(made) / "suggested.jsonl"
        with suggested.open("w", encoding="utf-8") as file:
            command = [sys.executable, "-m", "incidents", "suggest", "--json", *articles]
            subprocess.run(command, stdout=file, stderr=subprocess.DEVNULL, check=True)
        command = [sys.executable, str(folder / "score.py"), str(folder / "gold.jsonl"), str(suggested), "--json"]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return float(json.loads(told)["main_fields"]["place"])


if __name__ == "__main__":
    print(f"{measure(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED):.1%} within 25 km")
