"""Clauses of harm as patterns over the symbols of chunks: which people suffered which verb.

Each pattern finds people (``np``), part of them (``sub``) and words of harm (``verb``). Knows no word of English and
finds nothing: ``matching`` does. The symbols, which ``words`` gives to the lists of ``schema/cues/casualties.toml``:

    people    N with a number   H one   U without a number   C a name   Y they, them
    harm      d done ("killed")   a now ("kills")   g doing ("killing")   i dying ("died")   s state ("dead")
              n noun ("deaths")   c casualties   T a toll   Q number of   B bodies   L lives   D stabbed, shot
              E stabbing   S blew himself up   q unharmed   z stated none   Z stated unknown
    verbs     b was   p have   m could, to   M said to   X not   f said   k claimed to have   l left
    others    & and   A along with   j including   J among   o of   r prepositions   R who   x no, none   v adverbs
              w any other word   , a comma   ; the end of a clause
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# A place beside people ("in Kabul").
_BESIDE_THEM = r"(?:[rol][wC]{1,2})?"
# "..., a woman and three children": what goes on from the first of the people.
_NEXT = rf"v?(?:[NHC]|w{{0,2}}U){_BESIDE_THEM}"
_LIST = rf"(?:,{_NEXT})*,?&{_NEXT}"
# "Ann, Ben and two others", "two men, a woman and three children"; "Ann and Ben" alone are names.
_PEOPLE = rf"(?:(?:C,)*C,?&w?)?[NHU]{_BESIDE_THEM}(?:{_LIST})*"
_NAMES = r"C(?:,&?C|&C)*"
# People who begin a clause: not those who are told as part of others ("including two soldiers and ...").
_SUBJECT = rf"(?<!j)(?<!jw)(?<!j[^,]&)(?<!j[^,][^,]&)(?P<np>{_PEOPLE})"
_PART = rf"(?:,?[jJ](?P<sub>{_PEOPLE})[wCro]{{0,8}},?)?"
# What may stand between people and their verb: "of the town", ", a farmer,", "who had fled", "in Homs, Syria,".
_GAP = r"(?:[rol][wCv]{0,3}[NHU]|[wvCroml]){0,10}+(?:(?<=[rol]C)(?:,C){1,3},?)?"
# ", who led the killing of five,": told of people who then suffer the verb. "Held captive by the group".
_TOLD_OF = (
    r",R(?!v*p?b?v*[dsi])(?:(?!&)[^;,f]{1,40},){1,3}(?=v*[bp])|,N[jJ][^;,di]{1,12}(?:,|(?=b))"
    r"|d[rowCv]{2,9}(?:,[rowCv]{1,4}){0,4},?(?=p?v*b)"
)
_ASIDE = rf"(?:{_TOLD_OF}|(?:,[^;,bdagisnTxkR]{{1,12}},|,)?(?:,?(?<![ro])R[^;,diTxkR]{{1,12}}?,?|(?<![ro])R)?)"
# "have been", "was also shot and", "are known to have been": with what makes it unreal or denied.
_AUX = r"&?(?:bv*(?:w{1,2}(?=m)|k(?=b)))?(?P<aux>[bpvmMxX]*b[bpvxX]*)(?:l|[wD]&v*)?"
# What may follow a participle without an auxiliary: no object.
_END = r"(?=[rl,&;TfvjbM]|w?\Z|C|m|o)"
# After a verb: of "killing 21 people and 117 wounded" the last suffered something else.
_MORE = rf"(?:(?>{_LIST})(?![bpv]*[dsf]))*"
_OBJECT = rf"(?:(?:C,)*C,?&w?)?[NHU]{_BESIDE_THEM}{_MORE}"
VERBS = frozenset("adgisncTBLSqDE")
"""The symbols of harm."""
_VERB = re.compile(r"\(\?P<verb>((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A pattern and what a match of it means.

    *kind* is ``passive``, ``active``, ``dying``, ``state``, ``noun``, ``lives``, ``toll``, ``among`` (the people are
    part of a number told elsewhere), ``again`` (the verb of the clause before), ``own_death``, ``attacked`` (hurt, very
    likely), ``none`` or ``unharmed``. A match holds one of the symbols *verbs* at least.
    """

    kind: str
    pattern: re.Pattern[str]
    verbs: frozenset[str]

    def may_stand(self, told: frozenset[str]) -> bool:
        """False when none of its verbs is among the symbols *told*: then there is no need to look for it."""
        return not self.verbs.isdisjoint(told)


