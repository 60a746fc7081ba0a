"""A local site for the benches: one page of prose, answered as fast as a process can, in the clear or under TLS."""

import contextlib
import socket
import ssl
import sys
import threading

PARAGRAPH = (
    "Бұл бетте ұзақ мәтін бар, ол тек мысал ретінде жазылған. На этой странице стоит длинный текст, написанный для "
    "примера, чтобы было что читать и сравнивать. The page goes on in this way for a while, as pages do."
)


def body(paragraphs: int = 40) -> bytes:
    """Write a page like many: a head with facts, a menu, prose; 16 kB."""
    menu = "".join(f'<li><a href="/{number}" class="menu-item">Item {number}</a></li>' for number in range(30))
    prose = "".join(f'<div class="block"><p>{PARAGRAPH} {number}</p></div>' for number in range(paragraphs))
    head = '<meta charset="utf-8"><title>A page</title><meta name="description" content="An example.">'
    return f"<!doctype html><html lang=kk><head>{head}</head><body><ul>{menu}</ul>{prose}</body></html>".encode()


def answer_of(page: bytes) -> bytes:
    """Write the whole answer, made once."""
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", f"Content-Length: {len(page)}"]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + page


def _one(connection: socket.socket, answer: bytes, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError), connection:
        speaking = tls.wrap_socket(connection, server_side=True) if tls else connection
        with speaking:
            head = b""
            while b"\r\n\r\n" not in head:
                data = speaking.recv(4_096)
                if not data:
                    return
                head += data
            speaking.sendall(answer)


def _serve(listening: socket.socket, answer: bytes, tls: ssl.SSLContext | None) -> None:
    while True:
        connection, _ = listening.accept()
        _one(connection, answer, tls)


def main() -> None:
    """Serve on a free port, print it, and end with standard input; an argument names a certificate with its key."""
    tls = None
    if sys.argv[1:]:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(sys.argv[1])
    listening = socket.create_server(("127.0.0.1", 0), backlog=512)
    answer = answer_of(body())
    for _ in range(8):
        threading.Thread(target=_serve, args=(listening, answer, tls), daemon=True).start()
    print(listening.getsockname()[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
