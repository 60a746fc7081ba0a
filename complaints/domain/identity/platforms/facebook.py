"""Facebook: posts in all their forms, videos, photos, groups, accounts by name and number."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower, without_dots
from complaints.domain.identity.scopes import Scope

_FACEBOOK_HOSTS: Final = (
    "facebook.com",
    "fb.com",
    "facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd.onion",
    "(mbasic|web|touch|free|d|x|0|n|p|b-m|iphone|beta|[a-z]{2}-[a-z]{2}).facebook.com",
)

_NUMBER: Final = "[0-9]{1,20}"

_NOT_A_NAME: Final = (
    "(?!(?:watch|groups|events|pages|people|photo|photos|story|permalink|profile|login|sharer|share|reel|reels|stories|"
    "hashtag|search|marketplace|gaming|games|media|notes|plugins|dialog|ads|business|help|policies|privacy|legal|"
    "settings|messages|bookmarks|friends|saved|memories|pg|p|public|directory|video|videos|live|home|index|posts|terms|"
    "careers|recover|reg|r|fundraisers|donate|jobs|places|topic|topics|tr|v[0-9.]+|l|ajax|cookie|checkpoint|flx|"
    "news)(?:[/.]|\\Z))"
)

_OWNER: Final = f"{_NOT_A_NAME}(?P<owner>[A-Za-z0-9][A-Za-z0-9.]{{1,79}})"

_TAB: Final = "(?:/(?:about|posts|timeline|photos|videos|reels|live_videos|home))?"

_COMMENTS: Final = ("comment_id", "reply_comment_id")

_POST: Final = "(?P<post>[0-9]{1,20}|pfbid[A-Za-z0-9]{10,100})"

_DOTLESS: Final = {"owner": without_dots}

_GROUP: Final = "(?P<group>[A-Za-z0-9][A-Za-z0-9._-]{1,79})"

_UNDOTTED_GROUP: Final = {"group": without_dots}

FACEBOOK: Final = Platform(
    name="facebook",
    hosts=(*_FACEBOOK_HOSTS, "m.me"),
    routes=True,
    noise=frozenset(
        [
            "ref",
            "refid",
            "refsrc",
            "fref",
            "hc_ref",
            "hc_location",
            "pnref",
            "_rdc",
            "_rdr",
            "rdr",
            "rdc",
            "locale",
            "locale2",
            "paipv",
            "eav",
            "_ft_",
            "wtsid",
            "ls_ref",
            "notif_id",
            "notif_t",
            "ti",
            "so",
            "tsid",
            "source",
            "share",
            "rdid",
            "share_url",
            "_fb_noscript",
            "_nc_x",
            "extid",
            "d",
            "vh",
            "ref_component",
            "ref_page",
            "acontext",
            "modal",
            "entry_point",
            "surface_type",
            "referral_source",
            "checkpoint_src",
            "m_entstream_source",
            "av",
            "app",
            "hc_fbclid",
            "comment_tracking",
            "is_from_webapp",
            "sorting_setting",
            "view_public_for",
            "ref_type",
            "_ft",
            "rc",
            "rs",
            "dti",
            "idorvanity",
            "should_open_composer",
            "timeline_context",
        ]
    ),
    forms=(
        Form(
            path=f"/groups/{_GROUP}/(?:posts|permalink)/{_POST}",
            key="group/{group}/post/{post}",
            url="https://www.facebook.com/groups/{group}/posts/{post}/",
            fold=_UNDOTTED_GROUP,
            keep=_COMMENTS,
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
            query={"multi_permalinks": _POST},
            key="group/{group}/post/{post}",
            url="https://www.facebook.com/groups/{group}/posts/{post}/",
            fold=_UNDOTTED_GROUP,
            keep=_COMMENTS,
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
            query={"view": "permalink", "id": _POST},
            key="group/{group}/post/{post}",
            url="https://www.facebook.com/groups/{group}/posts/{post}/",
            fold=_UNDOTTED_GROUP,
            keep=_COMMENTS,
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
            query={"story_fbid": _POST, "id": "(?P<owner>[0-9]{1,20})"},
            key="post/{owner}/{post}",
            url="https://www.facebook.com/{owner}/posts/{post}",
            keep=_COMMENTS,
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
            path=f"/{_OWNER}/posts/(?:[^/]{{1,200}}/)?{_POST}",
            key="post/{owner}/{post}",
            url="https://www.facebook.com/{owner}/posts/{post}",
            fold=_DOTLESS,
            keep=_COMMENTS,
            loose=True,
            same=(
                (
                    "https://www.facebook.com/Tengrinews.kz/posts/765691?__tn__=R",
                    "https://m.facebook.com/tengrinewskz/posts/765691",
                ),
            ),
            apart=(
                ("https://www.facebook.com/azattyq/posts/765691", "https://www.facebook.com/tengrinews/posts/765691"),
            ),
        ),
        Form(
            path="/(?:watch(?:/live)?|video\\.php|video/embed)",
            query={"v": f"(?P<id>{_NUMBER})"},
            key="video/{id}",
            url="https://www.facebook.com/watch/?v={id}",
            keep=_COMMENTS,
            loose=True,
            same=(("https://www.facebook.com/watch/live/?v=311658&ref=share", "https://fb.com/video.php?v=311658"),),
        ),
        Form(
            path="/video/embed",
            query={"video_id": f"(?P<id>{_NUMBER})"},
            key="video/{id}",
            url="https://www.facebook.com/watch/?v={id}",
            loose=True,
            same=(
                ("https://www.facebook.com/video/embed?video_id=311658", "https://www.facebook.com/watch/?v=311658"),
            ),
        ),
        Form(
            path=f"/(?:{_OWNER}/videos|reel|reels|videos)/(?:[^/]{{1,200}}/){{0,2}}(?P<id>{_NUMBER})",
            key="video/{id}",
            url="https://www.facebook.com/watch/?v={id}",
            keep=_COMMENTS,
            loose=True,
            same=(
                ("https://www.facebook.com/108824/videos/311658", "https://www.facebook.com/watch/?v=311658"),
                (
                    "https://www.facebook.com/azattyq/videos/vb.123/311658/?type=2",
                    "https://www.facebook.com/reel/311658?s=chYV2B",
                ),
            ),
        ),
        Form(
            path="/photo(?:\\.php)?",
            query={"fbid": f"(?P<id>{_NUMBER})"},
            key="photo/{id}",
            url="https://www.facebook.com/photo/?fbid={id}",
            keep=_COMMENTS,
            loose=True,
            same=(
                (
                    "https://www.facebook.com/photo.php?fbid=112436&set=a.1&type=3",
                    "https://m.facebook.com/photo/?fbid=112436",
                ),
            ),
            apart=(("https://www.facebook.com/photo.php?fbid=112436", "https://www.facebook.com/watch/?v=112436"),),
        ),
        Form(
            path=f"/{_OWNER}/photos/(?:[^/]{{1,200}}/){{0,2}}(?P<id>{_NUMBER})",
            key="photo/{id}",
            url="https://www.facebook.com/photo/?fbid={id}",
            keep=_COMMENTS,
            loose=True,
            same=(
                (
                    "https://www.facebook.com/azattyq/photos/a.1.2.3/112436/?type=3&theater",
                    "https://www.facebook.com/photo/?fbid=112436",
                ),
            ),
        ),
        Form(
            path="/media/set",
            query={"set": "(?P<set>[A-Za-z0-9.]{2,80})"},
            key="album/{set}",
            url="https://www.facebook.com/media/set/?set={set}",
            loose=True,
            same=(
                (
                    "https://www.facebook.com/media/set/?set=a.112436&type=3",
                    "https://m.facebook.com/media/set/?set=a.112436",
                ),
            ),
        ),
        Form(
            path=f"/events/(?:s/[^/]{{1,200}}/)?(?P<id>{_NUMBER})",
            key="event/{id}",
            url="https://www.facebook.com/events/{id}/",
            loose=True,
            same=(("https://www.facebook.com/events/s/slovo/112436/?ti=ls", "https://m.facebook.com/events/112436"),),
        ),
        Form(
            path=f"/marketplace/item/(?P<id>{_NUMBER})",
            key="item/{id}",
            url="https://www.facebook.com/marketplace/item/{id}/",
            same=(
                (
                    "https://m.facebook.com/marketplace/item/112436/?ref=x",
                    "https://www.facebook.com/marketplace/item/112436",
                ),
            ),
            loose=True,
        ),
        Form(
            path="/share/(?P<code>(?:[pvrg]/)?[A-Za-z0-9_-]{6,40})",
            key="share/{code}",
            url="https://www.facebook.com/share/{code}/",
            loose=True,
            same=(
                (
                    "https://www.facebook.com/share/p/1AbCdEfGhI/?mibextid=x",
                    "https://m.facebook.com/share/p/1AbCdEfGhI",
                ),
            ),
        ),
        Form(
            path="/profile\\.php",
            query={"id": f"(?P<id>{_NUMBER})"},
            key="id/{id}",
            url="https://www.facebook.com/profile.php?id={id}",
            scope=Scope.ACCOUNT,
            same=(("https://m.facebook.com/profile.php?id=100044&ref=x", "https://www.facebook.com/100044"),),
        ),
        Form(
            path=f"/(?:people|pages)/[^/]{{1,200}}/(?P<id>{_NUMBER}){_TAB}",
            key="id/{id}",
            url="https://www.facebook.com/profile.php?id={id}",
            scope=Scope.ACCOUNT,
            same=(
                (
                    "https://www.facebook.com/people/Slovo-Slovo/100044/",
                    "https://www.facebook.com/pages/Slovo/100044?ref=ts",
                ),
            ),
        ),
        Form(
            path="/(?:p/|pages/category/[^/]{1,80}/|pg/)?[^/]{1,200}-(?P<id>[0-9]{9,20})" + _TAB,
            key="id/{id}",
            url="https://www.facebook.com/profile.php?id={id}",
            scope=Scope.ACCOUNT,
            same=(
                (
                    "https://www.facebook.com/p/Slovo-O-100064851234567/",
                    "https://www.facebook.com/Slovo-O-100064851234567/about",
                ),
            ),
        ),
        Form(
            path=f"/(?P<id>[0-9]{{5,20}}){_TAB}",
            key="id/{id}",
            url="https://www.facebook.com/profile.php?id={id}",
            scope=Scope.ACCOUNT,
        ),
        Form(
            path=f"/(?:pg/)?{_OWNER}{_TAB}",
            key="account/{owner}",
            url="https://www.facebook.com/{owner}",
            fold=_DOTLESS,
            scope=Scope.ACCOUNT,
            same=(
                ("https://fb.com/Azattyq", "https://mbasic.facebook.com/azattyq?refid=52&__tn__=R"),
                ("https://www.facebook.com/pg/azattyq/about/", "https://m.me/azattyq"),
                ("https://www.facebook.com/#!/azattyq", "https://kk-kz.facebook.com/azattyq"),
            ),
            apart=(
                ("https://www.facebook.com/azattyq", "https://www.facebook.com/azattyqq"),
                ("https://www.facebook.com/azattyq", "https://business.facebook.com/azattyq"),
            ),
        ),
        Form(
            path="/hashtag/(?P<tag>[^/]+)",
            key="hashtag/{tag}",
            url="https://www.facebook.com/hashtag/{tag}",
            fold={"tag": lower},
            loose=True,
            same=(("https://m.facebook.com/hashtag/Slovo?source=feed_text", "https://www.facebook.com/hashtag/slovo"),),
        ),
    ),
)
