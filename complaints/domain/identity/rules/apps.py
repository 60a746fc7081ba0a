"""Links that open an app of a platform, and the web links that show the same."""

from dataclasses import dataclass
from typing import Final

from complaints.domain.identity.forms import Pair


@dataclass(frozen=True, kw_only=True)
class DeepLink:
    """A form of app link: what follows its scheme, its parameters, and the web link; `same` tests it."""

    scheme: str
    path: str
    web: str
    same: Pair
    words: tuple[str, ...] = ()


# The first row that fits counts; parameters that it does not name say nothing.
APPS: Final = (
    DeepLink(
        scheme="tg",
        path="resolve",
        words=("domain", "story"),
        web="https://t.me/{domain}/s/{story}",
        same=("tg://resolve?domain=durov&story=5", "https://t.me/durov/s/5"),
    ),
    DeepLink(
        scheme="tg",
        path="resolve",
        words=("domain", "post", "comment"),
        web="https://t.me/{domain}/{post}?comment={comment}",
        same=("tg://resolve?domain=durov&post=5&comment=7", "https://t.me/durov/5?comment=7"),
    ),
    DeepLink(
        scheme="tg",
        path="resolve",
        words=("domain", "post"),
        web="https://t.me/{domain}/{post}",
        same=("tg://resolve?domain=durov&post=5", "https://t.me/durov/5"),
    ),
    DeepLink(
        scheme="tg",
        path="resolve",
        words=("domain", "startgroup"),
        web="https://t.me/{domain}?startgroup={startgroup}",
        same=("tg://resolve?domain=somebot&startgroup=x1", "https://t.me/somebot?startgroup=x1"),
    ),
    DeepLink(
        scheme="tg",
        path="resolve",
        words=("domain", "appname", "startapp"),
        web="https://t.me/{domain}/{appname}?startapp={startapp}",
        same=(
            "tg://resolve?domain=somebot&appname=game&startapp=x1",
            "https://t.me/somebot/game?startapp=x1",
        ),
    ),
    DeepLink(
        scheme="tg",
        path="resolve",
        words=("domain", "startapp"),
        web="https://t.me/{domain}?startapp={startapp}",
        same=("tg://resolve?domain=somebot&startapp=x1", "https://t.me/somebot?startapp=x1"),
    ),
    DeepLink(
        scheme="tg",
        path="resolve",
        words=("domain", "start"),
        web="https://t.me/{domain}?start={start}",
        same=("tg:resolve?domain=somebot&start=x1", "https://t.me/somebot?start=x1"),
    ),
    DeepLink(
        scheme="tg",
        path="resolve",
        words=("domain",),
        web="https://t.me/{domain}",
        same=("tg:resolve?domain=durov", "https://t.me/durov"),
    ),
    DeepLink(
        scheme="tg",
        path="resolve",
        words=("phone",),
        web="https://t.me/+{phone}",
        same=("tg://resolve?phone=77010000000", "https://t.me/+77010000000"),
    ),
    DeepLink(
        scheme="tg",
        path="privatepost",
        words=("channel", "post"),
        web="https://t.me/c/{channel}/{post}",
        same=("tg://privatepost?channel=1234567890&post=5", "https://t.me/c/1234567890/5"),
    ),
    DeepLink(
        scheme="tg",
        path="join",
        words=("invite",),
        web="https://t.me/+{invite}",
        same=("tg://join?invite=AAAAAE9B8u_wO9d4", "https://t.me/joinchat/AAAAAE9B8u_wO9d4"),
    ),
    DeepLink(
        scheme="tg",
        path="addstickers",
        words=("set",),
        web="https://t.me/addstickers/{set}",
        same=("tg://addstickers?set=Animals", "https://t.me/addstickers/Animals"),
    ),
    DeepLink(
        scheme="tg",
        path="addemoji",
        words=("set",),
        web="https://t.me/addemoji/{set}",
        same=("tg://addemoji?set=Animals", "https://t.me/addemoji/Animals"),
    ),
    DeepLink(
        scheme="tg",
        path="addlist",
        words=("slug",),
        web="https://t.me/addlist/{slug}",
        same=("tg://addlist?slug=AbC123", "https://t.me/addlist/AbC123"),
    ),
    DeepLink(
        scheme="tg",
        path="(?:msg|share|msg_url)",
        words=("url",),
        web="{url}",
        same=("tg://msg_url?url=https%3A%2F%2Fsite.example.org%2Fa", "https://site.example.org/a"),
    ),
    DeepLink(
        scheme="sgnl",
        path="(?P<rest>signal\\.(?:group|me)/?#.+)",
        web="https://{rest}",
        same=("sgnl://signal.group/#CjQKIAbCdEfGh", "https://signal.group/#CjQKIAbCdEfGh"),
    ),
    DeepLink(
        scheme="vk",
        path="(?P<rest>vk\\.(?:com|ru)/.+)",
        web="https://{rest}",
        same=("vk://vk.com/wall-1_2", "https://vk.com/wall-1_2"),
    ),
    DeepLink(
        scheme="vnd.youtube",
        path="(?://)?(?:www\\.youtube\\.com/watch\\?v=)?(?P<id>[\\w-]{11})",
        web="https://www.youtube.com/watch?v={id}",
        same=("vnd.youtube:sC4l-LvAH_c", "https://youtu.be/sC4l-LvAH_c"),
    ),
    DeepLink(
        scheme="youtube",
        path="(?:www\\.youtube\\.com/)?watch",
        words=("v",),
        web="https://www.youtube.com/watch?v={v}",
        same=("youtube://watch?v=sC4l-LvAH_c", "https://youtu.be/sC4l-LvAH_c"),
    ),
    DeepLink(
        scheme="youtube",
        path="(?P<id>[\\w-]{11})",
        web="https://www.youtube.com/watch?v={id}",
        same=("youtube://sC4l-LvAH_c", "https://youtu.be/sC4l-LvAH_c"),
    ),
    DeepLink(
        scheme="instagram",
        path="user",
        words=("username",),
        web="https://www.instagram.com/{username}/",
        same=("instagram://user?username=nasa", "https://www.instagram.com/nasa/"),
    ),
    DeepLink(
        scheme="twitter",
        path="user",
        words=("screen_name",),
        web="https://x.com/{screen_name}",
        same=("twitter://user?screen_name=hrw", "https://x.com/hrw"),
    ),
    DeepLink(
        scheme="twitter",
        path="status",
        words=("id",),
        web="https://x.com/i/status/{id}",
        same=("twitter://status?id=123456789", "https://x.com/hrw/status/123456789"),
    ),
    DeepLink(
        scheme="fb",
        path="(?:profile|page)/(?P<id>[0-9]+)",
        web="https://www.facebook.com/profile.php?id={id}",
        same=("fb://profile/100044", "https://www.facebook.com/profile.php?id=100044"),
    ),
    DeepLink(
        scheme="fb",
        path="group/(?P<id>[0-9]+)",
        web="https://www.facebook.com/groups/{id}",
        same=("fb://group/100044", "https://www.facebook.com/groups/100044/"),
    ),
    DeepLink(
        scheme="whatsapp",
        path="send/?",
        words=("phone",),
        web="https://wa.me/{phone}",
        same=("whatsapp://send?phone=77010000000", "https://wa.me/77010000000"),
    ),
    DeepLink(
        scheme="whatsapp",
        path="send/?",
        words=("text",),
        web="https://wa.me/?text={text}",
        same=("whatsapp://send?text=https://site.example.org/a", "https://site.example.org/a"),
    ),
    DeepLink(
        scheme="whatsapp",
        path="chat/?",
        words=("code",),
        web="https://chat.whatsapp.com/{code}",
        same=("whatsapp://chat/?code=EhUrmNh8Jfe3KfyF4NbHyO", "https://chat.whatsapp.com/EhUrmNh8Jfe3KfyF4NbHyO"),
    ),
    DeepLink(
        scheme="viber",
        path="public",
        words=("id",),
        web="https://chats.viber.com/{id}",
        same=("viber://public?id=news", "https://chats.viber.com/news"),
    ),
    DeepLink(
        scheme="viber",
        path="forward",
        words=("text",),
        web="{link}",
        same=("viber://forward?text=Slovo%20https%3A%2F%2Fsite.example.org%2Fa", "https://site.example.org/a"),
    ),
    DeepLink(
        scheme="spotify",
        path="(?P<kind>track|album|artist|playlist|episode|show):(?P<id>[A-Za-z0-9]+)",
        web="https://open.spotify.com/{kind}/{id}",
        same=("spotify:track:4uLU6hMCjMI75M1A2tKUQC", "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC"),
    ),
    DeepLink(
        scheme="at",
        path="(?P<who>[^/]+)/app\\.bsky\\.feed\\.post/(?P<post>[a-z0-9]+)",
        web="https://bsky.app/profile/{who}/post/{post}",
        same=(
            "at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3k4duaz5vfs2b",
            "https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3k4duaz5vfs2b",
        ),
    ),
    DeepLink(
        scheme="discord",
        path="(?:-|discord(?:app)?\\.com)/(?P<rest>(?:channels|invite)/.+)",
        web="https://discord.com/{rest}",
        same=("discord://-/channels/11111111/22222222", "https://discord.com/channels/11111111/22222222"),
    ),
    DeepLink(
        scheme="fb-messenger",
        path="share/?",
        words=("link",),
        web="{link}",
        same=("fb-messenger://share/?link=https%3A%2F%2Fsite.example.org%2Fa", "https://site.example.org/a"),
    ),
)
