"""Copies that others keep or make of a page: archives, search caches, translations, AMP caches and Turbo pages."""

from typing import Final

from complaints.domain.identity.rules.leading import TARGET, by_parameter
from complaints.domain.identity.wrapping import Wrapper

_PLAIN: Final = TARGET.partition("?")[0]
_BARE: Final = _PLAIN.removeprefix("https://")
_LINK: Final = "https%3A%2F%2Fsite.example.org%2Fa%2Fslovo-1%3Fid%3D7"
# A moment, as the Wayback Machine and all that follow it write it, with the flags that choose a rendering. With a star
# it is a calendar of all copies: a page about the page.
_MOMENT: Final = "[0-9]{1,14}(?:[a-z]{2}_)?"
_WAYBACK_HOSTS: Final = (
    "web.archive.org",
    "wayback.archive.org",
    "web-beta.archive.org",
    "waybackmachine.org",
    "archive.org",
)
_TODAY_HOSTS: Final = (
    "archive.today",
    "archive.is",
    "archive.ph",
    "archive.vn",
    "archive.li",
    "archive.md",
    "archive.fo",
    "archiveiya74codqgiixo33q62qlrqtkgmcitqx5u2oeqnmn5bpcbiyd.onion",
)

ARCHIVES: Final[tuple[Wrapper, ...]] = (
    Wrapper(
        hosts=_WAYBACK_HOSTS,
        path=f"/web/(?:{_MOMENT}/)?(?P<target>[^*]+)",
        bare=True,
        same=(
            (f"https://web.archive.org/web/20160812101500/{TARGET}", TARGET),
            (f"http://web.archive.org/web/20160812101500if_/{TARGET}", TARGET),
            (f"https://web.archive.org/web/2016/{_BARE}", _PLAIN),
            (f"https://web.archive.org/web/{TARGET}", TARGET),
            (f"https://web.archive.org/web/0/{TARGET}", TARGET),
        ),
    ),
    Wrapper(
        hosts=_TODAY_HOSTS,
        path="/(?:[0-9.]{4,10}(?:-[0-9]{6})?|[0-9]{8,14}|newest|oldest|timegate(?:/[0-9]+)?|o/[A-Za-z0-9]{4,6})/(?P<target>https?:.+)",
        same=(
            (f"https://archive.ph/2016.08.12-101500/{TARGET}", TARGET),
            (f"https://archive.is/20160812101500/{TARGET}", TARGET),
            (f"https://archive.md/newest/{TARGET}", TARGET),
            (f"https://archive.today/o/AbCd1/{TARGET}", TARGET),
        ),
    ),
    Wrapper(
        hosts=_TODAY_HOSTS,
        path="/(?:newest|oldest)/(?P<target>[^/]+\\.[^/]+/.*)",
        bare=True,
        same=((f"https://archive.ph/newest/{_BARE}", _PLAIN),),
    ),
    Wrapper(hosts=_TODAY_HOSTS, path="/(?P<target>https?:.+)", same=((f"https://archive.vn/{TARGET}", TARGET),)),
    Wrapper(
        hosts=("megalodon.jp",),
        path="/(?:ref/)?[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{2}/(?P<target>.+)",
        bare=True,
        same=((f"https://megalodon.jp/2016-0812-1015-00/{_BARE}", _PLAIN),),
    ),
    by_parameter("webcitation.org", "/query", "url"),
    Wrapper(
        hosts=("webcitation.org",),
        path="/[0-9][0-9A-Za-z]{8}",
        params=("url",),
        same=((f"https://www.webcitation.org/6jZ1aBcDe?url={_LINK}", TARGET),),
    ),
    by_parameter("archive.wikiwix.com", "/cache/", "url"),
    by_parameter("archive.wikiwix.com", "/cache/index2.php", "url"),
    Wrapper(
        hosts=("timetravel.mementoweb.org",),
        path=f"/(?:memento|reconstruct|timegate)/(?:{_MOMENT}/)?(?P<target>https?:.+)",
        same=((f"http://timetravel.mementoweb.org/memento/20160812101500/{TARGET}", TARGET),),
    ),
    Wrapper(
        hosts=("ghostarchive.org",),
        path="/varchive/(?:youtube/[0-9]{8}/)?(?P<target>[A-Za-z0-9_-]{11})",
        decode="youtube id",
        same=(("https://ghostarchive.org/varchive/sC4l-LvAH_c", "https://www.youtube.com/watch?v=sC4l-LvAH_c"),),
    ),
)

