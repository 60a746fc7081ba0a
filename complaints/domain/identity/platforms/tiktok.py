"""TikTok, Likee and Snapchat: short videos by their number, accounts."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_FOLD: Final = {"name": lower}

TIKTOK: Final = Platform(
    name="tiktok",
    hosts=("tiktok.com", "vxtiktok.com", "tnktok.com", "tfxktok.com"),
    noise=frozenset(
        [
            "is_from_webapp",
            "sender_device",
            "sender_web_id",
            "lang",
            "_r",
            "_t",
            "_d",
            "u_code",
            "preview_pb",
            "share_app_id",
            "share_app_name",
            "share_link_id",
            "timestamp",
            "tt_from",
            "user_id",
            "sec_uid",
            "sec_user_id",
            "enter_from",
            "enter_method",
            "web_id",
            "is_copy_url",
            "checksum",
            "language",
            "source",
            "refer",
            "referer_url",
            "referer_video_id",
            "embed_source",
        ]
    ),
    forms=(
        Form(
            path="/(?:@[^/]{0,60}/(?:video|photo|live/video)|embed(?:/v2|/v3)?|player/v1|share/video|share/item|i18n/share/video|v)/(?P<id>[0-9]{5,20})(?:\\.html)?",
            key="post/{id}",
            url="https://www.tiktok.com/@/video/{id}",
            loose=True,
            same=(
                (
                    "https://www.tiktok.com/@nasa/video/7123456789012345678?_r=1&_t=8x",
                    "https://m.tiktok.com/v/7123456789012345678.html",
                ),
                (
                    "https://www.tiktok.com/embed/v2/7123456789012345678",
                    "https://www.tiktok.com/player/v1/7123456789012345678",
                ),
                (
                    "https://www.tiktok.com/@NASA/video/7123456789012345678",
                    "https://m.tiktok.com/@nasa/video/7123456789012345678",
                ),
            ),
            apart=(
                (
                    "https://www.tiktok.com/@nasa/video/7123456789012345678",
                    "https://www.tiktok.com/@nasa/video/7123456789012345679",
                ),
            ),
        ),
        Form(
            path="/(?:foryou)?",
            query={"item_id": "(?P<id>[0-9]{5,20})"},
            fragment="(?:#.*)?",
            key="post/{id}",
            url="https://www.tiktok.com/@/video/{id}",
            loose=True,
            same=(
                (
                    "https://www.tiktok.com/foryou?is_copy_url=1&item_id=7123456789012345678#/@nasa/video/7123456789012345678",
                    "https://www.tiktok.com/@nasa/video/7123456789012345678",
                ),
            ),
        ),
        Form(
            path="/(?:@|share/user/@|embed/@)(?P<name>[A-Za-z0-9_.]{1,40})",
            key="account/{name}",
            url="https://www.tiktok.com/@{name}",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(("https://www.tiktok.com/@NASA?lang=ru", "https://m.tiktok.com/@nasa"),),
            apart=(("https://www.tiktok.com/@nasa", "https://www.tiktok.com/@nasa/live"),),
        ),
        Form(
            path="/tag/(?P<tag>[^/]+)",
            key="hashtag/{tag}",
            url="https://www.tiktok.com/tag/{tag}",
            fold={"tag": lower},
            same=(("https://www.tiktok.com/tag/Slovo?lang=ru", "https://m.tiktok.com/tag/slovo"),),
        ),
        Form(
            path="/music/(?:[^/]{0,300}-)?(?P<id>[0-9]{5,20})",
            key="music/{id}",
            url="https://www.tiktok.com/music/-{id}",
            same=(("https://www.tiktok.com/music/slovo-7123456", "https://m.tiktok.com/music/drugoe-7123456"),),
            loose=True,
        ),
    ),
)

SNAPCHAT: Final = Platform(
    name="snapchat",
    hosts=("snapchat.com", "story.snapchat.com"),
    noise=frozenset({"share_id", "locale", "link", "sender_web_id", "web_client_id"}),
    forms=(
        Form(
            hosts=("snapchat.com",),
            path="/(?:add/|@)(?P<name>[A-Za-z0-9_.-]{3,30})",
            key="account/{name}",
            url="https://www.snapchat.com/add/{name}",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(("https://www.snapchat.com/add/Slovo?share_id=x", "https://snapchat.com/@slovo"),),
        ),
        Form(
            hosts=("snapchat.com",),
            path="/(?:@[A-Za-z0-9_.-]{3,30}/)?spotlight/(?P<id>[A-Za-z0-9_-]{20,80})",
            key="spotlight/{id}",
            url="https://www.snapchat.com/spotlight/{id}",
            loose=True,
            same=(
                (
                    "https://www.snapchat.com/@slovo/spotlight/W7_EDlXWTBiXAEEniNoMPwAAYd",
                    "https://www.snapchat.com/spotlight/W7_EDlXWTBiXAEEniNoMPwAAYd?locale=ru",
                ),
            ),
        ),
    ),
)

LIKEE: Final = Platform(
    name="likee",
    hosts=("likee.video", "likee.com"),
    noise=frozenset({"lang", "share_id"}),
    forms=(
        Form(
            path="/@[A-Za-z0-9_.]{1,40}/video/(?P<id>[0-9]{5,24})",
            key="video/{id}",
            url="https://likee.video/v/{id}",
            loose=True,
        ),
        Form(
            path="/v/(?P<id>[0-9]{5,24})",
            key="video/{id}",
            url="https://likee.video/v/{id}",
            loose=True,
            same=(
                ("https://likee.video/@Slovo/video/7012345678901234567", "https://likee.video/v/7012345678901234567"),
            ),
        ),
        Form(
            path="/@(?P<name>[A-Za-z0-9_.]{1,40})",
            key="account/{name}",
            url="https://likee.video/@{name}",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(("https://likee.video/@Slovo?lang=ru", "https://www.likee.video/@slovo"),),
        ),
    ),
)
