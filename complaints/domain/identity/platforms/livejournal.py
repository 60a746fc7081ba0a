"""LiveJournal: journals and entries under every host that shows them."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, hyphens
from complaints.domain.identity.scopes import Scope

_LJ_USER: Final = "(?P<user>[A-Za-z0-9_-]{1,40})"

_LJ_OWN: Final = (
    "((?!(?:users|community|communities|syndicated|l-stat|l-files|ic|sso|stat)\\Z)(?P<user>[a-z0-9_-]{1,40})).livejournal.com",
)

_LJ_FOLD: Final = {"user": hyphens}

_LJ_SHARED: Final = ("(users|community|communities|syndicated).livejournal.com",)

LIVEJOURNAL: Final = Platform(
    name="livejournal",
    hosts=("livejournal.com", "(?P<user>[a-z0-9_-]{1,40}).livejournal.com"),
    noise=frozenset(
        [
            "view=(?:comments|flat|expand).*",
            "style=(?:mine|light|site)",
            "format=light",
            "nojs",
            "mode=reply",
            "media",
            "from",
            "rfrom",
            "es",
            "noanalytics",
            "lj_uid",
            "nc",
        ]
    ),
    forms=(
        Form(
            hosts=("livejournal.com",),
            path=f"/(?:users/|community/|~){_LJ_USER}/(?P<post>[0-9]+)(?:\\.html)?",
            key="post/{user}/{post}",
            url="https://{user}.livejournal.com/{post}.html",
            fold=_LJ_FOLD,
            keep=("thread", "page"),
            same=(
                ("http://www.livejournal.com/users/tema/1064.html", "https://tema.livejournal.com/1064.html"),
                ("https://www.livejournal.com/~tema/1064.html", "https://tema.livejournal.com/1064.html"),
            ),
        ),
        Form(
            hosts=("livejournal.com",),
            path=f"/read/user/{_LJ_USER}/(?P<post>[0-9]+)(?:\\.html)?(?:/comments)?",
            key="post/{user}/{post}",
            url="https://{user}.livejournal.com/{post}.html",
            fold=_LJ_FOLD,
            keep=("thread", "page"),
            same=(
                ("https://m.livejournal.com/read/user/some_name/1064", "https://some-name.livejournal.com/1064.html"),
            ),
        ),
        Form(
            hosts=("livejournal.com",),
            path=f"/(?:users/|community/|~|read/user/){_LJ_USER}",
            key="journal/{user}",
            url="https://{user}.livejournal.com/",
            fold=_LJ_FOLD,
            scope=Scope.ACCOUNT,
            same=(
                ("http://www.livejournal.com/users/tema/", "https://tema.livejournal.com/"),
                ("https://m.livejournal.com/read/user/tema", "https://tema.livejournal.com"),
            ),
        ),
        Form(
            hosts=_LJ_SHARED,
            path=f"/{_LJ_USER}/(?P<post>[0-9]+)\\.html",
            key="post/{user}/{post}",
            url="https://{user}.livejournal.com/{post}.html",
            fold=_LJ_FOLD,
            keep=("thread", "page"),
            same=(
                ("https://users.livejournal.com/tema/1064.html", "https://tema.livejournal.com/1064.html"),
                ("http://community.livejournal.com/some_name/1064.html", "https://some-name.livejournal.com/1064.html"),
            ),
        ),
        Form(
            hosts=_LJ_SHARED,
            path=f"/{_LJ_USER}",
            key="journal/{user}",
            url="https://{user}.livejournal.com/",
            fold=_LJ_FOLD,
            scope=Scope.ACCOUNT,
            same=(("http://community.livejournal.com/some_name/", "https://some-name.livejournal.com/"),),
        ),
        Form(
            hosts=_LJ_OWN,
            path="(?:/m)?/(?P<post>[0-9]+)\\.html",
            key="post/{user}/{post}",
            url="https://{user}.livejournal.com/{post}.html",
            fold=_LJ_FOLD,
            keep=("thread", "page"),
            same=(
                (
                    "https://tema.livejournal.com/1064.html?view=comments#comments",
                    "http://www.tema.livejournal.com/1064.html?nojs=1",
                ),
            ),
            apart=(
                ("https://tema.livejournal.com/1064.html", "https://tema.livejournal.com/1063.html"),
                ("https://tema.livejournal.com/1064.html", "https://drugoi.livejournal.com/1064.html"),
                ("https://tema.livejournal.com/1064.html?page=2", "https://tema.livejournal.com/1064.html?page=3"),
                ("https://tema.livejournal.com/1064.html", "https://tema.livejournal.com/1064.html?thread=555"),
            ),
        ),
        Form(
            hosts=_LJ_OWN,
            path="/profile",
            key="profile/{user}",
            url="https://{user}.livejournal.com/profile",
            fold=_LJ_FOLD,
            apart=(("https://tema.livejournal.com/profile", "https://tema.livejournal.com/"),),
        ),
        Form(
            hosts=("livejournal.com",),
            path="/(?:userinfo|profile)(?:\\.bml)?",
            query={"user": _LJ_USER},
            key="profile/{user}",
            url="https://{user}.livejournal.com/profile",
            fold=_LJ_FOLD,
            same=(("https://www.livejournal.com/userinfo.bml?user=tema", "https://tema.livejournal.com/profile"),),
        ),
        Form(
            hosts=_LJ_OWN,
            path="",
            key="journal/{user}",
            url="https://{user}.livejournal.com/",
            fold=_LJ_FOLD,
            scope=Scope.ACCOUNT,
            apart=(
                ("https://tema.livejournal.com/", "https://drugoi.livejournal.com/"),
                ("https://tema.livejournal.com/", "https://tema.livejournal.com/?skip=20"),
            ),
        ),
    ),
)
