"""Images for tests, made on the spot."""

import io

from PIL import Image


def png(width: int = 320, height: int = 200, colour: str = "red") -> bytes:
    return drawn("PNG", width, height, colour)


def drawn(kind: str, width: int = 320, height: int = 200, colour: str = "red", **more: object) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (width, height), colour)
    for at in range(0, min(width, height), 10):
        picture.putpixel((at, at), (0, 0, 255))
    picture.save(out, kind, **more)
    return out.getvalue()
