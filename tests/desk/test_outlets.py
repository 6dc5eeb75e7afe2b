"""How far an outlet reaches: what a person says stands above what is shipped, and the rule best_source goes by it."""

from __future__ import annotations

import pytest

from incidents.domain.casualties import Casualty, exactly
from incidents.domain.documents import KILLED
from incidents.errors import BadSource, BadUsage, UnknownTerm
from incidents.services.articles import rate_outlet
from incidents.services.project import Project
from incidents.store.reading import Reader
from tests.builders import make_article, make_event


def scale_of(desk: Project, event_id: str) -> str | None:
    """The scale of the outlet of the event's first report."""
    with Reader.open(desk.database) as reader:
        return reader.reports(event_id)[0].source.scale


@pytest.mark.parametrize(("publisher", "scale"), [("AFP", "international"), ("The Example Courier", None)])
def test_an_outlet_that_is_listed_has_its_scale_when_an_article_is_stored(
    desk: Project, publisher: str, scale: str | None
) -> None:
    desk.coding.accept(make_article(publisher=publisher), [make_event()])
    assert scale_of(desk, "IRQ1") == scale


def test_what_a_person_says_stands_above_the_table_and_stays(desk: Project) -> None:
    desk.coding.accept(make_article(publisher="AFP", scale="national"), [make_event()])
    desk.coding.accept(make_article(publisher="AFP", title="Later"), [make_event()])
    assert scale_of(desk, "IRQ2") == "national"


def test_the_best_source_is_that_of_the_scale_that_is_trusted_first(desk: Project) -> None:
    desk.coding.accept(make_article(publisher="AFP"), [make_event()])
    channel = make_article(publisher="Front Watch", title="Twenty dead", scale="new_media")
    desk.coding.accept_into(channel, make_event(casualties=(Casualty(KILLED, exactly(20)),), evidence=()), "IRQ1")
    desk.reconciliation.rule("IRQ1", {"killed": "best_source"}, reason="codebook, 4.2")
    assert desk.events.get("IRQ1").event.killed.best == 4


def test_a_scale_is_typed_as_people_type_it(desk: Project) -> None:
    assert rate_outlet(make_article(scale="national"), desk.codebook, stated="Global").scale == "international"
    assert rate_outlet(make_article(scale="Local media"), desk.codebook).scale == "subnational"


def test_a_scale_that_makes_no_sense_is_refused(desk: Project) -> None:
    with pytest.raises(UnknownTerm):
        rate_outlet(make_article(), desk.codebook, stated="huge")
    with pytest.raises(BadUsage, match="names no outlet"):
        rate_outlet(make_article(publisher=None), desk.codebook, stated="national")
    with pytest.raises(BadSource, match="its line Scale: says 'huge'"):
        rate_outlet(make_article(scale="huge"), desk.codebook)
