"""Google's services that hold what people make: Docs and Drive, Sites, Groups, and the app stores beside them."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_ACCOUNT: Final = "(?:/u/[0-9]{1,2}|/a/[a-z0-9.-]{3,100})?"
_ID: Final = "(?P<id>[A-Za-z0-9_-]{10,120})"

# One row of ids names documents, files and folders alike.
GOOGLE_DRIVE: Final = Platform(
    name="google_drive",
    hosts=("docs.google.com", "drive.google.com", "drive.usercontent.google.com", "spreadsheets.google.com"),
    noise=frozenset({"usp", "pli", "authuser", "hl", "ouid", "rtpof", "sd", "resourcekey", "ths"}),
    forms=(
        Form(
            path=f"{_ACCOUNT}/(?P<kind>document|spreadsheets|presentation|forms|drawings|file)(?:/u/[0-9]{{1,2}})?/d/e/{_ID}(?:/.*)?",
            key="published/{id}",
            url="https://docs.google.com/{kind}/d/e/{id}/pub",
            loose=True,
            apart=(
                (
                    "https://docs.google.com/document/d/e/2PACX-1vAbCdEfGh/pub",
                    "https://docs.google.com/document/d/2PACX-1vAbCdEfGh/edit",
                ),
            ),
        ),
        Form(
            path=f"{_ACCOUNT}/(?P<kind>document|spreadsheets|presentation|forms|drawings|file)(?:/u/[0-9]{{1,2}})?/d/{_ID}(?:/.*)?",
            key="file/{id}",
            url="https://drive.google.com/open?id={id}",
            loose=True,
            same=(
                (
                    "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOp/edit?usp=sharing",
                    "https://docs.google.com/document/u/0/d/1AbCdEfGhIjKlMnOp/mobilebasic",
                ),
                (
                    "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view",
                    "https://drive.google.com/open?id=1AbCdEfGhIjKlMnOp",
                ),
                (
                    "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOp/htmlview#gid=0",
                    "https://docs.google.com/a/slovo.kz/spreadsheets/d/1AbCdEfGhIjKlMnOp/edit",
                ),
            ),
            apart=(
                (
                    "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOp/edit",
                    "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOP/edit",
                ),
            ),
        ),
        Form(
            path=f"/(?:drive{_ACCOUNT}|corp/drive)/(?:mobile/)?folders/{_ID}",
            key="file/{id}",
            url="https://drive.google.com/open?id={id}",
            loose=True,
            same=(
                (
                    "https://drive.google.com/drive/u/0/folders/1AbCdEfGhIjKlMnOp?usp=sharing",
                    "https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOp",
                ),
            ),
        ),
        Form(
            path=f"{_ACCOUNT}/(?:open|uc|download|folderview|embeddedfolderview|thumbnail|leaf|(?:document|presentation)/(?:pub|edit|view))",
            query={"id": _ID},
            key="file/{id}",
            url="https://drive.google.com/open?id={id}",
            loose=True,
            same=(
                (
                    "https://drive.google.com/uc?id=1AbCdEfGhIjKlMnOp&export=download",
                    "https://drive.usercontent.google.com/download?id=1AbCdEfGhIjKlMnOp",
                ),
                (
                    "https://docs.google.com/document/pub?id=1AbCdEfGhIjKlMnOp",
                    "https://drive.google.com/embeddedfolderview?id=1AbCdEfGhIjKlMnOp#list",
                ),
                (
                    "https://docs.google.com/uc?id=1AbCdEfGhIjKlMnOp",
                    "https://drive.google.com/folderview?id=1AbCdEfGhIjKlMnOp",
                ),
            ),
        ),
        Form(
            hosts=("lh3.googleusercontent.com",),
            path=f"/d/{_ID}(?:=[a-z0-9-]{{1,40}})?",
            key="file/{id}",
            url="https://drive.google.com/open?id={id}",
            same=(
                (
                    "https://lh3.googleusercontent.com/d/1AbCdEfGhIjKlMnOp=w1000",
                    "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view",
                ),
            ),
        ),
    ),
)

GOOGLE_SITES: Final = Platform(
    name="google_sites",
    hosts=("sites.google.com",),
    noise=frozenset({"authuser", "usp", "pli", "hl"}),
    forms=(
        Form(
            path=f"{_ACCOUNT}/(?P<place>view|site|[a-z0-9-]+\\.[a-z.]+)/(?P<site>[A-Za-z0-9._-]{{1,100}})(?P<page>/.*)?",
            key="{place}/{site}{page}",
            url="https://sites.google.com/{place}/{site}{page}",
            fold={"site": lower},
            same=(
                (
                    "https://sites.google.com/view/Slovo/about?authuser=0",
                    "https://sites.google.com/u/1/view/slovo/about",
                ),
            ),
            apart=(
                ("https://sites.google.com/view/slovo", "https://sites.google.com/site/slovo"),
                ("https://sites.google.com/view/slovo/a", "https://sites.google.com/view/slovo/b"),
            ),
        ),
    ),
)

GOOGLE_GROUPS: Final = Platform(
    name="google_groups",
    hosts=("groups.google.com",),
    noise=frozenset({"hl", "pli"}),
    forms=(
        Form(
            path=f"{_ACCOUNT}/(?:g|d/topic|group)/(?P<group>[A-Za-z0-9._-]{{2,100}})/(?:c/)?(?P<topic>[A-Za-z0-9_-]{{8,20}})",
            key="topic/{group}/{topic}",
            url="https://groups.google.com/g/{group}/c/{topic}",
            fold={"group": lower},
            same=(
                (
                    "https://groups.google.com/d/topic/slovo/AbCdEfGhIjk",
                    "https://groups.google.com/g/slovo/c/AbCdEfGhIjk",
                ),
            ),
        ),
        Form(
            path="/forum",
            fragment="#!topic/(?P<group>[A-Za-z0-9._-]{2,100})/(?P<topic>[A-Za-z0-9_-]{8,20})(?:/.*)?",
            key="topic/{group}/{topic}",
            url="https://groups.google.com/g/{group}/c/{topic}",
            fold={"group": lower},
            same=(
                (
                    "https://groups.google.com/forum/#!topic/slovo/AbCdEfGhIjk",
                    "https://groups.google.com/g/slovo/c/AbCdEfGhIjk",
                ),
            ),
        ),
        Form(
            path="/forum",
            fragment="#!forum/(?P<group>[A-Za-z0-9._-]{2,100})",
            key="group/{group}",
            url="https://groups.google.com/g/{group}",
            fold={"group": lower},
            scope=Scope.ACCOUNT,
            same=(("https://groups.google.com/forum/#!forum/Slovo", "https://groups.google.com/g/slovo"),),
        ),
        Form(
            path=f"{_ACCOUNT}/(?:g|group)/(?P<group>[A-Za-z0-9._-]{{2,100}})",
            key="group/{group}",
            url="https://groups.google.com/g/{group}",
            fold={"group": lower},
            scope=Scope.ACCOUNT,
            same=(("https://groups.google.com/group/Slovo?hl=ru", "https://groups.google.com/g/slovo"),),
        ),
    ),
)

APP_STORES: Final = Platform(
    name="app_store",
    hosts=("play.google.com", "apps.apple.com", "itunes.apple.com", "market.android.com"),
    noise=frozenset({"hl", "gl", "pli", "referrer", "mt", "l", "ls", "platform", "pt", "ct", "at", "app"}),
    forms=(
        Form(
            hosts=("play.google.com", "market.android.com"),
            path="/store/apps/details",
            query={"id": "(?P<id>[A-Za-z0-9_.]{3,150})"},
            key="google/{id}",
            url="https://play.google.com/store/apps/details?id={id}",
            loose=True,
            same=(
                (
                    "https://play.google.com/store/apps/details?id=kz.slovo.app&hl=ru&gl=KZ",
                    "https://play.google.com/store/apps/details?id=kz.slovo.app",
                ),
            ),
            apart=(
                (
                    "https://play.google.com/store/apps/details?id=kz.slovo.app",
                    "https://play.google.com/store/apps/details?id=kz.slovo.App",
                ),
            ),
        ),
        Form(
            hosts=("apps.apple.com", "itunes.apple.com"),
            path="(?:/[a-z]{2})?/app/(?:[^/]{1,200}/)?id(?P<id>[0-9]{5,14})",
            key="apple/{id}",
            url="https://apps.apple.com/app/id{id}",
            loose=True,
            same=(
                (
                    "https://apps.apple.com/kz/app/slovo/id123456789",
                    "https://itunes.apple.com/us/app/slovo/id123456789?mt=8",
                ),
            ),
        ),
    ),
)
