"""A small Internet on this machine: names, public addresses, and sites that answer byte for byte what a test wants."""

import contextlib
import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import httpcore
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ADDRESS = "93.184.215.14"
Answer = bytes | Callable[[socket.socket], None]


def http(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """Write an honest response."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def moved(location: str, *headers: str) -> bytes:
    return http(b"elsewhere", f"Location: {location}", *headers, status="302 Found")


class Site:
    """A server on loopback; answers by path, and keeps the heads of the requests it got."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[str] = []
        self.robots: list[str] = []  # requests for robots.txt, kept apart
        self.paths: dict[str, Answer] = {}
        self._tls = tls
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()
        self.stopped = threading.Event()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        with contextlib.suppress(OSError), connection:
            if self._tls:
                with self._tls.wrap_socket(connection, server_side=True) as secure:
                    self._answer(secure)
            else:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = connection.recv(1)
            if not byte:
                return
            head += byte
        asked = self.robots if head.startswith(b"GET /robots.txt ") else self.requests
        asked.append(head.decode())
        answer = self.paths.get(head.split(b" ")[1].decode(), b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        if callable(answer):
            answer(connection)
        else:
            connection.sendall(answer)

    def close(self) -> None:
        self.stopped.set()
        # A listening socket that is only closed leaves accept waiting.
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(5)


class Internet:
    """Names and routes; a connection to an address without a route fails the test: nothing leaves the machine."""

    def __init__(self) -> None:
        self.names: dict[str, list[Sequence[str]]] = {}
        self.routes: dict[tuple[str, int], Site | Exception] = {}
        self.connections: list[tuple[str, int]] = []

    def resolve(self, host: str) -> Sequence[str]:
        turns = self.names.get(host, [()])
        return turns.pop(0) if len(turns) > 1 else turns[0]

    def connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.connections.append((address, port))
        there = self.routes.get((address, port))
        assert there is not None, f"a connection to {address}:{port} would leave the machine"
        if isinstance(there, Exception):
            raise there
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", there.port, timeout=seconds)


class Authority:
    """A certificate authority that only the test trusts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test authority")])
        self.certificate = self._certify(self._name, self._key.public_key(), authority=True)

    def trusting(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.load_verify_locations(cadata=self.certificate.public_bytes(serialization.Encoding.PEM).decode())
        return context

    def server(self, name: str, seen: list[str | None] | None = None) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        certificate = self._certify(subject, key.public_key(), name=name)
        path = self._folder / f"{name}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        if seen is not None:
            context.sni_callback = lambda _socket, server_name, _context: seen.append(server_name)
        return context

    def _certify(self, subject, public_key, *, authority: bool = False, name: str | None = None) -> x509.Certificate:
        now = datetime.datetime.now(datetime.UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        if name:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        return builder.sign(self._key, hashes.SHA256())
