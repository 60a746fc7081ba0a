"""Instagram and Threads: posts by their code, stories, accounts."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_INSTAGRAM_NOT_A_NAME: Final = (
    "(?!(?:p|reel|reels|tv|s|stories|explore|accounts|about|developer|legal|directory|web|challenge|emails|graphql|api|"
    "static|oauth|session|direct|popular|press|consent|privacy|linkshim|share|index\\.php|topics)(?:/|\\Z))"
)

_USER: Final = f"{_INSTAGRAM_NOT_A_NAME}(?P<user>[A-Za-z0-9_.]{{1,30}})"

_USER_FOLD: Final = {"user": lower}

# They show posts of Instagram's under its own paths, for messengers.
_EMBEDDERS: Final = (
    "ddinstagram.com",
    "(d|g).ddinstagram.com",
    "kkinstagram.com",
    "instagramez.com",
    "vxinstagram.com",
)

INSTAGRAM: Final = Platform(
    name="instagram",
    hosts=("instagram.com", "instagr.am", *_EMBEDDERS),
    noise=frozenset(["hl", "ref", "taken-by", "taken_by", "__a", "__d", "__pwa", "theme", "r=[0-9]", "xmt"]),
    forms=(
        Form(
            path=f"/(?:share/)?(?:{_USER}/)?(?:p|reel|reels|tv)/(?P<code>[A-Za-z0-9_-]{{5,60}})/c/(?P<comment>[0-9]+)(?:/.*)?",
            key="post/{code}/comment/{comment}",
            url="https://www.instagram.com/p/{code}/c/{comment}/",
            loose=True,
            apart=(("https://www.instagram.com/p/hrZhBUufnfe/c/179/", "https://www.instagram.com/p/hrZhBUufnfe/"),),
        ),
        Form(
            path=f"/(?:{_USER}/)?(?:p|reel|reels|tv)/(?!audio(?:/|\\Z))(?P<code>[A-Za-z0-9_-]{{5,60}})(?:/(?:embed|media|liked_by|comments|captioned)(?:/captioned)?)?",
            key="post/{code}",
            url="https://www.instagram.com/p/{code}/",
            keep=("comment_id",),
            loose=True,
            same=(
                ("https://www.instagram.com/reel/hrZhBUufnfe/?igsh=x", "https://instagram.com/p/hrZhBUufnfe"),
                (
                    "https://www.instagram.com/nasa/p/hrZhBUufnfe/?img_index=2",
                    "https://instagr.am/p/hrZhBUufnfe/embed/captioned/",
                ),
                ("https://www.ddinstagram.com/p/hrZhBUufnfe/", "https://www.instagram.com/p/hrZhBUufnfe/"),
                ("https://www.instagram.com/tv/hrZhBUufnfe/", "https://www.instagram.com/nasa/reel/hrZhBUufnfe"),
            ),
            apart=(
                ("https://www.instagram.com/p/hrZhBUufnfe/", "https://www.instagram.com/p/hrZhBUUfnfe/"),
                ("https://www.instagram.com/p/hrZhBUufnfe/?comment_id=1", "https://www.instagram.com/p/hrZhBUufnfe/"),
            ),
        ),
        Form(
            path=f"/stories/(?!highlights/){_USER}/(?P<id>[0-9]+)",
            key="story/{id}",
            url="https://www.instagram.com/stories/{user}/{id}/",
            loose=True,
            same=(
                (
                    "https://www.instagram.com/stories/NASA/314159265/?r=1",
                    "https://instagram.com/stories/nasa/314159265",
                ),
            ),
        ),
        Form(
            path="/stories/highlights/(?P<id>[0-9]+)",
            key="highlight/{id}",
            url="https://www.instagram.com/stories/highlights/{id}/",
            same=(
                (
                    "https://www.instagram.com/stories/highlights/179/?hl=ru",
                    "https://instagram.com/stories/highlights/179",
                ),
            ),
            loose=True,
        ),
        Form(
            path="/explore/locations/(?P<id>[0-9]{3,20})(?:/[^/]*)?",
            key="location/{id}",
            url="https://www.instagram.com/explore/locations/{id}/",
            loose=True,
            same=(
                (
                    "https://www.instagram.com/explore/locations/213385402/almaty/",
                    "https://www.instagram.com/explore/locations/213385402/",
                ),
            ),
        ),
        Form(
            hosts=("ig.me",),
            path=f"/m/{_USER}",
            key="account/{user}",
            url="https://www.instagram.com/{user}/",
            fold=_USER_FOLD,
            scope=Scope.ACCOUNT,
            same=(("https://ig.me/m/NASA", "https://www.instagram.com/nasa/"),),
        ),
        Form(
            path="/explore/tags/(?P<tag>[^/]+)",
            key="hashtag/{tag}",
            url="https://www.instagram.com/explore/tags/{tag}/",
            fold={"tag": lower},
            loose=True,
            same=(("https://www.instagram.com/explore/tags/Slovo/?hl=ru", "https://instagram.com/explore/tags/slovo"),),
        ),
        Form(
            path=f"/(?:_u/)?@?{_USER}(?:/(?:reels|feed|embed|channel))?",
            key="account/{user}",
            url="https://www.instagram.com/{user}/",
            fold=_USER_FOLD,
            scope=Scope.ACCOUNT,
            same=(
                ("https://www.instagram.com/NASA/?hl=ru", "https://instagram.com/_u/nasa"),
                ("https://www.instagram.com/nasa/reels/", "https://m.instagram.com/nasa"),
            ),
            apart=(
                ("https://www.instagram.com/nasa/", "https://www.instagram.com/nasa/tagged/"),
                ("https://www.instagram.com/nasa", "https://www.instagram.com/nasa_"),
            ),
        ),
    ),
)

THREADS: Final = Platform(
    name="threads",
    hosts=("threads.net", "threads.com"),
    noise=frozenset({"hl", "xmt", "slof"}),
    forms=(
        Form(
            path="/(?:@[A-Za-z0-9_.]{1,30}/post|t|post)/(?P<code>[A-Za-z0-9_-]{5,60})(?:/(?:embed|media))?",
            key="post/{code}",
            url="https://www.threads.com/t/{code}",
            loose=True,
            same=(
                ("https://www.threads.net/@nasa/post/C1aBcDeFgH_?xmt=x", "https://www.threads.com/t/C1aBcDeFgH_"),
                ("https://www.threads.com/@NASA/post/C1aBcDeFgH_/media", "https://threads.net/@nasa/post/C1aBcDeFgH_"),
            ),
            apart=(("https://www.threads.net/t/C1aBcDeFgH_", "https://www.threads.net/t/C1aBcDeFgh_"),),
        ),
        Form(
            path="/@(?P<user>[A-Za-z0-9_.]{1,30})",
            key="account/{user}",
            url="https://www.threads.com/@{user}",
            fold=_USER_FOLD,
            scope=Scope.ACCOUNT,
            same=(("https://www.threads.net/@NASA", "https://threads.com/@nasa?hl=ru"),),
            apart=(("https://www.threads.net/@nasa", "https://www.threads.net/@nasa/replies"),),
        ),
    ),
)
