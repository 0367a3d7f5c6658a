"""A record served over http on loopback, as any web server would, with faults where a test asks for them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@contextmanager
def served(
    files: Mapping[str, bytes], *, gzipped: bool = False, answers: Mapping[str, int] | None = None
) -> Iterator[str]:
    """Yield the address of a server of `files`; `answers` gives other status codes to some paths."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.removeprefix("/record/")
            body = files.get(path)
            status = (answers or {}).get(path, 404 if body is None else 200)
            body = gzip.compress(body or b"") if gzipped else body or b""
            self.send_response(status)
            if gzipped:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/record"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
