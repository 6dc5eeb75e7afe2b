"""A damaged codebook is refused by file and key, whatever the damage."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from incidents.codebook.loader import load
from incidents.codebook.validation import check_codebook
from incidents.errors import BadCodebook, UnknownTerm

WEAPONS, SUBTYPES, EVENT = "vocabularies/weapons.toml", "vocabularies/sub_event_types.toml", "fields/event.toml"
ASPECTS = "reconciliation.toml"
NATIVE, COUNTRIES, HEAD = "profiles/native.toml", "countries.toml", "codebook.toml"
KNIFE, EXPLOSIVE = 'code = "knife"', 'code = "explosive"'


class Damage(NamedTuple):
    """*old*, replaced by *new* where it first stands in *file*, is answered by *told*, which names the key."""

    what: str
    file: str
    old: str
    new: str
    told: str


DAMAGES = [
    Damage("unknown rule", ASPECTS, '"lowest", "majority"', '"least", "majority"', "'least' is not a code of rules"),
    Damage("rule not allowed", ASPECTS, 'rule = "union"', 'rule = "lowest"', "rule: must be one of union, majority"),
    Damage("aspect of nothing", ASPECTS, '["stage"]', '["phase"]', "aspects[stage].keys: there is no field 'phase'"),
    Damage("aspect twice", ASPECTS, 'name = "date"', 'name = "main"', "aspects[main].name: is a duplicate"),
    Damage("no version", HEAD, "version = ", "edition = ", "version: is missing"),
    Damage("odd version", HEAD, 'version = "', 'version = "v', "version: must be three numbers"),
    Damage("unknown head key", HEAD, "version = ", 'edition = "1"\nversion = ', "edition: is not a key"),
    Damage("no definition", WEAPONS, KNIFE, KNIFE + '\ndefinition = " "\n#', "is not TOML: Cannot overwrite a value"),
    Damage("bad TOML", WEAPONS, KNIFE, "code = ", "is not TOML: Invalid value (at line "),
    Damage(
        "empty definition",
        WEAPONS,
        "Something held in the hand that cuts or pierces.",
        "",
        "terms[knife].definition: is empty",
    ),
    Damage("no code", WEAPONS, KNIFE, "", "terms[number 2].code: is missing"),
    Damage("no label", WEAPONS, 'label = "Knife or other blade"', "", "terms[knife].label: is missing"),
    Damage("no example", WEAPONS, "example = ", "sample = ", "terms[firearm].example: is missing"),
    Damage("no attribute", WEAPONS, "gtd_type = 13", "", "terms[unknown].gtd_type: is missing"),
    Damage("unknown key", WEAPONS, KNIFE, KNIFE + "\nsize = 3", "terms[knife].size: is not a key"),
    Damage("number for text", WEAPONS, KNIFE, "code = 7", "terms[number 2].code: must be a text (got 7)"),
    Damage(
        "text for number", WEAPONS, "gtd_type = 5", 'gtd_type = "5"', "terms[firearm].gtd_type: must be a whole number"
    ),
    Damage(
        "flag for number", WEAPONS, "gtd_type = 5", "gtd_type = true", "terms[firearm].gtd_type: must be a whole number"
    ),
    Damage("text for list", WEAPONS, "excludes = [", 'cue = "a"\nexcludes = [', "terms[firearm].cue: is not a key"),
    Damage("number in list", WEAPONS, '"knifeman"', "7", "terms[knife].cues: must be a list of texts (got 7 in it)"),
    Damage("duplicate code", WEAPONS, KNIFE, 'code = "firearm"', "terms[firearm].code: is a duplicate"),
    Damage("name of another", WEAPONS, '"machete"', '"Gun"', "terms[knife].aliases: is a duplicate: 'firearm' has it"),
    Damage("unknown parent", WEAPONS, 'parent = "drone"', 'parent = "dron"', "parent: 'dron' is not a code of weapons"),
    Damage(
        "circle", WEAPONS, EXPLOSIVE, EXPLOSIVE + '\nparent = "ied"', "parent: a circle: explosive -> ied -> explosive"
    ),
    Damage(
        "not above", WEAPONS, 'not_under = ["explosive"]', 'not_under = ["knife"]', "not_under: 'knife' is not above"
    ),
    Damage(
        "crosswalk code", WEAPONS, "gtd_subtype = 23", "gtd_subtype = 99", "gtd_subtype: 99 is not a code of gtd.weapon"
    ),
    Damage("crosswalk list", WEAPONS, "gtd.weapon_type", "gtd.weapons", "gtd_type: there is no list 'gtd.weapons'"),
    Damage("crosswalk file", WEAPONS, "gtd.weapon_type", "gtx.weapons", "gtd_type: there is no list 'gtx.weapons'"),
    Damage("attribute type", WEAPONS, 'type = "integer"', 'type = "float"', "attributes.gtd_type.type: must be one of"),
    Damage("bad cue", WEAPONS, '"knifeman"', '"(a|b"', "terms[knife].cues: '(a|b' is not a cue"),
    Damage(
        "other name", WEAPONS, 'name = "weapons"', 'name = "arms"', "name: must be 'weapons', as the file is called"
    ),
    Damage("rank twice", SUBTYPES, "hierarchy_rank = 2\n", "hierarchy_rank = 1\n", "hierarchy_rank: is a duplicate"),
    Damage(
        "event type", SUBTYPES, 'parent = "Riots"', 'parent = "Riot"', "parent: 'Riot' is not a code of event_types"
    ),
    Damage("vocabulary", EVENT, 'vocabulary = "stages"', 'vocabulary = "s"', "fields[stage].vocabulary: there is no"),
    Damage("field below none", EVENT, '"weapons.launched"', '"arms.launched"', "name: there is no field 'arms'"),
    Damage("field type", EVENT, 'type = "code"', 'type = "kind"', "fields[date_precision].type: must be one of"),
    Damage("code of nothing", EVENT, 'vocabulary = "stages"', "", "fields[stage].vocabulary: belongs to a field"),
    Damage("field twice", EVENT, '"end_date"', '"event_date"', "fields[event_date].name: is a duplicate"),
    Damage("column source", NATIVE, 'source = "stage"', 'source = "stag"', "columns[stage].source: there is no field"),
    Damage(
        "column twice", NATIVE, 'name = "end_date"', 'name = "event_date"', "columns[event_date].name: is a duplicate"
    ),
    Damage("hashtag", NATIVE, 'hxl = "#event+id"', 'hxl = "event id"', "columns[event_id].hxl: is no hashtag"),
    Damage("both", NATIVE, 'source = "stage"', 'source = "stage"\nconstant = "x"', "columns[stage].constant: a column"),
    Damage("region", COUNTRIES, 'region = "europe"', 'region = "eu"', "countries.ALA.region: there is no region 'eu'"),
    Damage("subregion", COUNTRIES, 'm49 = "Polynesia"', 'm49 = "Poly"', "countries.ASM.m49: 'Poly' is not under m49"),
    Damage("code of another", COUNTRIES, 'iso2 = "IQ"', 'iso2 = "IR"', "countries.IRQ: 'IR' already calls IRN"),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=[damage.what for damage in DAMAGES])
def test_damage_is_refused_by_file_and_key(schema: Path, damage: Damage) -> None:
    inflict(schema / damage.file, damage.old, damage.new)
    with pytest.raises(BadCodebook) as caught:
        check_codebook(load(schema))
    assert str(caught.value).startswith(f"schema/{damage.file}: ")
    assert damage.told in str(caught.value)


@pytest.mark.parametrize("phrase", ["(a|b", "a)", "... a", "a ...", "", " ", "a [b]", "(a|b))"])
def test_a_list_of_cues_is_refused_for_what_is_no_cue(schema: Path, phrase: str) -> None:
    (schema / "cues" / "tests.toml").write_text(f'words = ["fine", "{phrase}"]', encoding="utf-8")
    with pytest.raises(BadCodebook, match=r"schema/cues/tests\.toml: words: "):
        check_codebook(load(schema))


def test_a_file_that_is_no_utf_8_is_refused(schema: Path) -> None:
    (schema / WEAPONS).write_bytes(b'name = "\xff"')
    with pytest.raises(BadCodebook, match=r"schema/vocabularies/weapons\.toml: is not UTF-8 \(byte 8\)"):
        check_codebook(load(schema))


@pytest.mark.parametrize("file", [HEAD, COUNTRIES, EVENT])
def test_a_file_that_must_be_there_is_missed_by_name(schema: Path, file: str) -> None:
    codebook = load(schema)
    (schema / file).unlink()
    with pytest.raises(BadCodebook, match=f"schema/{file}: the file is missing"):
        check_codebook(codebook)


def test_a_vocabulary_that_a_field_needs_is_missed(schema: Path) -> None:
    (schema / "vocabularies" / "stages.toml").unlink()
    with pytest.raises(BadCodebook, match=r"fields\[stage\]\.vocabulary: there is no vocabulary 'stages'"):
        check_codebook(load(schema))


def test_a_named_actor_of_a_type_that_is_gone_is_refused(schema: Path) -> None:
    inflict(schema / "vocabularies" / "actor_types.toml", 'code = "communal_militia"', 'code = "village_militia"')
    with pytest.raises(BadCodebook, match=r"data/actors: .*: type: there is no actor type 'communal_militia'"):
        check_codebook(load(schema))


def test_a_folder_without_a_codebook_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadCodebook, match=r"codebook\.toml is missing"):
        load(tmp_path)


def test_damage_in_one_file_does_not_keep_others_from_being_read(schema: Path) -> None:
    inflict(schema / WEAPONS, KNIFE, "code = ")
    codebook = load(schema)
    assert codebook.vocabulary("stages").get("attempted") is not None
    with pytest.raises(BadCodebook):
        codebook.vocabulary("weapons")


@pytest.mark.parametrize("name", ["weapon", "../codebook", ""])
def test_a_vocabulary_that_does_not_exist_is_told_with_those_that_do(schema: Path, name: str) -> None:
    with pytest.raises(UnknownTerm, match="unknown vocabulary"):
        load(schema).vocabulary(name)


def inflict(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
