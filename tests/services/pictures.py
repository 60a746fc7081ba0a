"""Images for tests, made on the spot."""

import io

from PIL import Image, ImageDraw


def png(width: int = 320, height: int = 200, colour: str = "red") -> bytes:
    return drawn("PNG", width, height, colour)


def drawn(kind: str, width: int = 320, height: int = 200, colour: str = "red", **more: object) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (width, height), colour)
    for at in range(0, min(width, height), 10):
        picture.putpixel((at, at), (0, 0, 255))
    picture.save(out, kind, **more)
    return out.getvalue()


def scene(kind: str = "PNG", size: tuple[int, int] = (640, 480), shapes: int = 7, **more: object) -> bytes:
    picture = Image.new("RGB", (640, 480), "white")
    draw = ImageDraw.Draw(picture)
    for at in range(shapes):
        left, top = at * 83 % 500, at * 131 % 380
        draw.ellipse((left, top, left + 130, top + 90), fill=(at * 37 % 256, 40, 250 - at * 30))
    out = io.BytesIO()
    picture.resize(size).save(out, kind, **more)
    return out.getvalue()
