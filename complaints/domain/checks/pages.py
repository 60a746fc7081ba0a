"""What kind of answer a page is: it stands, is gone, is parked, asks for a login, shuts a country or a robot out."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from complaints.domain.robots import Wish
from complaints.domain.wording import fold


class Kind(StrEnum):
    """What a page answered with."""

    STANDS = "yes"
    GONE = "gone"
    PARKED = "parked"
    LOGIN = "login"
    GEO = "geo"
    ROBOTS = "robots"
    ERROR = "error"


SHORT: Final = 1_500  # characters: a notice is short, and a long page that uses its words is an article
GONE_STATUS: Final = frozenset({404, 410})
LOGIN_STATUS: Final = frozenset({401, 407})


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


GONE: Final = _any(
    r"page (?:was )?not found|404 not found|does(?:n.?t| not) exist|(?:has been|was) (?:deleted|removed)",
    r"(?:page|post|video|content|account|channel|profile) (?:isn.?t|is not|(?:is )?no longer) (?:available|exists?)",
    r"страниц[аы] не найден|страница (?:удалена|не существует)|удалена либо (?:еще )?не создана|материал удален",
    r"(?:запись|видео|аккаунт|пост|канал) (?:удален|не найден)|бет табылмады|бет жойылған|парақша табылмады",
)
PARKED: Final = _any(
    r"domain (?:is |may be )?(?:for sale|parked)|buy this domain|this domain (?:has expired|is available)",
    r"parked (?:free|domain)|домен (?:продается|припаркован|не прикреплен|не делегирован)|купить (?:этот )?домен",
    r"срок регистрации домена|регистрация домена .{0,60}(?:истек|закончил)|сайт (?:не опубликован|только что создан)",
    r"домен сатылады",
)
PARKING: Final = frozenset(
    (
        "afternic.com",
        "bodis.com",
        "dan.com",
        "hugedomains.com",
        "parkingcrew.net",
        "parklogic.com",
        "sav.com",
        "sedo.com",
        "sedoparking.com",
        "undeveloped.com",
        "uniregistry.com",
    )
)
GEO: Final = _any(
    r"(?:not|un|isn.?t )\s?available in your (?:country|region|location|area)",
    r"(?:blocked|restricted) in your (?:country|region)|недоступ\w+ в (?:вашей|твоей) (?:стране|регионе)",
    r"не\s?доступ\w+ (?:на территории|в вашем регионе)|сіздің (?:елде|аймақта|еліңізде|аймағыңызда)",
    r"доступ .{0,40}ограничен .{0,60}(?:территории|роскомнадзор|законодательств)",
)
LOGIN: Final = _any(
    r"(?:log|sign) ?in to (?:continue|view|see)|you must (?:be logged|log) in|please (?:log|sign) in|login required",
    r"войдите,? чтобы|необходимо (?:войти|авторизоваться|зарегистрироваться)|требуется авторизация|вход в аккаунт",
    r"только для зарегистрированных|авторизуйтесь|жүйеге кіріңіз|кіру қажет|тіркелу қажет",
)
LOGIN_PATH: Final = _any(
    r"(?:^|/)(?:log-?in|sign-?in|auth|sso|accounts?/login|checkpoint|register|vhod|kiru)(?:[/.]|$)"
)
# What keeps a page out of collections (robots meta tag and X-Robots-Tag, as search engines read them).
ROBOTS_WORDS: Final = ("noindex", "noarchive", "none")
ROBOTS: Final = _any(
    r"checking (?:if the site connection is secure|your browser)|just a moment\.\.\.|are you a robot|unusual traffic",
    r"verify(?:ing)? (?:that )?you are (?:a )?human|enable javascript and cookies to continue|attention required",
    r"access (?:to this page )?(?:has been )?denied|captcha|автоматическ\w+ запрос|вы не робот|проверка браузера",
    r"подтвердите,? что (?:вы|запросы)|робот емес",
)


def kind_of(asked: str, final: str, status: int, title: str, text: str, facts: Mapping[str, str]) -> Kind:
    """Tell what a page is, from its status, where it was found, and its own words; a guess, stated as such.

    Words count only on a short page: an article about a blocked site is not a blocked site.
    """
    words = fold(f"{title}\n{text[:SHORT]}") if len(text) <= SHORT else fold(title)
    site = (urlsplit(final).hostname or "").removeprefix("www.")
    if any(site == each or site.endswith(f".{each}") for each in PARKING) or PARKED.search(words):
        return Kind.PARKED
    if status == 451 or GEO.search(words):
        return Kind.GEO
    if status in LOGIN_STATUS or _login(asked, final, words, len(text), facts):
        return Kind.LOGIN
    if status == 429 or "bot_wall" in facts or (status in {200, 202, 403, 503} and ROBOTS.search(words)):
        return Kind.ROBOTS
    if status in GONE_STATUS or (status < 400 and GONE.search(words)):
        return Kind.GONE
    return Kind.ERROR if status >= 400 else Kind.STANDS


def robots_wishes(facts: Mapping[str, str]) -> tuple[str, ...]:
    """List what a page, the head of its answer and its site ask of all automatic readers, each with where it stands.

    "nofollow" alone says nothing about the page itself.
    """
    wishes = [f"robots_txt: {facts.get('robots_at', '')}"] if facts.get("robots_txt") == Wish.KEEP_OUT else []
    for name in ("x-robots-tag", "robots"):
        said = [word for word in ROBOTS_WORDS if re.search(rf"(?:^|,)\s*{word}\s*(?:,|$)", facts.get(name, "").lower())]
        wishes += [f"{name}: {', '.join(said)}"] if said else []
    return tuple(wishes)


def _login(asked: str, final: str, words: str, length: int, facts: Mapping[str, str]) -> bool:
    moved = urlsplit(asked).path.rstrip("/") != urlsplit(final).path.rstrip("/")
    if moved and LOGIN_PATH.search(urlsplit(final).path.lower()):
        return True
    return length <= SHORT and ("password_field" in facts or bool(LOGIN.search(words)))
