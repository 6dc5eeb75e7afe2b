"""A model server in a thread: it speaks chat completions over real sockets, and answers as it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Server:
    """What the server says next, and what it was asked: *content* is the model's message.

    *status* is the HTTP status; *body* replaces the whole answer; *wait* seconds before it; with *promised* more bytes
    are announced than come; with *drip* the answer comes a byte at a time.
    """

    url: str = ""
    content: str = '{"events": []}'
    status: int = 200
    body: bytes | None = None
    reason: str = "stop"
    wait: float = 0.0
    promised: int = 0
    drip: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def answer(self) -> bytes:
        if self.body is not None:
            return self.body
        choice = {"index": 0, "message": {"role": "assistant", "content": self.content}, "finish_reason": self.reason}
        return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


@contextmanager
def serve() -> Iterator[Server]:
    """A server while the block lasts, on a free port of this machine."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            server.asked.append({"path": self.path, **json.loads(self.rfile.read(length))})
            server.headers.append(dict(self.headers))
            time.sleep(server.wait)
            data = server.answer()
            self.send_response(server.status)
            if server.status in {301, 302, 307}:
                self.send_header("Location", f"{server.url}/elsewhere")
            self.send_header("Content-Length", str(len(data) + server.promised))
            self.end_headers()
            self._write(data)

        def _write(self, data: bytes) -> None:
            try:
                for number in range(len(data)) if server.drip else ():
                    self.wfile.write(data[number : number + 1])
                    time.sleep(server.drip)
                if not server.drip:
                    self.wfile.write(data)
            except OSError:
                self.close_connection = True  # whoever asked has left, as is tested

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.url = f"http://127.0.0.1:{http.server_port}/v1"
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield server
        http.shutdown()
        thread.join()
