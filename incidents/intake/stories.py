"""The articles that a page describes in JSON-LD, as schema.org has it.

Takes them as they are declared; ``page`` decides what to believe.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

Story = dict[str, Any]
_KINDS = {"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "AnalysisNewsArticle"}


def read_stories(script: str) -> Iterator[Story]:
    """The objects of a JSON-LD *script* that describe an article, at its top or in its graph; none of a broken one."""
    try:
        found = json.loads(script)
    except (ValueError, RecursionError):
        return
    for each in found if isinstance(found, list) else [found]:
        graph = each.get("@graph") if isinstance(each, dict) else None
        for item in [each, *(graph if isinstance(graph, list) else [])]:
            if isinstance(item, dict) and _KINDS & _kinds(item):
                yield item


def find_publisher(stories: Sequence[Story]) -> str | None:
    """The name of the first publisher that a story names."""
    names = [story["publisher"].get("name") for story in stories if isinstance(story.get("publisher"), dict)]
    return next((" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()), None)


def _kinds(item: Story) -> set[str]:
    kinds = item.get("@type")
    return {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}
