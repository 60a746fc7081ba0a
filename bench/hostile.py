"""Answers that try to fill a worker's memory or hold it for ever, and a site that gives them."""

import contextlib
import gzip
import io
import socket
import sys
import threading
import time
import zlib
from collections.abc import Callable
from functools import cache

Answer = Callable[[socket.socket], None]
MEGABYTE = 1024 * 1024
END = b"\r\n\r\n"


def _plain(body: bytes, *headers: str, status: str = "200 OK") -> Answer:
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return lambda connection: connection.sendall("\r\n".join(lines).encode() + body)


def _endless(head: bytes, piece: bytes, pause: float = 0.0) -> Answer:
    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return answer


def _page(body: str) -> Answer:
    return _plain(body.encode(), "Content-Type: text/html; charset=utf-8")


def _bomb(layers: int) -> bytes:
    squeeze, out = zlib.compressobj(9, wbits=31), io.BytesIO()
    for _ in range(400):
        out.write(squeeze.compress(bytes(MEGABYTE)))
    out.write(squeeze.flush())
    data = out.getvalue()
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return data


def _huge_image() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (19_000, 19_000)).save(out, "PNG")
    return out.getvalue()


def _large_image() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((2_500, 1_900), 90).save(out, "PNG")
    return out.getvalue()


PATHS = (
    "/loop",
    "/bomb",
    "/bomb-in-bomb",
    "/drip",
    "/silence",
    "/chunks",
    "/small-chunks",
    "/too-short",
    "/too-long",
    "/headers",
    "/one-header",
    "/charset",
    "/refresh",
    "/scripts",
    "/links",
    "/deep",
    "/attributes",
    "/formatting",
    "/text",
    "/plain",
    "/comment",
    "/image-bomb",
    "/image",
)


@cache
def answers() -> dict[str, Answer]:
    """Make every answer once, by the path that gives it."""
    ok = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    links = "".join(f'<a href="http://x{number}.kz/{number}">{number}</a> ' for number in range(10_000))
    return {
        "/loop": _plain(b"", "Location: /loop", status="302 Found"),
        "/bomb": _plain(_bomb(1), "Content-Type: text/html", "Content-Encoding: gzip"),
        "/bomb-in-bomb": _plain(_bomb(2), "Content-Type: text/html", "Content-Encoding: gzip, gzip"),
        "/drip": _endless(ok + b"Content-Length: 100000\r\n\r\n", b"x", 0.05),
        "/silence": lambda connection: time.sleep(60),
        "/chunks": _endless(ok + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + bytes(65_536) + b"\r\n"),
        "/small-chunks": _endless(ok + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 2_000),
        "/too-short": lambda connection: connection.sendall(ok + b"Content-Length: 1000000\r\n\r\nshort"),
        "/too-long": _endless(ok + b"Content-Length: 10\r\n\r\n", b"x" * 65_536),
        "/headers": _endless(b"HTTP/1.1 200 OK\r\n", b"X-Filler: " + b"x" * 8_000 + b"\r\n"),
        "/one-header": _endless(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 65_536),
        "/charset": _plain(bytes(range(256)) * 4_000, "Content-Type: text/html; charset=utf-7"),
        "/refresh": _page('<meta http-equiv="refresh" content="0; url=http://10.0.0.1/"><p>moving'),
        "/scripts": _page("<script>" + "x = 1;" * 500_000 + "</script>"),
        "/links": _page(links),
        "/deep": _page("<div>" * 500_000 + "text"),
        "/attributes": _page("<p " + "a=1 " * 800_000 + ">text"),
        "/formatting": _page("<b><i><u>" * 100_000 + "<p>text" * 100_000),
        "/text": _page("<p>Бұл мәтін өте ұзақ. This text is very long indeed. " * 60_000),
        "/plain": _plain(b"word " * 900_000, "Content-Type: text/plain"),
        "/comment": _page("<!--" + "-" * 4_000_000),
        "/image-bomb": _plain(_huge_image(), "Content-Type: image/png"),
        "/image": _plain(_large_image(), "Content-Type: image/png"),
    }


def _serve(connection: socket.socket) -> None:
    with contextlib.suppress(OSError), connection:
        head = b""
        while END not in head:
            data = connection.recv(4_096)
            if not data:
                return
            head += data
        answers()[head.split(b" ")[1].decode()](connection)


def main() -> None:
    """Serve on a free port, print it, and end with standard input."""
    assert tuple(answers()) == PATHS
    listening = socket.create_server(("127.0.0.1", 0), backlog=128)

    def accept() -> None:
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=_serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    print(listening.getsockname()[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
