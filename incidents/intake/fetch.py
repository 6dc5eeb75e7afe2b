"""Fetch one page from the web, from a public address and within limits: its bytes and its declared charset.

Each redirect is checked like the first address, and the connection goes to the very address that was checked, so that
nothing is gained by a name that resolves to another address afterwards. Proxies of the environment are not used: they
would connect elsewhere. Keeps no cookies, runs no scripts.
"""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv6Address
from threading import Thread
from typing import TypeVar

import httpx

from incidents import __version__
from incidents.errors import BadSource, Refused
from incidents.intake.addresses import Address, Guard, permitted_address

Value = TypeVar("Value")
_SAVE = "open it in a browser, save the page as HTML, and give the file"
_HIGHEST_PORT = 65_535
PAGES = frozenset({"text/html", "text/plain", "application/xhtml+xml"})
FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "text/html"}
)
TEXTS = frozenset({"text/plain", "text/html", "application/octet-stream", ""})  # as servers tell of a robots.txt
_HEADERS = {
    "User-Agent": f"incidents/{__version__} (news article reader)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
    "Accept-Encoding": "identity",  # nothing to unpack, nothing to explode; some servers send gzip all the same
    "Accept-Language": "en",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a page, the charset that its server declared, and whether it is HTML."""

    data: bytes
    charset: str | None
    is_html: bool


def fetch(
    url: str, *, guard: Guard, types: frozenset[str] = PAGES, ask: Callable[[str], None] | None = None
) -> Fetched:
    """Return the page at *url*, which must be of one of *types*. Raises BadSource if it cannot be fetched safely.

    Raises Refused, with the status, if the server refuses it. *ask* is called with each address before it is requested,
    redirects included; it may wait, which is not counted, or raise.
    """
    try:
        return _follow(url, guard, types, ask)
    except TimeoutError:
        raise BadSource(f"{url} took longer than {guard.seconds:g} seconds", mend=f"try again, or {_SAVE}") from None
    except httpx.InvalidURL:
        raise BadSource(f"{url} is not a URL", mend="give one such as https://example.org/news/story") from None
    except (httpx.HTTPError, OSError, zlib.error) as problem:
        raise BadSource(f"{url} cannot be fetched: {str(problem) or type(problem).__name__}", mend=_SAVE) from None


def _follow(url: str, guard: Guard, types: frozenset[str], ask: Callable[[str], None] | None) -> Fetched:
    """Follow redirects to the page, in the time that *guard* grants for all requests together."""
    target, left = _check_url(httpx.URL(url)), guard.seconds
    for _ in range(guard.redirects + 1):
        if ask is not None:
            ask(str(target))
        begun = time.monotonic()
        found = asyncio.run(_request(target, guard, types, left))
        if isinstance(found, Fetched):
            return found
        target, left = found, left - (time.monotonic() - begun)
    raise BadSource(f"{url} redirects more than {guard.redirects} times", mend=_SAVE)


async def _request(target: httpx.URL, guard: Guard, types: frozenset[str], seconds: float) -> Fetched | httpx.URL:
    """Return the page at *target*, or the address that its server redirects to."""
    async with asyncio.timeout(max(seconds, 0)), httpx.AsyncClient(trust_env=False, timeout=guard.seconds) as client:
        address = await _in_thread(partial(_resolve, target, guard))
        response = await client.send(_build_request(client, target, address), stream=True)
        try:
            if not response.has_redirect_location:
                return await _read(response, target, guard, types)
            return _check_url(target.join(response.headers["location"]))
        finally:
            await response.aclose()


def _check_url(url: httpx.URL) -> httpx.URL:
    if url.scheme not in {"http", "https"} or not url.host or (url.port or 0) > _HIGHEST_PORT:
        raise BadSource(f"{url} is not an address on the web", mend="give one that begins with https:// or http://")
    if url.userinfo:
        raise BadSource(f"the URL of {url.host} holds a name or a password", mend="leave out what stands before the @")
    return url


async def _in_thread(work: Callable[[], Value]) -> Value:
    """Run *work* in a thread, which is abandoned when the time is over: no name look-up can be cancelled."""
    future: Future[Value] = Future()
    future.set_running_or_notify_cancel()  # from here on, nobody can cancel it: an answer that comes late is dropped

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as problem:  # noqa: BLE001 - raised again where the result is awaited
            future.set_exception(problem)

    Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(future)


def _resolve(target: httpx.URL, guard: Guard) -> Address:
    port = target.port or {"http": 80, "https": 443}[target.scheme]
    return permitted_address(target.host, port, guard=guard)


def _build_request(client: httpx.AsyncClient, target: httpx.URL, address: Address) -> httpx.Request:
    """Build the request for *target* to the *address* that was checked; certificate and host are still the name's."""
    host = f"[{address}]" if isinstance(address, IPv6Address) else str(address)
    headers = {**_HEADERS, "Host": target.netloc.decode("ascii")}
    extensions = {"sni_hostname": target.raw_host.decode("ascii")}
    return client.build_request("GET", target.copy_with(host=host), headers=headers, extensions=extensions)


async def _read(response: httpx.Response, target: httpx.URL, guard: Guard, types: frozenset[str]) -> Fetched:
    if response.status_code != httpx.codes.OK:
        reason = f"{response.status_code} {response.reason_phrase}".strip()
        raise Refused(f"{target} answers {reason}", status=response.status_code, mend=f"check the URL, or {_SAVE}")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in types:
        raise BadSource(f"{target} is {kind or 'of an unknown type'}, not a page with text", mend="give a page's URL")
    packed = bytearray()
    async for chunk in response.aiter_raw():
        packed += chunk
        _refuse_too_large(packed, target, guard)
    data = _decompress(bytes(packed), response.headers.get("content-encoding", "identity"), target, guard)
    return Fetched(data, response.charset_encoding, kind != "text/plain")


def _decompress(packed: bytes, coding: str, target: httpx.URL, guard: Guard) -> bytes:
    if coding.lower() == "identity":
        return packed
    if coding.lower() not in {"gzip", "x-gzip", "deflate"}:
        raise BadSource(f"{target} is packed as {coding}, which was not asked for", mend=_SAVE)
    data = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(packed, guard.most_bytes + 1)
    _refuse_too_large(data, target, guard)
    return data


def _refuse_too_large(data: bytes | bytearray, target: httpx.URL, guard: Guard) -> None:
    if len(data) > guard.most_bytes:
        raise BadSource(f"{target} is larger than {guard.most_bytes / 1e6:g} MB", mend=_SAVE)
