"""Links that open a browser, or a view of a page in it, and the web links that they show."""

from typing import Final

from complaints.domain.identity.rules.apps import DeepLink

BROWSERS: Final = (
    DeepLink(
        scheme="view-source",
        path="(?P<rest>https?:.+)",
        web="{rest}",
        same=("view-source:https://site.example.org/a", "https://site.example.org/a"),
    ),
    DeepLink(
        scheme="feed",
        path="(?P<rest>(?:https?:)?.+)",
        web="{rest}",
        same=("feed:https://site.example.org/rss", "https://site.example.org/rss"),
    ),
    DeepLink(
        scheme="googlechrome",
        path="(?:navigate\\?url=)?(?P<rest>.+)",
        web="{rest}",
        same=("googlechrome://site.example.org/a", "https://site.example.org/a"),
    ),
    DeepLink(
        scheme="googlechromes",
        path="(?P<rest>.+)",
        web="{rest}",
        same=("googlechromes://site.example.org/a", "https://site.example.org/a"),
    ),
    DeepLink(
        scheme="intent",
        path="(?P<rest>[^#]+)#Intent;(?:[^;]*;)*?scheme=https?;.*",
        web="{rest}",
        same=(
            "intent://site.example.org/a#Intent;scheme=https;package=com.android.chrome;end",
            "https://site.example.org/a",
        ),
    ),
    DeepLink(
        scheme="about",
        path="reader",
        words=("url",),
        web="{url}",
        same=("about:reader?url=https%3A%2F%2Fsite.example.org%2Fa", "https://site.example.org/a"),
    ),
    DeepLink(
        scheme="read",
        path="[^?]*",
        words=("url",),
        web="{url}",
        same=("read://https_site.example.org/?url=https%3A%2F%2Fsite.example.org%2Fa", "https://site.example.org/a"),
    ),
)
