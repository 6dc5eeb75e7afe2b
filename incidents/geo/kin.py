"""Countries whose places are told under another's name: territories held, and states that were one until lately.

News and data sets code Gaza under Israel, Bosnia of 1992 under Yugoslavia. The list takes no side: it says only where
else to look for a name that the country itself does not have. Looks nothing up.
"""

from __future__ import annotations

_ONE_ANOTHER = (
    ("ISR", "PSE"),
    ("SRB", "XKX"),
    ("SRB", "BIH"),
    ("SRB", "HRV"),
    ("SRB", "MNE"),
    ("SRB", "MKD"),
    ("SRB", "SVN"),
    ("SDN", "SSD"),
    ("ETH", "ERI"),
    ("IDN", "TLS"),
    ("RUS", "UKR"),
    ("MAR", "ESH"),
    ("IND", "PAK"),
    ("CHN", "HKG"),
    ("CHN", "MAC"),
    ("CHN", "TWN"),
    ("AZE", "ARM"),
    ("SYR", "ISR"),
    ("ZAF", "NAM"),
)


def kin_of(country: str | None) -> tuple[str, ...]:
    """ISO alpha-3 codes of the countries under which a place of *country* may be listed as well."""
    pairs = ((one, other) for pair in _ONE_ANOTHER for one, other in (pair, pair[::-1]))
    return tuple(other for one, other in pairs if one == country)
