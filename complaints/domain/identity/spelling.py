"""One spelling for paths and queries: what servers read alike is written alike."""

import re
from typing import Final

# Kept encoded: what means something else when bare, and what the parser itself encodes.
_ENCODED_IN_PATH: Final = frozenset('/\\%?# "<>`{}')
_ENCODED_IN_QUERY: Final = frozenset("&+%# \"<>'=")
_HEX: Final = "0123456789abcdefABCDEF"
# Escapes that may change: of an ASCII character, or written in small letters. Those of other letters stay as they are.
_ESCAPE: Final = re.compile(r"%(?:[0-7][0-9A-Fa-f]|[89A-F][a-f]|[a-f][0-9A-Fa-f])")
_SLASHES: Final = re.compile(r"/{2,}")
_LETTERS: Final = re.compile(r"(?:%[89A-F][0-9A-F])+")


def _spellings(encoded: frozenset[str]) -> dict[str, str]:
    table = {}
    for high in _HEX:
        for low in _HEX:
            code = int(high + low, 16)
            bare = 0x20 < code < 0x7F and chr(code) not in encoded
            table[f"%{high}{low}"] = chr(code) if bare else f"%{code:02X}"
    return table


_IN_PATH: Final = _spellings(_ENCODED_IN_PATH)
_IN_QUERY: Final = _spellings(_ENCODED_IN_QUERY)


def path_spelling(path: str) -> str:
    """Spell a parsed path one way: escapes, doubled slashes; a last slash goes, the root is empty."""
    if "%" in path:
        path = _ESCAPE.sub(lambda found: _IN_PATH[found.group()], path)
    if "//" in path:
        path = _SLASHES.sub("/", path)
    return path.rstrip("/")


def word_spelling(word: str) -> str:
    """Spell a name or a value of a query one way: plus is a space, escapes in capitals or undone."""
    if "+" in word:
        word = word.replace("+", "%20")
    if "=" in word:
        word = word.replace("=", "%3D")
    if "%" in word:
        word = _ESCAPE.sub(lambda found: _IN_QUERY[found.group()], word)
    return word


def readable(text: str) -> str:
    """Write escapes that spell letters as these letters; what is no UTF-8 stays escaped."""
    return _LETTERS.sub(_letters, text) if "%" in text else text


def _letters(run: re.Match[str]) -> str:
    try:
        letters = bytes.fromhex(run.group().replace("%", "")).decode()
    except UnicodeDecodeError:
        return run.group()
    return letters if letters.isprintable() else run.group()
