"""Facebook's videos, photos, albums, events and goods: each by its number."""

from typing import Final

from complaints.domain.identity.forms import Form
from complaints.domain.identity.platforms.facebook.names import COMMENTS, NUMBER, OWNER

MEDIA: Final[tuple[Form, ...]] = (
    Form(
        path="/(?:watch(?:/live)?|video\\.php|video/embed)",
        query={"v": f"(?P<id>{NUMBER})"},
        key="video/{id}",
        url="https://www.facebook.com/watch/?v={id}",
        keep=COMMENTS,
        loose=True,
        same=(("https://www.facebook.com/watch/live/?v=311658&ref=share", "https://fb.com/video.php?v=311658"),),
    ),
    Form(
        path="/video/embed",
        query={"video_id": f"(?P<id>{NUMBER})"},
        key="video/{id}",
        url="https://www.facebook.com/watch/?v={id}",
        loose=True,
        same=(("https://www.facebook.com/video/embed?video_id=311658", "https://www.facebook.com/watch/?v=311658"),),
    ),
    Form(
        path=f"/(?:{OWNER}/videos|reel|reels|videos)/(?:[^/]{{1,200}}/){{0,2}}(?P<id>{NUMBER})",
        key="video/{id}",
        url="https://www.facebook.com/watch/?v={id}",
        keep=COMMENTS,
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
        query={"fbid": f"(?P<id>{NUMBER})"},
        key="photo/{id}",
        url="https://www.facebook.com/photo/?fbid={id}",
        keep=COMMENTS,
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
        path=f"/{OWNER}/photos/(?:[^/]{{1,200}}/){{0,2}}(?P<id>{NUMBER})",
        key="photo/{id}",
        url="https://www.facebook.com/photo/?fbid={id}",
        keep=COMMENTS,
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
        path=f"/events/(?:s/[^/]{{1,200}}/)?(?P<id>{NUMBER})",
        key="event/{id}",
        url="https://www.facebook.com/events/{id}/",
        loose=True,
        same=(("https://www.facebook.com/events/s/slovo/112436/?ti=ls", "https://m.facebook.com/events/112436"),),
    ),
    Form(
        path=f"/marketplace/item/(?P<id>{NUMBER})",
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
)
