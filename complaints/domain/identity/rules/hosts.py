"""Host names that show one site: labels that only choose a device, and editions that mirror each other."""

from typing import Final, NamedTuple

# A first label that chooses a device, never a section: cut where a whole site remains behind it.
DEVICE_LABELS: Final = ("www", "m", "mobile", "mobil", "wap", "touch", "pda", "amp")
# The same between a language and a site (ru.m.example.org), where the site is not somebody's own name.
INNER_DEVICE_LABELS: Final = ("m",)


class Mirror(NamedTuple):
    """A host that shows the pages of another under the same paths, said so by their owner."""

    host: str
    shows: str
    same: tuple[str, str]


MIRRORS: Final = (
    Mirror(
        "edition.cnn.com",
        "cnn.com",
        ("https://edition.cnn.com/2016/08/12/asia/x", "https://www.cnn.com/2016/08/12/asia/x"),
    ),
    Mirror("us.cnn.com", "cnn.com", ("https://us.cnn.com/2016/08/12/asia/x", "https://cnn.com/2016/08/12/asia/x")),
    Mirror(
        "bbc.co.uk", "bbc.com", ("https://www.bbc.co.uk/news/world-37048422", "https://www.bbc.com/news/world-37048422")
    ),
    Mirror(
        "guardian.co.uk",
        "theguardian.com",
        ("http://www.guardian.co.uk/world/2013/jun/06/x", "https://www.theguardian.com/world/2013/jun/06/x"),
    ),
    Mirror("te.legra.ph", "telegra.ph", ("https://te.legra.ph/Slovo-01-02", "https://telegra.ph/Slovo-01-02")),
    Mirror("graph.org", "telegra.ph", ("https://graph.org/Slovo-01-02", "https://telegra.ph/Slovo-01-02")),
    Mirror("vkplay.live", "live.vkvideo.ru", ("https://vkplay.live/abai", "https://live.vkvideo.ru/abai")),
    Mirror("live.vkplay.ru", "live.vkvideo.ru", ("https://live.vkplay.ru/abai", "https://live.vkvideo.ru/abai")),
    Mirror("yadi.sk", "disk.yandex.ru", ("https://yadi.sk/d/AbCdEfGh1JkLm", "https://disk.yandex.ru/d/AbCdEfGh1JkLm")),
    Mirror(
        "disk.yandex.kz",
        "disk.yandex.ru",
        ("https://disk.yandex.kz/i/AbCdEfGh1JkLm", "https://disk.yandex.ru/i/AbCdEfGh1JkLm"),
    ),
    Mirror(
        "disk.yandex.com",
        "disk.yandex.ru",
        ("https://disk.yandex.com/d/AbCdEfGh1JkLm", "https://yadi.sk/d/AbCdEfGh1JkLm"),
    ),
    Mirror("habrahabr.ru", "habr.com", ("https://habrahabr.ru/post/112233/", "https://habr.com/post/112233/")),
    Mirror("j.mp", "bit.ly", ("https://j.mp/AbCdE", "https://bit.ly/AbCdE")),
    Mirror("preview.tinyurl.com", "tinyurl.com", ("https://preview.tinyurl.com/abcde", "https://tinyurl.com/abcde")),
    Mirror(
        "archiveiya74codqgiixo33q62qlrqtkgmcitqx5u2oeqnmn5bpcbiyd.onion",
        "archive.today",
        (
            "http://archiveiya74codqgiixo33q62qlrqtkgmcitqx5u2oeqnmn5bpcbiyd.onion/AbCd1",
            "https://archive.today/AbCd1",
        ),
    ),
    Mirror("archive.is", "archive.today", ("https://archive.is/AbCd1", "https://archive.today/AbCd1")),
    Mirror("archive.ph", "archive.today", ("https://archive.ph/AbCd1", "https://archive.today/AbCd1")),
    Mirror("archive.vn", "archive.today", ("https://archive.vn/AbCd1", "https://archive.today/AbCd1")),
    Mirror("archive.li", "archive.today", ("https://archive.li/AbCd1", "https://archive.today/AbCd1")),
    Mirror("archive.md", "archive.today", ("https://archive.md/AbCd1", "https://archive.today/AbCd1")),
    Mirror("archive.fo", "archive.today", ("https://archive.fo/AbCd1", "https://archive.today/AbCd1")),
)


# Domains whose names below belong to their users, that the Public Suffix List lacks. A case about one user's site must
# never be one about another's.
SHARED: Final = frozenset(
    [
        "wordpress.com",
        "tumblr.com",
        "livejournal.com",
        "narod.ru",
        "tilda.ws",
        "substack.com",
        "weebly.com",
        "typepad.com",
        "over-blog.com",
        "dreamwidth.org",
        "diary.ru",
        "deviantart.com",
        "bandcamp.com",
        "fc2.com",
        "000webhostapp.com",
        "neocities.org",
        "jimdofree.com",
        "jimdosite.com",
        "mozello.com",
        "strikingly.com",
        "squarespace.com",
        "nethouse.ru",
        "umi.ru",
        "usite.pro",
        "do.am",
        "at.ua",
        "my1.ru",
        "clan.su",
        "3dn.ru",
        "moy.su",
        "ucoz.ru",
        "ucoz.kz",
        "ucoz.com",
        "ucoz.net",
        "ucoz.org",
        "ucoz.ua",
        "ucoz.site",
        "webnode.com",
        "forum2x2.ru",
        "borda.ru",
        "bbok.ru",
        "mybb.ru",
        "forumotion.com",
        "surge.sh",
        "blog.ru",
        "mirtesen.ru",
        "promodj.com",
        "taplink.ws",
        "turbo.site",
        "medium.com",
    ]
)
# Those of them that have a site for telephones, and its name: `mobile`, `wap` or `amp` may be a user's own.
HAVE_MOBILE: Final = frozenset(
    f"m.{domain}"
    for domain in (
        "livejournal.com",
        "wordpress.com",
        "tumblr.com",
        "mirtesen.ru",
        "medium.com",
        "deviantart.com",
        "promodj.com",
    )
)
