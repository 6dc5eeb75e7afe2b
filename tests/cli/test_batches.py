"""``incidents suggest`` over many articles: order, bad files, several processes, and going on after a break."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Sit

NAMES = ("a", "b", "c", "d", "e")


@pytest.fixture
def articles(folder: Path, article: str) -> str:
    """A folder of five articles, one of them a level down."""
    text = (folder / article).read_text(encoding="utf-8")
    (folder / "articles" / "d").mkdir(parents=True)
    for name in NAMES:
        path = Path("d", f"{name}.txt") if name == "e" else Path(f"{name}.txt")
        (folder / "articles" / path).write_text(text.replace("Mosul", f"Mosul, {name}"), encoding="utf-8")
    return "articles"


def ids(text: str) -> list[str]:
    return [json.loads(line)["article"]["id"] for line in text.splitlines()]


def test_a_folder_is_its_articles_by_path(run: Run, articles: str, folder: Path) -> None:
    (folder / articles / ".hidden.txt").write_text("x", encoding="utf-8")
    (folder / articles / "rows.csv").write_text("x", encoding="utf-8")
    assert ids(run("suggest", articles, "--json").stdout) == list(NAMES)


def test_several_jobs_write_the_same_bytes_and_survive_a_bad_file(run: Run, articles: str, folder: Path) -> None:
    (folder / articles / "b.txt").write_bytes(bytes(range(256)) * 40)
    one, two = (run("suggest", articles, "--json", "--jobs", jobs) for jobs in ("1", "2"))
    assert ids(one.stdout) == ["a", "c", "d", "e"]
    assert (one.stdout, one.stderr, one.exit_code) == (two.stdout, two.stderr, two.exit_code)
    assert one.exit_code == 1
    assert "b.txt" in one.stderr
    assert "1 of 5 sources could not be read" in one.stderr


def test_a_file_gets_the_lines_that_would_be_printed(run: Run, articles: str, folder: Path) -> None:
    run("suggest", articles, "-o", "out.jsonl")
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == run("suggest", articles, "--json").stdout


def test_a_file_that_is_there_is_not_overwritten(run: Run, articles: str, folder: Path) -> None:
    (folder / "out.jsonl").write_text("mine\n", encoding="utf-8")
    result = run("suggest", articles, "-o", "out.jsonl")
    assert result.exit_code == 1
    assert "add --resume" in result.stderr
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == "mine\n"


def test_resuming_leaves_out_what_is_done_and_drops_half_a_line(run: Run, articles: str, folder: Path) -> None:
    run("suggest", articles, "-o", "out.jsonl")
    whole = (folder / "out.jsonl").read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    (folder / "out.jsonl").write_text("".join(lines[:2]) + lines[2][:40], encoding="utf-8")
    result = run("suggest", articles, "-o", "out.jsonl", "--resume")
    assert "out.jsonl has 2 articles already; 3 left" in result.stderr
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == whole


def test_resuming_a_file_that_is_not_there_begins_it(run: Run, articles: str, folder: Path) -> None:
    assert run("suggest", articles, "-o", "out.jsonl", "--resume").exit_code == 0
    assert len((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) == len(NAMES)


@pytest.mark.parametrize("content", [b"no json\n", b"[]\n", b"\xff\xfe\n"])
def test_another_kind_of_file_is_not_gone_on_with(run: Run, articles: str, folder: Path, content: bytes) -> None:
    (folder / "out.jsonl").write_bytes(content)
    result = run("suggest", articles, "-o", "out.jsonl", "--resume")
    assert result.exit_code == 1
    assert "cannot go on with out.jsonl" in result.stderr
    assert (folder / "out.jsonl").read_bytes() == content


def test_resuming_needs_a_file(run: Run, articles: str) -> None:
    assert run("suggest", articles, "--resume").exit_code == 2


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_leaves_what_is_done_and_can_be_gone_on_with(
    run: Run, article: str, folder: Path, jobs: str
) -> None:
    text = (folder / article).read_text(encoding="utf-8")
    (folder / "many").mkdir()
    for number in range(400):
        (folder / "many" / f"{number:03}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "incidents", "suggest", "many", "-o", "out.jsonl", "--jobs", jobs]
    running = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    out = folder / "out.jsonl"
    while not out.exists() or out.stat().st_size == 0:
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in told
    done = ids(out.read_text(encoding="utf-8"))
    assert done == [f"{number:03}" for number in range(len(done))]
    assert 0 < len(done) < 400
    for later in sorted((folder / "many").iterdir())[len(done) + 3 :]:
        later.unlink()  # three more show it as well
    run("suggest", "many", "-o", "out.jsonl", "--resume")
    assert ids(out.read_text(encoding="utf-8")) == sorted(path.stem for path in (folder / "many").iterdir())


def test_a_person_sees_how_far_it_is(sit_down: Sit, articles: str) -> None:
    person = sit_down("suggest", articles, "-o", "out.jsonl")
    person.waits_for("0 of 5 articles").waits_for("4 of 5 articles")
    assert person.leaves() == 0
