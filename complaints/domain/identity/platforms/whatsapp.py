"""WhatsApp: channels, invites, telephone numbers."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform
from complaints.domain.identity.scopes import Scope

WHATSAPP: Final = Platform(
    name="whatsapp",
    hosts=("whatsapp.com", "chat.whatsapp.com", "api.whatsapp.com", "web.whatsapp.com", "call.whatsapp.com", "wa.me"),
    noise=frozenset({"mode", "fbclid", "lang", "src", "type", "app_absent", "l"}),
    forms=(
        Form(
            hosts=("whatsapp.com", "web.whatsapp.com"),
            path="/channel/(?P<id>[A-Za-z0-9]{10,40})/(?P<post>[0-9]+)",
            key="channel/{id}/{post}",
            url="https://www.whatsapp.com/channel/{id}/{post}",
            loose=True,
            apart=(
                (
                    "https://whatsapp.com/channel/0029Va1AbCdEfGhIjKlMnO1p/101",
                    "https://whatsapp.com/channel/0029Va1AbCdEfGhIjKlMnO1p",
                ),
            ),
        ),
        Form(
            hosts=("whatsapp.com", "web.whatsapp.com"),
            path="/channel/(?P<id>[A-Za-z0-9]{10,40})",
            key="channel/{id}",
            url="https://www.whatsapp.com/channel/{id}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(
                (
                    "https://www.whatsapp.com/channel/0029Va1AbCdEfGhIjKlMnO1p?mode=x",
                    "https://whatsapp.com/channel/0029Va1AbCdEfGhIjKlMnO1p",
                ),
            ),
            apart=(
                (
                    "https://whatsapp.com/channel/0029Va1AbCdEfGhIjKlMnO1p",
                    "https://whatsapp.com/channel/0029Va1AbCdEfGhIjKlMnO1P",
                ),
            ),
        ),
        Form(
            hosts=("chat.whatsapp.com",),
            path="/(?:invite/)?(?P<code>[A-Za-z0-9]{16,32})",
            key="invite/{code}",
            url="https://chat.whatsapp.com/{code}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(
                (
                    "https://chat.whatsapp.com/invite/EhUrmNh8Jfe3KfyF4NbHyO",
                    "https://chat.whatsapp.com/EhUrmNh8Jfe3KfyF4NbHyO?mode=ac_t",
                ),
            ),
            apart=(
                (
                    "https://chat.whatsapp.com/EhUrmNh8Jfe3KfyF4NbHyO",
                    "https://chat.whatsapp.com/EhUrmNh8Jfe3KfyF4NbHyo",
                ),
            ),
        ),
        Form(
            hosts=("web.whatsapp.com",),
            path="/accept",
            query={"code": "(?P<code>[A-Za-z0-9]{16,32})"},
            key="invite/{code}",
            url="https://chat.whatsapp.com/{code}",
            scope=Scope.ACCOUNT,
            same=(
                (
                    "https://web.whatsapp.com/accept?code=EhUrmNh8Jfe3KfyF4NbHyO",
                    "https://chat.whatsapp.com/EhUrmNh8Jfe3KfyF4NbHyO",
                ),
            ),
        ),
        Form(
            hosts=("api.whatsapp.com", "web.whatsapp.com", "whatsapp.com"),
            path="/send",
            query={"phone": "(?:%2B|%20)?(?P<phone>[0-9]{5,15})"},
            key="phone/{phone}",
            url="https://wa.me/{phone}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(
                ("https://api.whatsapp.com/send?phone=77010000000&text=Hi", "https://wa.me/77010000000"),
                ("https://web.whatsapp.com/send?phone=%2B77010000000", "https://wa.me/+77010000000"),
            ),
        ),
        Form(
            hosts=("wa.me",),
            path="/\\+?(?P<phone>[0-9]{5,15})",
            key="phone/{phone}",
            url="https://wa.me/{phone}",
            loose=True,
            scope=Scope.ACCOUNT,
            apart=(("https://wa.me/77010000000", "https://wa.me/77010000001"),),
        ),
        Form(
            hosts=("api.whatsapp.com",),
            path="/message/(?P<id>[A-Za-z0-9]{4,40})",
            key="message/{id}",
            url="https://wa.me/message/{id}",
            loose=True,
            same=(("https://api.whatsapp.com/message/AbCd12?autoload=1", "https://wa.me/message/AbCd12"),),
        ),
        Form(
            hosts=("wa.me",),
            path="/(?P<kind>message|qr|c|p|channel)/(?P<id>[A-Za-z0-9_/-]{4,60})",
            key="{kind}/{id}",
            url="https://wa.me/{kind}/{id}",
            same=(("https://wa.me/message/AbCd12?src=qr", "https://wa.me/message/AbCd12"),),
            loose=True,
        ),
    ),
)
