"""The network addresses that an article may be fetched from: public ones, and no others.

An article's address comes from outside. Without this check a link could make the program read what only this
machine or its network can see (server-side request forgery). ``fetch`` connects to the very address that was checked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from incidents.errors import BadSource

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
# An IPv4 address wrapped for a translating network (RFC 6052); what counts is the address inside.
_TRANSLATED = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of *host* in the order of the system. Raises OSError if it knows none."""
    import socket  # noqa: PLC0415 - for URLs only

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """How a page may be fetched: what resolves names, and how many bytes, seconds and redirects are allowed.

    *allow_loopback* is for tests with a server of their own.
    """

    resolve: Resolve = resolve
    most_bytes: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5
    allow_loopback: bool = False


def permitted_address(host: str, port: int, *, guard: Guard) -> Address:
    """Return the first address of *host* if all of its addresses are public.

    Raises BadSource if the name is unknown or any of its addresses is private, local or reserved.
    """
    try:
        addresses = [ip_address(text.partition("%")[0]) for text in guard.resolve(host, port)]
    except OSError:
        addresses = []
    if not addresses:
        raise BadSource(f"no server is known as {host}", mend="check the URL and the network")
    for address in addresses:
        if not (is_public(address) or (guard.allow_loopback and address.is_loopback)):
            raise BadSource(f"{host} is at {address}, which is not on the public internet: nothing was fetched")
    return addresses[0]


def is_public(address: Address) -> bool:
    """Return whether anyone on the internet can reach *address*, also as an IPv4 address within an IPv6 one."""
    if isinstance(address, IPv6Address):
        inner = _inner_address(address)
        if inner is not None or address.is_site_local:  # fec0::/10, deprecated and still routed inside (RFC 3879)
            return inner is not None and is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner_address(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo is not None else None)
