"""Legal grounds: what one is, which version of it speaks on a day, and the grounds a service starts with."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from complaints.domain.categories import AT_START as CATEGORIES
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.intake import LANGUAGES
from complaints.domain.wording import clean

ALL: Final = tuple(category.code for category in CATEGORIES)
CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_CODE: Final = 60
MAX_ARTICLE: Final = 60
MAX_WORDS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Ground:
    """A version of a provision of law on which access may be restricted: act, article and text in three languages.

    Versions are never altered: a decision keeps the one it cited. `id` is the version's row, 0 before it is stored.
    """

    code: str
    act: dict[str, str]
    article: str
    text: dict[str, str]
    valid_from: date
    categories: tuple[str, ...]
    valid_to: date | None = None
    version: int = 1
    id: int = 0

    def in_force(self, on: date) -> bool:
        """Say whether the provision is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def as_fields(ground: Ground) -> dict[str, Any]:
    """Write what a ground says as plain values, to be kept until the change to it takes effect."""
    return {
        "code": ground.code,
        "act": dict(ground.act),
        "article": ground.article,
        "text": dict(ground.text),
        "valid_from": ground.valid_from.isoformat(),
        "valid_to": ground.valid_to.isoformat() if ground.valid_to else None,
        "categories": list(ground.categories),
    }


def from_fields(fields: Mapping[str, Any]) -> Ground:
    """Read back what `as_fields` wrote."""
    ends = fields["valid_to"]
    return Ground(
        fields["code"],
        dict(fields["act"]),
        fields["article"],
        dict(fields["text"]),
        date.fromisoformat(fields["valid_from"]),
        tuple(fields["categories"]),
        date.fromisoformat(ends) if ends else None,
    )


def standing(versions: Iterable[Ground], on: date) -> dict[str, Ground]:
    """Give of each ground the version that speaks on a day: the newest that has begun, else the first one to come.

    Whether that version is still in force is another question: one that has ended is not followed by an older one.
    """
    found: dict[str, Ground] = {}
    for each in sorted(versions, key=lambda version: (version.code, version.version)):
        if each.code not in found or each.valid_from <= on:
            found[each.code] = each
    return found


@dataclass(frozen=True, slots=True)
class WrittenGround:
    """What an administrator wrote into the form for a ground, as typed."""

    code: str = ""
    article: str = ""
    valid_from: str = ""
    valid_to: str = ""
    act: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)
    categories: Sequence[str] = ()


def compose_ground(written: WrittenGround, categories: Iterable[str]) -> Ground:
    """Turn what was written into a ground whose every part is there, in three languages.

    Raises Refusals naming each part that is missing or wrong; the fields of a part in a language are `act_kk` and so on.
    """
    faults: list[Refusal] = []
    code = written.code.strip()
    if not CODE.fullmatch(code) or len(code) > MAX_CODE:
        faults.append(Refusal("ground.code", "code", limit=MAX_CODE))
    article = _words(written.article, "article", faults, MAX_ARTICLE)
    act = {language: _words(written.act.get(language, ""), f"act_{language}", faults) for language in LANGUAGES}
    text = {language: _words(written.text.get(language, ""), f"text_{language}", faults) for language in LANGUAGES}
    begins = _day(written.valid_from, "valid_from", faults)
    ends = _day(written.valid_to, "valid_to", faults) if written.valid_to.strip() else None
    if begins and ends and ends <= begins:
        faults.append(Refusal("ground.ends_before_it_begins", "valid_to"))
    known = set(categories)
    chosen = tuple(dict.fromkeys(each for each in written.categories if each in known))
    if not chosen:
        faults.append(Refusal("ground.categories", "categories"))
    if faults or begins is None:
        raise Refusals(faults)
    return Ground(code, act, article, text, begins, chosen, ends)


def ending_day(text: str, ground: Ground) -> date:
    """Read the day from which a ground is no longer in force; raises Refusal `ground.day`, `ground.ends_before_it_begins`."""
    faults: list[Refusal] = []
    day = _day(text, "valid_to", faults)
    if day is None:
        raise faults[0]
    if day <= ground.valid_from:
        raise Refusal("ground.ends_before_it_begins", "valid_to")
    return day


