"""Rules of single sites that are no platforms: parameters without meaning there, and other paths of the same page."""

from typing import Final, NamedTuple

from complaints.domain.identity.forms import Pair


class SiteNoise(NamedTuple):
    """Parameters that say nothing on one site, whatever they mean elsewhere: with certain values, or any ("").

    Names compare without case; `sample` is a value to test them with.
    """

    host: str
    names: tuple[str, ...]
    values: str
    sample: str


class SiteView(NamedTuple):
    """Paths of a site that show the page of another path: an expression for the whole path, and what it is written as.

    Hosts may be patterns, as in `Platform`.
    """

    hosts: tuple[str, ...]
    path: str
    page: str
    same: tuple[Pair, ...]


def _noise(hosts: str, names: str, values: str = "", sample: str = "xYz") -> tuple[SiteNoise, ...]:
    return tuple(SiteNoise(host, tuple(names.split()), values, sample) for host in hosts.split())


# RFE/RL's newsrooms and the Voice of America publish with one system: the number names the article, the words do not.
_PANGEA: Final = (
    "([a-z]{3}).azattyq.org",
    "azattyq.org",
    "svoboda.org",
    "radiosvoboda.org",
    "azattyk.org",
    "(rus).azattyk.org",
    "ozodi.org",
    "(rus).ozodi.org",
    "ozodlik.org",
    "(rus).ozodlik.org",
    "azathabar.com",
    "(rus).azathabar.com",
    "azatutyun.am",
    "(rus).azatutyun.am",
    "azatliq.org",
    "idelreal.org",
    "sibreal.org",
    "severreal.org",
    "kavkazr.com",
    "krymr.com",
    "(ru|ua|ktat).krymr.com",
    "svaboda.org",
    "currenttime.tv",
    "radiofarda.com",
    "rferl.org",
    "golosameriki.com",
    "golos-ameriki.ru",
    "amerikaovozi.com",
)

NOISE: Final[tuple[SiteNoise, ...]] = (
    *_noise(" ".join(_PANGEA), "nocache ltflags"),
    *_noise("theguardian.com", "CMP"),
    *_noise("msn.com", "ocid cvid"),
    *_noise("bbc.com", "ocid intlink_from_url intlink_ts"),
    *_noise("dailymail.co.uk metro.co.uk", "ito"),
    *_noise("nytimes.com", "smtyp searchResultPosition unlocked_article_code"),
    *_noise("reuters.com", "taid feedType feedName"),
    *_noise("thetimes.co.uk thetimes.com", "shareToken"),
    *_noise("washingtonpost.com", "itid"),
    *_noise("cnbc.com", "__source"),
    *_noise("cnet.com", "ftag"),
    *_noise("kommersant.ru", "from", "[a-z]{3,}[a-z0-9_-]*", "main_1"),
    *_noise("rbc.ru ([a-z-]+).rbc.ru", "from", "[a-z]{3,}[a-z0-9_-]*", "newsfeed"),
    *_noise("ria.ru", "chain_step_id rcmd_alg rcmd_id"),
    *_noise("ria.ru", "in", "[tl]", "t"),
    *_noise("change.org", "source_location psf_variant share_intent recruiter recruited_by_id share_bandit_exp"),
    *_noise("hh.ru hh.kz ([a-z-]+).hh.ru ([a-z-]+).hh.kz", "hhtmFrom hhtmFromLabel vss swnt grpos ptl stl plim"),
    *_noise("krisha.kz kolesa.kz", "srchid srchtype srchpos"),
    *_noise("olx.kz olx.ua olx.uz olx.pl", "search_reason"),
    *_noise("amazon.*", "qid ref_ crid sprefix dib dib_tag linkCode creativeASIN ascsubtag"),
    *_noise("ebay.*", "amdata itmmeta itmprp"),
    *_noise(
        "aliexpress.*",
        "scm pvid aff_platform aff_trace_key aff_fcid aff_fsk btsid ws_ab_test gps-id curPageLogUid terminal_id",
    ),
    *_noise(
        "google.*",
        "ei oq gs_lcp gs_lcrp gs_ssp sclient aqs sxsrf biw bih dpr sca_esv sca_upv rlz sourceid ie oe sa "
        "usg cad esrc uact ved iflsig gws_rd pccc fbs",
    ),
    *_noise("bing.com", "cvid ghc lq ghsh ghacc ghpl"),
    *_noise("vt.tiktok.com vm.tiktok.com", "k _r _t lang"),
    *_noise("invite.viber.com", "lang"),
    *_noise("dropbox.com", "dl raw st", "[01]|[a-z0-9]{8}", "1"),
    *_noise("rumble.com", "pub mref mrefc"),
    *_noise("wildberries.ru wildberries.kz global.wildberries.ru", "targetUrl"),
)