def _clause(kind: str, pattern: str) -> Clause:
    (verbs,) = _VERB.findall(pattern)
    return Clause(kind, re.compile(pattern), frozenset(verbs) & VERBS)


CLAUSES = (
    # "no one was hurt", "no casualties", "none of them died"
    _clause("none", r"x(?P<np>[wCvoHU]{0,4})(?P<aux>[bpv]*)(?P<verb>d(?:&d)*|i|s|[nc](?:&[nc])*)"),
    _clause("none", r"z&(?P<verb>[nc])"),
    # "six children are among the dead", "among those killed were three women"
    _clause("among", rf"(?P<np>{_PEOPLE}){_GAP}b*v*[jJ](?:[wv]{{0,2}}|N)(?P<verb>[sdn](?:&[sdn])*)"),
    _clause("among", rf"[jJ][wv]{{0,2}}(?P<verb>[sdn](?:&[sdn])*)b(?P<np>{_PEOPLE})"),
    _clause("among", rf"w(?P<verb>[nsd])j(?P<np>{_PEOPLE})"),
    # "two of the dead were policemen"
    _clause("among", r"(?P<np>N)ow{0,2}(?P<verb>s)b?w{0,2}(?P<who>U)?"),
    # "the toll rose from 12 to 45"; not "gave the same toll and said ten were injured"
    _clause("toll", rf"(?P<verb>T)(?:[^;fTdaig]{{0,30}}m|(?:(?!&v?f)[^;NT]){{0,9}})(?P<np>N{_MORE})"),
    _clause("toll", r"Q[^;,f]{0,10}(?P<verb>d)[^;fT]{0,20}m(?P<np>N)"),
    # "the death of a woman who was injured"
    _clause("noun", r"(?P<verb>n)ov*w{0,2}(?P<np>[NH])(?=,?R)"),
    # "two were shot in the chest and died"
    _clause("dying", rf"{_SUBJECT}{_GAP}{_ASIDE}p?bv*[Dd]?d?[rwovC]{{0,8}},?&v*(?P<verb>i)"),
    # "12 people were killed", "two men and a child have been shot dead and wounded"
    _clause(
        "passive",
        rf"(?!(?<=b)U)(?<![agd])(?<![agd]v){_SUBJECT}{_PART}{_GAP}{_ASIDE}{_AUX}(?P<verb>[ds](?:,?&?,?v*[dsi])*)",
    ),
    # "three women stormed the post before they were shot dead", "lured 12 men out and shot them"
    _clause("passive", rf"(?P<np>[NHU])[^;dagi]{{1,25}}Y{_AUX}(?P<verb>d(?:&v*d)*)"),
    _clause("active", r"(?P<np>[NHU])[^;NHU]{0,25}(?P<verb>[agd])Y"),
    _clause("state", r"(?P<np>[NHU])[^;NHU]{0,25}Y(?P<verb>s)"),
    # "four of whom were injured", "two of them died"
    _clause("passive", rf"(?P<np>N)[jJ]{_AUX}(?P<verb>d(?:&v*d)*)"),
    _clause("dying", r"(?P<np>N)[jJ](?P<aux>[bpvmMxX]*)(?P<verb>i)"),
    # "Ann Lee, the mayor of the town, was shot dead"
    _clause("passive", rf"(?P<np>{_NAMES}){_ASIDE}{_AUX}(?P<verb>[ds](?:&v*[dsi])*)"),
    # "killing 12 people", "kills or wounds three", "have abducted a mayor and two guards"
    _clause(
        "active",
        rf"(?P<aux>[mMxXpvb]*)(?!(?<=N)v*dv*U)(?P<verb>[agd](?:,?(?:&,?)?v*[agd])*)v*(?:[wC]{{0,3}}(?P<np>{_OBJECT})|(?P<names>{_NAMES}))",
    ),
    # "two of the victims died"
    _clause("dying", rf"{_SUBJECT}{_PART}{_GAP}{_ASIDE}&?(?P<aux>[bpvmMxX]*)(?P<verb>i(?:,?&?,?v*[di])*)"),
    _clause("dying", rf"(?P<np>{_NAMES}){_ASIDE}(?P<aux>[bpvmMxX]*)(?P<verb>i)"),
    # "deaths of 12 people", "the killing of a judge", "injuries to ten"; "12 deaths", "three dead and 20 casualties"
    _clause("noun", rf"(?P<verb>[nBga])ov*w{{0,2}}(?P<np>{_OBJECT})"),
    # "the murder of Ann Lee", not "protests over the murder of Ann Lee"
    _clause("noun", rf"(?<![rlmo])(?<![rlmo]w)(?<![rlmo]ww)(?P<verb>[nBga])ov*w{{0,2}}(?P<np>{_NAMES})"),
    _clause("noun", rf"(?P<verb>n)m(?P<np>{_OBJECT})"),
    _clause("noun", r"(?P<np>N)[wvos]{0,2}(?P<verb>[ncB](?:&[nc])*)"),
    # "the attack claimed 12 lives"
    _clause("lives", r"(?P<np>N)w?(?P<verb>L)"),
    # "29 others injured", "left 21 people dead", "12 killed, 30 hurt in blast"
    _clause("state", rf"(?=[NHC]){_SUBJECT}{_PART}[rol]?[wC]{{0,3}}(?P<aux>v*)(?P<verb>[ds](?:,?&,?v*[ds])*){_END}"),
    # "two were killed and another wounded": the auxiliary is not said again
    _clause("state", r"(?<=d)&(?P<np>[NH])(?P<aux>v*)(?P<verb>d)(?!v*[wC]{0,2}[NHU])"),
    # "two wounded men"
    _clause("state", r"(?P<np>N)v*(?P<verb>[ds])(?=[wC]?U)"),
    # "the minister was stabbed"
    _clause("attacked", rf"{_SUBJECT}{_PART}{_GAP}{_ASIDE}{_AUX}(?P<verb>D)"),
    _clause("attacked", rf"(?P<np>{_NAMES}){_ASIDE}{_AUX}(?P<verb>D)"),
    # "shot three men", "stabbing a guard"
    _clause("attacked", r"(?P<aux>[mMxX]*)(?P<verb>[DE])v*(?P<np>[NH])"),
    # "killed himself and ten others"
    _clause("active", r"(?P<verb>S)&(?P<np>[NHU])(?![bpv]*[dsi])"),
    # "two bombers blew themselves up"
    _clause("own_death", rf"(?P<np>{_PEOPLE}){_GAP}&?(?P<aux>[bpvmMxX]*)(?P<verb>S)"),
    # "he was unharmed"
    _clause("unharmed", r"(?P<verb>q)"),
)
"""In order of precedence: people that one clause has read are not read by a later one."""

SUBSETS = (re.compile(r"(?P<np>N)j[bvw]*(?P<who>U)"), re.compile(rf"[jJ](?P<np>{_PEOPLE})"))
"""People who are part of a number before them: "including six children", "two of them children"."""
AGAIN = re.compile(r"(?P<verb>d)[rol]w?C{1,2},?&(?P<np>[NH])(?=[rol]w?C)")
"""People of whom the verb is not said again: "three were killed in Gao and four in Kidal"."""
COMPANY = re.compile(rf"(?P<verb>[di])(?:[rol]w{{0,2}}C{{1,2}})?,?A(?P<np>{_PEOPLE})")
"""People with whom somebody suffered: "the mayor was killed along with two guards"."""
