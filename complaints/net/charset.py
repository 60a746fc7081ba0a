"""Turning the bytes of a page into text, whatever charset they claim."""

import codecs
import re
from typing import Final

# Labels of the WHATWG Encoding Standard that are met on this region's pages, and Python's name for each. A closed
# table: a page must not choose among Python's codecs, of which some are slow and some are no charset.
LABELS: Final = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("windows-1251", "cp1251", "x-cp1251", "cp-1251"), "cp1251"),
    **dict.fromkeys(("koi8-r", "koi8", "koi", "koi8_r"), "koi8-r"),
    **dict.fromkeys(("koi8-u", "koi8-ru"), "koi8-u"),
    **dict.fromkeys(("ibm866", "cp866", "866"), "cp866"),
    **dict.fromkeys(("iso-8859-5", "cyrillic"), "iso8859-5"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac-cyrillic"),
    **dict.fromkeys(("kz-1048", "kz1048", "strk1048-2002", "rk1048"), "kz1048"),
    "pt154": "ptcp154",
    **dict.fromkeys(("windows-1252", "iso-8859-1", "latin1", "us-ascii", "ascii", "cp1252"), "cp1252"),
    "windows-1250": "cp1250",
    "iso-8859-2": "iso8859-2",
    **dict.fromkeys(("windows-1254", "iso-8859-9", "latin5"), "cp1254"),
    "windows-1256": "cp1256",
    **dict.fromkeys(("gbk", "gb2312", "gb18030"), "gb18030"),
    "big5": "big5",
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis"), "shift_jis"),
    "euc-jp": "euc_jp",
    "euc-kr": "euc_kr",
    **dict.fromkeys(("utf-16", "utf-16le"), "utf-16-le"),
    "utf-16be": "utf-16-be",
}
MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
STATED: Final = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
SNIFFED: Final = 2_048  # bytes in which a page states its charset
BROKEN: Final = 20  # a text with fewer than one broken character in so many is UTF-8 that was damaged
FALLBACK: Final = "cp1251"  # what unlabelled old pages of this region are in


def decode(data: bytes, content_type: str) -> tuple[str, str]:
    """Decode a page; returns its text and the charset used.

    The order is: byte-order mark; UTF-8 where the bytes are valid UTF-8, which text in no other charset is by chance;
    what the header, then the page, state; UTF-8 with a few bytes broken; windows-1251. What cannot be decoded becomes
    U+FFFD, never an error.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :], name, "replace"), name
    stated = [_stated(content_type.encode("latin-1", "replace")), _stated(data[:SNIFFED])]
    wide = next((name for name in stated if name and name.startswith("utf-16") and b"\0" in data[:SNIFFED]), None)
    for likely in filter(None, (wide, "utf-8", *stated)):
        try:
            return _text(data, likely, "strict"), likely
        except UnicodeDecodeError:
            continue
    # Nearly every byte string is windows-1251, so a page with a few broken bytes is first asked whether it is UTF-8.
    text = _text(data, "utf-8", "replace")
    if text.count("\ufffd") * BROKEN < len(text):
        return text, "utf-8"
    return _text(data, FALLBACK, "replace"), FALLBACK


def _text(data: bytes, name: str, errors: str) -> str:
    # Incremental, so that a character cut in two by a size limit is no error.
    return codecs.getincrementaldecoder(name)(errors).decode(data, final=False)


def _stated(where: bytes) -> str | None:
    found = STATED.search(where)
    return LABELS.get(found[1].decode("ascii").lower()) if found else None
