"""Players of videos: Vimeo, Dailymotion, Coub, Bilibili, Niconico, BitChute, Odysee and others."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform

VIMEO: Final = Platform(
    name="vimeo",
    hosts=("vimeo.com", "player.vimeo.com"),
    noise=frozenset({"share", "fl", "fe", "autoplay"}),
    forms=(
        Form(
            path="/(?:video/|videos/|channels/[^/]{1,80}/(?:videos/)?|groups/[^/]{1,80}/videos/|album/[0-9]{1,12}/video/|showcase/[0-9]{1,12}/video/|ondemand/[^/]{1,80}/|event/[0-9]{1,12}/videos/)?(?P<id>[0-9]{5,12})(?P<key>/[0-9a-f]{8,12})?",
            key="video/{id}",
            url="https://vimeo.com/{id}{key}",
            loose=True,
            same=(
                ("https://player.vimeo.com/video/76979871?h=8272103f6e&autoplay=1", "https://vimeo.com/76979871"),
                ("https://vimeo.com/channels/staffpicks/76979871", "https://vimeo.com/groups/slovo/videos/76979871"),
                ("https://vimeo.com/76979871/8272103f6e?share=copy", "https://vimeo.com/76979871#t=5s"),
            ),
            apart=(
                ("https://vimeo.com/76979871", "https://vimeo.com/76979872"),
                ("https://vimeo.com/76979871", "https://vimeo.com/user76979871"),
            ),
        ),
    ),
)

DAILYMOTION: Final = Platform(
    name="dailymotion",
    hosts=("dailymotion.com", "dai.ly", "(geo|games|touch).dailymotion.com"),
    noise=frozenset({"syndication", "playlist", "start", "autoplay", "mute"}),
    forms=(
        Form(
            hosts=("dailymotion.com", "(geo|games|touch).dailymotion.com"),
            path="(?:/[a-z]{2}(?:-[a-z]{2})?)?/(?:embed/video|embed/p/[a-z0-9]{1,12}/video|video|swf|swf/video|crawler/video)/(?P<id>[A-Za-z0-9]{5,20})(?:_[^/]*)?",
            key="video/{id}",
            url="https://www.dailymotion.com/video/{id}",
            loose=True,
            same=(
                ("https://www.dailymotion.com/video/x26ezj5_slovo-o_news", "https://dai.ly/x26ezj5"),
                (
                    "https://www.dailymotion.com/embed/video/x26ezj5?autoplay=1",
                    "https://touch.dailymotion.com/video/x26ezj5",
                ),
            ),
            apart=(("https://dai.ly/x26ezj5", "https://dai.ly/x26ezj6"),),
        ),
        Form(
            hosts=("geo.dailymotion.com", "dailymotion.com"),
            path="/player(?:/[a-z0-9]{1,12})?\\.html",
            query={"video": "(?P<id>[A-Za-z0-9]{5,20})"},
            key="video/{id}",
            url="https://www.dailymotion.com/video/{id}",
            loose=True,
            same=(("https://geo.dailymotion.com/player.html?video=x26ezj5", "https://dai.ly/x26ezj5"),),
        ),
        Form(
            hosts=("dai.ly",),
            path="/(?P<id>[A-Za-z0-9]{5,20})",
            key="video/{id}",
            url="https://www.dailymotion.com/video/{id}",
        ),
    ),
)

COUB: Final = Platform(
    name="coub",
    hosts=("coub.com",),
    forms=(
        Form(
            path="/(?:view|embed)/(?P<id>[a-z0-9]{4,10})",
            key="coub/{id}",
            url="https://coub.com/view/{id}",
            loose=True,
            same=(("https://coub.com/embed/2abcd?autostart=true", "https://coub.com/view/2abcd"),),
        ),
    ),
)

BILIBILI: Final = Platform(
    name="bilibili",
    hosts=("bilibili.com", "player.bilibili.com", "b23.tv"),
    forms=(
        Form(
            hosts=("bilibili.com",),
            path="/(?:video|s/video)/(?P<id>BV[A-Za-z0-9]{10}|av[0-9]{1,15})",
            key="video/{id}",
            url="https://www.bilibili.com/video/{id}",
            keep=("p",),
            loose=True,
            same=(
                (
                    "https://m.bilibili.com/video/BV1xx411c7mD?spm_id_from=x",
                    "https://www.bilibili.com/video/BV1xx411c7mD/",
                ),
            ),
            apart=(("https://www.bilibili.com/video/BV1xx411c7mD", "https://www.bilibili.com/video/BV1xx411c7mD?p=2"),),
        ),
        Form(
            hosts=("b23.tv",),
            path="/(?P<id>BV[A-Za-z0-9]{10}|av[0-9]{1,15})",
            key="video/{id}",
            url="https://www.bilibili.com/video/{id}",
            keep=("p",),
            loose=True,
            same=(("https://b23.tv/BV1xx411c7mD", "https://www.bilibili.com/video/BV1xx411c7mD"),),
        ),
        Form(
            hosts=("player.bilibili.com",),
            path="/player\\.html",
            query={"bvid": "(?P<id>BV[A-Za-z0-9]{10})"},
            key="video/{id}",
            url="https://www.bilibili.com/video/{id}",
            keep=("p",),
            loose=True,
            same=(
                (
                    "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD",
                    "https://www.bilibili.com/video/BV1xx411c7mD",
                ),
            ),
        ),
    ),
)

NICONICO: Final = Platform(
    name="niconico",
    hosts=("nicovideo.jp", "nico.ms", "(sp|embed).nicovideo.jp"),
    forms=(
        Form(
            path="(?:/watch)?/(?P<id>(?:sm|nm|so)[0-9]{1,12})",
            key="video/{id}",
            url="https://www.nicovideo.jp/watch/{id}",
            loose=True,
            same=(
                ("https://nico.ms/sm9?ref=x", "https://sp.nicovideo.jp/watch/sm9"),
                ("https://embed.nicovideo.jp/watch/sm9", "https://www.nicovideo.jp/watch/sm9"),
            ),
        ),
    ),
)

BITCHUTE: Final = Platform(
    name="bitchute",
    hosts=("bitchute.com", "old.bitchute.com"),
    forms=(
        Form(
            path="/(?:video|embed)/(?P<id>[A-Za-z0-9_-]{6,20})",
            key="video/{id}",
            url="https://www.bitchute.com/video/{id}/",
            loose=True,
            same=(("https://old.bitchute.com/video/AbCdEfGhIjKl/", "https://www.bitchute.com/embed/AbCdEfGhIjKl/"),),
        ),
    ),
)

ODYSEE: Final = Platform(
    name="odysee",
    hosts=("odysee.com", "lbry.tv", "open.lbry.com"),
    noise=frozenset({"r", "src", "view", "autoplay"}),
    forms=(
        Form(
            path="(?:/\\$/(?:embed|download))?/(?P<channel>@[^/:]{1,120}(?::[0-9a-f]{1,40})?)/(?P<title>[^/:]{1,300}:[0-9a-f]{1,40})",
            key="video/{channel}/{title}",
            url="https://odysee.com/{channel}/{title}",
            keep=("lc",),
            loose=True,
            same=(
                ("https://lbry.tv/@slovo:1/slovo-o:a", "https://odysee.com/@slovo:1/slovo-o:a?src=embed"),
                ("https://odysee.com/$/embed/@slovo:1/slovo-o:a", "https://odysee.com/@slovo:1/slovo-o:a"),
            ),
        ),
    ),
)

STREAMABLE: Final = Platform(
    name="streamable",
    hosts=("streamable.com",),
    noise=frozenset({"src", "autoplay", "muted", "loop", "t"}),
    forms=(
        Form(
            path="/(?:(?:e|o|s|t)/)?(?P<id>[a-z0-9]{5,7})",
            key="video/{id}",
            url="https://streamable.com/{id}",
            same=(("https://streamable.com/e/ab1cd2", "https://streamable.com/ab1cd2?src=player-page-share"),),
        ),
    ),
)

PORNHUB: Final = Platform(
    name="pornhub",
    hosts=("pornhub.com", "pornhub.org", "([a-z]{2}).pornhub.com", "([a-z]{2}).pornhub.org"),
    forms=(
        Form(
            path="/view_video\\.php",
            query={"viewkey": "(?P<id>[A-Za-z0-9]{8,24})"},
            key="video/{id}",
            url="https://www.pornhub.com/view_video.php?viewkey={id}",
            loose=True,
            same=(
                (
                    "https://rt.pornhub.com/view_video.php?viewkey=ph5a1b2c3d4e5f6&pkey=1",
                    "https://www.pornhub.org/view_video.php?viewkey=ph5a1b2c3d4e5f6",
                ),
            ),
        ),
        Form(
            path="/embed/(?P<id>[A-Za-z0-9]{8,24})",
            key="video/{id}",
            url="https://www.pornhub.com/view_video.php?viewkey={id}",
            loose=True,
            same=(
                (
                    "https://www.pornhub.com/embed/ph5a1b2c3d4e5f6",
                    "https://www.pornhub.com/view_video.php?viewkey=ph5a1b2c3d4e5f6",
                ),
            ),
        ),
    ),
)
