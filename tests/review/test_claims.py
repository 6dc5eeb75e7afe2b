from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.claim import Claim
from incidents.errors import UnknownTerm
from incidents.review.claims import read_claims, show_claims
from incidents.review.setting import Setting

NAMES = st.text(st.sampled_from("Abc ;\"()=,by'é"), min_size=1).filter(lambda name: name == name.strip())
CLAIMS = st.builds(
    Claim,
    st.sampled_from(["claimed", "suspected", "denied", "retracted", "contested", "stated none"]),
    st.one_of(st.none(), NAMES),
    st.sampled_from([None, "video", "call_before"]),
    st.one_of(st.none(), NAMES),
)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("claimed by Al-Shabaab (video)", [Claim("claimed", "Al-Shabaab", "video")]),
        ("suspected by Kurdistan Workers' Party (PKK)", [Claim("suspected", "Kurdistan Workers' Party (PKK)")]),
        ("claimed by the Party (PKK) (video)", [Claim("claimed", "the Party (PKK)", "video")]),
        ("stated none", [Claim("stated none")]),
        ("denied by Hamas; claimed by ISIS", [Claim("denied", "Hamas"), Claim("claimed", "ISIS")]),
        ("suspected by ISIS (source=the police)", [Claim("suspected", "ISIS", None, "the police")]),
        ("not mentioned", []),
        ("", []),
    ],
)
def test_a_claim_is_a_status_a_claimant_and_a_mode(text: str, claims: list[Claim], setting: Setting) -> None:
    assert list(read_claims(text, setting)) == claims


def test_a_slip_in_the_mode_is_not_taken_for_a_part_of_the_name(setting: Setting) -> None:
    with pytest.raises(UnknownTerm, match="'video'"):
        read_claims("claimed by Al-Shabaab (vidoe)", setting)


def test_an_unknown_status_is_refused_with_what_comes_near(setting: Setting) -> None:
    with pytest.raises(UnknownTerm, match="'claimed'"):
        read_claims("claimd by Al-Shabaab", setting)


@given(claims=st.lists(CLAIMS))
def test_claims_are_read_back_as_they_were_shown(claims: list[Claim], setting: Setting) -> None:
    assert read_claims(show_claims(tuple(claims)), setting) == tuple(claims)
