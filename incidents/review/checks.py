"""What must hold across the fields of an event: small rules, each a generator of problems.

Each rule is a function with the name of a term of the vocabulary ``checks``, which defines it and its severity. Rules
that need one value alone are in ``domain``; the rules here need the codebook, the article or two fields.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from incidents.codebook.loader import Codebook
from incidents.domain.documents import NOT_MENTIONED, STATED_NONE
from incidents.domain.events import Event
from incidents.domain.problems import Problem
from incidents.domain.text import count_of

WARNING = "warning"
_EXPECTED = (("event_date", "when"), ("event_type", "event_type"))
_THREATENED = "threatened"
_NAMED_CLAIMS = {"claimed", "denied", "retracted", "contested"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may look at: the event, the codebook, the date and the text of its article, and today's date."""

    event: Event
    codebook: Codebook
    published_on: date | None
    text: str | None
    today: date | None = None


Rule = Callable[[Facts], Iterator[Problem]]


def check_event(
    event: Event,
    *,
    codebook: Codebook,
    published_on: date | None = None,
    text: str | None = None,
    today: date | None = None,
) -> tuple[Problem, ...]:
    """Return every problem of *event*, rule by rule; *text* is its article's, to check the evidence.

    Errors are what no event may have; warnings (``is_error`` False) are worth a second look.
    """
    return _apply(RULES, Facts(event, codebook, published_on, text, today))


def check_evidence(event: Event, *, codebook: Codebook, text: str) -> tuple[Problem, ...]:
    """Return a problem for each quote of *event* that is not in its article, whose text is *text*."""
    return _apply((quotes_are_in_the_article,), Facts(event, codebook, None, text))


def _apply(rules: Iterable[Rule], facts: Facts) -> tuple[Problem, ...]:
    """Return the problems that *rules* find, each with its rule's name and the severity that the codebook gives it."""
    severities = facts.codebook.vocabulary("checks")
    found = []
    for rule in rules:
        term = severities.get(rule.__name__)
        is_error = term is None or term.attributes["severity"] != WARNING
        found += [replace(problem, rule=rule.__name__, is_error=is_error) for problem in rule(facts)]
    return tuple(found)


def codes_of(event: Event) -> Iterator[tuple[str, str, str | None]]:
    """Yield every code of *event*: (field, vocabulary, code)."""
    yield "date_precision", "date_precision", None if event.when is None else event.when.precision
    yield "place_precision", "place_precision", event.place.precision
    yield "place_layer", "place_layers", event.place.layer
    yield "place_match", "place_matches", event.place.match
    yield "event_type", "event_types", event.event_type
    yield "sub_event_type", "sub_event_types", event.sub_event_type
    yield "stage", "stages", event.stage
    yield from (("weapons", "weapons", weapon.weapon) for weapon in event.weapons)
    for actor in event.actors:
        yield "actors", "actor_roles", actor.role
        yield "actors", "actor_types", actor.type
        yield "actors", "attributions", actor.attribution
    for target in event.targets:
        yield "targets", "target_types", target.type
        yield "targets", "target_outcomes", target.outcome
    for row in event.casualties:
        yield "casualties", "harms", row.harm
        yield "casualties", "casualty_groups", row.group
        yield "casualties", "casualty_status", row.count.status
    for claim in event.claims:
        yield "claim", "claim_statuses", claim.status
        yield "claim", "claim_modes", claim.mode


def expected_fields_are_filled(facts: Facts) -> Iterator[Problem]:
    """The date, the type and the country are known, or the event could hardly be found again."""
    for field, name in _EXPECTED:
        if getattr(facts.event, name) is None:
            yield _problem(field, "is not known")
    if facts.event.place.country is None and facts.event.place.precision != "sea_air":
        yield _problem("country", "is not known")


def codes_are_in_the_codebook(facts: Facts) -> Iterator[Problem]:
    """Every code is in its vocabulary."""
    for field, vocabulary, code in codes_of(facts.event):
        if code is not None and facts.codebook.vocabulary(vocabulary).get(code) is None:
            yield _problem(field, f"is not a code of {vocabulary}", code)
    for country in (facts.event.place.country, *(actor.country for actor in facts.event.actors)):
        if country is not None and facts.codebook.countries.get(country) is None:
            yield _problem("country", "is not a country's ISO alpha-3 code", country)


def date_is_not_after_publication(facts: Facts) -> Iterator[Problem]:
    """The event begins no later than its publication; an interval may end after it."""
    when = facts.event.when
    if when is not None and facts.published_on is not None and when.start > facts.published_on:
        yield _problem("event_date", f"is after the day of publication, {facts.published_on}", str(when.start))


def date_is_not_to_come(facts: Facts) -> Iterator[Problem]:
    """An event in the future is at most threatened; else its year is probably mistyped."""
    when = facts.event.when
    if when is None or facts.today is None or facts.event.stage == _THREATENED:
        return
    if when.start > facts.today + timedelta(days=1):  # it may be tomorrow elsewhere
        yield _problem("event_date", f"is still to come: today is {facts.today}", str(when.start))


def date_fits_its_precision(facts: Facts) -> Iterator[Problem]:
    """The interval is no longer than its precision allows."""
    when = facts.event.when
    term = None if when is None else facts.codebook.vocabulary("date_precision").get(when.precision)
    longest = None if term is None else term.attributes.get("days")
    if when is not None and isinstance(longest, int) and when.days > longest:
        message = f"stands for {count_of(longest, 'day')} at most, and the date for {when.days:,}"
        yield _problem("date_precision", message, when.precision)


