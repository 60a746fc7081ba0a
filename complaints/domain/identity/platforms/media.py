"""Music and pictures: SoundCloud, Spotify, Imgur."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_FOLD: Final = {"name": lower}

SOUNDCLOUD: Final = Platform(
    name="soundcloud",
    hosts=("soundcloud.com",),
    noise=frozenset({"in", "si", "ref", "in_system_playlist"}),
    forms=(
        Form(
            path="/(?!(?:discover|stream|you|search|upload|tags|charts|pages|people|stations|jobs|imprint|terms-of-use|signin|oembed)/)(?P<name>[A-Za-z0-9_-]{1,60})/(?!(?:sets|tracks|albums|reposts|likes|following|followers|popular-tracks|comments)\\Z)(?P<track>[A-Za-z0-9_-]{1,120})",
            key="track/{name}/{track}",
            url="https://soundcloud.com/{name}/{track}",
            fold={"name": lower, "track": lower},
            same=(("https://soundcloud.com/Slovo/slovo-o?in=x/sets/y&si=z", "https://m.soundcloud.com/slovo/slovo-o"),),
            apart=(
                ("https://soundcloud.com/slovo/a", "https://soundcloud.com/slovo/b"),
                ("https://soundcloud.com/slovo", "https://soundcloud.com/slovo/likes"),
            ),
        ),
        Form(
            path="/(?!(?:discover|stream|you|search|upload|tags|charts|pages|people|stations|jobs|imprint|post|news|view|list)\\Z)(?P<name>[A-Za-z0-9_-]{2,60})(?:/(?:tracks|popular-tracks))?",
            key="account/{name}",
            url="https://soundcloud.com/{name}",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(("https://soundcloud.com/Slovo?ref=clipboard", "https://m.soundcloud.com/slovo/tracks"),),
        ),
    ),
)

SPOTIFY: Final = Platform(
    name="spotify",
    hosts=("open.spotify.com", "play.spotify.com", "embed.spotify.com"),
    noise=frozenset({"si"}),
    forms=(
        Form(
            path="(?:/intl-[a-z]{2}(?:-[a-z]{2})?)?(?:/embed)?(?:/user/[^/]{1,60})?/(?P<kind>track|album|artist|playlist|episode|show|user)/(?P<id>[A-Za-z0-9_.-]{1,60})",
            key="{kind}/{id}",
            url="https://open.spotify.com/{kind}/{id}",
            loose=True,
            same=(
                (
                    "https://open.spotify.com/intl-de/track/4uLU6hMCjMI75M1A2tKUQC?si=x",
                    "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC",
                ),
            ),
            apart=(
                (
                    "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
                    "https://open.spotify.com/album/4uLU6hMCjMI75M1A2tKUQC",
                ),
            ),
        ),
    ),
)

IMGUR: Final = Platform(
    name="imgur",
    hosts=("imgur.com", "i.imgur.com"),
    noise=frozenset({"fb", "noredirect", "fbplay", "third_party"}),
    forms=(
        Form(
            hosts=("i.imgur.com", "imgur.com"),
            path="/(?P<id>[A-Za-z0-9]{5,8})(?:\\.(?:jpe?g|png|gif|gifv|mp4|webm|webp))?",
            key="image/{id}",
            url="https://imgur.com/{id}",
            same=(
                ("https://i.imgur.com/XyZ12aB.jpg", "https://imgur.com/XyZ12aB"),
                ("https://i.imgur.com/XyZ12aB.gifv", "https://m.imgur.com/XyZ12aB"),
            ),
            apart=(
                ("https://imgur.com/XyZ12aB", "https://imgur.com/a/XyZ12aB"),
                ("https://imgur.com/XyZ12aB", "https://imgur.com/xyz12aB"),
            ),
        ),
        Form(
            hosts=("imgur.com",),
            path="/(?P<kind>a|gallery)/(?:[A-Za-z0-9-]{1,200}-)?(?P<id>[A-Za-z0-9]{5,8})(?:/(?:embed|layout/[a-z]{1,20}))?",
            key="{kind}/{id}",
            url="https://imgur.com/{kind}/{id}",
            loose=True,
            same=(("https://imgur.com/gallery/slovo-o-slove-AbC12dE", "https://imgur.com/gallery/AbC12dE"),),
        ),
    ),
)
