"""What items cost people, for planning. Rows are only ever added, and hold no words of an article."""

from sqlmodel import Field

from incidents.store.tables.naming import Row


class Effort(Row, table=True):
    """One article or group of articles: *task* is desk or triage, *article* the hash of the (first) article."""

    id: int | None = Field(default=None, primary_key=True)
    article: str
    task: str
    keys: int
    seconds: float
    events: int
    rows: int
    untouched: int
    done_at: str
    done_by: str
