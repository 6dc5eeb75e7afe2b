"""Codes of the codebook that the program itself speaks of. A query imports them, and none of the values they are in."""

from __future__ import annotations

KILLED, INJURED = "killed", "injured"
EVERYONE = "all"
NOT_MENTIONED, STATED_NONE, CLAIMED = "not mentioned", "stated none", "claimed"
DRAFT, REVIEWED, PUBLISHED, WITHDRAWN = "draft", "reviewed", "published", "withdrawn"
