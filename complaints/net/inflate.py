"""Undoing content encodings piece by piece, so that a decompression bomb never grows past the limit in memory."""

import zlib
from collections.abc import Iterator
from typing import Final

PIECE: Final = 64 * 1024  # bytes that a layer gives out at once
MAX_MEMBERS: Final = 1_000  # gzip members in one body (RFC 1952 2.2 allows any number)
GZIP: Final = frozenset({"gzip", "x-gzip"})
UNSUPPORTED: Final = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})


class UnreadableEncoding(Exception):
    """The body cannot be decoded: an encoding that was not asked for, too many of them, or broken data."""


class Overflow(Exception):
    """A layer of the body is larger than the limit once inflated."""


class Inflater:
    """Turns the raw chunks of a response into its content, at most `limit` bytes in every layer.

    `encodings` are the tokens of Content-Encoding in the order stated (RFC 9110 8.4); the last was applied last.
    Unknown tokens ("none", "utf-8") are ignored as browsers do. Raises UnreadableEncoding.
    """

    def __init__(self, encodings: list[str], *, limit: int, layers: int) -> None:
        names = [name for name in encodings if name in GZIP or name == "deflate" or name in UNSUPPORTED]
        if len(names) > layers or UNSUPPORTED.intersection(names):
            raise UnreadableEncoding
        self._limit = limit
        self._size = 0
        self._layers = [_Layer(name, limit) for name in reversed(names)]

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Decode a chunk into pieces of at most 64 KiB; raises Overflow, UnreadableEncoding."""
        for piece in self._through(0, chunk):
            self._size += len(piece)
            if self._size > self._limit:
                raise Overflow
            yield piece

    def _through(self, index: int, data: bytes) -> Iterator[bytes]:
        if index == len(self._layers):
            yield data
            return
        for piece in self._layers[index].feed(data):
            yield from self._through(index + 1, piece)


class _Layer:
    def __init__(self, name: str, limit: int) -> None:
        self._gzip = name in GZIP
        self._limit, self._size, self._members = limit, 0, 0
        self._begun = b""  # the first byte of a deflate body, kept until the second tells which kind it is
        self._inflate: zlib._Decompress | None = zlib.decompressobj(zlib.MAX_WBITS | 16) if self._gzip else None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._inflate is None:
            data = self._begun + data
            if len(data) < 2:
                self._begun = data
                return
            self._inflate = zlib.decompressobj(_deflate_bits(data))
        while data:
            try:
                piece = self._inflate.decompress(data, PIECE)
            except zlib.error as failure:
                raise UnreadableEncoding from failure
            self._size += len(piece)
            if self._size > self._limit:
                raise Overflow
            if piece:
                yield piece
            data = self._inflate.unconsumed_tail
            if self._inflate.eof:
                data = self._next_member()

    def _next_member(self) -> bytes:
        # What follows is another gzip member, or padding that is dropped as other clients do.
        assert self._inflate is not None  # noqa: S101 - for the type checker: a layer ends after it began
        rest = self._inflate.unused_data
        if not self._gzip or not rest.startswith(b"\x1f"):
            return b""
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise UnreadableEncoding
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return rest


def _deflate_bits(data: bytes) -> int:
    # "deflate" means zlib (RFC 9110 8.4.1.2), but some servers send the raw stream; RFC 1950 2.2 tells them apart.
    wrapped = data[0] & 0x0F == 8 and ((data[0] << 8) | data[1]) % 31 == 0
    return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
