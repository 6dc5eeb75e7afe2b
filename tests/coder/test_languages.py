"""Other languages than English: said to be unsupported, never guessed at."""

from __future__ import annotations

from io import BytesIO

import pytest

from incidents.codebook.loader import load
from incidents.coder.pipeline import Suggestion, suggest
from incidents.geo.gazetteer import Gazetteer
from incidents.intake.source import read_source

TEXTS = {
    "Arabic": "قُتل أربعة أشخاص وأصيب تسعة آخرون في انفجار سيارة مفخخة في الموصل يوم الثلاثاء، بحسب مسؤول محلي.",
    "French": "Quatre policiers ont été tués et neuf personnes blessées mardi dans l'explosion d'une voiture piégée.",
    "Spanish": "Cuatro agentes murieron y nueve personas resultaron heridas el martes por un coche bomba en Mosul.",
    "Russian": "Четыре человека погибли и девять получили ранения во вторник при взрыве автомобиля в Мосуле.",
}
ENGLISH = "A car bomb killed four officers in Mosul on Tuesday, and nine people were wounded, officials said."


def suggest_for(text: str, gazetteer: Gazetteer) -> Suggestion:
    article = read_source("-", stdin=BytesIO(f"Date: 2023-03-15\n\n{text}".encode()))
    return suggest(article, codebook=load(), gazetteer=gazetteer)


@pytest.mark.parametrize("language", TEXTS)
def test_another_language_is_named_and_nothing_is_suggested(language: str, gazetteer: Gazetteer) -> None:
    suggestion = suggest_for(TEXTS[language], gazetteer)
    assert suggestion.events == ()
    assert suggestion.why_none == f"it is in {language}, and only English can be read"


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.upper(), ENGLISH[:40]], ids=["plain", "capitals", "short"])
def test_english_is_read_however_it_is_written(text: str, gazetteer: Gazetteer) -> None:
    assert len(suggest_for(text, gazetteer).events) == 1


def test_a_language_without_a_name_is_told_by_its_code(gazetteer: Gazetteer) -> None:
    text = "Nne waliuawa katika mlipuko wa bomu la gari mjini siku ya Jumanne, afisa mmoja alisema hapo jana jioni."
    assert "a language (sw)" in str(suggest_for(text, gazetteer).why_none)
