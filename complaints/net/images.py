"""Images made safe: decoded within bounds, drawn anew without metadata, and veiled until somebody asks for more."""

import io
import threading
import warnings
from itertools import pairwise
from typing import Final

from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from complaints.services.evidence_ports import Picture, UnsafeImage

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_PIXELS: Final = 40_000_000  # decoded; a small file may claim far more
MAX_SIDE: Final = 20_000
KEPT_SIDE: Final = 1_600  # pixels: enough to read a screenshot
VEILED_SIDE: Final = 480
QUALITY: Final = 85
LOOK_SIDE: Final = 8  # squares; 64 bits
SEEN_STEP: Final = 4  # levels of grey between two squares that can be told apart
SEEN_STEPS: Final = 12  # of 64 that differ, in an image that shows something
FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP")
JPEG: Final = "image/jpeg"
# Decoding takes many times a file's size: one image at a time in a process keeps its memory bounded.
_one_at_a_time = threading.Lock()


class SafeImages:
    """Decodes and draws anew; formats beyond FORMATS, animations beyond their first frame, and metadata are dropped."""

    def reencode(self, data: bytes) -> Picture:
        """Draw an image anew as JPEG, at most KEPT_SIDE pixels a side; raises UnsafeImage."""
        return _redrawn(data, KEPT_SIDE, veiled=False)

    def veil(self, data: bytes) -> Picture:
        """Draw an image small, grey and blurred; raises UnsafeImage."""
        return _redrawn(data, VEILED_SIDE, veiled=True)


def _redrawn(data: bytes, side: int, *, veiled: bool) -> Picture:
    if len(data) > MAX_BYTES:
        raise UnsafeImage("too_large")
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = _decoded(data, side)
            look = None if veiled else look_of(picture)
            if veiled:
                picture = picture.convert("L").filter(ImageFilter.GaussianBlur(max(picture.size) / 24))
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=QUALITY, optimize=False)
        except UnsafeImage:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as failure:
            raise UnsafeImage("too_large") from failure
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError) as failure:
            raise UnsafeImage("not_an_image") from failure
        except (ArithmeticError, EOFError, AttributeError, RuntimeError, AssertionError) as failure:
            # What broken files make decoders raise beyond what they document.
            raise UnsafeImage("not_an_image") from failure
    return Picture(out.getvalue(), JPEG, *picture.size, look)


def look_of(picture: Image.Image) -> int | None:
    """Hash how an image looks: one bit for each of 8 by 8 neighbours, whether it gets brighter to the right.

    It survives another size, format and quality (Krawetz, "Kind of Like That", 2013, the difference hash). None where
    nearly all of the image is of one brightness, since all such images are alike.
    """
    grey = picture.convert("L").resize((LOOK_SIDE + 1, LOOK_SIDE), Image.Resampling.LANCZOS)
    rows = [list(grey.crop((0, row, LOOK_SIDE + 1, row + 1)).tobytes()) for row in range(LOOK_SIDE)]
    steps = [after - before for row in rows for before, after in pairwise(row)]
    if sum(abs(step) >= SEEN_STEP for step in steps) < SEEN_STEPS:
        return None
    return sum(1 << place for place, step in enumerate(steps) if step > 0)


def _decoded(data: bytes, side: int) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        width, height = opened.size
        if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE or min(width, height) < 1:
            raise UnsafeImage("too_large")
        # JPEG decodes at a fraction of its size where that is enough; other formats ignore it.
        opened.draft("RGB", (side, side))
        opened.load()
        turned = ImageOps.exif_transpose(opened)
        turned.thumbnail((side, side))
        plain = Image.new("RGB", turned.size, "white")
        shown = turned.convert("RGBA")
        plain.paste(shown, mask=shown.getchannel("A"))
        return plain
