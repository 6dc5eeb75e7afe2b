"""Fingerprints of articles. Made of their texts and made again from them: not in the log, and gone with the article."""

from sqlalchemy import BigInteger
from sqlmodel import Field

from incidents.store.tables.naming import Row


class ArticlePrint(Row, table=True):
    """The numbers by which an article's words are compared: *digits* in hexadecimal; *size* runs of words."""

    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    digits: str
    size: int


class ArticleBand(Row, table=True):
    """A few of these numbers in one: only articles that have a band in common are compared."""

    band: int = Field(sa_type=BigInteger, primary_key=True)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True, index=True)


class ArticleTwin(Row, table=True):
    """Two articles that share their words, the later one first; *overlap* is how much of the shorter one."""

    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    other_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True, index=True)
    overlap: float
