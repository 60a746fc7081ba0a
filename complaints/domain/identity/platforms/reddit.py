"""Reddit, Pinterest, LinkedIn, Bluesky: posts by their number, communities, accounts."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_FOLD: Final = {"name": lower}

_REDDIT: Final = (
    "reddit.com",
    "(old|new|np|i|sh|amp|pay|ssl|en|ru|us|uk|de|fr|es|pt|it|nl|pl|tr|ja|nr|rd).reddit.com",
    "embed.reddit.com",
    "redditmedia.com",
    "vxreddit.com",
    "rxddit.com",
    "reddittorjg6rue252oqsxryoxengawnmo46qy4kyii5wtqnwfj4ooad.onion",
)

REDDIT: Final = Platform(
    name="reddit",
    hosts=(*_REDDIT, "redd.it"),
    noise=frozenset(
        [
            "ref",
            "ref_source",
            "ref_campaign",
            "rdt",
            "share_id",
            "$deep_link",
            "correlation_id",
            "$original_url",
            "_branch_match_id",
            "utm_name",
            "context",
            "depth",
            "sort=(?:confidence|top|new|controversial|old|random|qa|live|best)",
            "st",
            "sh",
            "snippet",
            "force-legacy-sct",
            "embed",
            "showmedia",
            "show",
            "limit",
        ]
    ),
    forms=(
        Form(
            hosts=_REDDIT,
            path="(?:/(?:r|u|user)/[A-Za-z0-9_-]{1,40})?/comments/(?P<id>[a-z0-9]{1,12})/(?:[^/]*|comment)/(?P<comment>[a-z0-9]{1,12})",
            key="comment/{id}/{comment}",
            url="https://www.reddit.com/comments/{id}/comment/{comment}/",
            loose=True,
            same=(
                (
                    "https://www.reddit.com/r/Kazakhstan/comments/6abcde/slovo/dk1x2y3/?context=3",
                    "https://old.reddit.com/r/kazakhstan/comments/6abcde/comment/dk1x2y3/",
                ),
            ),
            apart=(
                (
                    "https://www.reddit.com/r/x/comments/6abcde/slovo/dk1x2y3/",
                    "https://www.reddit.com/r/x/comments/6abcde/slovo/",
                ),
            ),
        ),
        Form(
            hosts=_REDDIT,
            path="(?:/(?:r|u|user)/[A-Za-z0-9_-]{1,40})?/(?:comments|gallery|tb)/(?P<id>[a-z0-9]{1,12})(?:/[^/]*)?",
            key="post/{id}",
            url="https://www.reddit.com/comments/{id}/",
            loose=True,
            same=(
                ("https://www.reddit.com/r/Kazakhstan/comments/6abcde/slovo_o/", "https://redd.it/6abcde"),
                ("https://np.reddit.com/r/kazakhstan/comments/6abcde", "https://www.reddit.com/gallery/6abcde"),
                (
                    "https://m.reddit.com/r/Kazakhstan/comments/6abcde/drugoe/?sort=new",
                    "https://new.reddit.com/comments/6abcde",
                ),
            ),
            apart=(("https://redd.it/6abcde", "https://redd.it/6abcdf"),),
        ),
        Form(
            hosts=("(i|preview).redd.it",),
            path="/(?:[A-Za-z0-9_-]{1,200}-v0-)?(?P<id>[a-z0-9]{10,16})\\.(?P<kind>jpe?g|png|gif|webp)",
            key="image/{id}.{kind}",
            url="https://i.redd.it/{id}.{kind}",
            loose=True,
            same=(
                (
                    "https://preview.redd.it/ab12cd34ef56.jpg?width=640&s=0a1b",
                    "https://i.redd.it/ab12cd34ef56.jpg",
                ),
            ),
            apart=(("https://i.redd.it/ab12cd34ef56.jpg", "https://i.redd.it/ab12cd34ef57.jpg"),),
        ),
        Form(
            hosts=("redd.it",),
            path="/(?P<id>[a-z0-9]{1,12})",
            key="post/{id}",
            url="https://www.reddit.com/comments/{id}/",
        ),
        Form(
            hosts=_REDDIT,
            path="/r/(?P<name>[A-Za-z0-9_]{2,30})",
            key="community/{name}",
            url="https://www.reddit.com/r/{name}/",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(("https://www.reddit.com/r/Kazakhstan/", "https://old.reddit.com/r/kazakhstan"),),
            apart=(
                ("https://www.reddit.com/r/kazakhstan", "https://www.reddit.com/r/kazakhstan/top/?t=month"),
                ("https://www.reddit.com/r/kazakhstan", "https://www.reddit.com/u/kazakhstan"),
            ),
        ),
        Form(
            hosts=_REDDIT,
            path="/(?:u|user)/(?P<name>[A-Za-z0-9_-]{2,30})(?:/overview)?",
            key="account/{name}",
            url="https://www.reddit.com/user/{name}/",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(("https://www.reddit.com/u/Spez", "https://old.reddit.com/user/spez/"),),
        ),
    ),
)

_PINTEREST_NAME: Final = (
    "(?!(?:pin|pins|search|ideas|today|explore|business|about|login|signup|settings|categories|topics|news|news_hub|"
    "password|resource|join|logout|index|list|view|feed|post|posts|archive|category|contact|comments|help|legal|policy|"
    "privacy|oauth|developers|widgets|discover|notifications|edit|video|shopping|rss)(?:[/.]|\\Z))"
    "(?P<name>[A-Za-z0-9_]{3,30})"
)

PINTEREST: Final = Platform(
    name="pinterest",
    hosts=("pinterest.*", "([a-z]{2}).pinterest.com"),
    noise=frozenset({"lp", "send", "nic_v2", "sender", "nic_v3a", "mt", "invite_code", "amp_client_id", "sfo"}),
    forms=(
        Form(
            path="/pin/(?:[^/]{1,200}--)?(?P<id>[0-9]{5,24})(?:/(?:sent|feedback|visual-search))?",
            key="pin/{id}",
            url="https://www.pinterest.com/pin/{id}/",
            loose=True,
            same=(
                (
                    "https://ru.pinterest.com/pin/123456789012345678/?mt=login",
                    "https://www.pinterest.co.uk/pin/123456789012345678",
                ),
                (
                    "https://kz.pinterest.com/pin/slovo--123456789012345678/",
                    "https://pinterest.ru/pin/123456789012345678/",
                ),
            ),
            apart=(
                (
                    "https://www.pinterest.com/pin/123456789012345678/",
                    "https://www.pinterest.com/pin/123456789012345679/",
                ),
            ),
        ),
        Form(
            path=f"/{_PINTEREST_NAME}(?:/(?:_created|_saved|_profile))?",
            key="account/{name}",
            url="https://www.pinterest.com/{name}/",
            fold={"name": lower},
            scope=Scope.ACCOUNT,
            same=(("https://kz.pinterest.com/Slovo_Kz/", "https://www.pinterest.de/slovo_kz/_created/"),),
            apart=(
                ("https://www.pinterest.com/slovo_kz/", "https://www.pinterest.com/slovo_kz/boards/"),
                ("https://www.pinterest.com/slovo_kz/", "https://www.pinterest.com/slovokz/"),
            ),
        ),
    ),
)

LINKEDIN: Final = Platform(
    name="linkedin",
    hosts=("linkedin.com", "([a-z]{2}|mobile|touch).linkedin.com"),
    noise=frozenset(
        [
            "trk",
            "trkinfo",
            "refid",
            "original_referer",
            "originalsubdomain",
            "midtoken",
            "miniprofileurn",
            "lipi",
            "licu",
            "locale",
            "lici",
            "trackingid",
            "rcm",
            "skipredirect",
        ]
    ),
    forms=(
        Form(
            path="/(?:posts/[^/]{1,300}-activity-|feed/update/urn:li:activity:|embed/feed/update/urn:li:activity:|mwlite/feed/posts/[^/]{1,300}-activity-)(?P<id>[0-9]{10,24})(?:-[A-Za-z0-9_-]{1,12})?",
            key="activity/{id}",
            url="https://www.linkedin.com/feed/update/urn:li:activity:{id}/",
            keep=("commentUrn",),
            loose=True,
            same=(
                (
                    "https://www.linkedin.com/posts/slovo_o-slove-activity-7012345678901234567-AbCd?utm_source=share",
                    "https://kz.linkedin.com/feed/update/urn:li:activity:7012345678901234567/",
                ),
            ),
            apart=(
                (
                    "https://www.linkedin.com/feed/update/urn:li:activity:7012345678901234567",
                    "https://www.linkedin.com/feed/update/urn:li:share:7012345678901234567",
                ),
            ),
        ),
        Form(
            path="/(?:mwlite/)?(?P<kind>in|company|school|showcase)/(?P<name>[^/]{2,150})(?:/(?:about|posts|mycompany))?",
            key="{kind}/{name}",
            url="https://www.linkedin.com/{kind}/{name}/",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(
                ("https://kz.linkedin.com/in/Slovo-O?trk=x", "https://www.linkedin.com/in/slovo-o/"),
                ("https://www.linkedin.com/company/slovo/about/", "https://linkedin.com/company/slovo"),
            ),
            apart=(("https://www.linkedin.com/in/slovo", "https://www.linkedin.com/company/slovo"),),
        ),
        Form(
            path="/pulse/(?P<slug>[^/]{3,300})",
            key="article/{slug}",
            url="https://www.linkedin.com/pulse/{slug}/",
            same=(
                (
                    "https://ru.linkedin.com/pulse/slovo-o-slove-1a",
                    "https://www.linkedin.com/pulse/slovo-o-slove-1a/?trackingId=x",
                ),
            ),
        ),
    ),
)

BLUESKY: Final = Platform(
    name="bluesky",
    hosts=("bsky.app", "staging.bsky.app", "main.bsky.dev", "fxbsky.app", "vxbsky.app"),
    noise=frozenset({"ref_src", "ref_url"}),
    forms=(
        Form(
            path="/profile/@?(?P<name>[A-Za-z0-9:._-]{3,253})/post/(?P<post>[a-z0-9]{8,20})",
            key="post/{name}/{post}",
            url="https://bsky.app/profile/{name}/post/{post}",
            fold=_FOLD,
            loose=True,
            same=(
                (
                    "https://bsky.app/profile/Slovo.bsky.social/post/3k4duaz5vfs2b",
                    "https://fxbsky.app/profile/slovo.bsky.social/post/3k4duaz5vfs2b",
                ),
            ),
            apart=(
                (
                    "https://bsky.app/profile/slovo.bsky.social/post/3k4duaz5vfs2b",
                    "https://bsky.app/profile/slovo.bsky.social",
                ),
            ),
        ),
        Form(
            path="/profile/@?(?P<name>[A-Za-z0-9:._-]{3,253})",
            key="account/{name}",
            url="https://bsky.app/profile/{name}",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(
                ("https://staging.bsky.app/profile/Slovo.bsky.social", "https://bsky.app/profile/slovo.bsky.social"),
            ),
        ),
    ),
)
