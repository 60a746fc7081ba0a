"""The categories a complaint can name, as they stand when a service is first set up; an administrator can change them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Category:
    """One category in three languages.

    `severity` is 0 to 500 points of priority. `capture` off means that content is never fetched, uploaded or shown;
    `publish_link` off keeps the link out of everything public; `danger` marks immediate danger, never refused.
    """

    code: str
    severity: int
    name: dict[str, str]
    sentence: dict[str, str]
    capture: bool = True
    publish_link: bool = True
    danger: bool = False
    help: str | None = None


def _category(
    code: str, severity: int, kk: tuple[str, str], ru: tuple[str, str], en: tuple[str, str], **marks: object
) -> Category:
    names = {"kk": kk[0], "ru": ru[0], "en": en[0]}
    sentences = {"kk": kk[1], "ru": ru[1], "en": en[1]}
    return Category(code, severity, names, sentences, **marks)  # type: ignore[arg-type]  # marks are Category's own flags


AT_START: Final[tuple[Category, ...]] = (
    _category(
        "suicide",
        450,
        ("Өзін-өзі өлтіруді насихаттау", "Өз-өзіне қол жұмсауға шақырады, көндіреді немесе тәсілін көрсетеді."),
        ("Пропаганда самоубийства", "Призывает к самоубийству, склоняет к нему или описывает способы."),
        ("Promotion of suicide", "Calls for suicide, talks somebody into it or shows how to do it."),
        publish_link=False,
        danger=True,
        help="suicide",
    ),
    _category(
        "self_harm_challenge",
        420,
        (
            "Өзіне зиян келтіретін ойындар",
            "Балаларды немесе жасөспірімдерді өзіне зиян келтіретін тапсырмаларға тартады.",
        ),
        ("Опасные игры и вызовы", "Втягивает детей и подростков в задания, которыми они вредят себе."),
        ("Self-harm challenges", "Draws children or teenagers into tasks by which they harm themselves."),
        publish_link=False,
        danger=True,
        help="suicide",
    ),
    _category(
        "narcotics",
        260,
        ("Есірткіні насихаттау немесе сату", "Есірткі сатады, жарнамалайды немесе оны жасауды үйретеді."),
        ("Пропаганда или продажа наркотиков", "Продаёт или рекламирует наркотики либо учит их изготавливать."),
        ("Drugs: promotion or sale", "Sells or advertises drugs, or teaches how to make them."),
        publish_link=False,
    ),
    _category(
        "terrorism",
        450,
        ("Терроризмді насихаттау", "Террорлық әрекетке шақырады, оны ақтайды немесе адам тартады."),
        ("Пропаганда терроризма", "Призывает к терактам, оправдывает их или вербует людей."),
        ("Terrorist propaganda", "Calls for acts of terror, justifies them or recruits people."),
        publish_link=False,
        danger=True,
    ),
    _category(
        "extremism",
        300,
        (
            "Экстремизмді насихаттау",
            "Конституциялық құрылысты күшпен өзгертуге немесе тыйым салынған ұйымға қосылуға шақырады.",
        ),
        (
            "Пропаганда экстремизма",
            "Призывает к насильственному изменению строя или вступлению в запрещённую организацию.",
        ),
        ("Extremist propaganda", "Calls for violent overthrow or for joining a banned organisation."),
    ),
    _category(
        "cruelty",
        280,
        ("Қатыгездік пен зорлыққа табыну", "Адамды немесе жануарды азаптауды мақтан етіп көрсетеді, соған шақырады."),
        (
            "Культ жестокости и насилия",
            "Показывает мучения людей или животных как достойные восхищения или призывает к ним.",
        ),
        (
            "Cult of cruelty and violence",
            "Shows the torment of people or animals as something to admire, or calls for it.",
        ),
    ),
    _category(
        "interethnic_hatred",
        280,
        ("Ұлтаралық және дінаралық араздық", "Ұлты, тілі, нәсілі немесе діні үшін адамдарға өшпенділік тудырады."),
        ("Межнациональная и религиозная рознь", "Разжигает вражду к людям из-за национальности, языка, расы или веры."),
        ("Ethnic and religious hatred", "Stirs up hostility to people for their ethnicity, language, race or faith."),
    ),
    _category(
        "child_abuse",
        500,
        (
            "Балаларға жыныстық зорлық",
            "Балаларға жасалған жыныстық зорлық көріністері. Тек сілтемені жіберіңіз: мазмұнын сақтамаңыз, көшірмеңіз.",
        ),
        (
            "Сексуальное насилие над детьми",
            "Сцены сексуального насилия над детьми. Пришлите только ссылку: ничего не сохраняйте и не копируйте.",
        ),
        (
            "Sexual abuse of children",
            "Scenes of sexual abuse of children. Send the link only: do not save or copy anything.",
        ),
        capture=False,
        publish_link=False,
        danger=True,
        help="child_abuse",
    ),
    _category(
        "gambling_fraud",
        150,
        ("Онлайн-казино және алаяқтық", "Заңсыз құмар ойын, қаржы пирамидасы немесе алдап ақша алу."),
        ("Онлайн-казино и мошенничество", "Незаконные азартные игры, финансовая пирамида или выманивание денег."),
        ("Online casino and fraud", "Unlawful gambling, a pyramid scheme or another trick for money."),
    ),
    _category(
        "personal_data",
        220,
        ("Жеке деректерді жариялау", "Адамның құжатын, мекенжайын немесе басқа жеке дерегін келісімінсіз таратады."),
        ("Раскрытие личных данных", "Распространяет документы, адрес или другие личные данные без согласия человека."),
        ("Personal data exposed", "Spreads somebody's documents, address or other private data without consent."),
        publish_link=False,
    ),
    _category(
        "other",
        100,
        ("Басқа", "Заңға қайшы, бірақ жоғарыдағылардың ешқайсысына жатпайды. Не бұзылғанын жазыңыз."),
        ("Другое", "Нарушает закон, но не подходит ни под один пункт выше. Напишите, что именно нарушено."),
        ("Something else", "Breaks the law but fits none of the above. Say what is unlawful."),
    ),
)
