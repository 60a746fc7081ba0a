"""Facebook's posts in all their forms, and the groups that many of them stand in."""

from typing import Final

from complaints.domain.identity.forms import Form, without_dots
from complaints.domain.identity.platforms.facebook.names import COMMENTS, DOTLESS, OWNER, POST
from complaints.domain.identity.scopes import Scope

_GROUP: Final = "(?P<group>[A-Za-z0-9][A-Za-z0-9._-]{1,79})"
_UNDOTTED_GROUP: Final = {"group": without_dots}

POSTS: Final[tuple[Form, ...]] = (
    Form(
        path=f"/groups/{_GROUP}/(?P<post>[0-9]{{5,20}})",
        key="group/{group}/post/{post}",
        url="https://www.facebook.com/groups/{group}/posts/{post}/",
        fold=_UNDOTTED_GROUP,
        keep=COMMENTS,
        loose=True,
        same=(
            (
                "https://www.facebook.com/groups/159674/178699/",
                "https://www.facebook.com/groups/159674/posts/178699/",
            ),
        ),
    ),
    Form(
        path=f"/groups/{_GROUP}/(?:posts|permalink)/{POST}",
        key="group/{group}/post/{post}",
        url="https://www.facebook.com/groups/{group}/posts/{post}/",
        fold=_UNDOTTED_GROUP,
        keep=COMMENTS,
        loose=True,
        same=(
            (
                "https://www.facebook.com/groups/159674/permalink/178699/?ref=share",
                "https://m.facebook.com/groups/159674/posts/178699",
            ),
            (
                "https://www.facebook.com/groups/Some.Group/posts/178699",
                "https://ru-ru.facebook.com/groups/somegroup/posts/178699",
            ),
        ),
        apart=(
            (
                "https://www.facebook.com/groups/159674/posts/178699",
                "https://www.facebook.com/groups/159674/posts/178698",
            ),
            (
                "https://www.facebook.com/groups/159674/posts/178699",
                "https://www.facebook.com/groups/159674/posts/178699?comment_id=5",
            ),
        ),
    ),
    Form(
        path=f"/groups/{_GROUP}",
        query={"multi_permalinks": POST},
        key="group/{group}/post/{post}",
        url="https://www.facebook.com/groups/{group}/posts/{post}/",
        fold=_UNDOTTED_GROUP,
        keep=COMMENTS,
        loose=True,
        same=(
            (
                "https://www.facebook.com/groups/159674?multi_permalinks=178699",
                "https://www.facebook.com/groups/159674/posts/178699",
            ),
        ),
    ),
    Form(
        path=f"/groups/{_GROUP}",
        query={"view": "permalink", "id": POST},
        key="group/{group}/post/{post}",
        url="https://www.facebook.com/groups/{group}/posts/{post}/",
        fold=_UNDOTTED_GROUP,
        keep=COMMENTS,
        loose=True,
        same=(
            (
                "https://m.facebook.com/groups/159674?view=permalink&id=178699",
                "https://www.facebook.com/groups/159674/posts/178699",
            ),
        ),
    ),
    Form(
        path=f"/groups/{_GROUP}(?:/(?:about|discussion|announcements))?",
        key="group/{group}",
        url="https://www.facebook.com/groups/{group}/",
        fold=_UNDOTTED_GROUP,
        scope=Scope.ACCOUNT,
        same=(("https://www.facebook.com/groups/159674/?ref=share", "https://m.facebook.com/groups/159674"),),
        apart=(("https://www.facebook.com/groups/159674", "https://www.facebook.com/159674"),),
    ),
    Form(
        path="/(?:story|permalink)\\.php",
        query={"story_fbid": POST, "id": "(?P<owner>[0-9]{1,20})"},
        key="post/{owner}/{post}",
        url="https://www.facebook.com/{owner}/posts/{post}",
        keep=COMMENTS,
        loose=True,
        same=(
            (
                "https://m.facebook.com/story.php?story_fbid=117506&id=369911&_rdr",
                "https://www.facebook.com/369911/posts/117506",
            ),
            (
                "https://www.facebook.com/permalink.php?story_fbid=117506&id=369911",
                "https://mbasic.facebook.com/story.php?id=369911&story_fbid=117506",
            ),
        ),
        apart=(
            (
                "https://m.facebook.com/story.php?story_fbid=117506&id=369911",
                "https://m.facebook.com/story.php?story_fbid=117507&id=369911",
            ),
        ),
    ),
    Form(
        path=f"/{OWNER}/posts/(?:[^/]{{1,200}}/)?{POST}",
        key="post/{owner}/{post}",
        url="https://www.facebook.com/{owner}/posts/{post}",
        fold=DOTLESS,
        keep=COMMENTS,
        loose=True,
        same=(
            (
                "https://www.facebook.com/Tengrinews.kz/posts/765691?__tn__=R",
                "https://m.facebook.com/tengrinewskz/posts/765691",
            ),
        ),
        apart=(("https://www.facebook.com/azattyq/posts/765691", "https://www.facebook.com/tengrinews/posts/765691"),),
    ),
    Form(
        path="/(?P<owner>[0-9]{5,20})_(?P<post>[0-9]{5,20})",
        key="post/{owner}/{post}",
        url="https://www.facebook.com/{owner}/posts/{post}",
        keep=COMMENTS,
        loose=True,
        same=(("https://www.facebook.com/369911_117506", "https://www.facebook.com/369911/posts/117506"),),
    ),
)
