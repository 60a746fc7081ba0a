"""X, formerly Twitter: posts by their number, accounts, lists, spaces, and the hosts that show them."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_NOT_A_NAME: Final = (
    "(?!(?:i|search|hashtag|home|explore|notifications|messages|settings|login|logout|signup|share|intent|tos|privacy|about|"
    "download|compose|oauth|account|widgets|statuses|status|who_to_follow|jobs|help|rules|following|followers|lists|"
    "favorites|languages|sessions|similar_to|goodies|invitations|premium|communities)(?:/|\\Z))"
)
_NAME: Final = f"@?{_NOT_A_NAME}(?P<name>[A-Za-z0-9_]{{1,20}})"
_FOLD: Final = {"name": lower}

X: Final = Platform(
    name="x",
    hosts=(
        "x.com",
        "twitter.com",
        "nitter.net",
        "xcancel.com",
        "vxtwitter.com",
        "fxtwitter.com",
        "fixupx.com",
        "fixvx.com",
        "(d|g|c|t).fxtwitter.com",
        "(d|c).vxtwitter.com",
        "twittpr.com",
        "twitter3e4tixl4xyajtrzo62zg5vztmjuricljdp2c5kshju4avyoid.onion",
    ),
    routes=True,
    noise=frozenset(
        [
            "s=[0-9]{1,2}",
            "t=[A-Za-z0-9_-]{18,26}",
            "lang",
            "ref_src",
            "ref_url",
            "src",
            "cn",
            "cxt",
            "mx",
            "vertical",
            "original_referer",
            "related",
            "tw_p",
            "tw_i",
            "variant",
        ]
    ),
    forms=(
        Form(
            path="/(?:@?[A-Za-z0-9_]{1,20}|i|i/web)/status(?:es)?/(?P<id>[0-9]{1,20})(?:/(?!(?:likes|quotes|retweets|reposts|history)(?:/|\\Z)).*)?",
            key="post/{id}",
            url="https://x.com/i/status/{id}",
            loose=True,
            same=(
                (
                    "https://twitter.com/HRW/status/723634909599691553?s=20&t=AbC",
                    "https://x.com/i/web/status/723634909599691553",
                ),
                (
                    "https://mobile.twitter.com/hrw/statuses/723634909599691553",
                    "https://twitter.com/hrw/status/723634909599691553/photo/1",
                ),
                (
                    "https://nitter.net/hrw/status/723634909599691553#m",
                    "https://twitter.com/#!/hrw/status/723634909599691553",
                ),
                (
                    "https://vxtwitter.com/hrw/status/723634909599691553",
                    "https://x.com/hrw/status/723634909599691553/video/1",
                ),
            ),
            apart=(
                ("https://x.com/hrw/status/723634909599691553", "https://x.com/hrw/status/723634909599691554"),
                ("https://x.com/hrw/status/723634909599691553", "https://x.com/hrw"),
                ("https://x.com/hrw/status/723634909599691553/likes", "https://x.com/hrw/status/723634909599691553"),
            ),
        ),
        Form(
            path="/statuses/(?P<id>[0-9]{1,20})",
            key="post/{id}",
            url="https://x.com/i/status/{id}",
            loose=True,
            same=(("https://twitter.com/statuses/723634909599691553", "https://x.com/hrw/status/723634909599691553"),),
        ),
        Form(
            hosts=("platform.twitter.com",),
            path="/embed/Tweet\\.html",
            query={"id": "(?P<id>[0-9]{1,20})"},
            key="post/{id}",
            url="https://x.com/i/status/{id}",
            loose=True,
            same=(
                (
                    "https://platform.twitter.com/embed/Tweet.html?id=723634909599691553&lang=ru",
                    "https://x.com/hrw/status/723634909599691553",
                ),
            ),
        ),
        Form(
            path="/intent/(?:like|favorite|retweet)",
            query={"tweet_id": "(?P<id>[0-9]{1,20})"},
            key="post/{id}",
            url="https://x.com/i/status/{id}",
            loose=True,
            same=(
                (
                    "https://twitter.com/intent/like?tweet_id=723634909599691553",
                    "https://x.com/hrw/status/723634909599691553",
                ),
            ),
        ),
        Form(
            path="/intent/(?:user|follow)",
            query={"screen_name": "@?(?P<name>[A-Za-z0-9_]{1,20})"},
            key="account/{name}",
            url="https://x.com/{name}",
            fold=_FOLD,
            loose=True,
            scope=Scope.ACCOUNT,
            same=(("https://twitter.com/intent/follow?screen_name=HRW", "https://x.com/hrw"),),
        ),
        Form(
            path="/intent/user",
            query={"user_id": "(?P<id>[0-9]{1,20})"},
            key="id/{id}",
            url="https://x.com/i/user/{id}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(("https://twitter.com/intent/user?user_id=14700316", "https://x.com/i/user/14700316"),),
        ),
        Form(
            path="/account/redirect_by_id",
            query={"id": "(?P<id>[0-9]{1,20})"},
            key="id/{id}",
            url="https://x.com/i/user/{id}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(("https://twitter.com/account/redirect_by_id?id=14700316", "https://x.com/i/user/14700316"),),
        ),
        Form(
            hosts=("pbs.twimg.com",),
            path="/media/(?P<id>[A-Za-z0-9_-]{10,30})(?:\\.(?:jpe?g|png|webp))?(?::[a-z]{4,6})?",
            key="media/{id}",
            url="https://pbs.twimg.com/media/{id}?format=jpg",
            loose=True,
            same=(
                (
                    "https://pbs.twimg.com/media/FabCdEfXgAAxyz1?format=jpg&name=large",
                    "https://pbs.twimg.com/media/FabCdEfXgAAxyz1.jpg:orig",
                ),
            ),
            apart=(
                (
                    "https://pbs.twimg.com/media/FabCdEfXgAAxyz1?format=jpg",
                    "https://pbs.twimg.com/media/FabCdEfXgAAxyz2?format=jpg",
                ),
            ),
        ),
        Form(
            path="/i/user/(?P<id>[0-9]{1,20})",
            key="id/{id}",
            url="https://x.com/i/user/{id}",
            loose=True,
            scope=Scope.ACCOUNT,
        ),
        Form(
            path="/i/(?P<kind>spaces|broadcasts|lists|communities|events|topics|trending|articles?)/(?P<id>[A-Za-z0-9]{1,30})(?:/(?:peek|about))?",
            key="{kind}/{id}",
            url="https://x.com/i/{kind}/{id}",
            loose=True,
            same=(("https://twitter.com/i/spaces/1OdKrXWaPVkGX?s=20", "https://x.com/i/spaces/1OdKrXWaPVkGX/peek"),),
            apart=(("https://x.com/i/lists/123", "https://x.com/i/communities/123"),),
        ),
        Form(
            path="/hashtag/(?P<tag>[^/]+)",
            key="hashtag/{tag}",
            url="https://x.com/hashtag/{tag}",
            fold={"tag": lower},
            same=(("https://twitter.com/hashtag/Slovo?src=hash", "https://x.com/hashtag/slovo"),),
        ),
        Form(
            path=f"/{_NAME}/lists/(?P<list>[A-Za-z0-9_-]{{1,60}})",
            key="list/{name}/{list}",
            url="https://x.com/{name}/lists/{list}",
            fold=_FOLD,
            same=(("https://twitter.com/HRW/lists/staff", "https://x.com/hrw/lists/staff"),),
        ),
        Form(
            path=f"/{_NAME}(?:/(?:with_replies|media|highlights|articles|superfollows))?",
            key="account/{name}",
            url="https://x.com/{name}",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(
                ("https://twitter.com/HRW", "https://x.com/hrw?s=20"),
                ("https://twitter.com/@hrw", "http://twitter.com/#!/HRW"),
                ("https://mobile.twitter.com/hrw/with_replies", "https://nitter.net/hrw"),
            ),
            apart=(("https://x.com/hrw", "https://x.com/hrw/likes"), ("https://x.com/hrw", "https://x.com/hrw_")),
        ),
    ),
)
