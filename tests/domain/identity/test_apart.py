"""What must stay apart, whatever the host: different pages of one site, and a site's page that takes a link."""

from urllib.parse import quote

import pytest

from complaints.domain.identity import key_of
from complaints.domain.identity.platforms import PLATFORMS
from complaints.domain.identity.rules import SITE_VIEWS, WRAPPERS
from complaints.domain.identity.rules.hosts import MIRRORS
from tests.domain.identity.samples import example_host

# Pages such as any site has. Each names another thing than all others.
PATHS = """
/ /news /news/sud-50025/ /news/sud-50029/ /post/420026 /post/420027 /a/vybory-shkola/3015047.html
/a/vybory-shkola/3015048.html /2016/12/25/protest /2016/12/26/protest /archive/2017-05-03/ekspert
/archive/2017-05-04/ekspert /view?id=158 /view?id=159 /view?article=158 /view?news_id=158 /view?doc_id=158 /view?v=158
/view?story=158 /index.php?id=5&cat=6 /index.php?id=5&cat=7 /viewtopic.php?t=115740 /viewtopic.php?t=115741
/forum/showthread.php?t=5 /forum/showthread.php?t=6 /search?q=a /search?q=b /search/?text=a /search/?text=b /?p=6 /?p=7
/?s=a /?q=a /?page=2 /list?p=8 /list?p=10 /list?page=8 /news?page=15 /news?page=13 /category/society/page/28/
/category/society/page/29/ /threads/5/page-2 /threads/5/page-3 /author/zhanar/ /author/dana_k/ /@dana_k /@admin2
/~user77/ /~zhanar/ /users/12 /users/13 /profile?user=a /profile?user=b /profile/a1 /profile/b1 /member.php?u=5
/member.php?u=6 /photo/1 /photo/2 /zakon-shkola/photo/1 /zakon-shkola/photo/2 /zakon-shkola/photo /gallery/5 /gallery/6
/gallery?img=5 /gallery?img=6 /#!/news/5 /#!/channel/a /#/users/12 /#/users/13 /tag/a /tag/b /ru/ /en/ /kk/ /ru/post/5
/en/post/5 /video/5 /video/6 /video?id=5 /video?id=6 /watch?id=5 /item/5 /comments/5 /post/5#!/a /product?sku=5
/product?sku=6 /read?book=5&page=1 /read?book=5&page=2 /go?to=5 /doc?file=a /doc?file=b /t/5 /t/6 /channel/a12
/channel/b12 /group/5 /group/6 /groups/5 /wiki/A /wiki/B /feed /rss /login /about /contact
""".split()  # noqa: SIM905 - a column of paths
# Two names for one thing on the platform itself.
ONE = {("/gallery/5", "/comments/5"), ("/gallery/6", "/comments/6")}
TOOLS = (
    "/tools/debug/?q=", "/check?uri=", "/nu/?doc=", "/search?q=", "/?s=", "/login?next=", "/page?ref=",
    "/status?target=", "/search/?text=", "/submit?link=", "/out?ref=", "/feed?source=", "/oembed?link=",
    "/whois?domain=",
)  # fmt: skip
LINK = "https://nur.kz/a/1"


HOSTS = sorted(
    {example_host(host) for platform in PLATFORMS for host in platform.hosts}
    | {example_host(host) for wrapper in WRAPPERS for host in wrapper.hosts}
    | {example_host(host) for view in SITE_VIEWS for host in view.hosts}
    | {"nur.kz", "m.nur.kz", "abai.github.io", "abai.wordpress.com", "storage.googleapis.com", "министерство.рф"}
)


@pytest.mark.parametrize("host", HOSTS)
def test_no_two_pages_of_a_site_are_one(host: str) -> None:
    seen: dict[str, str] = {}
    for path in PATHS:
        key = key_of(f"https://{host}{path}")
        assert (seen.get(key, path), path) in ONE or key not in seen, (seen[key], path, key)
        seen[key] = path


@pytest.mark.parametrize("host", HOSTS)
def test_a_page_that_takes_a_link_is_not_the_link(host: str) -> None:
    assert all(key_of(f"https://{host}{tool}{quote(LINK, safe='')}") != key_of(LINK) for tool in TOOLS)


def test_no_two_sites_are_one() -> None:
    """Hosts of no platform keep their pages apart, but for those whose owner says that they mirror each other."""
    of_platforms = {example_host(host) for platform in PLATFORMS for host in platform.hosts}
    shows = {row.host: row.shows for row in MIRRORS} | {"m.nur.kz": "nur.kz"}
    hosts = [host for host in HOSTS if host not in of_platforms]
    assert len({key_of(f"https://{host}/post/420026") for host in hosts}) == len({shows.get(h, h) for h in hosts})
