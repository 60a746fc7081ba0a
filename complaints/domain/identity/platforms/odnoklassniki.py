"""Odnoklassniki: groups, profiles, topics, videos, on the telephone site as well."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_OK_HOSTS: Final = ("ok.ru", "odnoklassniki.ru", "odnoklassniki.ua")

_ID: Final = "(?P<id>[0-9]{1,20})"

_OK_NAME: Final = (
    "(?!(?:group|profile|video|videoembed|live|dk|game|games|app|apps|search|help|online|gifts|music|messages|feed|hobby|post|"
    "discussions|albums|photos|topic|statuses|market|web-api|st|legal|regulations|away|offer|login|register|shop)(?:/|\\Z))"
    "(?P<name>[A-Za-z][A-Za-z0-9_.-]{1,60})"
)

ODNOKLASSNIKI: Final = Platform(
    name="odnoklassniki",
    hosts=_OK_HOSTS,
    noise=frozenset(
        {
            "st._aid",
            "st.cmd",
            "ref",
            "_erv",
            "_cl.id",
            "_prevcmd",
            "tkn",
            "autoplay",
            "fromtime",
            "_aid",
            "st.tpl.id",
            "st.layer.closed",
            "bk",
            "cmd",
        }
    ),
    forms=(
        Form(
            path="/(?P<kind>group|profile)/(?P<owner>[0-9]{1,20})/(?:topic|statuses)/" + _ID,
            key="topic/{kind}{owner}/{id}",
            url="https://ok.ru/{kind}/{owner}/topic/{id}",
            loose=True,
            same=(
                (
                    "https://m.ok.ru/group/5304141/topic/6189919",
                    "http://www.odnoklassniki.ru/group/5304141/topic/6189919?_erv=x",
                ),
                ("https://ok.ru/profile/5304141/statuses/6189919", "https://m.ok.ru/profile/5304141/statuses/6189919"),
            ),
            apart=(
                ("https://ok.ru/group/5304141/topic/6189919", "https://ok.ru/group/5304141/topic/6189918"),
                ("https://ok.ru/group/5304141", "https://ok.ru/profile/5304141"),
            ),
        ),
        Form(
            path=f"/{_OK_NAME}/(?:topic|statuses)/{_ID}",
            key="topic/{name}/{id}",
            url="https://ok.ru/{name}/topic/{id}",
            fold={"name": lower},
            loose=True,
            same=(("https://ok.ru/Slovo/topic/6189919", "https://m.ok.ru/slovo/topic/6189919"),),
        ),
        Form(
            path=f"/(?:video|videoembed|live|web-api/video/moviePlayer|video/embed)/{_ID}",
            key="video/{id}",
            url="https://ok.ru/video/{id}",
            loose=True,
            same=(
                ("https://ok.ru/videoembed/2635812?autoplay=1", "https://m.ok.ru/video/2635812"),
                ("https://ok.ru/live/2635812", "https://odnoklassniki.ru/video/2635812"),
            ),
            apart=(("https://ok.ru/video/2635812", "https://ok.ru/video/c2635812"),),
        ),
        Form(
            path="/(?:dk|video)?",
            query={"st.mvId": _ID},
            key="video/{id}",
            url="https://ok.ru/video/{id}",
            loose=True,
            same=(("https://m.ok.ru/dk?st.cmd=movieLayer&st.discId=1&st.mvId=2635812", "https://ok.ru/video/2635812"),),
        ),
        Form(
            path="/dk",
            query={
                "st.cmd": "altGroup(?:ForumTopic|MediaTheme|Topic).*",
                "st.groupId": "(?P<owner>[0-9]{1,20})",
                "st.themeId": _ID,
            },
            key="topic/group{owner}/{id}",
            url="https://ok.ru/group/{owner}/topic/{id}",
            loose=True,
            same=(
                (
                    "https://m.ok.ru/dk?st.cmd=altGroupMediaThemeComments&st.groupId=5304141&st.themeId=6189919",
                    "https://ok.ru/group/5304141/topic/6189919",
                ),
            ),
        ),
        Form(
            path="/dk",
            query={"st.cmd": "altGroupMain", "st.groupId": _ID},
            key="group/{id}",
            url="https://ok.ru/group/{id}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(("https://m.ok.ru/dk?st.cmd=altGroupMain&st.groupId=5304141", "https://ok.ru/group/5304141"),),
        ),
        Form(
            path="/dk",
            query={"st.cmd": "friendMain", "st.friendId": _ID},
            key="profile/{id}",
            url="https://ok.ru/profile/{id}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(("https://m.ok.ru/dk?st.cmd=friendMain&st.friendId=5304141", "https://ok.ru/profile/5304141"),),
        ),
        Form(
            path=f"/(?P<kind>group|profile)/{_ID}",
            key="{kind}/{id}",
            url="https://ok.ru/{kind}/{id}",
            scope=Scope.ACCOUNT,
            same=(
                ("https://www.ok.ru/group/5304141", "http://odnoklassniki.ru/group/5304141"),
                ("https://m.ok.ru/profile/5304141", "https://ok.ru/profile/5304141"),
            ),
            apart=(
                ("https://ok.ru/group/5304141", "https://ok.ru/group/5304142"),
                ("https://ok.ru/group/5304141", "https://ok.ru/group/5304141/members"),
            ),
        ),
        Form(
            path="/(?P<kind>group|profile)(?P<id>[0-9]{8,20})",
            key="{kind}/{id}",
            url="https://ok.ru/{kind}/{id}",
            scope=Scope.ACCOUNT,
            same=(("https://ok.ru/group53041416044757", "https://ok.ru/group/53041416044757"),),
        ),
        Form(
            path=f"/{_OK_NAME}",
            key="account/{name}",
            url="https://ok.ru/{name}",
            fold={"name": lower},
            scope=Scope.ACCOUNT,
            same=(("https://ok.ru/Slovo", "https://m.ok.ru/slovo"),),
        ),
    ),
)
