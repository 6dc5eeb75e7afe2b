from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address

import pytest

from incidents.errors import BadSource
from incidents.intake.addresses import Guard, is_public, permitted_address


def known_as(*addresses: str) -> Guard:
    """A guard whose names all resolve to *addresses*."""
    return Guard(resolve=lambda _host, _port: addresses)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700:4700::1111", "::ffff:93.184.216.34"])
def test_public_addresses_are_permitted(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse, not to bind to
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_addresses_that_not_everyone_can_reach_are_refused(address: str) -> None:
    with pytest.raises(BadSource, match="not on the public internet"):
        permitted_address("news.example", 443, guard=known_as(address))


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(BadSource, match=r"news\.example is at 10\.0\.0\.1"):
        permitted_address("news.example", 443, guard=known_as("93.184.216.34", "10.0.0.1"))


def test_the_first_address_is_the_one_to_connect_to() -> None:
    guard = known_as("93.184.216.34", "93.184.216.35")

    assert str(permitted_address("news.example", 443, guard=guard)) == "93.184.216.34"


def test_an_unknown_name_is_said_to_be_unknown() -> None:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        raise OSError

    with pytest.raises(BadSource, match=r"no server is known as news\.example"):
        permitted_address("news.example", 443, guard=Guard(resolve=resolve))


def test_loopback_is_refused_unless_a_test_allows_it() -> None:
    guard = Guard(resolve=lambda _host, _port: ["127.0.0.1"], allow_loopback=True)

    assert str(permitted_address("localhost", 80, guard=guard)) == "127.0.0.1"


def test_allowing_loopback_does_not_allow_other_private_addresses() -> None:
    guard = Guard(resolve=lambda _host, _port: ["10.0.0.1"], allow_loopback=True)

    with pytest.raises(BadSource, match="not on the public internet"):
        permitted_address("localhost", 80, guard=guard)
