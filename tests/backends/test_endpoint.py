"""Asking a server that misbehaves: it takes no longer and no more than allowed, and every failure is one sentence."""

from __future__ import annotations

import time

import pytest

from incidents.coder.backends.endpoint import Endpoint
from incidents.errors import BadBackend, BadSource, BadUsage
from tests.backends.conftest import Suggest, answer
from tests.backends.server import Server


def test_a_key_goes_into_the_header_and_nowhere_else(suggest: Suggest, server: Server) -> None:
    suggest(key="s3cret")
    assert server.headers[0]["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in str(server.asked)
    assert "s3cret" not in repr(Endpoint(url=server.url, model="m", key="s3cret"))


def test_without_a_key_none_is_sent(suggest: Suggest, server: Server) -> None:
    suggest()
    assert "Authorization" not in server.headers[0]


def test_the_path_is_that_of_chat_completions(suggest: Suggest, server: Server) -> None:
    suggest()
    assert (server.asked[0]["path"], server.asked[0]["model"]) == ("/v1/chat/completions", "little")


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_server_that_refuses_is_not_asked_on(suggest: Suggest, server: Server, status: int) -> None:
    server.status = status
    with pytest.raises(BadBackend, match=f"HTTP {status}"):
        suggest()


@pytest.mark.parametrize("status", [302, 429, 500, 503])
def test_a_server_that_fails_once_fails_one_article(suggest: Suggest, server: Server, status: int) -> None:
    server.status = status
    with pytest.raises(BadSource, match=f"mosul: .* HTTP {status}"):
        suggest()
    assert len(server.asked) == 1


def test_a_server_that_is_not_there_is_named() -> None:
    endpoint = Endpoint(url="http://127.0.0.1:9", model="m")
    assert endpoint.host == "127.0.0.1:9"


def test_a_slow_server_is_left_in_time(suggest: Suggest, server: Server) -> None:
    server.wait = 2.0
    begun = time.monotonic()
    with pytest.raises(BadSource, match=r"no answer within 0\.3 seconds"):
        suggest(seconds=0.3)
    assert time.monotonic() - begun < 1.5


def test_a_server_that_drips_is_left_in_time(suggest: Suggest, server: Server) -> None:
    server.drip = 0.05
    with pytest.raises(BadSource, match="no answer within"):
        suggest(answer(), seconds=0.5)


def test_a_huge_answer_is_not_read_to_its_end(suggest: Suggest, server: Server) -> None:
    server.content = "x" * 3_000_000
    with pytest.raises(BadSource, match="more than 1,000,000 bytes"):
        suggest()


def test_a_truncated_answer_is_refused(suggest: Suggest, server: Server) -> None:
    server.promised = 500
    with pytest.raises(BadSource, match="mosul: "):
        suggest()


def test_an_answer_that_the_model_did_not_finish_is_refused(suggest: Suggest, server: Server) -> None:
    server.reason = "length"
    with pytest.raises(BadSource, match="cut off"):
        suggest()


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": {}}]}', b"\xff"]
)
def test_an_answer_that_is_no_completion_is_refused(suggest: Suggest, server: Server, body: bytes) -> None:
    server.body = body
    with pytest.raises(BadSource, match="no chat completion"):
        suggest()


def test_an_empty_answer_is_refused(suggest: Suggest, server: Server) -> None:
    server.content = " "
    with pytest.raises(BadSource, match="empty answer"):
        suggest()


@pytest.mark.parametrize("url", ["ftp://host/v1", "host", "", "http://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadUsage, match="no URL of a model server"):
        Endpoint(url=url, model="m")


def test_a_key_does_not_cross_the_net_unencrypted() -> None:
    with pytest.raises(BadUsage, match="unencrypted"):
        Endpoint(url="http://models.example.org/v1", model="m", key="s3cret")
