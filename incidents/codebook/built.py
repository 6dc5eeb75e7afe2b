"""What ``schema/built/`` holds of the codebook: a page for people and a JSON Schema for programs.

Writes nothing, and leaves the tables' SQL to ``store``.
"""

from __future__ import annotations

import json

from incidents.codebook.document_schema import document_schema
from incidents.codebook.loader import Codebook
from incidents.codebook.page import codebook_page


def built_files(codebook: Codebook) -> dict[str, str]:
    """File name to text, the same for the same codebook."""
    schema = json.dumps(document_schema(codebook), indent=2, ensure_ascii=False) + "\n"
    return {"codebook.md": codebook_page(codebook), "event.schema.json": schema}
