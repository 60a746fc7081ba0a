"""Pages kept for a moment: the same for everybody but for a few values, which are put in where the page is marked."""

import secrets
import time
from collections.abc import Callable, Mapping

from markupsafe import escape

SECONDS = 2.0


class KeptPages:
    """Renders a page once for everybody; whoever asks gets it with values of their own in the marked places."""

    def __init__(self) -> None:
        # Nobody outside can guess a mark, so no text of a page can pass for one.
        self._secret = secrets.token_hex(16)
        self._kept: dict[str, tuple[float, str]] = {}

    def mark(self, name: str) -> str:
        """Give the text to render in the place of a value."""
        return f"{name}-{self._secret}"

    def page(self, key: str, render: Callable[[], str], values: Mapping[str, str]) -> str:
        """Give the page of a key, rendered anew when it is older than a moment, with each value in its place."""
        until, text = self._kept.get(key, (0.0, ""))
        if time.monotonic() >= until:
            text = render()
            self._kept[key] = (time.monotonic() + SECONDS, text)
        for name, value in values.items():
            text = text.replace(self.mark(name), str(escape(value)))
        return text
