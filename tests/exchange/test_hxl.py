"""HXL hashtags under the header: those of the standard, and read by its own library."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from importlib.util import find_spec

import pytest

from incidents.codebook.loader import Codebook
from incidents.exchange.writers.csv import show_cell, write_csv
from tests.exchange.samples import make_records
from tests.exchange.stored import make_rows

# The hashtags of the standard, version 1.1 (hxlstandard.org, "HXL hashtag dictionary").
HASHTAGS = """
activity adm1 adm2 adm3 adm4 adm5 affected beneficiary capacity cause channel contact country crisis currency date
delivery description event frequency geo group impact indicator inneed item loc meta modality need operations org
output population reached region respondee sector service severity status subsector targeted value
"""
TAGGED = ("native", "acled")
# In a process of its own: importing the library warns of what it is built on.
READ = """
import io, json, sys, hxl
source = hxl.data(hxl.make_input(io.BytesIO(sys.stdin.buffer.read())))
print(json.dumps([source.display_tags, [row.get("#event+id") for row in source]]))
"""


def write(codebook: Codebook, name: str) -> str:
    out = io.StringIO()
    profile = codebook.profile(name)
    write_csv(make_rows(make_records(), profile, codebook, show=show_cell), profile, out, has_tags=True)
    return out.getvalue()


@pytest.mark.parametrize("name", TAGGED)
def test_every_column_has_a_hashtag_of_the_standard_that_is_its_own(codebook: Codebook, name: str) -> None:
    tags = [column.hxl or "" for column in codebook.profile(name).columns]
    assert {tag.partition("+")[0] for tag in tags} <= {f"#{each}" for each in HASHTAGS.split()}
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("name", TAGGED)
def test_the_tags_stand_between_header_and_events(codebook: Codebook, name: str) -> None:
    header, tags, first, *_ = csv.reader(io.StringIO(write(codebook, name)))
    assert (len(tags), tags[0], first[0]) == (len(header), "#event+id", "IRQ1")


@pytest.mark.skipif(find_spec("hxl") is None, reason="libhxl is not installed")
def test_the_library_of_the_standard_reads_it(codebook: Codebook) -> None:
    text = write(codebook, "native")
    done = subprocess.run([sys.executable, "-c", READ], input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert '"#event+id"' in done.stdout.decode()
    assert '"IRQ1", "IRQ2", "RKS1"' in done.stdout.decode()
