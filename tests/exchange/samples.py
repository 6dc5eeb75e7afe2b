"""A handful of invented events that between them try what the layouts find hard."""

from __future__ import annotations

from datetime import date

from incidents.domain.casualties import NONE, Casualty, Count, exactly
from incidents.domain.dates import When, on
from incidents.domain.documents import INJURED, KILLED, PUBLISHED, REVIEWED
from incidents.domain.events import ASSOCIATED, PERPETRATOR, TARGET, Actor, Claim, Event, Record, Source, Target, Weapon
from incidents.domain.locations import Place
from tests.builders import make_event, make_record

COURIER = Source(
    article="1",
    outlet="The Example Courier",
    scale="national",
    published_on=date(2023, 3, 15),
    title="Car bomb hits police in Mosul",
    path="articles/mosul.txt",
)
ECHO = Source(article="2", outlet="Echo; North", scale="international")
STREET = Source(article="3", outlet="Street Post", scale="subnational")


def make_records() -> tuple[Record, ...]:
    """One record for each difficulty, by identifier."""
    return (
        make_record("IRQ1", sources=(COURIER,)),
        make_record("IRQ2", DRONES, reports=("1", "2", "3"), sources=(COURIER, ECHO, STREET), status=REVIEWED),
        make_record("RKS1", MARCH, reports=(), updated_at=None),
        make_record("SYR1", RAID, reports=("2",), sources=(ECHO,), version=3, status=PUBLISHED),
        make_record("UKR1", SHELLING, updated_at="2024-02-29T23:59:59+02:00"),
        make_record("UKR2", Event(place=Place(country="UKR", precision="country"))),
    )


# Nobody is named, devices are counted, and a silence about the dead stands beside a number of injured.
DRONES = make_event(
    when=on(date(2023, 5, 1)),
    sub_event_type="Air/drone strike",
    weapons=(Weapon("drone", launched=3, intercepted=2, impacted=1),),
    actors=(),
    targets=(Target("residence", 'a "safe" house, in the centre', "unharmed"),),
    casualties=(Casualty(INJURED, exactly(7)),),
    claims=(Claim("stated none"),),
    summary='=HYPERLINK("x"), two lines\nand a lone CR\rend',
)
# A demonstration without a country number, a report or a name.
MARCH = make_event(
    when=on(date(2022, 12, 31)),
    place=Place(country="XKX", name="Mitrovicë", latitude=42.89, longitude=20.8660, precision="exact"),
    event_type="Protests",
    sub_event_type="Peaceful protest",
    weapons=(),
    actors=(),
    targets=(),
    casualties=(Casualty(KILLED, NONE),),
    claims=(),
    summary=None,
)
# Forces of a state abroad against civilians, in a week, in a unit, by the lowest of three figures.
RAID = make_event(
    when=When(date(2023, 1, 2), date(2023, 1, 8), "week"),
    place=Place(
        country="SYR", admin1="Homs", reported="a village", latitude=-0.00004, longitude=38.5, precision="adm1"
    ),
    event_type="Violence against civilians",
    sub_event_type="Attack",
    weapons=(Weapon("firearm"), Weapon("arson", launched=2)),
    actors=(
        Actor("Examplian army", PERPETRATOR, "military", "IRQ"),
        Actor("@Allies", ASSOCIATED, "political_militia"),
        Actor("Farmers", TARGET, "civilians"),
    ),
    casualties=(Casualty(KILLED, Count(2, 5, 9, "reported")),),
    claims=(Claim("claimed", "Examplian army", "statement"), Claim("denied", "Examplian army")),
)
# A month, an estimate, two groups that both claim it.
SHELLING = make_event(
    when=When(date(2024, 2, 1), date(2024, 2, 29), "month"),
    place=Place(country="UKR", admin1="Kyïv", name="Kyïv", latitude=50.45466, longitude=30.5238, precision="exact"),
    sub_event_type="Shelling/artillery/missile attack",
    weapons=(Weapon("missile"),),
    actors=(Actor("Group A", PERPETRATOR, None), Actor("Group B", PERPETRATOR, "rebel")),
    casualties=(Casualty(KILLED, Count(12, None, None, "estimated")),),
    claims=(Claim("claimed", "Group A"), Claim("claimed", "Group B", "video")),
    summary="-5 degrees that night; missiles fell.",
)
