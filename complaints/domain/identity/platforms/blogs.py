"""Blogs: Blogspot under its country domains, Tumblr, Medium, Substack."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_BLOG: Final = "(?P<user>[a-z0-9][a-z0-9-]{0,62})"

BLOGSPOT: Final = Platform(
    name="blogspot",
    hosts=(f"({_BLOG}).blogspot.*",),
    noise=frozenset(
        {
            "m=[01]",
            "zx",
            "spref",
            "showcomment",
            "commentpage",
            "view=(?:classic|flipcard|magazine|mosaic|sidebar|snapshot|timeslide)",
        }
    ),
    forms=(
        Form(
            path="(?:/ncr)?",
            key="blog/{user}",
            url="https://{user}.blogspot.com/",
            scope=Scope.ACCOUNT,
            same=(("https://slovo.blogspot.kz/", "http://slovo.blogspot.com/?m=1"),),
            apart=(("https://slovo.blogspot.com/", "https://drugoe.blogspot.com/"),),
        ),
        Form(
            path="(?:/ncr)?(?P<path>/.+)",
            key="page/{user}{path}",
            url="https://{user}.blogspot.com{path}",
            keep=("q", "updated-max", "updated-min", "max-results", "start", "by-date", "label"),
            same=(
                ("https://slovo.blogspot.ru/2016/08/slovo.html?m=1", "http://slovo.blogspot.com/2016/08/slovo.html"),
                ("https://slovo.blogspot.com/ncr/2016/08/slovo.html", "https://slovo.blogspot.com/2016/08/slovo.html"),
                ("https://slovo.blogspot.co.uk/p/about.html", "https://slovo.blogspot.com.tr/p/about.html"),
            ),
            apart=(
                ("https://slovo.blogspot.com/2016/08/slovo.html", "https://drugoe.blogspot.com/2016/08/slovo.html"),
                ("https://slovo.blogspot.com/search?q=a", "https://slovo.blogspot.com/search?q=b"),
            ),
        ),
    ),
)

_TUMBLR_USER: Final = (
    "(?P<user>(?!(?:blog|dashboard|tagged|search|explore|login|register|about|policy|help|docs|privacy|share|"
    "settings|likes|following|communities|live|post|index|new)(?:[/.]|\\Z))[A-Za-z0-9-]{1,40})"
)
_TUMBLR_OWN: Final = (
    "((?!(?:www|assets|static|media|api|embed|t|href|px|engine|at|blog|"
    "support)\\Z)(?P<user>[a-z0-9-]{1,40})).tumblr.com"
)
_FOLD_USER: Final = {"user": lower}

TUMBLR: Final = Platform(
    name="tumblr",
    hosts=("tumblr.com", "([a-z0-9-]{1,40}).tumblr.com"),
    noise=frozenset({"source", "is_related_post", "noredirect"}),
    forms=(
        Form(
            hosts=("tumblr.com",),
            path=f"/(?:blog/view/|dashboard/blog/|blog/)?{_TUMBLR_USER}/(?P<post>[0-9]{{5,20}})(?:/[^/]*)?",
            key="post/{user}/{post}",
            url="https://{user}.tumblr.com/post/{post}",
            fold=_FOLD_USER,
            loose=True,
            same=(
                ("https://www.tumblr.com/Slovo/123456789012/slovo-o", "https://slovo.tumblr.com/post/123456789012"),
                (
                    "https://www.tumblr.com/blog/view/slovo/123456789012",
                    "https://www.tumblr.com/dashboard/blog/slovo/123456789012",
                ),
            ),
        ),
        Form(
            hosts=("tumblr.com",),
            path=f"/(?:blog/view/|dashboard/blog/|blog/)?{_TUMBLR_USER}",
            key="blog/{user}",
            url="https://{user}.tumblr.com/",
            fold=_FOLD_USER,
            scope=Scope.ACCOUNT,
            same=(
                ("https://www.tumblr.com/slovo", "https://slovo.tumblr.com/"),
                ("https://www.tumblr.com/blog/view/Slovo", "https://www.tumblr.com/blog/slovo"),
            ),
        ),
        Form(
            hosts=(_TUMBLR_OWN,),
            path="/(?:post|image|private)/(?P<post>[0-9]{5,20})(?:/[^/]*)?(?:/(?:amp|embed|mobile))?",
            key="post/{user}/{post}",
            url="https://{user}.tumblr.com/post/{post}",
            loose=True,
            same=(
                (
                    "https://slovo.tumblr.com/post/123456789012/slovo-o/amp",
                    "https://slovo.tumblr.com/post/123456789012/embed",
                ),
            ),
            apart=(("https://slovo.tumblr.com/post/123456789012", "https://drugoe.tumblr.com/post/123456789012"),),
        ),
        Form(
            hosts=(_TUMBLR_OWN,),
            path="",
            key="blog/{user}",
            url="https://{user}.tumblr.com/",
            scope=Scope.ACCOUNT,
            apart=(("https://slovo.tumblr.com/", "https://drugoe.tumblr.com/"),),
        ),
    ),
)

MEDIUM: Final = Platform(
    name="medium",
    hosts=("medium.com", "([a-z0-9-]{1,60}).medium.com", "scribe.rip", "freedium.cfd"),
    noise=frozenset({"source", "sk", "gi", "ref_url"}),
    forms=(
        Form(
            path="(?:/[^/]{1,100})?/(?:[^/]{1,300}-)?(?P<id>[0-9a-f]{11,12})",
            key="story/{id}",
            url="https://medium.com/p/{id}",
            loose=True,
            same=(
                (
                    "https://medium.com/@slovo/slovo-o-slove-1a2b3c4d5e6f?source=rss",
                    "https://slovo.medium.com/slovo-o-slove-1a2b3c4d5e6f",
                ),
                ("https://medium.com/p/1a2b3c4d5e6f", "https://scribe.rip/slovo/slovo-o-1a2b3c4d5e6f"),
            ),
            apart=(("https://medium.com/p/1a2b3c4d5e6f", "https://medium.com/p/1a2b3c4d5e6e"),),
        ),
        Form(
            hosts=("medium.com",),
            path="/@(?P<user>[A-Za-z0-9_.-]{1,60})",
            key="account/{user}",
            url="https://medium.com/@{user}",
            fold=_FOLD_USER,
            scope=Scope.ACCOUNT,
            same=(("https://medium.com/@Slovo?source=x", "https://medium.com/@slovo"),),
            apart=(("https://medium.com/@slovo", "https://medium.com/slovo"),),
        ),
    ),
)

_SUBSTACK_USER: Final = "(?P<user>(?!(?:www|open|api|on|support)\\Z)[a-z0-9][a-z0-9-]{0,62})"

SUBSTACK: Final = Platform(
    name="substack",
    hosts=(f"({_SUBSTACK_USER}).substack.com", "open.substack.com"),
    noise=frozenset(
        {"r", "s", "isfreemail", "showwelcomeonshare", "triedredirect", "publication_id", "post_id", "token"}
    ),
    forms=(
        Form(
            hosts=(f"({_SUBSTACK_USER}).substack.com",),
            path="/p/(?P<slug>[^/]{1,200})",
            key="post/{user}/{slug}",
            url="https://{user}.substack.com/p/{slug}",
            same=(
                ("https://slovo.substack.com/p/o-slove?r=abc&s=r", "https://slovo.substack.com/p/o-slove"),
                ("https://open.substack.com/pub/slovo/p/o-slove?r=abc", "https://slovo.substack.com/p/o-slove"),
            ),
            apart=(
                ("https://slovo.substack.com/p/o-slove", "https://drugoe.substack.com/p/o-slove"),
                ("https://slovo.substack.com/p/o-slove", "https://slovo.substack.com/p/o-slove/comments"),
            ),
        ),
        Form(
            hosts=("open.substack.com",),
            path="/pub/(?P<user>[a-z0-9][a-z0-9-]{0,62})/p/(?P<slug>[^/]{1,200})",
            key="post/{user}/{slug}",
            url="https://{user}.substack.com/p/{slug}",
        ),
    ),
)
