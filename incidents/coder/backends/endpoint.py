"""One request to a server that speaks OpenAI's chat completions, within limits of time and size.

Nothing else is sent: no cookies, no telemetry, no redirects followed, no proxy or password of the environment used.

"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from incidents import __version__
from incidents.errors import BadBackend, BadSource, BadUsage

Message = Mapping[str, str]
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_REFUSED = frozenset({400, 401, 403, 404, 405, 422})  # what another article would be told as well
_DONE = frozenset({"stop", None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a *model* is asked: *url* is the part before ``/chat/completions``. The *key* is never shown."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = 120.0
    most_bytes: int = 1_000_000

    def __post_init__(self) -> None:
        url = httpx.URL(self.url)
        if url.scheme not in {"http", "https"} or not url.host:
            raise BadUsage(
                f"{self.url!r} is no URL of a model server", mend="give one such as http://localhost:8080/v1"
            )
        if self.key is not None and url.scheme == "http" and url.host not in _LOCAL:
            raise BadUsage(f"the key would go to {url.host} unencrypted", mend="use https://")

    @property
    def host(self) -> str:
        """Who is asked, for telling people."""
        url = httpx.URL(self.url)
        return url.netloc.decode("ascii")


def ask(endpoint: Endpoint, messages: Sequence[Message], *, schema: Mapping[str, Any], about: str) -> str:
    """The model's answer to *messages*, held to the JSON *schema* where the server can.

    Raises BadBackend when asking on would be useless, BadSource, naming *about*, when this one question failed.
    """
    body = {
        "model": endpoint.model,
        "messages": [dict(message) for message in messages],
        "temperature": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "events", "strict": True, "schema": dict(schema)},
        },
    }
    try:
        data = asyncio.run(_within_time(endpoint, body, about))
    except TimeoutError:
        raise _failed(about, endpoint, f"no answer within {endpoint.seconds:g} seconds") from None
    except httpx.ConnectError as problem:
        raise BadBackend(f"{endpoint.host} cannot be reached: {problem}", mend="is the server running?") from None
    except httpx.HTTPError as problem:
        raise _failed(about, endpoint, str(problem) or type(problem).__name__) from None
    return _content(data, endpoint, about)


async def _within_time(endpoint: Endpoint, body: Mapping[str, Any], about: str) -> bytes:
    limit = httpx.Timeout(endpoint.seconds)
    async with asyncio.timeout(endpoint.seconds), httpx.AsyncClient(trust_env=False, timeout=limit) as client:
        url = f"{endpoint.url.rstrip('/')}/chat/completions"
        async with client.stream("POST", url, json=body, headers=_headers(endpoint)) as response:
            return await _read(response, endpoint, about)


async def _read(response: httpx.Response, endpoint: Endpoint, about: str) -> bytes:
    if response.status_code in _REFUSED:
        mend = "check the URL and the model, and the key in INCIDENTS_LLM_KEY"
        raise BadBackend(f"{endpoint.host} refuses: HTTP {response.status_code}", mend=mend)
    if response.status_code != httpx.codes.OK:
        raise _failed(about, endpoint, f"HTTP {response.status_code}")
    data = b""
    async for chunk in response.aiter_bytes():
        data += chunk
        if len(data) > endpoint.most_bytes:
            raise _failed(about, endpoint, f"an answer of more than {endpoint.most_bytes:,} bytes")
    return data


def _headers(endpoint: Endpoint) -> dict[str, str]:
    headers = {"User-Agent": f"incidents/{__version__}", "Accept-Encoding": "identity"}
    return headers if endpoint.key is None else headers | {"Authorization": f"Bearer {endpoint.key}"}


def _content(data: bytes, endpoint: Endpoint, about: str) -> str:
    try:
        choice = json.loads(data)["choices"][0]
        content, reason = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise _failed(about, endpoint, "an answer that is no chat completion") from None
    if not isinstance(content, str) or not content.strip():
        raise _failed(about, endpoint, "an empty answer")
    if reason not in _DONE:
        raise _failed(about, endpoint, f"an answer that was cut off ({reason})")
    return content


def _failed(about: str, endpoint: Endpoint, what: str) -> BadSource:
    return BadSource(f"{about}: {endpoint.host} gave {what}", mend="try it again, or leave it to --backend rules")
