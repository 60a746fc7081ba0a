"""YouTube: videos in every player, playlists, channels under each of their names."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_VIDEO: Final = "(?P<id>(?!videoseries|live_stream)[A-Za-z0-9_-]{11})"
_MAIN: Final = (
    "youtube.com",
    "youtube.*",
    "music.youtube.com",
    "gaming.youtube.com",
    "youtube-nocookie.com",
    "youtubekids.com",
    "yewtu.be",
    "invidious.snopyta.org",
    "invidious.kavin.rocks",
    "vid.puffyan.us",
    "inv.nadeko.net",
    "piped.video",
    "piped.kavin.rocks",
    "youtube.googleapis.com",
)
_TAB: Final = (
    "(?:/(?:featured|videos|shorts|streams|live|playlists|podcasts|releases|community|posts|channels|about|home|null))?"
)

YOUTUBE: Final = Platform(
    name="youtube",
    hosts=(*_MAIN, "youtu.be"),
    routes=True,
    noise=frozenset(
        {
            "feature",
            "si",
            "pp",
            "app",
            "persist_app",
            "hl",
            "gl",
            "sub_confirmation",
            "ab_channel",
            "view",
            "sort",
            "flow",
            "view_as",
            "noapp",
            "desktop_uri",
            "reload",
            "cbrd",
            "ucbcb",
            "disable_polymer",
            "bp",
            "shelf_id",
            "themerefresh",
        }
    ),
    forms=(
        Form(
            path="/watch",
            query={"v": _VIDEO, "lc": "(?P<comment>[A-Za-z0-9_.-]+)"},
            key="video/{id}/comment/{comment}",
            url="https://www.youtube.com/watch?v={id}&lc={comment}",
            loose=True,
            apart=(
                ("https://www.youtube.com/watch?v=sC4l-LvAH_c&lc=UgxX1", "https://www.youtube.com/watch?v=sC4l-LvAH_c"),
            ),
        ),
        Form(
            hosts=_MAIN,
            path="(?:/(?:watch|watch_popup|details|ytscreeningroom|movie))?",
            query={"v": f"{_VIDEO}(?:[?&/%].*)?"},
            key="video/{id}",
            url="https://www.youtube.com/watch?v={id}",
            loose=True,
            same=(
                (
                    "https://www.youtube.com/watch?v=sC4l-LvAH_c&t=98s&list=PLx&index=2",
                    "https://youtu.be/sC4l-LvAH_c?si=AbC&t=5",
                ),
                ("https://www.youtube.com/watch?v=sC4l-LvAH_c%26feature%3Dshare", "https://youtu.be/sC4l-LvAH_c"),
                (
                    "https://m.youtube.com/#/watch?v=sC4l-LvAH_c",
                    "https://music.youtube.com/watch?v=sC4l-LvAH_c&feature=share",
                ),
            ),
            apart=(
                ("https://www.youtube.com/watch?v=sC4l-LvAH_c", "https://www.youtube.com/watch?v=SC4l-LvAH_c"),
                ("https://www.youtube.com/watch?v=sC4l-LvAH_c&list=PLx1", "https://www.youtube.com/playlist?list=PLx1"),
                (
                    "https://www.youtube.com/embed/live_stream?channel=UCX6OQ3DkcsbYNE6H8uQQuVA",
                    "https://www.youtube.com/embed/live_stream?channel=UCX6OQ3DkcsbYNE6H8uQQuVB",
                ),
            ),
        ),
        Form(
            hosts=_MAIN,
            path=f"/(?:shorts|live|v|vi|e|embed|clip_embed|watch|video)/{_VIDEO}(?:[/&].*)?",
            key="video/{id}",
            url="https://www.youtube.com/watch?v={id}",
            loose=True,
            same=(
                (
                    "https://www.youtube.com/shorts/sC4l-LvAH_c?feature=share",
                    "https://www.youtube.com/live/sC4l-LvAH_c",
                ),
                (
                    "https://www.youtube-nocookie.com/embed/sC4l-LvAH_c?rel=0",
                    "https://www.youtube.com/v/sC4l-LvAH_c&hl=ru",
                ),
                ("https://youtubekids.com/watch?v=sC4l-LvAH_c", "https://youtu.be/sC4l-LvAH_c"),
            ),
        ),
        Form(
            hosts=("youtu.be",),
            path=f"/{_VIDEO}(?:[/&].*)?",
            key="video/{id}",
            url="https://www.youtube.com/watch?v={id}",
            loose=True,
        ),
        Form(
            hosts=_MAIN,
            path="/user/[A-Za-z0-9_-]{1,40}",
            fragment=f"#p/(?:[a-z]{{1,2}}/)?(?:[0-9]{{1,4}}/)?{_VIDEO}",
            key="video/{id}",
            url="https://www.youtube.com/watch?v={id}",
            loose=True,
            same=(("https://www.youtube.com/user/BBCNews#p/u/1/sC4l-LvAH_c", "https://youtu.be/sC4l-LvAH_c"),),
        ),
        Form(
            hosts=("(i[0-9]?|img).ytimg.com", "(i[0-9]?|img).youtube.com"),
            path=f"/(?:vi|vi_webp|an_webp)/{_VIDEO}/(?P<file>[A-Za-z0-9_]+)\\.(?:jpg|webp)",
            key="thumbnail/{id}",
            url="https://i.ytimg.com/vi/{id}/hqdefault.jpg",
            loose=True,
            apart=(("https://i.ytimg.com/vi/sC4l-LvAH_c/hqdefault.jpg", "https://youtu.be/sC4l-LvAH_c"),),
        ),
        Form(
            hosts=_MAIN,
            path="/(?:playlist|embed/videoseries|embed|watch|view_play_list)",
            query={"list": "(?P<list>[A-Za-z0-9_-]{2,64})"},
            key="playlist/{list}",
            url="https://www.youtube.com/playlist?list={list}",
            loose=True,
            same=(
                (
                    "https://m.youtube.com/playlist?list=PLx1&feature=share",
                    "https://www.youtube.com/embed/videoseries?list=PLx1",
                ),
            ),
            apart=(("https://www.youtube.com/playlist?list=PLx1", "https://www.youtube.com/playlist?list=PLX1"),),
        ),
        Form(
            hosts=_MAIN,
            path=f"/channel/(?P<id>UC[A-Za-z0-9_-]{{22}}){_TAB}",
            key="channel/{id}",
            url="https://www.youtube.com/channel/{id}",
            scope=Scope.ACCOUNT,
            same=(
                (
                    "https://m.youtube.com/channel/UCX6OQ3DkcsbYNE6H8uQQuVA/videos",
                    "https://www.youtube.com/channel/UCX6OQ3DkcsbYNE6H8uQQuVA?sub_confirmation=1",
                ),
            ),
            apart=(
                (
                    "https://www.youtube.com/channel/UCX6OQ3DkcsbYNE6H8uQQuVA",
                    "https://www.youtube.com/channel/UCX6OQ3DkcsbYNE6H8uQQuVa",
                ),
            ),
        ),
        Form(
            hosts=_MAIN,
            path=f"/@(?P<handle>(?:[A-Za-z0-9_.-]|%[0-9A-F]{{2}}){{3,90}}){_TAB}",
            key="handle/{handle}",
            url="https://www.youtube.com/@{handle}",
            fold={"handle": lower},
            scope=Scope.ACCOUNT,
            same=(("https://www.youtube.com/@MrBeast/videos", "https://m.youtube.com/@mrbeast?si=AbC"),),
            apart=(("https://www.youtube.com/@MrBeast", "https://www.youtube.com/user/MrBeast"),),
        ),
        Form(
            hosts=_MAIN,
            path=f"/user/(?P<name>[A-Za-z0-9_-]{{1,40}}){_TAB}",
            key="user/{name}",
            url="https://www.youtube.com/user/{name}",
            fold={"name": lower},
            scope=Scope.ACCOUNT,
            same=(("https://www.youtube.com/user/BBCNews/videos", "https://www.youtube.com/user/bbcnews"),),
        ),
        Form(
            hosts=_MAIN,
            path=f"/c/(?P<name>[A-Za-z0-9_.-]{{1,60}}){_TAB}",
            key="custom/{name}",
            url="https://www.youtube.com/c/{name}",
            fold={"name": lower},
            scope=Scope.ACCOUNT,
            same=(("https://www.youtube.com/c/28minutesARTE/featured", "https://www.youtube.com/28minutesARTE"),),
        ),
        Form(
            hosts=("youtube.com",),
            path="/(?!(?:watch|playlist|results|feed|embed|shorts|live|channel|user|c|about|redirect|login|signin|gaming|premium|account|howyoutubeworks|t|s|ads|creators|kids|music|movies|trending|news|sports|learning|podcasts|hashtag|clip|post|source|post_login|oops|upload|logout|attribution_link|index)$)(?P<name>[A-Za-z0-9_]{1,60})",
            key="custom/{name}",
            url="https://www.youtube.com/c/{name}",
            fold={"name": lower},
            scope=Scope.ACCOUNT,
        ),
        Form(
            hosts=_MAIN,
            path="/hashtag/(?P<tag>[^/]+)(?:/shorts)?",
            key="hashtag/{tag}",
            url="https://www.youtube.com/hashtag/{tag}",
            fold={"tag": lower},
            same=(("https://www.youtube.com/hashtag/Slovo", "https://m.youtube.com/hashtag/slovo/shorts"),),
        ),
        Form(
            hosts=_MAIN,
            path="/(?P<kind>post|clip)/(?P<id>[A-Za-z0-9_-]{20,60})",
            key="{kind}/{id}",
            url="https://www.youtube.com/{kind}/{id}",
            keep=("lc",),
            loose=True,
            same=(
                (
                    "https://m.youtube.com/post/UgkxAbCdEfGhIjKlMnOpQr?si=x",
                    "https://www.youtube.com/post/UgkxAbCdEfGhIjKlMnOpQr",
                ),
            ),
        ),
    ),
)
