"""Telegram: channels, posts, private chats by number, invites, and the web clients that show them."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_NAME: Final = "(?P<name>[A-Za-z][A-Za-z0-9_]{3,31})"
# Words that stand where names do.
_NOT_A_NAME: Final = (
    "(?!(?:joinchat|addstickers|addemoji|addtheme|addlist|addstyle|share|msg|iv|login|confirmphone|setlanguage|proxy|"
    "socks|invoice|giftcode|boost|contact|stickers|bg|nft|auction|call|c|s|k|a|z|m)(?:/|$))"
)
# telesco.pe was made for video messages and shows the same posts.
_MAIN: Final = ("t.me", "telegram.me", "telegram.dog", "telesco.pe")
_WEB: Final = ("web.telegram.org", "webk.telegram.org", "webz.telegram.org", "weba.telegram.org")
_FOLD: Final = {"name": lower}

TELEGRAM: Final = Platform(
    name="telegram",
    hosts=(*_MAIN, "(?P<name>[a-z][a-z0-9_]{3,31}).t.me", *_WEB),
    noise=frozenset(
        {
            "single",
            "embed",
            "mode",
            "userpic",
            "dark",
            "color",
            "thread",
            "livestream",
            "videochat",
            "voicechat",
            "discussion",
            "boost",
            "profile",
            "direct",
        }
    ),
    forms=(
        Form(
            hosts=_MAIN,
            path=f"/(?:s/)?{_NOT_A_NAME}@?{_NAME}/(?:[0-9]+/)?(?P<post>[0-9]+)",
            key="post/{name}/{post}",
            url="https://t.me/{name}/{post}",
            fold=_FOLD,
            keep=("comment",),
            loose=True,
            same=(
                ("https://t.me/s/durov/123", "https://telegram.me/Durov/123?single"),
                ("https://telegram.dog/durov/123?embed=1&mode=tme", "https://t.me/durov/123"),
                ("https://t.me/somegroup/5/123", "https://t.me/somegroup/123?thread=5"),
                ("https://telesco.pe/durov/123", "https://t.me/durov/123"),
            ),
            apart=(
                ("https://t.me/durov/123", "https://t.me/durov/124"),
                ("https://t.me/durov/123", "https://t.me/durov/123?comment=5"),
                ("https://t.me/durov/123", "https://t.me/durov"),
            ),
        ),
        Form(
            hosts=_MAIN,
            path=f"/(?:s/)?{_NOT_A_NAME}@?{_NAME}",
            key="account/{name}",
            url="https://t.me/{name}",
            fold=_FOLD,
            keep=("start", "startgroup", "startapp", "startattach", "before", "after", "q", "game"),
            scope=Scope.ACCOUNT,
            same=(
                ("https://t.me/s/Durov", "https://telegram.me/durov"),
                ("https://t.me/@durov", "https://t.me/durov?boost"),
            ),
            apart=(
                ("https://t.me/somebot", "https://t.me/somebot?start=file_1"),
                ("https://t.me/s/durov", "https://t.me/s/durov?q=slovo"),
                ("https://t.me/durov", "https://t.me/dur0v"),
            ),
        ),
        Form(
            hosts=_MAIN,
            path="/(?:s/)?(?:joinchat/|\\+)(?P<hash>(?![0-9]+\\Z)[A-Za-z0-9_-]+)",
            key="invite/{hash}",
            url="https://t.me/+{hash}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(
                ("https://t.me/joinchat/KXBgXfafNcB4n544", "https://t.me/+KXBgXfafNcB4n544"),
                ("https://telegram.me/s/joinchat/AAAAAE9B8u_wO9d4", "https://t.me/+AAAAAE9B8u_wO9d4"),
            ),
            apart=(("https://t.me/+KXBgXfafNcB4n544", "https://t.me/+KXBgXfafNcB4N544"),),
        ),
        Form(
            hosts=_MAIN,
            path="/\\+(?P<phone>[0-9]{5,15})",
            key="phone/{phone}",
            url="https://t.me/+{phone}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(("https://telegram.me/+77010000000", "https://t.me/+77010000000"),),
            apart=(("https://t.me/+77010000000", "https://t.me/+77010000001"),),
        ),
        Form(
            hosts=_MAIN,
            path="/c/(?P<chat>[0-9]+)/(?:[0-9]+/)?(?P<post>[0-9]+)",
            key="chat/{chat}/{post}",
            url="https://t.me/c/{chat}/{post}",
            keep=("comment",),
            loose=True,
            same=(("https://t.me/c/1234567890/77/99", "https://t.me/c/1234567890/99?thread=77"),),
            apart=(("https://t.me/c/1234567890/99", "https://t.me/c/1234567890/98"),),
        ),
        Form(
            hosts=_MAIN,
            path="/c/(?P<chat>[0-9]+)",
            key="chat/{chat}",
            url="https://t.me/c/{chat}",
            scope=Scope.ACCOUNT,
            apart=(("https://t.me/c/1234567890", "https://t.me/c/1234567891"),),
        ),
        Form(
            hosts=_MAIN,
            path=f"/{_NOT_A_NAME}{_NAME}/s/(?P<story>[0-9]+)",
            key="story/{name}/{story}",
            url="https://t.me/{name}/s/{story}",
            fold=_FOLD,
            loose=True,
            apart=(("https://t.me/durov/s/5", "https://t.me/durov/5"),),
        ),
        Form(
            hosts=("(?P<name>[a-z][a-z0-9_]{3,31}).t.me",),
            path="/(?P<post>[0-9]+)",
            key="post/{name}/{post}",
            url="https://t.me/{name}/{post}",
            loose=True,
            keep=("comment",),
            same=(("https://durov.t.me/123", "https://t.me/durov/123"),),
        ),
        Form(
            hosts=("(?P<name>[a-z][a-z0-9_]{3,31}).t.me",),
            path="",
            key="account/{name}",
            url="https://t.me/{name}",
            scope=Scope.ACCOUNT,
            same=(("https://durov.t.me/", "https://t.me/durov"),),
        ),
        Form(
            hosts=_WEB,
            path="(?:/(?:k|a|z))?",
            fragment=f"#(?:/im\\?p=)?@{_NAME}",
            key="account/{name}",
            url="https://t.me/{name}",
            fold=_FOLD,
            loose=True,
            scope=Scope.ACCOUNT,
            same=(
                ("https://web.telegram.org/k/#@durov", "https://t.me/durov"),
                ("https://web.telegram.org/#/im?p=@Durov", "https://t.me/durov"),
            ),
        ),
        Form(
            hosts=_WEB,
            path="(?:/(?:k|a|z))?",
            fragment="#-100(?P<chat>[0-9]{10,12})_(?P<post>[0-9]+)",
            key="chat/{chat}/{post}",
            url="https://t.me/c/{chat}/{post}",
            loose=True,
            same=(("https://web.telegram.org/a/#-1001234567890_99", "https://t.me/c/1234567890/99"),),
        ),
        Form(
            hosts=_WEB,
            path="(?:/(?:k|a|z))?",
            fragment="#-100(?P<chat>[0-9]{10,12})",
            key="chat/{chat}",
            url="https://t.me/c/{chat}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(("https://web.telegram.org/z/#-1001234567890", "https://t.me/c/1234567890"),),
        ),
        Form(
            hosts=_WEB,
            path="(?:/(?:k|a|z))?",
            fragment="#(?P<chat>-?[0-9]{4,20})",
            key="peer/{chat}",
            url="https://web.telegram.org/k/#{chat}",
            loose=True,
            scope=Scope.ACCOUNT,
            apart=(("https://web.telegram.org/k/#-123456789", "https://web.telegram.org/k/#123456789"),),
        ),
        Form(
            hosts=_MAIN,
            path="/(?P<kind>addstickers|addemoji|addlist|addtheme|addstyle|bg|nft|giftcode|m|proxy|socks|setlanguage)/(?P<id>[A-Za-z0-9_-]+)",
            key="{kind}/{id}",
            url="https://t.me/{kind}/{id}",
            loose=True,
            same=(("https://telegram.me/addstickers/Animals", "https://t.me/addstickers/Animals"),),
        ),
    ),
)