def sub_type_is_below_its_type(facts: Facts) -> Iterator[Problem]:
    """The sub-event type belongs to the event type."""
    term = facts.codebook.vocabulary("sub_event_types").get(facts.event.sub_event_type or "")
    if term is not None and term.parent != facts.event.event_type:
        yield _problem("sub_event_type", f"is a kind of {term.parent!r}, not of {facts.event.event_type!r}", term.code)


def counts_agree_with_their_status(facts: Facts) -> Iterator[Problem]:
    """A count "stated none" is zero; "not mentioned" and "stated unknown" have no number, "reported" has one."""
    for row in facts.event.casualties:
        field = row.harm if row.harm in {"killed", "injured"} else "casualties"
        numbers = {each for each in (row.count.low, row.count.best, row.count.high) if each is not None}
        if row.count.status == STATED_NONE and numbers != {0}:
            yield _problem(field, f"says {STATED_NONE!r}, which is zero")
        elif row.count.status in {"not mentioned", "stated unknown"} and numbers:
            yield _problem(field, f"says {row.count.status!r} and a number", str(max(numbers)))
        elif row.count.status in {"reported", "estimated"} and not numbers:
            yield _problem(field, f"says {row.count.status!r} and no number")


def counts_rise(facts: Facts) -> Iterator[Problem]:
    """Lowest, best and highest are in ascending order. The form refuses others; imported figures are kept."""
    for row in facts.event.casualties:
        if row.count.disorder is not None:
            yield _problem(row.harm if row.harm in {"killed", "injured"} else "casualties", row.count.disorder)


def groups_fit_into_the_total(facts: Facts) -> Iterator[Problem]:
    """No group has more people than the total."""
    for row in facts.event.casualties:
        total, part = facts.event.count(row.harm).high, row.count.low
        if total is not None and part is not None and part > total:
            yield _problem("casualties", f"more {row.harm} {row.group} than {row.harm} in all ({total})", str(part))


def claims_name_a_claimant(facts: Facts) -> Iterator[Problem]:
    """A claim that was made, denied or retracted names the claimant."""
    for claim in facts.event.claims:
        if claim.status in _NAMED_CLAIMS and claim.by is None:
            yield _problem("claim", "needs the name of who said it", claim.status)


def no_claim_names_nobody(facts: Facts) -> Iterator[Problem]:
    """No claimant is named if nobody claimed it, or nothing is said of it."""
    for claim in facts.event.claims:
        if claim.status in {"stated none", NOT_MENTIONED} and claim.by is not None:
            yield _problem("claim", f"says {claim.status!r} and names somebody", claim.by)


def points_say_their_precision(facts: Facts) -> Iterator[Problem]:
    """A point has a precision."""
    if facts.event.place.point is not None and facts.event.place.precision is None:
        yield _problem("place_precision", "is needed with a point")


def no_point_is_null_island(facts: Facts) -> Iterator[Problem]:
    """The point is not (0, 0), which is a mistake for a missing point."""
    if (facts.event.place.latitude, facts.event.place.longitude) == (0, 0):
        yield _problem("latitude", "0, 0 lies in the ocean: a missing point is left empty", "0, 0")


def weapons_are_told_once(facts: Facts) -> Iterator[Problem]:
    """Each kind of weapon has one row."""
    for code, times in Counter(weapon.weapon for weapon in facts.event.weapons).items():
        if times > 1:
            yield _problem("weapons", f"stands in {times} rows: make it one", code)


def fates_fit_the_launched(facts: Facts) -> Iterator[Problem]:
    """No more devices were intercepted, failed or hit than were launched."""
    for weapon in facts.event.weapons:
        fates = sum(number or 0 for number in (weapon.intercepted, weapon.failed, weapon.impacted))
        if weapon.launched is not None and fates > weapon.launched:
            yield _problem("weapons", f"{fates} have a fate and {weapon.launched} were launched", weapon.weapon)


def weapons_fit_the_sub_type(facts: Facts) -> Iterator[Problem]:
    """A sub-event type that names weapons has one of them; a broader kind of weapon is accepted."""
    weapons = facts.codebook.vocabulary("weapons")
    term = facts.codebook.vocabulary("sub_event_types").get(facts.event.sub_event_type or "")
    expected = str(term.attributes.get("weapons", "")).split() if term is not None else []
    coded = [weapon.weapon for weapon in facts.event.weapons if weapons.get(weapon.weapon) is not None]
    fitting = {code for each in expected for code in (*weapons.descendants(each), *weapons.ancestors(each))}
    if expected and coded and not fitting & set(coded):
        yield _problem("weapons", f"{facts.event.sub_event_type} speaks of {' or '.join(expected)}", ", ".join(coded))


def quotes_are_in_the_article(facts: Facts) -> Iterator[Problem]:
    """A quote is exactly the article's text at its offsets; without the text, its length must match them."""
    for each in facts.event.evidence:
        if not 0 <= each.start < each.end or len(each.quote) != each.end - each.start:
            yield _problem("evidence", f"of {each.field} is not {each.start} to {each.end}", each.quote)
        elif facts.text is not None and facts.text[each.start : each.end] != each.quote:
            yield _problem("evidence", f"of {each.field} is not in the article at {each.start}", each.quote)


RULES: tuple[Rule, ...] = (
    expected_fields_are_filled,
    codes_are_in_the_codebook,
    date_is_not_after_publication,
    date_is_not_to_come,
    date_fits_its_precision,
    sub_type_is_below_its_type,
    counts_agree_with_their_status,
    counts_rise,
    groups_fit_into_the_total,
    claims_name_a_claimant,
    no_claim_names_nobody,
    points_say_their_precision,
    no_point_is_null_island,
    weapons_are_told_once,
    fates_fit_the_launched,
    weapons_fit_the_sub_type,
    quotes_are_in_the_article,
)


def _problem(field: str, message: str, value: str | None = None) -> Problem:
    return Problem(field=field, message=message, value=value)
