"""What people made of suggestions, for the coder to learn from. Rows are only ever added."""

from sqlmodel import Field

from incidents.store.tables.naming import Row


class Verdict(Row, table=True):
    """One decision on one suggested event; *article* is the hash of its article, which need not be stored.

    *confidence* (an object), *kept* and *features* (lists of texts) are JSON. No words of the article and no names:
    nothing here needs to be erased with either. *decided_at* is an ISO 8601 instant in UTC.
    """

    id: int | None = Field(default=None, primary_key=True)
    article: str
    decision: str
    proposed_by: str
    confidence: str
    kept: str
    proposed_type: str | None = None
    final_type: str | None = None
    features: str
    decided_at: str
    decided_by: str
    codebook_version: str | None = None
