"""Readers and image proxies: services that fetch another link and show what it holds."""

from typing import Final

from complaints.domain.identity.rules.leading import TARGET, by_parameter, by_path, by_rest
from complaints.domain.identity.wrapping import Wrapper

_PLAIN: Final = TARGET.partition("?")[0]
_IMAGE: Final = "https://site.example.org/a/slovo.jpg"
_HEX: Final = _IMAGE.encode().hex()

PROXIES: Final[tuple[Wrapper, ...]] = (
    # Readers, and ways around a paywall
    by_path("r.jina.ai"),
    by_path("12ft.io"),
    by_path("1ft.io"),
    by_parameter("12ft.io", "/proxy", "q"),
    by_parameter("12ft.io", "/api/proxy", "q"),
    by_path("outline.com", bare=False),
    by_path("txtify.it"),
    by_path("removepaywall.com", bare=False),
    by_path("removepaywalls.com", bare=False),
    by_parameter("removepaywall.com", "/search", "url"),
    by_path("smry.ai", bare=False),
    by_parameter("smry.ai", "/proxy", "url"),
    by_path("freedium.cfd"),
    by_path("readmedium.com", bare=False),
    by_path("archivebuttons.com", "/articles/", bare=False),
    by_parameter("archivebuttons.com", "/articles", "article"),
    by_parameter("printfriendly.com", "/print", "url"),
    by_parameter("printfriendly.com", "/print/", "url"),
    by_parameter("printwhatyoulike.com", "/print", "url"),
    by_parameter("frogfind.com", "/read.php", "a"),
    by_parameter("68k.news", "/article.php", "a"),
    by_path("cors-anywhere.herokuapp.com"),
    by_rest("corsproxy.io"),
    by_parameter("corsproxy.io", "/", "url"),
    by_parameter("api.allorigins.win", "/raw", "url"),
    by_parameter("api.allorigins.win", "/get", "url"),
    by_path("thingproxy.freeboard.io", "/fetch/"),
    by_parameter("api.codetabs.com", "/v1/proxy", "quest"),
    by_path("ghproxy.com"),
    by_path("mirror.ghproxy.com"),
    by_path("gh-proxy.com"),
    by_rest("htmlpreview.github.io"),
    # Viewers of documents
    by_parameter("docs.google.com", "/viewer", "url"),
    by_parameter("docs.google.com", "/gview", "url"),
    by_parameter("drive.google.com", "/viewerng/viewer", "url"),
    by_parameter("view.officeapps.live.com", "/op/view.aspx", "src"),
    by_parameter("view.officeapps.live.com", "/op/embed.aspx", "src"),
    # Gateways to the Tor network: the name is the onion's, the end is theirs
    Wrapper(
        hosts=tuple(
            f"((?:[a-z0-9-]{{1,40}}\\.){{0,3}}(?:[a-z2-7]{{16}}|[a-z2-7]{{56}})).{gateway}"
            for gateway in (
                "onion.ly",
                "onion.ws",
                "onion.pet",
                "onion.to",
                "onion.cab",
                "onion.link",
                "onion.sh",
                "onion.moe",
                "tor2web.org",
                "tor2web.io",
                "tor2web.fi",
            )
        ),
        in_host="onion",
        same=((f"https://{'abcd2345' * 7}.onion.ly/a?id=7", f"http://{'abcd2345' * 7}.onion/a?id=7"),),
    ),
    # Image proxies
    by_parameter("wsrv.nl", "/", "url"),
    by_parameter("images.weserv.nl", "/", "url"),
    by_parameter("external-content.duckduckgo.com", "/iu/", "u"),
    by_parameter("proxy.duckduckgo.com", "/iu/", "u"),
    by_parameter("resize.yandex.net", "/mailservice", "url"),
    by_parameter("(s[0-9]).qwant.com", "", "u"),
    Wrapper(
        hosts=("cdn.statically.io",),
        path="/img/(?P<target>[^/]+\\.[^/]+/.+)",
        bare=True,
        drops_query=True,
        same=(("https://cdn.statically.io/img/site.example.org/a/slovo.jpg", _IMAGE),),
    ),
    Wrapper(
        hosts=("(ci[0-9]).googleusercontent.com",),
        path="/(?:proxy|meips)/.+",
        in_fragment=True,
        same=((f"https://ci3.googleusercontent.com/proxy/aBcDeF-gH=s0-d-e1-ft#{_IMAGE}", _IMAGE),),
    ),
    by_parameter("([a-z0-9.-]+).fbcdn.net", "/safe_image.php", "url"),
    by_parameter("(images[0-9]*-focus-opensocial).googleusercontent.com", "/gadgets/proxy", "url"),
    Wrapper(
        hosts=("(i[0-3]).wp.com",),
        path="/(?P<target>.+)",
        bare=True,
        drops_query=True,
        same=(("https://i0.wp.com/site.example.org/a/slovo.jpg?resize=300%2C200&ssl=1", _IMAGE),),
    ),
    Wrapper(
        hosts=("camo.githubusercontent.com",),
        path="/[0-9a-f]{40,64}/(?P<target>[0-9a-f]+)",
        decode="hexadecimal",
        same=((f"https://camo.githubusercontent.com/{'0a' * 32}/{_HEX}", _IMAGE),),
    ),
    Wrapper(
        hosts=("(images-ext-[12]).discordapp.net",),
        path="/external/[A-Za-z0-9_-]{20,80}/(?:%3F[^/]*/)?(?P<target>https?/.+)",
        decode="slashed scheme",
        drops_query=True,
        same=(
            (
                "https://images-ext-1.discordapp.net/external/aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-_aBcDe/https/site.example.org/a/slovo.jpg?width=400",
                _IMAGE,
            ),
        ),
    ),
    Wrapper(
        hosts=("substackcdn.com", "cdn.substack.com"),
        path="/image/fetch/[^/]{1,200}/(?P<target>https?(?::|%3A).+)",
        drops_query=True,
        same=(
            (
                "https://substackcdn.com/image/fetch/w_1456,c_limit,f_auto/https%3A%2F%2Fsite.example.org%2Fa%2Fslovo.jpg",
                _IMAGE,
            ),
        ),
    ),
    Wrapper(
        hosts=("res.cloudinary.com",),
        path="/[^/]{1,60}/image/fetch/(?:[^/:]{1,120}/){0,6}(?P<target>https?(?::|%3A).+)",
        drops_query=True,
        same=(
            ("https://res.cloudinary.com/demo/image/fetch/w_300,q_auto/https://site.example.org/a/slovo.jpg", _IMAGE),
        ),
    ),
)
