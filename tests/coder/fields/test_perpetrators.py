"""Who is held to have done it, and who else may have."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.codebook.loader import load
from incidents.coder.events.accounts import Account
from incidents.coder.events.division import divide
from incidents.coder.events.kinds import kinds_of
from incidents.coder.fields.credence import credence
from incidents.coder.fields.doubts import gather_doubts
from incidents.coder.fields.perpetrators import find_perpetrator
from incidents.coder.fields.responsibility import all_statements
from incidents.coder.fields.suspects import gather_suspects
from incidents.coder.reading import read
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer

BOMB = "A bomb killed four people in Kabul, Afghanistan, on Monday."
UNCLAIMED = "No group has claimed responsibility for the attack."
CLAIM = "The Islamic State group claimed responsibility for the attack."


def account_of(text: str, gazetteer: Gazetteer) -> Account:
    article = Article(id="x", text=text, published_on=date(2024, 5, 8))
    codebook = load()
    readings = read(article, codebook=codebook, gazetteer=gazetteer)
    return divide(readings, published_on=article.published_on, kinds=kinds_of(codebook))[0]


def test_who_claims_an_attack_did_it(gazetteer: Gazetteer) -> None:
    found = find_perpetrator(account_of(f"{BOMB} {CLAIM}", gazetteer)).perpetrator
    assert found is not None
    assert (found.party.name, found.attribution) == ("Islamic State group", "claimed")


def test_nobody_is_named_where_nobody_claims(gazetteer: Gazetteer) -> None:
    verdict = find_perpetrator(account_of(f"{BOMB} {UNCLAIMED}", gazetteer))
    assert (verdict.perpetrator, verdict.candidates) == (None, ())


def test_unnamed_gunmen_stay_a_candidate_beside_a_name(gazetteer: Gazetteer) -> None:
    text = "Gunmen attacked a market in Kabul, Afghanistan, on Monday, killing four."
    candidates = find_perpetrator(account_of(f"{text} {CLAIM}", gazetteer)).candidates
    assert {each.party.name for each in candidates} == {"Gunmen", "Islamic State group"}


@pytest.mark.parametrize(
    ("text", "suspects"),
    [
        ("Gunmen attacked soldiers near Kabul, Afghanistan, on Monday, killing four.", set()),
        ("A bomb near Kabul, Afghanistan, killed four on Monday. The Taliban said it was a dark day.", set()),
        ("A bomb near Kabul, Afghanistan, killed four on Monday, and the Taliban sent soldiers.", {"Taliban"}),
    ],
)
def test_who_only_suffered_it_or_spoke_of_it_is_no_suspect(text: str, suspects: set[str], gazetteer: Gazetteer) -> None:
    found = gather_suspects(account_of(text, gazetteer), headline=None)
    assert suspects <= {each.party.name for each in found} <= suspects | {"soldiers"}


@pytest.mark.parametrize(("text", "expected"), [(f"{BOMB} {UNCLAIMED}", True), (BOMB, False)])
def test_that_nobody_claims_it_is_a_doubt(text: str, expected: bool, gazetteer: Gazetteer) -> None:  # noqa: FBT001 - one of the parametrised values
    assert ("unclaimed" in gather_doubts(account_of(text, gazetteer))) is expected


def test_a_claim_right_after_the_attack_is_about_it(gazetteer: Gazetteer) -> None:
    (statement,) = all_statements(account_of(f"{BOMB} {CLAIM}", gazetteer), doer=None)
    assert credence(*statement) > 0.5
