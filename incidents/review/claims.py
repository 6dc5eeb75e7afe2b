"""Claims of responsibility as they are typed and shown: ``claimed by Al-Shabaab (video); denied by Hamas``.

A claim is a status, who it is about, and in brackets the mode, or ``mode=..., source=...``. "stated none" says that
the report says nobody has claimed it; nothing at all, or "not mentioned", that the report does not speak of it.
"""

from __future__ import annotations

import re

from incidents.domain.claim import NOT_MENTIONED, Claim
from incidents.errors import UnknownTerm
from incidents.review.rows import QUOTED, join_rows, quote_closely, read_notes, split_rows, unquote
from incidents.review.setting import Setting

_CLAIM = re.compile(
    rf"(?P<status>[^(\"]*?)(?:\s+by\s+(?P<by>{QUOTED}|.+?))?\s*(?:\((?P<notes>(?:{QUOTED}|[^()\"])*)\))?", re.DOTALL
)


def read_claims(text: str, setting: Setting) -> tuple[Claim, ...]:
    """The claims that *text* writes; raises ValueError or UnknownTerm."""
    claims = (_read_claim(row, setting) for row in split_rows(text))
    return tuple(claim for claim in claims if claim.status != NOT_MENTIONED)


def show_claims(claims: tuple[Claim, ...]) -> str:
    """*claims* as ``read_claims`` gives them back."""
    return join_rows(_show_claim(claim) for claim in claims)


def _read_claim(text: str, setting: Setting) -> Claim:
    found = _CLAIM.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not written as 'status by NAME (mode)', such as claimed by Al-Shabaab (video)")
    by, notes = unquote(found["by"]), (found["notes"] or "").strip()
    if "=" not in notes and by is not None and _belongs_to_name(notes, setting):
        by, notes = f"{by} ({notes})", ""
    stated = read_notes(notes, keys=("mode", "source")) if "=" in notes else {"mode": notes} if notes else {}
    return Claim(
        setting.code("claim_statuses", found["status"]),
        by,
        setting.code("claim_modes", stated["mode"]) if "mode" in stated else None,
        stated.get("source"),
    )


def _belongs_to_name(notes: str, setting: Setting) -> bool:
    """True for "Kurdistan Workers' Party (PKK)": in brackets, but neither a mode nor a slip of one."""
    try:
        setting.code("claim_modes", notes)
    except UnknownTerm as unknown:
        return notes != "" and not unknown.near
    return False


def _show_claim(claim: Claim) -> str:
    by = "" if claim.by is None else f" by {quote_closely(claim.by)}"
    notes = [
        f"{key}={quote_closely(value)}" for key, value in (("mode", claim.mode), ("source", claim.source)) if value
    ]
    inside = claim.mode if claim.source is None else ", ".join(notes)
    return f"{claim.status}{by}" + (f" ({inside})" if inside else "")
