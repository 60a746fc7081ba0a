"""Platforms of the region: My World, Rutube, Dzen, Pikabu, Habr, Yandex Music."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

MY_WORLD: Final = Platform(
    name="my_world",
    hosts=("my.mail.ru", "videoapi.my.mail.ru", "(m|touch).my.mail.ru"),
    forms=(
        Form(
            hosts=("videoapi.my.mail.ru",),
            path="/videos/embed/(?P<box>mail|inbox|bk|list|corp|community|v)/(?P<user>[A-Za-z0-9_.-]+)/(?P<album>[A-Za-z0-9_]+)/(?P<id>[0-9]+)\\.html",
            key="video/{box}/{user}/{album}/{id}",
            url="https://my.mail.ru/{box}/{user}/video/{album}/{id}.html",
            fold={"user": lower},
            loose=True,
            same=(
                (
                    "https://videoapi.my.mail.ru/videos/embed/mail/slovo/_myvideo/123.html",
                    "https://my.mail.ru/mail/slovo/video/_myvideo/123.html",
                ),
            ),
        ),
        Form(
            hosts=("my.mail.ru", "(m|touch).my.mail.ru"),
            path="/(?P<box>mail|inbox|bk|list|corp|community|v)/(?P<user>[A-Za-z0-9_.-]+)/video/(?P<album>[A-Za-z0-9_]+)/(?P<id>[0-9]+)\\.html",
            key="video/{box}/{user}/{album}/{id}",
            url="https://my.mail.ru/{box}/{user}/video/{album}/{id}.html",
            fold={"user": lower},
            loose=True,
            apart=(
                (
                    "https://my.mail.ru/mail/slovo/video/_myvideo/123.html",
                    "https://my.mail.ru/inbox/slovo/video/_myvideo/123.html",
                ),
            ),
        ),
        Form(
            hosts=("my.mail.ru", "(m|touch).my.mail.ru"),
            path="/(?P<box>mail|inbox|bk|list|corp|community)/(?P<user>[A-Za-z0-9_.-]+)",
            key="account/{box}/{user}",
            url="https://my.mail.ru/{box}/{user}/",
            fold={"user": lower},
            scope=Scope.ACCOUNT,
            same=(("https://m.my.mail.ru/mail/slovo/", "https://my.mail.ru/mail/Slovo"),),
            apart=(("https://my.mail.ru/mail/slovo", "https://my.mail.ru/bk/slovo"),),
        ),
    ),
)

RUTUBE: Final = Platform(
    name="rutube",
    hosts=("rutube.ru", "(m|www|touch).rutube.ru"),
    noise=frozenset({"ref", "r", "playlist", "playlistpage", "autoplay", "skincolor"}),
    forms=(
        Form(
            path="/(?:video|play/embed|embed|shorts|video/embed|yappy|live/video)/(?:private/)?(?P<id>[0-9a-f]{32})",
            key="video/{id}",
            url="https://rutube.ru/video/{id}/",
            loose=True,
            same=(
                (
                    "https://rutube.ru/play/embed/0123456789abcdef0123456789abcdef?t=5",
                    "https://rutube.ru/video/0123456789abcdef0123456789abcdef/?r=wd",
                ),
                (
                    "https://rutube.ru/shorts/0123456789abcdef0123456789abcdef/",
                    "https://m.rutube.ru/video/0123456789abcdef0123456789abcdef/",
                ),
            ),
            apart=(
                (
                    "https://rutube.ru/video/0123456789abcdef0123456789abcdef/",
                    "https://rutube.ru/video/0123456789abcdef0123456789abcdee/",
                ),
            ),
        ),
        Form(
            path="/(?P<kind>channel|video/person)/(?P<id>[0-9]+)(?:/(?:videos|shorts|playlists|about))?",
            key="channel/{id}",
            url="https://rutube.ru/channel/{id}/",
            scope=Scope.ACCOUNT,
            same=(("https://rutube.ru/channel/23704195/videos/", "https://rutube.ru/video/person/23704195/"),),
        ),
    ),
)

_DZEN_NOISE: Final = frozenset(
    [
        "clid",
        "rid",
        "referrer_clid",
        "from",
        "from_site",
        "place",
        "lang",
        "country_code",
        "integration",
        "share_to",
        "token",
        "secdata",
        "parent_rid",
        "feed_exp",
        "is_autoplay",
    ]
)

DZEN: Final = Platform(
    name="dzen",
    hosts=("dzen.ru", "m.dzen.ru", "zen.yandex.*"),
    noise=_DZEN_NOISE,
    forms=(
        Form(
            path="/media/(?P<rest>[A-Za-z0-9_./-]{1,200}-)(?P<id>[0-9a-f]{24})",
            key="article/{id}",
            url="https://dzen.ru/media/{rest}{id}",
            loose=True,
            same=(
                (
                    "https://zen.yandex.ru/media/slovo/slovo-o-5a1b2c3d4e5f60718293a4b5",
                    "https://dzen.ru/media/slovo/slovo-o-5a1b2c3d4e5f60718293a4b5?from=x",
                ),
            ),
        ),
        Form(
            path="/a/(?P<id>[A-Za-z0-9_-]{8,40})",
            key="a/{id}",
            url="https://dzen.ru/a/{id}",
            loose=True,
            same=(("https://m.dzen.ru/a/ZAbC1dEfGhIjKlMn?share_to=link", "https://dzen.ru/a/ZAbC1dEfGhIjKlMn"),),
            apart=(("https://dzen.ru/a/ZAbC1dEfGhIjKlMn", "https://dzen.ru/a/ZAbC1dEfGhIjKlMN"),),
        ),
        Form(
            path="/(?:video/watch|shorts|embed|video/embed)/(?P<id>[0-9a-f]{24})",
            key="video/{id}",
            url="https://dzen.ru/video/watch/{id}",
            loose=True,
            same=(
                (
                    "https://zen.yandex.ru/video/watch/62a1b2c3d4e5f60718293a4b",
                    "https://dzen.ru/video/watch/62a1b2c3d4e5f60718293a4b?t=5",
                ),
                (
                    "https://dzen.ru/shorts/62a1b2c3d4e5f60718293a4b",
                    "https://dzen.ru/video/watch/62a1b2c3d4e5f60718293a4b",
                ),
            ),
        ),
        Form(
            path="/id/(?P<id>[0-9a-f]{24})",
            key="channel/{id}",
            url="https://dzen.ru/id/{id}",
            scope=Scope.ACCOUNT,
            same=(
                (
                    "https://zen.yandex.kz/id/5a1b2c3d4e5f60718293a4b5",
                    "https://dzen.ru/id/5a1b2c3d4e5f60718293a4b5?clid=300",
                ),
            ),
        ),
        Form(
            hosts=("zen.yandex.*",),
            path="/(?P<name>[A-Za-z][A-Za-z0-9_.-]{2,60})",
            key="channel/{name}",
            url="https://dzen.ru/{name}",
            scope=Scope.ACCOUNT,
            fold={"name": lower},
        ),
        Form(
            hosts=("dzen.ru", "m.dzen.ru"),
            path="/(?!(?:news|video|media|a|b|id|shorts|search|live|away|top|topic|settings|profile|about|legal|index|games|list|view|post|sport)(?:[/.]|\\Z))(?P<name>[A-Za-z][A-Za-z0-9_.-]{2,60})",
            key="channel/{name}",
            url="https://dzen.ru/{name}",
            fold={"name": lower},
            scope=Scope.ACCOUNT,
            same=(("https://zen.yandex.ru/slovo", "https://dzen.ru/Slovo"),),
        ),
    ),
)

PIKABU: Final = Platform(
    name="pikabu",
    hosts=("pikabu.ru", "m.pikabu.ru"),
    forms=(
        Form(
            path="/story/(?:[^/]{0,200}_)?(?P<id>[0-9]{3,12})",
            key="story/{id}",
            url="https://pikabu.ru/story/_{id}",
            keep=("cid", "page"),
            loose=True,
            same=(
                (
                    "https://pikabu.ru/story/slovo_o_slove_7123456",
                    "https://m.pikabu.ru/story/_7123456?utm_source=linkshare",
                ),
            ),
            apart=(
                ("https://pikabu.ru/story/slovo_7123456", "https://pikabu.ru/story/slovo_7123457"),
                ("https://pikabu.ru/story/slovo_7123456", "https://pikabu.ru/story/slovo_7123456?cid=123"),
            ),
        ),
        Form(
            path="/(?:profile/|@)(?P<name>[A-Za-z0-9_.-]{2,40})",
            key="account/{name}",
            url="https://pikabu.ru/@{name}",
            fold={"name": lower},
            scope=Scope.ACCOUNT,
            same=(("https://pikabu.ru/profile/Slovo", "https://pikabu.ru/@slovo"),),
        ),
    ),
)

HABR: Final = Platform(
    name="habr",
    hosts=("habr.com", "habrahabr.ru", "m.habr.com"),
    forms=(
        Form(
            path="(?P<lang>/(?:ru|en))?/(?:post|articles|news|news/t|(?:company|companies)/[A-Za-z0-9_-]{1,60}/(?:blog|articles|news))/(?P<id>[0-9]{3,9})(?:/amp)?",
            key="article{lang}/{id}",
            url="https://habr.com{lang}/articles/{id}/",
            fold={"lang": lambda lang: "" if lang == "/ru" else lang},
            same=(
                ("https://habr.com/ru/post/112233/", "https://habr.com/ru/companies/slovo/articles/112233/"),
                ("https://habrahabr.ru/post/112233/", "https://m.habr.com/ru/articles/112233/?ref=vk"),
            ),
            apart=(
                ("https://habr.com/ru/articles/112233/", "https://habr.com/en/articles/112233/"),
                ("https://habr.com/ru/articles/112233/", "https://habr.com/ru/articles/112234/"),
            ),
        ),
    ),
)

YANDEX_MUSIC: Final = Platform(
    name="yandex_music",
    hosts=("music.yandex.*",),
    noise=frozenset({"from", "lang", "dir", "play"}),
    forms=(
        Form(
            path="/(?:iframe/)?(?:album/[0-9]+/)?track/(?P<id>[0-9]+)",
            key="track/{id}",
            url="https://music.yandex.ru/track/{id}",
            loose=True,
            same=(("https://music.yandex.kz/album/10/track/20", "https://music.yandex.ru/track/20"),),
        ),
        Form(
            path="/(?:iframe/)?(?P<kind>album|artist)/(?P<id>[0-9]+)",
            key="{kind}/{id}",
            url="https://music.yandex.ru/{kind}/{id}",
            loose=True,
            same=(("https://music.yandex.com/album/10", "https://music.yandex.by/album/10"),),
            apart=(("https://music.yandex.ru/album/10", "https://music.yandex.ru/artist/10"),),
        ),
    ),
)
