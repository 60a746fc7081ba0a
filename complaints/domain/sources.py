"""Protected sources: which sites an administrator may put on the list, and how a line names one."""

from typing import Final

from complaints.domain.errors import Refusal
from complaints.domain.identity import Scope, resolve

KINDS: Final = ("news", "human_rights", "political")
# The kinds as lists of the field write them (the Citizen Lab's category codes).
ALSO_WRITTEN: Final = {
    "humr": "human_rights",
    "polr": "political",
    "media": "news",
    "politics": "political",
}
# Sites of everybody: protecting one would protect whatever anybody writes there.
SHARED: Final = frozenset(
    (
        "blogspot.com",
        "dzen.ru",
        "facebook.com",
        "github.com",
        "google.com",
        "instagram.com",
        "linkedin.com",
        "livejournal.com",
        "medium.com",
        "mail.ru",
        "ok.ru",
        "pinterest.com",
        "reddit.com",
        "t.me",
        "telegram.me",
        "telegram.org",
        "threads.net",
        "tiktok.com",
        "tumblr.com",
        "twitter.com",
        "vk.com",
        "vk.ru",
        "vkontakte.ru",
        "whatsapp.com",
        "wikipedia.org",
        "wordpress.com",
        "x.com",
        "yandex.kz",
        "yandex.ru",
        "youtu.be",
        "youtube.com",
    )
)


def protected(site: str, kind: str) -> tuple[str, str]:
    """Read one line: a site, as a name or a link, and its kind; give the registrable domain and the kind's code.

    Raises Refusal `source.site`, `source.kind`, `source.platform` (an account on a shared site is no site),
    `source.page` (a page of a site is no site).
    """
    words = kind.strip().casefold().replace(" ", "_").replace("-", "_")
    code = ALSO_WRITTEN.get(words, words)
    if code not in KINDS:
        raise Refusal("source.kind", "kind", kind=kind.strip()[:40], kinds=", ".join(KINDS))
    try:
        resource = resolve(site.strip().removeprefix("*."))
    except Refusal:
        raise Refusal("source.site", "site", site=site.strip()[:80]) from None
    if "." not in resource.site or not any(map(str.isalpha, resource.site)):
        raise Refusal("source.site", "site", site=site.strip()[:80])
    if resource.site in SHARED or (resource.platform and resource.scope is not Scope.SITE):
        raise Refusal("source.platform", "site", site=resource.site)
    if resource.scope is not Scope.SITE:
        raise Refusal("source.page", "site", site=site.strip()[:80])
    return resource.site, code
