"""Run every check that a change must pass, in the order of what fails fastest: lint, format, types, tests.

The README tells contributors to run this, and continuous integration runs the same.
Exit code 0 when all pass, 1 otherwise; a failing check does not hide the ones after it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "tests": ["pytest", "-q", "-n", str(os.cpu_count() or 1), "--dist", "worksteal"],
}


def main() -> int:
    """Run the checks and say which failed."""
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed", flush=True)  # noqa: T201 - a script's voice
    return 1 if failed else 0


def passes(name: str, command: list[str]) -> bool:
    """Run one check with the interpreter that runs this."""
    print(f"== {name}: {' '.join(command)}", flush=True)  # noqa: T201 - a script's voice
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
