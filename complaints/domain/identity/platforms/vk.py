"""VK: the wall, communities under their aliases, overlays, videos, clips, and the hosts that show them."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_PLACE: Final = (
    "(?P<kind>wall|photo|video|clip|album|topic|page|story|podcast|market|product|note|poll|"
    "audio_playlist|audio|doc|app)"
)
_ANY: Final = f"{_PLACE}(?P<owner>-?[0-9]+)_(?P<id>[0-9]+)"
_TAIL: Final = "(?:[/?&%_].*)?"
_VIDEO_HOSTS: Final = ("vkvideo.ru", "live.vkvideo.ru")

VK: Final = Platform(
    name="vk",
    hosts=("vk.com", "vk.ru", "vkontakte.ru", "new.vk.com", "0.vk.com", "vk.me", *_VIDEO_HOSTS),
    noise=frozenset(
        {
            "from",
            "ref",
            "rev",
            "all",
            "own",
            "pop",
            "mt_click_id",
            "mt_link_id",
            "is_group",
            "roistat_visit",
            "trackcode",
            "to_vk",
            "post_click",
            "isvideolive",
            "access_key",
        }
    ),
    forms=(
        # What lies over another page: the page beneath says only where the reader came from.
        Form(
            query={"w": "(?P<kind>wall)(?P<owner>-?[0-9]+)_(?P<id>[0-9]+)_r(?P<reply>[0-9]+)" + _TAIL},
            key="wall/{owner}_{id}/reply/{reply}",
            url="https://vk.com/wall{owner}_{id}?reply={reply}",
            loose=True,
            same=(("https://vk.com/feed?w=wall-1_2_r3", "https://vk.com/wall-1_2?reply=3"),),
            apart=(("https://vk.com/feed?w=wall-1_2_r3", "https://vk.com/wall-1_2"),),
        ),
        Form(
            query={"w": f"{_ANY}{_TAIL}"},
            key="{kind}/{owner}_{id}",
            url="https://vk.com/{kind}{owner}_{id}",
            loose=True,
            same=(
                ("https://vk.com/club1?w=wall-1_2%2Fall", "https://vk.ru/wall-1_2"),
                ("https://vk.com/market-1?w=product-1_5", "https://vk.com/product-1_5"),
            ),
            apart=(("https://vk.com/club1?w=wall-1_2", "https://vk.com/club1?w=wall-1_3"),),
        ),
        Form(
            query={"z": f"{_ANY}{_TAIL}"},
            key="{kind}/{owner}_{id}",
            url="https://vk.com/{kind}{owner}_{id}",
            loose=True,
            same=(
                ("https://vk.com/durov?z=photo1_456%2Falbum1_0%2Frev", "https://m.vk.com/photo1_456"),
                ("https://vk.com/video?z=video-1_456%2Fpl_cat_trends", "https://vk.com/video-1_456"),
            ),
            apart=(("https://vk.com/durov?z=photo1_456", "https://vk.com/durov?z=video1_456"),),
        ),
        Form(
            path="/video_ext\\.php",
            query={"oid": "(?P<owner>-?[0-9]+)", "id": "(?P<id>[0-9]+)"},
            key="video/{owner}_{id}",
            url="https://vk.com/video{owner}_{id}",
            loose=True,
            same=(
                ("https://vk.com/video_ext.php?oid=-1&id=456&hash=0f1e&hd=2", "https://vk.com/video-1_456"),
                ("https://vkvideo.ru/video_ext.php?oid=-1&id=456", "https://vkvideo.ru/video-1_456"),
            ),
        ),
        Form(
            path="/(?P<kind>wall)(?P<owner>-?[0-9]+)_(?P<id>[0-9]+)",
            query={"reply": "(?P<reply>[0-9]+)"},
            key="wall/{owner}_{id}/reply/{reply}",
            url="https://vk.com/wall{owner}_{id}?reply={reply}",
            loose=True,
            apart=(("https://vk.com/wall-1_2?reply=3", "https://vk.com/wall-1_2?reply=4"),),
        ),
        Form(
            path=f"/{_ANY}(?:%2F.*)?",
            key="{kind}/{owner}_{id}",
            url="https://vk.com/{kind}{owner}_{id}",
            keep=("offset", "post", "reply"),
            loose=True,
            same=(
                ("https://m.vk.com/wall-1_2?from=feed", "https://vkontakte.ru/wall-1_2"),
                ("https://vkvideo.ru/video-1_456?list=abc&t=10s", "https://vk.com/video-1_456"),
                ("https://vk.ru/clip-1_456", "https://vk.com/clip-1_456"),
                ("https://vk.com/photo-1_2%2Fwall-1_3", "https://vk.com/photo-1_2"),
            ),
            apart=(
                ("https://vk.com/wall-1_2", "https://vk.com/wall1_2"),
                ("https://vk.com/topic-1_2", "https://vk.com/topic-1_2?offset=20"),
                ("https://vk.com/photo-1_2", "https://vk.com/video-1_2"),
                ("https://vk.com/clip-1_2", "https://vk.com/video-1_2"),
                ("https://vk.com/photo-1_2?reply=3", "https://vk.com/photo-1_2"),
            ),
        ),
        Form(
            path="/wall(?P<owner>-?[0-9]+)_(?P<id>[0-9]+)_r(?P<reply>[0-9]+)",
            key="wall/{owner}_{id}/reply/{reply}",
            url="https://vk.com/wall{owner}_{id}?reply={reply}",
            loose=True,
            same=(("https://vk.com/wall-1_2_r3", "https://vk.com/wall-1_2?reply=3"),),
        ),
        Form(
            path="/music/(?:album|playlist)/(?P<owner>-?[0-9]+)_(?P<id>[0-9]+)(?:_[0-9a-f]+)?",
            key="audio_playlist/{owner}_{id}",
            url="https://vk.com/music/playlist/{owner}_{id}",
            loose=True,
            same=(("https://vk.com/music/album/-200_456_0a1b", "https://vk.com/audios1?z=audio_playlist-200_456"),),
        ),
        Form(
            path="/(?:video|clips?)/[^?]{1,120}/(?P<kind>video|clip)(?P<owner>-?[0-9]+)_(?P<id>[0-9]+)",
            key="{kind}/{owner}_{id}",
            url="https://vk.com/{kind}{owner}_{id}",
            loose=True,
            same=(
                ("https://vk.com/video/playlist/-1_7/video-1_456", "https://vk.com/video-1_456"),
                ("https://vkvideo.ru/playlist/-1_7/video-1_456", "https://vk.com/video-1_456"),
            ),
        ),
        Form(
            path="/playlist/-?[0-9]+_[0-9]+/(?P<kind>video)(?P<owner>-?[0-9]+)_(?P<id>[0-9]+)",
            key="{kind}/{owner}_{id}",
            url="https://vk.com/{kind}{owner}_{id}",
            loose=True,
        ),
        # Accounts. Clubs, publics and events count through one row of numbers.
        Form(
            path="/(?:club|public|event)(?P<id>[1-9][0-9]*)",
            key="community/{id}",
            url="https://vk.com/club{id}",
            scope=Scope.ACCOUNT,
            same=(
                ("https://vk.com/club1719791", "https://m.vk.com/public1719791"),
                ("https://vk.com/event1719791", "https://vk.ru/club1719791?from=search"),
            ),
            apart=(("https://vk.com/club1", "https://vk.com/id1"), ("https://vk.com/club1", "https://vk.com/wall-1_1")),
        ),
        Form(
            path="/id(?P<id>[1-9][0-9]*)",
            key="user/{id}",
            url="https://vk.com/id{id}",
            scope=Scope.ACCOUNT,
            same=(("https://vk.com/id1", "https://vkontakte.ru/id1"),),
        ),
        Form(
            path="/profile\\.php",
            query={"id": "(?P<id>[1-9][0-9]*)"},
            key="user/{id}",
            url="https://vk.com/id{id}",
            scope=Scope.ACCOUNT,
            same=(("http://vkontakte.ru/profile.php?id=1", "https://vk.com/id1"),),
        ),
        Form(
            path="/(?P<what>albums|videos|audios|clips|docs|market|wall|board|friends|followers)(?P<owner>-?[0-9]+)",
            key="{what}/{owner}",
            url="https://vk.com/{what}{owner}",
            keep=("offset", "q", "section"),
            same=(("https://m.vk.com/albums-1", "https://vk.com/albums-1"),),
            apart=(
                ("https://vk.com/wall-1", "https://vk.com/wall-1?offset=20"),
                ("https://vk.com/albums-1", "https://vk.com/albums1"),
            ),
        ),
        Form(
            path="/join/(?P<hash>[A-Za-z0-9_=/+-]+)",
            key="invite/{hash}",
            url="https://vk.me/join/{hash}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(("https://vk.me/join/AbC1dEf=", "https://vk.com/join/AbC1dEf="),),
        ),
        Form(
            hosts=("vk.com", "vk.ru", "vkontakte.ru", "new.vk.com", "0.vk.com"),
            path="/@(?P<article>[A-Za-z0-9_.-]+)",
            key="article/{article}",
            url="https://vk.com/@{article}",
            fold={"article": lower},
            same=(("https://m.vk.com/@durov-slovo-o", "https://vk.com/@durov-slovo-o"),),
            apart=(("https://vk.com/@durov", "https://vk.com/durov"),),
        ),
        Form(
            hosts=_VIDEO_HOSTS,
            path="/@(?P<name>[A-Za-z0-9_.]+)",
            key="videos/@{name}",
            url="https://vkvideo.ru/@{name}",
            fold={"name": lower},
            scope=Scope.ACCOUNT,
            apart=(("https://vkvideo.ru/@durov", "https://vk.com/@durov"),),
        ),
        Form(
            hosts=("vk.com", "vk.ru", "vkontakte.ru", "new.vk.com", "0.vk.com", "vk.me"),
            path="/(?P<name>[A-Za-z_][A-Za-z0-9_.]{1,31})",
            key="account/{name}",
            url="https://vk.com/{name}",
            fold={"name": lower},
            scope=Scope.ACCOUNT,
            same=(
                ("https://vk.com/Durov", "https://m.vk.com/durov"),
                ("https://vk.me/durov", "https://vk.ru/durov"),
                ("https://new.vk.com/durov", "https://vk.com/durov"),
            ),
            apart=(
                ("https://vk.com/durov", "https://vk.com/durov?w=wall1_2"),
                ("https://vk.com/durov", "https://vk.com/durova"),
            ),
        ),
    ),
)