VIEWS: Final[tuple[SiteView, ...]] = (
    SiteView(
        _PANGEA,
        "/(?:a|amp)/(?:[^/]{1,300}/)?(?P<id>[0-9]{5,9})\\.html",
        "/a/{id}.html",
        (
            ("https://rus.azattyq.org/a/slovo-o-slove/31234567.html", "https://rus.azattyq.org/amp/31234567.html"),
            ("https://www.svoboda.org/a/drugoe/31234567.html", "https://www.svoboda.org/a/31234567.html"),
        ),
    ),
    SiteView(
        ("bbc.com", "bbc.co.uk"),
        "(?P<section>/[a-z_-]{2,20}(?:/[a-z_-]{2,20})?)/amp(?P<rest>/.*[0-9].*)",
        "{section}{rest}",
        (
            (
                "https://www.bbc.com/news/amp/world-asia-37048422",
                "https://www.bbc.co.uk/news/world-asia-37048422",
            ),
        ),
    ),
    SiteView(
        ("cnn.com",),
        "/cnn(?P<rest>/[0-9]{4}/.+)",
        "{rest}",
        (("https://amp.cnn.com/cnn/2016/08/12/asia/slovo", "https://www.cnn.com/2016/08/12/asia/slovo"),),
    ),
    SiteView(
        ("news.sky.com",),
        "/story/amp/(?P<rest>.+)",
        "/story/{rest}",
        (("https://news.sky.com/story/amp/slovo-11234567", "https://news.sky.com/story/slovo-11234567"),),
    ),
    SiteView(
        ("kommersant.ru",),
        "/amp/(?P<id>[0-9]{4,9})",
        "/doc/{id}",
        (("https://www.kommersant.ru/amp/3061234", "https://www.kommersant.ru/doc/3061234?from=main_1"),),
    ),
    SiteView(
        ("washingtonpost.com",),
        "/amphtml(?P<rest>/.+)",
        "{rest}",
        (("https://www.washingtonpost.com/amphtml/world/2016/a/", "https://www.washingtonpost.com/world/2016/a/"),),
    ),
    SiteView(
        ("abcnews.go.com",),
        "/amp(?P<rest>/.+)",
        "{rest}",
        (("https://abcnews.go.com/amp/International/story?id=41234567", "https://abcnews.go.com/International/story?id=41234567"),),
    ),
    SiteView(
        ("dailymail.co.uk",),
        "(?P<head>/.+/article-[0-9]{5,9})/amp(?P<rest>/.+)",
        "{head}{rest}",
        (
            (
                "https://www.dailymail.co.uk/news/article-3737373/amp/Slovo.html",
                "https://www.dailymail.co.uk/news/article-3737373/Slovo.html?ito=amp",
            ),
        ),
    ),
    SiteView(
        ("reuters.com",),
        "/article/(?:[^/]{1,200}/){0,3}(?:[^/]{1,300}-)?id(?P<id>[A-Z]{2}[A-Z0-9]{6,16})",
        "/article/id{id}",
        (
            ("https://mobile.reuters.com/article/amp/idUSKCN10N0ZZ", "https://www.reuters.com/article/us-slovo/o-slove-idUSKCN10N0ZZ"),
        ),
    ),
    SiteView(
        ("upload.wikimedia.org",),
        "(?P<head>/[a-z]+/[a-z-]+)/thumb(?P<file>/[0-9a-f]/[0-9a-f]{2}/[^/]+)/[^/]+",
        "{head}{file}",
        (
            (
                "https://upload.wikimedia.org/wikipedia/commons/thumb/a/ab/Slovo.jpg/300px-Slovo.jpg",
                "https://upload.wikimedia.org/wikipedia/commons/a/ab/Slovo.jpg",
            ),
        ),
    ),
    SiteView(
        ("amazon.*",),
        "(?:/[^/]{1,300})?/(?:dp|gp/product|gp/aw/d)/(?P<id>[A-Z0-9]{10})(?:/.*)?",
        "/dp/{id}",
        (
            ("https://www.amazon.de/Slovo-o/dp/B00ABCDEFG/ref=sr_1_1?qid=1470", "https://www.amazon.de/gp/product/B00ABCDEFG"),
        ),
    ),
    SiteView(
        ("aliexpress.*",),
        "/(?:item|i)/(?:[^/]{0,300}/)?(?P<id>[0-9]{8,20})\\.html",
        "/item/{id}.html",
        (("https://aliexpress.ru/item/slovo/4000123456789.html?scm=1", "https://m.aliexpress.ru/item/4000123456789.html"),),
    ),
    SiteView(
        ("ebay.*",),
        "/itm/[^/]{1,300}/(?P<id>[0-9]{10,14})",
        "/itm/{id}",
        (("https://www.ebay.com/itm/Slovo-o/123456789012?hash=item", "https://www.ebay.com/itm/123456789012?hash=item"),),
    ),
    SiteView(
        ("patreon.com",),
        "/posts/(?:[^/]{1,300}-)?(?P<id>[0-9]{5,12})",
        "/posts/{id}",
        (("https://www.patreon.com/posts/slovo-o-12345678", "https://www.patreon.com/posts/12345678"),),
    ),
    SiteView(
        ("pastebin.com",),
        "/(?:raw|dl|print|embed|embed_js|embed_iframe)/(?P<id>[A-Za-z0-9]{8})",
        "/{id}",
        (("https://pastebin.com/raw/AbCd1234", "https://pastebin.com/AbCd1234"),),
    ),
    SiteView(
        ("bit.ly",),
        "/(?P<code>[A-Za-z0-9_-]{3,60})\\+",
        "/{code}",
        (("https://bit.ly/AbCdE+", "https://bit.ly/AbCdE"),),
    ),
)  # fmt: skip
