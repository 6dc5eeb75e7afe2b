"""What is written comes back, wholly or not at all, and identifiers never return."""

from __future__ import annotations

import pytest

from incidents.domain.documents import WITHDRAWN
from incidents.domain.events import Claim
from incidents.domain.evidence import Evidence
from incidents.domain.filters import Selection
from incidents.domain.locations import NOWHERE, Place
from incidents.errors import Conflict, NotFound
from incidents.store.archive import Archive
from incidents.store.log import instant
from incidents.store.reading import Reader
from tests.builders import make_article, make_event
from tests.store.conftest import AT, Writing


class Stop(Exception):
    """Stands for any error in the middle of a write."""


def store_event(write: Writing) -> str:
    """One article, one report, one event resting on it."""
    with write() as archive:
        article = archive.add_article(make_article())
        report = archive.add_report(article.id, make_event(), proposed_by="machine", accepted_by="ana")
        return archive.add_event(make_event(), reports=[report])


def write_and_fail(archive: Archive) -> None:
    article = archive.add_article(make_article())
    report = archive.add_report(article.id, make_event(), proposed_by="machine", accepted_by="ana")
    archive.add_event(make_event(), reports=[report])
    raise Stop


def test_an_article_comes_back_under_its_identifier(write: Writing, reader: Reader) -> None:
    with write() as archive:
        stored = archive.add_article(make_article())
    assert reader.article(stored.id) == make_article(id=stored.id)


def test_the_same_article_twice_is_stored_once_and_says_so(write: Writing, reader: Reader) -> None:
    with write() as archive:
        first = archive.add_article(make_article())
    with write() as archive:
        second = archive.add_article(make_article(id="a-copy", path="elsewhere.txt"))
    assert (first.is_new, second.is_new) == (True, False)
    assert reader.article(second.id).path == make_article().path


def test_an_event_rests_on_its_reports(write: Writing, reader: Reader) -> None:
    record = reader.record(store_event(write))
    assert [(source.article, source.outlet) for source in record.sources] == [("1", "The Example Courier")]
    assert record.reports == ("1",)


def test_the_words_behind_an_event_name_their_article_and_their_coders(write: Writing, reader: Reader) -> None:
    event_id = store_event(write)
    citation = next(each for each in reader.evidence(event_id) if each.evidence.field == "killed")
    assert citation.evidence == Evidence(
        field="killed",
        start=73,
        end=94,
        quote="killing four officers",
        value="4",
        article="1",
        proposed_by="machine",
        accepted_by="ana",
    )
    assert citation.source.title == "Car bomb hits police in Mosul"


def test_a_quote_that_is_not_in_the_article_is_refused(write: Writing) -> None:
    false = Evidence(field="killed", start=0, end=4, quote="five")
    with write() as archive:
        article = archive.add_article(make_article())
        with pytest.raises(ValueError, match="'five' is not at 0 to 4"):
            archive.add_report(article.id, make_event(evidence=(false,)), proposed_by="m", accepted_by="a")


def test_identifiers_count_up_under_each_country(write: Writing) -> None:
    with write() as archive:
        places = [Place(country="IRQ"), Place(country="SYR"), Place(country="IRQ"), NOWHERE]
        assert [archive.add_event(make_event(place=place)) for place in places] == ["IRQ1", "SYR1", "IRQ2", "ZZZ1"]


def test_an_identifier_is_not_reused_after_withdrawal(write: Writing) -> None:
    first = store_event(write)
    with write() as archive:
        archive.withdraw(first)
        assert archive.add_event(make_event()) == "IRQ2"


def test_an_identifier_stays_when_the_country_is_corrected(write: Writing, reader: Reader) -> None:
    event_id = store_event(write)
    with write() as archive:
        archive.change_event(event_id, make_event(place=Place(country="SYR")))
    assert reader.record("IRQ1").event.place.country == "SYR"


def test_a_withdrawn_event_is_out_of_queries_but_readable(write: Writing, reader: Reader) -> None:
    event_id = store_event(write)
    with write() as archive:
        archive.withdraw(event_id)
    assert list(reader.records()) == []
    assert reader.record(event_id).status == WITHDRAWN
    assert reader.count(Selection(statuses=(WITHDRAWN,))) == 1


def test_a_failing_write_leaves_nothing(write: Writing, reader: Reader) -> None:
    with pytest.raises(Stop), write() as archive:
        write_and_fail(archive)
    assert reader.count() == 0
    assert reader.find_article(make_article().sha256) is None
    assert reader.history("IRQ1") == ()
    assert store_event(write) == "IRQ1"


def test_a_change_raises_the_version_and_keeps_the_rest(write: Writing, reader: Reader) -> None:
    event_id = store_event(write)
    with write() as archive:
        assert archive.change_event(event_id, make_event(claims=(Claim("denied", "Others"),)), version=1) == 2
    record = reader.record(event_id)
    assert (record.version, record.event.claims) == (2, (Claim("denied", "Others"),))
    assert record.event.weapons == make_event().weapons


