"""Draw the pictures of the documents from real runs: the terminal desk and the offline map.

usage: python docs/pictures/draw.py

Needs ``tmux`` and a Chromium of the system. Codes the sample articles into a database of its own, opens the terminal
desk in a real terminal, draws the map of what was coded, and writes ``desk.png`` and ``map.png`` beside this script.
Pictures are not compared in tests: fonts differ from machine to machine.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "data" / "sample"
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
COLUMNS, LINES = 120, 34
TERMINAL = "incidents-picture"
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: {background}; }}
pre {{ margin: 0; padding: 14px 18px; font: 15px/1.25 "DejaVu Sans Mono", monospace; color: #c5c8c6; }}
{stylesheet}</style><pre>{code}</pre>"""


def main() -> int:
    """Draw both pictures; exit code 1 where a tool is missing."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or shutil.which("tmux") is None:
        print("tmux and Chromium are needed", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copytree(SAMPLES, folder / "articles")
        draw_map(folder, browser)
        draw_desk(folder, browser)
    return 0


def draw_map(folder: Path, browser: str) -> None:
    """Code every sample article, draw the map of the events, and photograph it."""
    articles = sorted(path.name for path in (folder / "articles").iterdir() if path.suffix in {".txt", ".html"})
    incidents(folder, "code", "--accept", *(f"articles/{name}" for name in articles))
    incidents(folder, "map", "-o", "map.html")
    photograph(browser, folder / "map.html", HERE / "map.png", size=(1200, 760))


def draw_desk(folder: Path, browser: str) -> None:
    """Open an article that is not coded yet at the desk, accept two values, and photograph the terminal."""
    command = f"{sys.executable} -m incidents --database desk.db desk articles/baghdad_drones.txt --by amal"
    size = ["-x", str(COLUMNS), "-y", str(LINES)]
    tmux("new-session", "-d", "-s", TERMINAL, *size, "-c", str(folder), f"COLORTERM=truecolor {command}")
    try:
        wait_for("event 1 of")
        tmux("send-keys", "-t", TERMINAL, "Enter")
        tmux("send-keys", "-t", TERMINAL, "Enter")
        time.sleep(1)
        screen = tmux("capture-pane", "-e", "-p", "-t", TERMINAL)
    finally:
        tmux("kill-session", "-t", TERMINAL)
    page = folder / "desk.html"
    page.write_text(as_html(screen), encoding="utf-8")
    photograph(browser, page, HERE / "desk.png", size=(COLUMNS * 9 + 50, LINES * 19 + 28))


def wait_for(words: str, *, seconds: float = 60) -> None:
    """Wait until the terminal shows *words*; raise TimeoutError if it does not."""
    end = time.monotonic() + seconds
    while words not in tmux("capture-pane", "-p", "-t", TERMINAL):
        if time.monotonic() > end:
            raise TimeoutError(f"the terminal never showed {words!r}")
        time.sleep(0.2)


def as_html(screen: str) -> str:
    """Return the terminal's screen, with its colours, as a page."""
    console = Console(record=True, width=COLUMNS, file=Path("/dev/null").open("w", encoding="utf-8"))  # noqa: SIM115 - closed with the process
    console.print(Text.from_ansi(screen), end="")
    return console.export_html(theme=SVG_EXPORT_THEME, code_format=PAGE)


def photograph(browser: str, page: Path, picture: Path, *, size: tuple[int, int]) -> None:
    """Let the browser draw *page* into *picture*, *size* pixels wide and high."""
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--virtual-time-budget=4000",
    ]
    subprocess.run(
        [*command, f"--window-size={size[0]},{size[1]}", f"--screenshot={picture}", page.as_uri()],
        check=True,
        capture_output=True,
    )


def incidents(folder: Path, *arguments: str) -> None:
    """Run the program on the picture's own database."""
    command = [sys.executable, "-m", "incidents", "--database", "events.db", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def tmux(*arguments: str) -> str:
    """Run tmux and return what it prints."""
    return subprocess.run(["tmux", *arguments], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