def _words(text: str, name: str, faults: list[Refusal], limit: int = MAX_WORDS) -> str:
    cleaned = clean(text[: limit * 4])
    if not cleaned:
        faults.append(Refusal("ground.missing", name))
    elif len(cleaned) > limit:
        faults.append(Refusal("decision.too_long", name, limit=limit, length=len(cleaned)))
    return cleaned


def _day(text: str, name: str, faults: list[Refusal]) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        faults.append(Refusal("ground.day", name))
        return None


_COMMUNICATIONS = {
    "kk": "«Байланыс туралы» 2004 жылғы 5 шілдедегі № 567 Заң",
    "ru": "Закон от 5 июля 2004 года № 567 «О связи»",
    "en": "Law of 5 July 2004 No. 567 On Communications",
}
_PLATFORMS = {
    "kk": "«Онлайн-платформалар және онлайн-жарнама туралы» 2023 жылғы 10 шілдедегі № 18-VIII Заң",
    "ru": "Закон от 10 июля 2023 года № 18-VIII «Об онлайн-платформах и онлайн-рекламе»",
    "en": "Law of 10 July 2023 No. 18-VIII On Online Platforms and Online Advertising",
}
_CRIMINAL = {
    "kk": "2014 жылғы 3 шілдедегі № 226-V Қылмыстық кодекс",
    "ru": "Уголовный кодекс от 3 июля 2014 года № 226-V",
    "en": "Criminal Code of 3 July 2014 No. 226-V",
}

AT_START: Final[tuple[Ground, ...]] = (
    Ground(
        "communications-41-1-1",
        _COMMUNICATIONS,
        "41-1 (1)",
        {
            "kk": "Желілер адамға, қоғамға және мемлекетке зиян келтіретін қылмыстық мақсатта пайдаланылса, қолжетімділік "
            "шектеледі.",
            "ru": "Доступ ограничивается, если сети используются в преступных целях, наносящих ущерб интересам личности, "
            "общества и государства.",
            "en": "Access is restricted where networks are used for criminal ends that harm a person, society or the state.",
        },
        date(2014, 4, 23),
        ALL,
    ),
    Ground(
        "communications-41-1-1-1",
        _COMMUNICATIONS,
        "41-1 (1-1)",
        {
            "kk": "Заңмен немесе заңды күшіне енген сот актісімен тыйым салынған ақпаратқа қолжетімділік уәкілетті органның "
            "нұсқамасымен шектеледі.",
            "ru": "Доступ к информации, запрещённой законом или вступившим в силу судебным актом, ограничивается по "
            "предписанию уполномоченного органа.",
            "en": "Access to information prohibited by law or by a court act in force is restricted by order of the "
            "authorised body.",
        },
        date(2014, 4, 23),
        ALL,
    ),
    Ground(
        "platforms-9",
        _PLATFORMS,
        "9",
        {
            "kk": "Онлайн-платформа уәкілетті органның талабын қарайды және заңсыз контентке қолжетімділікті шектейді.",
            "ru": "Онлайн-платформа рассматривает требование уполномоченного органа и ограничивает доступ к "
            "противоправному контенту.",
            "en": "An online platform considers a request of the authorised body and restricts access to unlawful content.",
        },
        date(2023, 9, 10),
        ALL,
    ),
    Ground(
        "criminal-174",
        _CRIMINAL,
        "174",
        {
            "kk": "Әлеуметтік, ұлттық, рулық, нәсілдік, тектік-топтық немесе діни араздықты қоздыруға тыйым салынады.",
            "ru": "Запрещено возбуждение социальной, национальной, родовой, расовой, сословной или религиозной розни.",
            "en": "Incitement of social, national, clan, racial, class or religious discord is prohibited.",
        },
        date(2015, 1, 1),
        ("extremism", "interethnic_hatred", "terrorism"),
    ),
)
