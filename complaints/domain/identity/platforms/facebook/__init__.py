"""Facebook: posts in all their forms, videos, photos, groups, accounts by name and number."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.platforms.facebook.accounts import ACCOUNTS
from complaints.domain.identity.platforms.facebook.media import MEDIA
from complaints.domain.identity.platforms.facebook.posts import POSTS

_FACEBOOK_HOSTS: Final = (
    "facebook.com",
    "fb.com",
    "facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd.onion",
    "(mbasic|web|touch|mtouch|free|d|x|0|n|p|h|z-m|b-m|iphone|beta|[a-z]{2}-[a-z]{2}).facebook.com",
)

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
            "sk=(?:about|info|wall|timeline|photos|videos|reels_tab)",
        ]
    ),
    forms=(
        *POSTS,
        *MEDIA,
        *ACCOUNTS,
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
