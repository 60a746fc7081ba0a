"""Categories whose content disturbs whoever has to read it: it stays folded until the reader asks for it."""

from typing import Final

DISTURBING: Final = frozenset({"suicide", "self_harm_challenge", "cruelty", "terrorism", "child_abuse"})
