"""Rows in layouts of other datasets, made up, and files of them. UCDP's own rows are open data (CC BY 4.0)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

# Made up, in the 49 columns of UCDP GED 23.1.
GED: Mapping[str, str] = {
    "id": "900001", "relid": "IRQ-2021-1-1-1", "year": "2021", "active_year": "1", "code_status": "Clear",
    "type_of_violence": "1", "conflict_dset_id": "1", "conflict_new_id": "1", "conflict_name": "Iraq: Government",
    "dyad_dset_id": "1", "dyad_new_id": "1", "dyad_name": "Government of Iraq - Northern Front",
    "side_a_dset_id": "1", "side_a_new_id": "1", "side_a": "Government of Iraq", "side_b_dset_id": "2",
    "side_b_new_id": "2", "side_b": "Northern Front", "number_of_sources": "1", "source_article": "Courier",
    "source_office": "Courier", "source_date": "2021-11-08", "source_headline": "Clash", "source_original": "police",
    "where_prec": "1", "where_coordinates": "Mosul town", "where_description": "in Mosul", "adm_1": "Nineveh province",
    "adm_2": "Mosul district", "latitude": "36.335", "longitude": "43.11889", "geom_wkt": "POINT (43.11889 36.335)",
    "priogrid_gid": "181887", "country": "Iraq", "country_id": "645", "region": "Middle East", "event_clarity": "1",
    "date_prec": "1", "date_start": "2021-11-07", "date_end": "2021-11-07", "deaths_a": "1", "deaths_b": "2",
    "deaths_civilians": "1", "deaths_unknown": "0", "best": "4", "high": "6", "low": "3", "gwnoa": "645", "gwnob": "",
}  # fmt: skip

# Made up, in the 31 columns of the ACLED layout.
ACLED: Mapping[str, str] = {
    "event_id_cnty": "IRQ900001", "event_date": "2021-11-07", "year": "2021", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Iraq (2020-)", "assoc_actor_1": "", "inter1": "State forces",
    "actor2": "Northern Front", "assoc_actor_2": "", "inter2": "Rebel group",
    "interaction": "State forces-Rebel group", "civilian_targeting": "", "iso": "368", "region": "Middle East",
    "country": "Iraq", "admin1": "Nineveh", "admin2": "Mosul", "admin3": "", "location": "Mosul",
    "latitude": "36.3350", "longitude": "43.1189", "geo_precision": "1", "source": "The Example Courier",
    "source_scale": "National", "notes": "On 7 November 2021, soldiers and fighters clashed in Mosul.",
    "fatalities": "4", "tags": "", "timestamp": "1636400000",
}  # fmt: skip


def write_csv(path: Path, rows: Iterable[Mapping[str, str]], *, has_header: bool = True) -> Path:
    """A CSV file of *rows*, whose columns are those of the first."""
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]))
        if has_header:
            writer.writeheader()
        writer.writerows(listed)
    return path
