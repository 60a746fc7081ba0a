"""The catalogue of legal grounds as it stands when a service is first set up; an administrator can change it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from complaints.domain.categories import AT_START as CATEGORIES

ALL: Final = tuple(category.code for category in CATEGORIES)


@dataclass(frozen=True, slots=True)
class Ground:
    """A provision of law on which access may be restricted: act, article and text in three languages."""

    code: str
    act: dict[str, str]
    article: str
    text: dict[str, str]
    valid_from: date
    categories: tuple[str, ...]
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Say whether the provision is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


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
