"""Messages that ask a reporter who they are are found, in three languages; those that ask about the page are not."""

import pytest

from complaints.domain.correspondence.asking import asks_identity

ASKING = {
    "name": [
        "Please tell us your name.",
        "Hello! Who are you?",
        "We cannot go on without your full name.",
        "Kindly introduce yourself and describe the page.",
        "Give your first name and surname so that we can write to you.",
        "Сообщите, пожалуйста, ваше имя.",
        "Как Вас зовут?",
        "Представьтесь, пожалуйста.",
        "Укажите фамилию, имя и отчество.",
        "Нам нужны Ваши ФИО.",
        "Напишите свою фамилию полностью",
        "Подтвердите свою личность, и мы продолжим.",
        "Атыңыз кім?",
        "Аты-жөніңізді жазыңыз.",
        "Өзіңізді таныстырыңызшы.",
        "Сіз кімсіз?",
        "Кім екеніңізді айтсаңыз, тезірек қараймыз.",
        "Есіміңізді жазып жіберіңіз.",
    ],
    "phone": [
        "Please send us your phone number.",
        "Your mobile?",
        "Which phone number can we use?",
        "Call us tomorrow.",
        "Укажите номер телефона.",
        "Дайте Ваш телефон для связи",
        "Ваш номер?",
        "Перезвоните нам по делу.",
        "Телефон нөміріңізді жазыңыз.",
        "Ұялы телефон нөмірін көрсетіңіз.",
        "Бізге қоңырау шалыңыз.",
        "Байланыс нөмірі қажет.",
    ],
    "email": [
        "What is your e-mail?",
        "Please leave an e-mail address.",
        "Напишите ваш e-mail.",
        "Укажите адрес электронной почты.",
        "Электрондық поштаңызды жазыңыз.",
        "Поштамызға жазыңыз.",
    ],
    "address": [
        "Where do you live?",
        "State your home address.",
        "Come to our office with the papers.",
        "Где вы живёте?",
        "Укажите ваш адрес.",
        "В каком городе Вы находитесь?",
        "Приходите к нам в кабинет 5.",
        "Қайда тұрасыз?",
        "Мекенжайыңызды көрсетіңіз.",
        "Қай қалада тұрасыз?",
    ],
    "document": [
        "Send a copy of your passport.",
        "Please state the IIN.",
        "What is your date of birth?",
        "Пришлите ИИН.",
        "Нужна копия удостоверения.",
        "Укажите вашу дату рождения.",
        "Сколько вам лет?",
        "ЖСН жазыңыз.",
        "Жеке куәлігіңіздің нөмірін жіберіңіз.",
        "Неше жастасыз?",
    ],
    "work": ["Where do you work?", "Где вы работаете?", "Қайда жұмыс істейсіз?", "Укажите ваше место работы."],
    "account": [
        "How can we contact you?",
        "Send us your contact details.",
        "Send a link to your profile.",
        "Как с вами связаться?",
        "Оставьте контактные данные.",
        "Пришлите ссылку на ваш аккаунт.",
        "Сізбен қалай байланысуға болады?",
        "Байланыс деректерін қалдырыңыз.",
    ],
}
HARMLESS = [
    "Which paragraph of the page do you mean? Copy it here word for word.",
    "On which day did you see it, and is it still there?",
    "The page shows a phone number; please write which one stands on the page.",
    "Is the address of the page written exactly as you pasted it?",
    "You need not say who you are. Describe the video from the second minute on.",
    "Do not tell us your name. Send the link only.",
    "Your message helped. The case was sent to the platform.",
    "We cannot see your e-mail address and do not need it.",
    "What is the name of the channel?",
    "Who is speaking in the video, as far as the page says?",
    "The page gives the home address of a stranger; in which line on the page?",
    "How did you come upon this link?",
    "Какой именно абзац страницы вы имеете в виду?",
    "Когда вы это видели и есть ли оно там сейчас?",
    "Говорить, кто вы, не нужно. Пришлите только ссылку.",
    "Как называется канал?",
    "На странице стоит номер телефона продавца; напишите, в каком абзаце.",
    "Откройте ссылку ещё раз: открывается ли страница?",
    "Ваша жалоба помогла, решение опубликовано.",
    "Мы получили вашу жалобу и просим указать минуту ролика.",
    "Что именно в тексте, по-вашему, нарушает закон?",
    "Беттің қай абзацын айтып отырсыз? Сол жерін сөзбе-сөз көшіріп жазыңыз.",
    "Оны қашан көрдіңіз, әлі тұр ма?",
    "Кім екеніңізді айтудың қажеті жоқ. Тек сілтемені жіберіңіз.",
    "Арнаның аты қалай жазылған?",
    "Беттегі телефон нөмірін қай жерден көрдіңіз?",
    "Арызыңыз үшін рақмет, шешім жарияланды.",
    "Бейнежазбаның қай минутында екенін жазыңыз.",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in ASKING.items() for text in texts])
def test_asking_is_found_and_its_sentence_quoted(kind: str, text: str) -> None:
    asked = asks_identity(f"Good day. {text}\n\nThank you.")
    assert asked is not None
    assert asked.kind == kind
    assert asked.words in text


@pytest.mark.parametrize("text", HARMLESS)
def test_asking_about_the_page_is_not(text: str) -> None:
    assert asks_identity(text) is None


@pytest.mark.parametrize("text", [text.upper() for texts in ASKING.values() for text in texts[:2]])
def test_capitals_hide_nothing(text: str) -> None:
    assert asks_identity(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Сообщите, пожалуйста, вaше имя.",
        "Укажите  номер\u00a0телефона",
        "Пришлите ИИH",
        "Give your NAME\u200b",
        "Напишите ваш e–mail",
    ],
)
def test_letters_of_another_alphabet_and_odd_spaces_hide_nothing(text: str) -> None:
    assert asks_identity(text) is not None


def test_a_request_and_its_object_in_different_sentences_are_two_things() -> None:
    assert asks_identity("Please send the link again. The page shows an IIN and a passport number.") is None


def test_a_sentence_may_run_over_lines() -> None:
    assert asks_identity("Please tell us\nyour name") is not None


def test_a_long_sentence_is_quoted_from_its_beginning() -> None:
    asked = asks_identity("Please tell us your name " + "and what you saw there " * 30)
    assert asked is not None
    assert len(asked.words) <= 102