# They run one software, whose paths hold a moment and a whole link. Any other host with such paths may show what it
# likes, and stays apart.
_LIBRARIES: Final = (
    "arquivo.pt",
    "webarchive.loc.gov",
    "webarchive.org.uk",
    "webarchive.nationalarchives.gov.uk",
    "webarchive.parliament.uk",
    "webarchive.proni.gov.uk",
    "wayback.archive-it.org",
    "swap.stanford.edu",
    "vefsafn.is",
    "wayback.vefsafn.is",
    "web.archive.bibalex.org",
    "eot.us.archive.org",
    "webarchive.nla.gov.au",
    "wayback.webarchiv.cz",
    "webarchiv.onb.ac.at",
    "webarchive.bac-lac.gc.ca",
    "webarchive.library.unt.edu",
    "archivesinternet.bnf.fr",
    "veebiarhiiv.digar.ee",
    "haw.nsk.hr",
    "was.digst.dk",
    "webarchive.unesco.org",
    "collections.internetmemory.org",
    "collection.europarchive.org",
    "perma-archives.org",
    "conifer.rhizome.org",
    "webrecorder.io",
    "webharvest.gov",
)

LIBRARIES: Final[tuple[Wrapper, ...]] = (
    Wrapper(
        hosts=_LIBRARIES,
        path="/(?:[A-Za-z0-9_.-]{1,40}/){0,4}[0-9]{14}(?:[a-z]{2}_)?/(?P<target>https?:/.+)",
        same=(
            (f"https://arquivo.pt/wayback/20160812101500/{TARGET}", TARGET),
            (f"https://webarchive.nationalarchives.gov.uk/ukgwa/20160812101500/{TARGET}", TARGET),
            (f"https://wayback.archive-it.org/4399/20160812101500mp_/{TARGET}", TARGET),
        ),
    ),
)

# Only to the place itself, so that any site may have it.
EVERYWHERE: Final[tuple[Wrapper, ...]] = (
    Wrapper(
        hosts=(),
        path="/(?:[^/]{1,60}/){0,3}wp-login\\.php",
        params=("redirect_to",),
        own=True,
        same=(
            (
                "https://blog.example.org/wp-login.php?redirect_to=https%3A%2F%2Fblog.example.org%2Fslovo-1",
                "https://blog.example.org/slovo-1",
            ),
        ),
    ),
)

CACHES: Final[tuple[Wrapper, ...]] = (
    Wrapper(
        hosts=("webcache.googleusercontent.com", "google.*"),
        path="/search",
        params=("q",),
        decode="search cache",
        bare=True,
        same=(
            (f"https://webcache.googleusercontent.com/search?q=cache:{_BARE}", _PLAIN),
            (
                f"https://webcache.googleusercontent.com/search?q=cache:AbCdEfGh1-_2:{_PLAIN}+slovo&cd=1&hl=ru&ct=clnk",
                _PLAIN,
            ),
            (f"https://www.google.kz/search?q=cache%3A{_BARE}&hl=kk", _PLAIN),
        ),
    ),
    by_parameter("hghltd.yandex.net", "/yandbtm", "url"),
    by_parameter("([a-z0-9-]+).yandexwebcache.net", "/yandbtm", "url"),
    by_parameter("yandexwebcache.net", "/yandbtm", "url"),
    by_parameter("hghltd.yandex.com", "/yandbtm", "url"),
    by_parameter("cachedview.nl", "/", "q"),
    by_parameter("cachedview.com", "/", "q"),
)

TRANSLATIONS: Final[tuple[Wrapper, ...]] = (
    Wrapper(
        hosts=("([a-z0-9-]+).translate.goog",),
        in_host="translator",
        same=(
            ("https://site-example-org.translate.goog/a/slovo-1?id=7&_x_tr_sl=ru&_x_tr_tl=kk&_x_tr_hl=kk", TARGET),
            ("https://my--site-example-org.translate.goog/?_x_tr_sl=auto&_x_tr_tl=en", "https://my-site.example.org/"),
        ),
    ),
    by_parameter("translate.google.*", "/translate", "u"),
    by_parameter("translate.google.*", "/website", "u"),
    by_parameter("translate.google.*", "/translate_c", "u"),
    by_parameter("translate.google.*", "/translate_p", "u"),
    by_parameter("translate.googleusercontent.com", "/translate_c", "u"),
    by_parameter("translate.yandex.*", "/translate", "url"),
    by_parameter("translate.yandex.*", "/tr-url", "url"),
    by_parameter("translate.yandex.*", "/web", "url"),
    Wrapper(
        hosts=("translated.turbopages.org", "z5h64q92x9.net"),
        path="/proxy_u/[^/]{5,80}/(?P<target>https?/.+)",
        decode="slashed scheme",
        same=(
            (
                f"https://translated.turbopages.org/proxy_u/en-ru.ru.57f9/https/{TARGET.removeprefix('https://')}",
                TARGET,
            ),
        ),
    ),
    by_parameter("microsofttranslator.com", "/bv.aspx", "a"),
    by_parameter("ssl.microsofttranslator.com", "/bv.aspx", "a"),
    by_parameter("papago.naver.net", "/website", "url"),
    by_parameter("translate.ru", "/url/translation.aspx", "sourceURL"),
    by_parameter("online-translator.com", "/siteTranslation/autolink", "sourceURL"),
    by_parameter("fanyi.sogou.com", "/web", "url"),
    by_parameter("fanyi.youdao.com", "/WebpageTranslate", "url"),
    by_parameter("translatetheweb.com", "/", "a"),
    by_parameter("translate.baiducontent.com", "/transpage", "query"),
    by_parameter("fanyi.baidu.com", "/transpage", "query"),
)

