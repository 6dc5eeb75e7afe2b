"""A digest is parted to its stories, and any other article is left whole."""

from __future__ import annotations

from incidents.codebook.loader import load
from incidents.coder.digests import stories_of
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer

CODEBOOK = load()
TEXT = "News in brief\n\nA bus burns\n\nA bus caught fire.\n\nTwo men shot\n\nTwo men were shot dead in Lima."


def test_each_story_stands_where_it_stood_in_the_article(gazetteer: Gazetteer) -> None:
    stories = stories_of(Article(id="digest", text=TEXT), codebook=CODEBOOK, gazetteer=gazetteer)
    begin = TEXT.index("Two men shot")
    assert [story.title for story in stories] == [None, "A bus burns", "Two men shot"]
    assert stories[-1].text == " " * begin + TEXT[begin:]


def test_an_article_with_headings_that_is_no_digest_is_one_story(gazetteer: Gazetteer) -> None:
    article = Article(id="article", text=TEXT.removeprefix("News in brief\n\n"))
    assert stories_of(article, codebook=CODEBOOK, gazetteer=gazetteer) == (article,)
