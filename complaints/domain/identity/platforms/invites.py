"""Places that one is invited to: Discord, Steam, Viber."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, lower
from complaints.domain.identity.scopes import Scope

_FOLD: Final = {"name": lower}

DISCORD: Final = Platform(
    name="discord",
    hosts=("discord.com", "discord.gg", "discordapp.com", "(canary|ptb).discord.com"),
    forms=(
        Form(
            hosts=("discord.com", "discordapp.com", "(canary|ptb).discord.com", "(canary|ptb).discordapp.com"),
            path="/invite/(?P<code>[A-Za-z0-9-]{2,60})",
            key="invite/{code}",
            url="https://discord.com/invite/{code}",
            scope=Scope.ACCOUNT,
            same=(("https://discordapp.com/invite/AbCdEf", "https://discord.gg/AbCdEf"),),
            apart=(("https://discord.gg/AbCdEf", "https://discord.gg/AbCdEF"),),
        ),
        Form(
            hosts=("discord.gg",),
            path="/(?:invite/)?(?P<code>[A-Za-z0-9-]{2,60})",
            key="invite/{code}",
            url="https://discord.com/invite/{code}",
            scope=Scope.ACCOUNT,
            same=(("https://discord.gg/invite/AbCdEf", "https://discord.com/invite/AbCdEf"),),
        ),
        Form(
            hosts=("discord.com", "discordapp.com", "(canary|ptb).discord.com", "(canary|ptb).discordapp.com"),
            path="/channels/(?P<ids>[0-9]{5,24}(?:/[0-9]{5,24}){0,2})",
            key="channel/{ids}",
            url="https://discord.com/channels/{ids}",
            loose=True,
            same=(
                ("discord://-/channels/11111111/22222222", "https://discord.com/channels/11111111/22222222"),
                (
                    "https://ptb.discord.com/channels/11111111/22222222/33333333",
                    "https://discordapp.com/channels/11111111/22222222/33333333",
                ),
            ),
        ),
        Form(
            hosts=("cdn.discordapp.com", "media.discordapp.net"),
            path="/attachments/(?P<ids>[0-9]{5,24}/[0-9]{5,24})/(?P<file>[^/]{1,300})",
            key="attachment/{ids}/{file}",
            url="https://cdn.discordapp.com/attachments/{ids}/{file}",
            loose=True,
            same=(
                (
                    "https://media.discordapp.net/attachments/111111111/222222222/a.png?width=400",
                    "https://cdn.discordapp.com/attachments/111111111/222222222/a.png?ex=65&is=64&hm=0a",
                ),
            ),
            apart=(
                (
                    "https://cdn.discordapp.com/attachments/111111111/222222222/a.png",
                    "https://cdn.discordapp.com/attachments/111111111/222222223/a.png",
                ),
            ),
        ),
    ),
)

SIGNAL: Final = Platform(
    name="signal",
    hosts=("signal.group", "signal.me"),
    forms=(
        Form(
            hosts=("signal.group",),
            path="",
            fragment="#(?P<code>[A-Za-z0-9_=-]{8,300})",
            key="group/{code}",
            url="https://signal.group/#{code}",
            scope=Scope.ACCOUNT,
            same=(("https://signal.group/#CjQKIAbCdEfGh", "http://www.signal.group#CjQKIAbCdEfGh"),),
            apart=(("https://signal.group/#CjQKIAbCdEfGh", "https://signal.group/#CjQKIAbCdEfGH"),),
        ),
    ),
)

STEAM: Final = Platform(
    name="steam",
    hosts=("steamcommunity.com", "store.steampowered.com", "s.team"),
    noise=frozenset({"l", "snr", "curator_clanid", "cc", "insideclient", "searchtext"}),
    forms=(
        Form(
            hosts=("steamcommunity.com",),
            path="/(?P<kind>groups|id|games)/(?P<name>[A-Za-z0-9_.-]{2,60})",
            key="{kind}/{name}",
            url="https://steamcommunity.com/{kind}/{name}",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(
                (
                    "https://steamcommunity.com/groups/SteamClientBeta",
                    "http://steamcommunity.com/groups/steamclientbeta/?l=russian",
                ),
            ),
            apart=(
                ("https://steamcommunity.com/groups/slovo", "https://steamcommunity.com/id/slovo"),
                ("https://steamcommunity.com/groups/slovo", "https://steamcommunity.com/groups/slovo/discussions"),
            ),
        ),
        Form(
            hosts=("steamcommunity.com",),
            path="/(?P<kind>gid|profiles)/(?P<id>\\[?[A-Za-z0-9:]{3,30}\\]?)",
            key="{kind}/{id}",
            url="https://steamcommunity.com/{kind}/{id}",
            scope=Scope.ACCOUNT,
            apart=(
                (
                    "https://steamcommunity.com/gid/103582791429521412",
                    "https://steamcommunity.com/profiles/103582791429521412",
                ),
            ),
        ),
        Form(
            hosts=("steamcommunity.com",),
            path="/(?:sharedfiles|workshop)/filedetails",
            query={"id": "(?P<id>[0-9]{3,14})"},
            key="file/{id}",
            url="https://steamcommunity.com/sharedfiles/filedetails/?id={id}",
            loose=True,
            same=(
                (
                    "https://steamcommunity.com/workshop/filedetails/?id=123456&searchtext=x",
                    "https://steamcommunity.com/sharedfiles/filedetails/?id=123456",
                ),
            ),
        ),
        Form(
            hosts=("store.steampowered.com",),
            path="/(?:agecheck/)?(?P<kind>app|sub|bundle)/(?P<id>[0-9]{1,12})(?:/[^/]*)?",
            key="store/{kind}/{id}",
            url="https://store.steampowered.com/{kind}/{id}/",
            loose=True,
            same=(
                (
                    "https://store.steampowered.com/app/440/Team_Fortress_2/?l=russian",
                    "https://store.steampowered.com/agecheck/app/440/",
                ),
            ),
            apart=(("https://store.steampowered.com/app/440/", "https://steamcommunity.com/app/440"),),
        ),
    ),
)

VIBER: Final = Platform(
    name="viber",
    hosts=("chats.viber.com", "invite.viber.com"),
    noise=frozenset({"lang"}),
    forms=(
        Form(
            hosts=("chats.viber.com",),
            path="/(?P<name>[A-Za-z0-9_.-]{2,60})(?:/(?:ru|en|kk))?",
            key="channel/{name}",
            url="https://chats.viber.com/{name}",
            fold=_FOLD,
            scope=Scope.ACCOUNT,
            same=(("https://chats.viber.com/Slovo/ru", "https://chats.viber.com/slovo"),),
        ),
        Form(
            hosts=("invite.viber.com",),
            path="",
            query={"g2": "(?P<code>[A-Za-z0-9%_=-]{8,200})"},
            key="invite/{code}",
            url="https://invite.viber.com/?g2={code}",
            loose=True,
            scope=Scope.ACCOUNT,
            same=(
                (
                    "https://invite.viber.com/?g2=AQAAbCdEfGhIjKlMn&lang=ru",
                    "https://invite.viber.com/?lang=en&g2=AQAAbCdEfGhIjKlMn",
                ),
            ),
        ),
    ),
)
