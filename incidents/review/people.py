"""Actors and targets as they are typed and shown.

``perpetrator=Islamic State (type=rebel_group, country=Iraq, attribution=claimed); target=Iraqi police``
``government_building=the prime minister's residence (outcome=damaged); civilians``
"""

from __future__ import annotations

from incidents.domain.who import Actor, Target
from incidents.review.rows import Row, join_rows, read_row, show_row, split_rows
from incidents.review.setting import Setting


def read_actors(text: str, setting: Setting) -> tuple[Actor, ...]:
    """The actors that *text* writes, each with its role; raises ValueError or UnknownTerm."""
    rows = [read_row(row, keys=("type", "country", "attribution")) for row in split_rows(text)]
    return tuple(_read_actor(row, setting) for row in rows)


def show_actors(actors: tuple[Actor, ...]) -> str:
    """*actors* as ``read_actors`` gives them back."""
    return join_rows(show_row(_actor_row(actor)) for actor in actors)


def read_targets(text: str, setting: Setting) -> tuple[Target, ...]:
    """The targets that *text* writes, each with its type; raises ValueError or UnknownTerm."""
    return tuple(_read_target(read_row(row, keys=("outcome",)), setting) for row in split_rows(text))


def show_targets(targets: tuple[Target, ...]) -> str:
    """*targets* as ``read_targets`` gives them back."""
    return join_rows(show_row(Row(each.type, each.name, _notes(outcome=each.outcome))) for each in targets)


def _read_actor(row: Row, setting: Setting) -> Actor:
    if row.name is None:
        raise ValueError(f"{row.head!r} needs a role and a name, such as perpetrator=Islamic State")
    return Actor(
        name=row.name,
        role=setting.code("actor_roles", row.head),
        type=_code(row, "type", "actor_types", setting),
        country=setting.country(row.notes["country"]) if "country" in row.notes else None,
        attribution=_code(row, "attribution", "attributions", setting),
    )


def _actor_row(actor: Actor) -> Row:
    notes = _notes(type=actor.type, country=actor.country, attribution=actor.attribution)
    return Row(actor.role, actor.name, notes)


def _read_target(row: Row, setting: Setting) -> Target:
    outcome = _code(row, "outcome", "target_outcomes", setting)
    return Target(setting.code("target_types", row.head), row.name, outcome)


def _code(row: Row, key: str, vocabulary: str, setting: Setting) -> str | None:
    return setting.code(vocabulary, row.notes[key]) if key in row.notes else None


def _notes(**values: str | None) -> dict[str, str]:
    return {key: value for key, value in values.items() if value is not None}
