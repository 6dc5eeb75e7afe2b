"""What ``incidents query`` cannot ask is told in a sentence, and nothing is printed."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("desk")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--country", "Irak"], "unknown country: 'Irak' - did you mean"),
        (["--region", "midle east"], "did you mean 'middle_east'"),
        (["--weapon", "dron"], "did you mean 'drone'"),
        (["--type", "armed clach"], "did you mean 'Armed clash'"),
        (["--status", "drafty"], "did you mean 'draft'"),
        (["--country", "Iraq", "--region", "Western Africa"], "no country fits --country and --region"),
        (["--within", "50"], "--within needs a place"),
        (["--near", "33.3,444"], "is not on the globe"),
        (["--near", "Baghdad", "--within", "0"], "a distance in kilometres above 0"),
        (["--near", "Xyzzyville"], "the gazetteer has no place called 'Xyzzyville'"),
        (["--near", "Tripoli"], "'Tripoli' may be any of these places:\n  Tripoli, "),
        (["--bbox", "1,2,3"], "'1,2,3' is not a box"),
        (["--bbox", "50,0,10,10"], "its south above its north"),
        (["--since", "soon"], "--since: "),
        (["--since", "2022", "--until", "2021"], "is after --until"),
        (["--limit", "-1"], "--limit is -1"),
        (["--sort", "evnt_date"], "did you mean 'event_date'"),
        (["--columns", "event_idd"], "did you mean 'event_id'"),
        (["--csv", "--sort", "evnt_date"], "did you mean 'event_date'"),
        (["--csv", "--json"], "--csv and --json exclude each other"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(run: Run, arguments: list[str], said: str) -> None:
    result = run("query", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize("option", ["--text", "--admin1", "--actor", "--claimed-by", "--id", "--country", "--since"])
def test_an_empty_word_is_no_filter(run: Run, option: str) -> None:
    refused = run("query", option, " ")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"{option} is empty" in refused.stderr


@pytest.mark.parametrize("option", ["--text", "--admin1", "--actor", "--claimed-by"])
def test_words_of_which_nothing_is_compared_are_no_filter(run: Run, option: str) -> None:
    refused = run("query", option, "---")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"{option} '---' has neither letter nor digit" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--weapon", "nuke"], "unknown weapon: 'nuke'\n  see what there is: incidents codebook"),
        (["--country", "Iraq,Mali"], "of several each has the option before it: --country Iraq --country Syria"),
    ],
)
def test_an_unknown_word_is_told_with_where_to_look(run: Run, arguments: list[str], said: str) -> None:
    assert said in run("query", *arguments).stderr