def test_a_change_that_changes_nothing_is_no_change(write: Writing, reader: Reader) -> None:
    event_id = store_event(write)
    before = reader.history(event_id)
    with write() as archive:
        assert archive.change_event(event_id, make_event()) == 1
        assert archive.set_status(event_id, "draft") == 1
    assert reader.history(event_id) == before


def test_the_second_of_two_editors_is_told(write: Writing, reader: Reader) -> None:
    event_id = store_event(write)
    with write() as archive:
        archive.change_event(event_id, make_event(summary="first"), version=1)
    with pytest.raises(Conflict, match=r"from version 1, it is now at version 2"), write() as archive:
        archive.change_event(event_id, make_event(summary="second"), version=1)
    assert reader.record(event_id).event.summary == "first"


def test_the_log_says_who_what_and_why(write: Writing, reader: Reader) -> None:
    event_id = store_event(write)
    with write() as archive:
        archive.change_event(event_id, make_event(stage="attempted"))
    change = reader.history(event_id)[-1]
    assert (change.by, change.at, change.command, change.reason) == ("ana", "2026-03-01T08:30:00Z", "test", "because")
    assert (change.field, change.old, change.new) == ("stage", "accomplished", "attempted")


def test_the_log_of_a_new_event_leaves_the_event_to_its_tables(write: Writing, reader: Reader) -> None:
    (made,) = reader.history(store_event(write))
    assert (made.action, made.field, made.old, made.new) == ("added", None, None, None)


def test_a_report_is_kept_as_it_was_accepted(write: Writing, reader: Reader) -> None:
    event_id = store_event(write)
    with write() as archive:
        archive.change_event(event_id, make_event(summary="edited"))
    (report,) = reader.reports(event_id)
    assert report.account == make_event()
    assert (report.proposed_by, report.accepted_by, report.codebook_version) == ("machine", "ana", "1.0")


def test_links_are_made_and_taken_back(write: Writing, reader: Reader) -> None:
    first = store_event(write)
    with write() as archive:
        second = archive.add_event(make_event())
        archive.link(second, "1")
        archive.unlink(first, "1")
    assert (reader.record(first).reports, reader.record(second).reports) == ((), ("1",))
    assert reader.coded_from("1") == (second,)
    assert [change.new for change in reader.history(first) if change.field == "reports"] == [[]]


def test_linking_twice_is_linking_once(write: Writing, reader: Reader) -> None:
    event_id = store_event(write)
    with write() as archive:
        assert archive.link(event_id, "1") == 1
    assert reader.record(event_id).version == 1


def test_a_report_that_is_named_twice_counts_once(write: Writing, reader: Reader) -> None:
    store_event(write)
    with write() as archive:
        event_id = archive.add_event(make_event(), reports=["1", "01", "1"])
        assert archive.link(event_id, "01") == 1
    assert reader.record(event_id).reports == ("1",)


def test_an_event_is_known_by_its_identifier_in_small_letters_too(write: Writing, reader: Reader) -> None:
    event_id = store_event(write)
    with write() as archive:
        assert archive.change_event("irq1", make_event(stage="attempted")) == 2
        assert archive.unlink("irq1", "1") == 2
        assert archive.link("Irq1", "1") == 2
        assert archive.set_status(" irq1 ", "reviewed") == 2
        assert archive.add_event(make_event(), prefix="irq") == "IRQ2"
    assert reader.record("irq1") == reader.record(event_id)
    assert reader.history("irq1") == reader.history(event_id) != ()
    assert reader.reports("irq1") == reader.reports(event_id) != ()
    assert reader.evidence("irq1") == reader.evidence(event_id) != ()


@pytest.mark.parametrize("identifier", ["", "\udcff", "IRQ\x00", "\u0131rq1", "%", "1"])
def test_what_can_be_no_identifier_is_not_found(write: Writing, reader: Reader, identifier: str) -> None:
    store_event(write)
    with pytest.raises(NotFound):
        reader.record(identifier)
    with write() as archive, pytest.raises(NotFound):
        archive.withdraw(identifier)


def test_what_is_not_there_is_not_found(write: Writing, reader: Reader) -> None:
    with write() as archive:
        for attempt in (
            lambda: archive.change_event("IRQ9", make_event()),
            lambda: archive.withdraw("IRQ9"),
            lambda: archive.add_report("9", make_event(), proposed_by="m", accepted_by="a"),
            lambda: archive.add_event(make_event(), reports=["9"]),
            lambda: reader.record("IRQ9"),
            lambda: reader.article("nine"),
        ):
            with pytest.raises(NotFound):
                attempt()


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        instant(AT.replace(tzinfo=None))