_AMP: Final = "(?:s/)?(?P<target>[^/]+\\.[^/]+(?:/.*)?)"

LIGHT_PAGES: Final[tuple[Wrapper, ...]] = (
    Wrapper(
        hosts=("google.*",),
        path=f"/amp/{_AMP}",
        bare=True,
        same=((f"https://www.google.kz/amp/s/{_BARE}", _PLAIN), (f"https://www.google.com/amp/{_BARE}", _PLAIN)),
    ),
    Wrapper(
        hosts=("cdn.ampproject.org", "([a-z0-9-]+).cdn.ampproject.org", "([a-z0-9-]+).amp.cloudflare.com"),
        path=f"/(?:wp/)?[acviru](?:i)?/{_AMP}",
        bare=True,
        same=(
            (f"https://site-example-org.cdn.ampproject.org/c/s/{_BARE}", _PLAIN),
            (f"https://my--site-example-org.cdn.ampproject.org/v/s/{_BARE}?amp_js_v=0.1&usqp=mq331", _PLAIN),
        ),
    ),
    Wrapper(
        hosts=("bing-amp.com", "([a-z0-9-]+).bing-amp.com"),
        path=f"/c/{_AMP}",
        bare=True,
        same=((f"https://www.bing-amp.com/c/s/{_BARE}", _PLAIN),),
    ),
    Wrapper(
        hosts=("bing.com",), path=f"/amp/{_AMP}", bare=True, same=((f"https://www.bing.com/amp/s/{_BARE}", _PLAIN),)
    ),
    Wrapper(
        hosts=("bc.marfeel.com", "bc.marfeelcache.com"),
        path="/(?:amp/)?(?P<target>[^/]+\\.[^/]+(?:/.*)?)",
        bare=True,
        same=((f"https://bc.marfeel.com/{_BARE}?marfeeltn=amp", _PLAIN),),
    ),
    Wrapper(
        hosts=("([a-z0-9-]+).turbopages.org",),
        path="/(?:turbo/)?(?P<target>[^/]+\\.[^/]+/s(?:/.*)?)",
        decode="turbo",
        same=(
            ("https://site-example-org.turbopages.org/turbo/site.example.org/s/a/slovo-1", _PLAIN),
            ("https://site-example-org.turbopages.org/site.example.org/s/a/slovo-1", _PLAIN),
        ),
    ),
    Wrapper(
        hosts=("yandex.*",),
        path="/turbo/(?P<target>[^/]+\\.[^/]+/s(?:/.*)?)",
        decode="turbo",
        same=(("https://yandex.ru/turbo/site.example.org/s/a/slovo-1", _PLAIN),),
    ),
    Wrapper(
        hosts=("yandex.*",),
        path="/turbo/s/(?P<target>[^/]+\\.[^/]+(?:/.*)?)",
        bare=True,
        same=((f"https://yandex.kz/turbo/s/{_BARE}", _PLAIN),),
    ),
    by_parameter("yandex.*", "/turbo", "text"),
    # Until 2020 the name of an article held its whole address.
    Wrapper(
        hosts=("news.google.com",),
        path="/(?:rss/)?(?:articles|read)/(?P<target>CBM[A-Za-z0-9_-]{20,2000})",
        decode="google news",
        drops_query=True,
        same=(
            (
                "https://news.google.com/articles/CBMiJ2h0dHBzOi8vc2l0ZS5leGFtcGxlLm9yZy9hL3Nsb3ZvLTE_aWQ9N9IBAA?hl=ru",
                TARGET,
            ),
        ),
    ),
)
