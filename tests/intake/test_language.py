from __future__ import annotations

import pytest

from incidents.intake.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gunmen killed five people in a village near the border, police said on Sunday.", "en"),
        ("The bomb, which was hidden in a cart, went off as they passed. Two have died, and nine were hurt.", "en"),
        ("A Samarran assailant stabs two Basran civilians in Tikrit, Salah al-Din Governorate.", "en"),
        ("An air force jet and two drones of Osmania struck the port of Latakia.", "en"),
        ("Politiet skjøt en mann etter at han angrep to personer for å komme til byen.", "no"),
        ("Des hommes armés ont tué cinq personnes dans un village près de la frontière.", "fr"),
        ("Hombres armados mataron a cinco personas en una aldea cerca de la frontera.", "es"),
        ("قتل خمسة أشخاص في هجوم مسلح على قرية قرب الحدود يوم الأحد", "ar"),
        ("مقتل شخصين في بغداد", "ar"),
        ("Взрыв в Мосуле", "ru"),
        ("Пять человек погибли в результате нападения на деревню возле границы", "ru"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "Baghdad", "12345 67890 12345 67890 12345 67890 12345 67890", "Five dead"])
def test_too_few_words_leave_it_unknown(text: str) -> None:
    assert detect_language(text) is None
