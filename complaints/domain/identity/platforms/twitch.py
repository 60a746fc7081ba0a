"""Twitch: broadcasts kept as videos, clips, channels."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_NAME: Final = "(?P<name>[A-Za-z0-9_-]{1,60})"
_FOLD: Final = {"name": lower}
_NOT_A_CHANNEL: Final = (
    "(?!(?:videos|video|directory|search|p|popout|embed|collections|settings|downloads|jobs|turbo|store|prime|"
    "subscriptions|wallet|friends|inventory|drops|clip|clips|team|login|signup|user|u|moderator|products|r)(?:/|"
    "\\Z))"
)

TWITCH: Final = Platform(
    name="twitch",
    hosts=("twitch.tv", "player.twitch.tv", "clips.twitch.tv", "go.twitch.tv"),
    noise=frozenset(
        [
            "tt_content",
            "tt_medium",
            "sr",
            "muted",
            "autoplay",
            "referrer",
            "lang",
            "no-mobile-redirect",
            "featured",
            "filter=(?:all|archives|clips|highlights)",
            "range",
            "sort=(?:time|views)",
            "parent",
        ]
    ),
    forms=(
        Form(
            hosts=("twitch.tv", "go.twitch.tv"),
            path="/(?:videos|[A-Za-z0-9_]{1,40}/(?:v|b|c|video|videos))/(?P<id>[0-9]{5,14})",
            key="video/{id}",
            url="https://www.twitch.tv/videos/{id}",
            loose=True,
            same=(("https://www.twitch.tv/slovo/v/123456789?t=1h", "https://m.twitch.tv/videos/123456789"),),
        ),
        Form(
            hosts=("player.twitch.tv",),
            query={"video": "v?(?P<id>[0-9]{5,14})"},
            key="video/{id}",
            url="https://www.twitch.tv/videos/{id}",
            loose=True,
            same=(("https://player.twitch.tv/?video=v123456789&parent=x", "https://www.twitch.tv/videos/123456789"),),
        ),
        Form(
            hosts=("player.twitch.tv",),
            query={"channel": "(?P<name>[A-Za-z0-9_]{1,40})"},
            key="channel/{name}",
            url="https://www.twitch.tv/{name}",
            fold=_FOLD,
            loose=True,
            scope=Scope.ACCOUNT,
            same=(("https://player.twitch.tv/?channel=Slovo&parent=x", "https://www.twitch.tv/slovo"),),
        ),
        Form(
            hosts=("twitch.tv",),
            path="/(?:[A-Za-z0-9_]{1,40}/)?clip/(?P<id>[A-Za-z0-9_-]{8,100})",
            key="clip/{id}",
            url="https://clips.twitch.tv/{id}",
            loose=True,
            same=(
                (
                    "https://www.twitch.tv/slovo/clip/AwkwardHelplessSalamander?filter=clips",
                    "https://clips.twitch.tv/AwkwardHelplessSalamander",
                ),
            ),
        ),
        Form(
            hosts=("clips.twitch.tv",),
            path="/embed",
            query={"clip": "(?P<id>[A-Za-z0-9_-]{8,100})"},
            key="clip/{id}",
            url="https://clips.twitch.tv/{id}",
            loose=True,
            same=(
                (
                    "https://clips.twitch.tv/embed?clip=AwkwardHelplessSalamander&parent=x",
                    "https://clips.twitch.tv/AwkwardHelplessSalamander",
                ),
            ),
        ),
        Form(
            hosts=("clips.twitch.tv",),
            path="/(?P<id>[A-Za-z0-9_-]{8,100})",
            key="clip/{id}",
            url="https://clips.twitch.tv/{id}",
            loose=True,
            apart=(
                (
                    "https://clips.twitch.tv/AwkwardHelplessSalamander",
                    "https://clips.twitch.tv/AwkwardHelplessSalamandeR",
                ),
            ),
        ),
        Form(
            hosts=("twitch.tv", "go.twitch.tv"),
            path=f"/{_NOT_A_CHANNEL}{_NAME}(?:/(?:videos|about|schedule|home|clips|profile))?",
            key="channel/{name}",
            url="https://www.twitch.tv/{name}",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(("https://www.twitch.tv/Slovo/about", "https://m.twitch.tv/slovo"),),
        ),
    ),
)
