"""An invented world for demonstrations: pages under .example names (RFC 2606), what people say of them, how it ends."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Ending:
    """How a demonstration case is decided: the outcome and the reasons; the ground's code where it restricts."""

    outcome: str
    language: str
    facts: str
    explanation: str
    ground: str = ""
    ground_explanation: str = ""
    passages: str = ""
    necessity: str = ""
    manifestly_unfounded: bool = False
    returned: str = ""


@dataclass(frozen=True, slots=True)
class Tale:
    """One page, the spellings in which people paste its link, what they say in which language, and its ending."""

    category: str
    links: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    weight: int = 1
    ending: Ending | None = None


TALES: Final[tuple[Tale, ...]] = (
    Tale(
        "gambling_fraud",
        (
            "https://zheldi-kazino.example/bonus",
            "http://www.zheldi-kazino.example/bonus/",
            "https://zheldi-kazino.example/bonus?utm_source=sms&utm_campaign=kz",
        ),
        (
            ("ru", "Приходят СМС с этой ссылкой, обещают бонус и просят номер карты. Лицензии на сайте нет."),
            ("kk", "Әкем осы сайттан ақшасынан айырылды. Ұтысты шығармайды, қайта-қайта ақша салуды сұрайды."),
            ("ru", "Онлайн-казино без лицензии, реклама идёт на детских каналах."),
        ),
        6,
        Ending(
            "restricted",
            "ru",
            "На странице предлагается игра на деньги с выводом выигрыша; сведений о лицензии нет, оператор не назван.",
            "Азартные игры в сети без лицензии запрещены. Страница приглашает играть на деньги и не указывает "
            "организатора, поэтому доступ к ней ограничен.",
            "communications-41-1-1",
            "Страница используется для незаконного игорного бизнеса и причиняет людям имущественный вред.",
            "Раздел «Бонус»: предложение внести деньги и форма для номера карты.",
            "Владелец сайта не назван и на обращение не ответил; удалить одну страницу некому.",
        ),
    ),
    Tale(
        "interethnic_hatred",
        ("https://qala-forum.example/topic/4412?page=2", "https://m.qala-forum.example/topic/4412?page=2#post-90"),
        (
            ("kk", "Екінші беттегі жазбада бір ұлттың адамдарын қаладан қууға шақырып отыр."),
            ("ru", "Призыв выгонять соседей из-за национальности, на второй странице темы."),
        ),
        4,
        Ending(
            "removal_requested",
            "kk",
            "Тақырыптың екінші бетіндегі жазбада тұрғындарды ұлты үшін қаладан қууға тікелей шақыру бар.",
            "Адамдарды ұлты үшін қудалауға шақыру заңмен тыйым салынған. Форум әкімшілігінен жазбаны өшіру сұралды.",
            "communications-41-1-1",
            "Жазбадағы шақыру белгілі бір ұлт өкілдеріне қарсы бағытталған.",
            "«Қаладан қуыңдар» деп басталатын жазба.",
            "Қалған жазбалар талқылауға жатады, сондықтан тек бір жазбаны өшіру жеткілікті.",
        ),
    ),
    Tale(
        "other",
        (
            "https://tauelsiz-habar.example/2026/11/akimdik-shygyndary",
            "http://tauelsiz-habar.example/2026/11/akimdik-shygyndary/",
        ),
        (
            ("ru", "Клевета на уважаемых людей, немедленно заблокировать."),
            ("ru", "Клевета на уважаемых людей, немедленно заблокировать!"),
        ),
        5,
        Ending(
            "no_violation",
            "ru",
            "Статья рассказывает о расходах бюджета и ссылается на опубликованные отчёты; оскорблений в ней нет.",
            "Критика органов власти законом не запрещена. Несогласие с ней не причина ограничивать доступ.",
            manifestly_unfounded=True,
        ),
    ),
    Tale(
        "personal_data",
        ("https://tizim-kz.example/pasport/spisok.html",),
        (("ru", "Выложены сканы удостоверений, в том числе моё. Я никому этого не разрешала."),),
        2,
        Ending(
            "restricted",
            "ru",
            "На странице опубликованы изображения удостоверений личности с номерами и адресами.",
            "Документы людей опубликованы без их согласия. Чтобы вред не рос, доступ к странице ограничен.",
            "communications-41-1-1",
            "Публикация документов позволяет оформить на людей кредиты и причиняет им вред.",
            "Все изображения документов на странице.",
            "Убрать отдельные изображения может только владелец, а он не назван.",
            returned="Укажите, какие именно элементы страницы нарушают закон.",
        ),
    ),
    Tale(
        "narcotics",
        ("https://dukenshi.example/zakladki", "hxxps://dukenshi[.]example/zakladki"),
        (("ru", "Продают наркотики закладками, есть прайс и адрес бота."), ("kk", "Есірткі сатады, бағасы жазылған.")),
        3,
    ),
    Tale(
        "suicide",
        ("https://tunek.example/forum/t/17",),
        (("ru", "В теме описывают способы. Пожалуйста, проверьте быстрее, там подростки."),),
        2,
    ),
    Tale(
        "terrorism",
        ("https://jasaq.example/v/88213",),
        (
            ("kk", "Видеода қару алып, оларға қосылуға шақырады."),
            ("en", "The video recruits people for an armed group."),
        ),
        2,
    ),
    Tale(
        "cruelty",
        ("https://beinelenti.example/watch/ab12CD",),
        (("ru", "Издеваются над собакой и хвастаются этим."), ("kk", "Жануарды азаптап жатыр.")),
        2,
        Ending(
            "not_verifiable",
            "ru",
            "По ссылке страница не открывается: адрес не отвечает ни при одной из проверок.",
            "Проверить содержание не удалось. Если страница снова появится, подайте новую жалобу.",
        ),
    ),
    Tale(
        "self_harm_challenge",
        ("https://oyin-tapsyrma.example/50",),
        (("kk", "Балаларға өзіне зиян келтіретін тапсырмалар береді."),),
    ),
    Tale(
        "extremism",
        ("https://qozgalys-vestnik.example/manifest",),
        (("ru", "Призывают к насильственному захвату власти."),),
        2,
        Ending(
            "referred",
            "ru",
            "Текст содержит призывы, которые должен оценить уполномоченный орган.",
            "Служба не решает, является ли движение запрещённым. Материалы переданы прокуратуре.",
        ),
    ),
    Tale(
        "gambling_fraud",
        ("https://invest-piramida.example/?ref=77",),
        (("ru", "Обещают 30 % в месяц, деньги не возвращают. Пишите мне на почту aigerim@mail.example."),),
        2,
    ),
    Tale(
        "other",
        ("https://sosed-blog.example/kvartira-12",),
        (("ru", "Мой сосед пишет, что я громко слушаю музыку."),),
        1,
        Ending(
            "out_of_scope",
            "ru",
            "Запись описывает бытовой спор соседей.",
            "Служба занимается только содержанием, которое нарушает закон. Бытовые споры решает участковый или суд.",
        ),
    ),
    Tale(
        "child_abuse",
        ("https://jabyq.example/x/1",),
        (("ru", "Только ссылка, как вы просили. Ничего не сохранял."),),
    ),
)
ADDITION: Final = {
    "kk": "Бет әлі ашық, қазір тағы бір көшірмесі шықты.",
    "ru": "Страница всё ещё открыта, теперь появилась и копия.",
    "en": "The page is still open, and now there is a copy of it.",
}
NOTES: Final = ("Сравнить с прежним решением по тому же сайту.", "Құқықтық негізді аға қараушымен келісу керек.")
TERRITORY: Final = {"kk": "Қазақстан Республикасы", "ru": "Республика Казахстан", "en": "Republic of Kazakhstan"}
