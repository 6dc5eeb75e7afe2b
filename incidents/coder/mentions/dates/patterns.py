"""Patterns of days, months and years, for the rules that read them; all are verbose and blind to case."""

from __future__ import annotations

MONTH = r"""(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?
    |nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"""
FULL_MONTH = r"""(?-i:January|February|March|April|May|June|July|August|September|October|November|December
    |JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"""
DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\w%]|[:.,]\d)"
ANY_YEAR = r"(?:19|20)\d\d"
YEAR = rf"{ANY_YEAR}(?![\w%]|[.,]\d|-\d)"
