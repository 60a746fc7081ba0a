"""Reading captured pages: what they say, in which language, and that no markup can make the reading hang."""

import io
import json
import time
import tracemalloc

import pytest
from warcio.archiveiterator import ArchiveIterator

from complaints.net.capture import extract, language_of, to_warc
from tests.net.hostile import ADDRESS, http, moved

PAGE = """<!doctype html><html lang="kk-KZ"><head>
<meta charset=utf-8><meta http-equiv="Refresh" content="5; url='https://elsewhere.kz/?a=1'">
<title>Басты
 бет &mdash; &lt;жаңалық&gt;</title>
<meta name="description" content="Қысқаша: &quot;мәтін&quot;">
<meta property="article:published_time" content="2026-03-01T10:00:00+05:00">
<meta name="Author" content="Айгүл Серікқызы"><meta name="author" content="second">
<style>p { color: red }</style><script>if (a<b) document.write("<p>жалған</p>")</script></head>
<body onload="x()"><nav>Мәзір</nav><!-- құпия <p> -->
<h1>Бірін<b>ші</b> тақырып</h1><p title="a > b">Екінші&nbsp;жол 1 < 2 &amp; 3<br>үшінші жол
<noscript>скриптсіз</noscript><select><option>таңдау</select></body></html>"""


@pytest.fixture
def read(site, fetcher):
    def read(body: str | bytes, content_type: str = "text/html; charset=utf-8"):
        data = body.encode() if isinstance(body, str) else body
        site.paths["/"] = http(data, *([f"Content-Type: {content_type}"] if content_type else []))
        return extract(fetcher().fetch("http://site.kz/"))

    return read


def test_a_page_is_read_for_what_it_says(read):
    page = read(PAGE)
    assert page.title == "Басты бет — <жаңалық>"
    assert page.description == 'Қысқаша: "мәтін"'
    assert (page.author, page.published) == ("Айгүл Серікқызы", "2026-03-01T10:00:00+05:00")
    assert page.text == "Мәзір\nБірінші тақырып\nЕкінші жол 1 < 2 & 3\nүшінші жол"
    assert (page.language, page.stated_language) == ("kk", "kk-kz")
    assert (page.content_type, page.charset, page.cut) == ("text/html", "utf-8", False)


def test_a_meta_refresh_is_noted_and_not_followed(read, site):
    assert read(PAGE).refresh == "https://elsewhere.kz/?a=1"
    assert len(site.requests) == 1


@pytest.mark.parametrize("content", ["5", "", "abc", "0;"])
def test_a_refresh_that_leads_nowhere_is_none(read, content):
    assert read(f'<meta http-equiv=refresh content="{content}">').refresh is None


@pytest.mark.parametrize(
    "entity",
    [
        {"@type": "NewsArticle", "author": {"name": "Asem"}, "datePublished": "2026-01-02"},
        [{"@type": "WebSite"}, {"author": [{"name": ["Asem"]}], "datePublished": ["2026-01-02"]}],
        {"@graph": [{"@type": "X"}, {"author": "Asem", "datePublished": "2026-01-02"}]},
    ],
)
def test_author_and_date_are_found_in_linked_data(read, entity):
    page = read(f'<script type="application/ld+json">{json.dumps(entity)}</script><p>x')
    assert (page.author, page.published) == ("Asem", "2026-01-02")


@pytest.mark.parametrize("data", ["{", "[" * 90_000, '{"author": ' * 9_000, "1", "null", '{"author": {"name": {}}}'])
def test_broken_linked_data_says_nothing(read, data):
    assert read(f"<script type=application/ld+json>{data}</script><p>text").author is None


def test_a_date_is_taken_from_a_time_element(read):
    assert read("<p>x <time datetime='2026-05-06'>6 мая</time>").published == "2026-05-06"


RUSSIAN = "Прокуратура сообщила, что страница заблокирована по решению суда до особого распоряжения."


@pytest.mark.parametrize(
    ("encoding", "content_type", "head"),
    [
        ("windows-1251", "text/html; charset=windows-1251", ""),
        ("windows-1251", "text/html; charset=utf-8", ""),
        ("windows-1251", "text/html", "<meta charset='windows-1251'>"),
        ("windows-1251", "text/html", ""),
        ("koi8-r", "text/html; charset=KOI8-R", ""),
        ("utf-8", "text/html; charset=windows-1251", ""),
        ("utf-8", "text/html; charset=iso-8859-1", "<meta charset=koi8-r>"),
        ("utf-8", "text/html; charset=zip", ""),
        ("utf-8", "text/html; charset=unicode_escape", ""),
        ("utf-8-sig", "text/html; charset=koi8-r", ""),
        ("utf-16", "text/html", ""),
        ("utf-16-le", "text/html; charset=utf-16", ""),
    ],
)
def test_a_charset_is_found_whatever_is_claimed(read, encoding, content_type, head):
    assert read(f"<html>{head}<p>{RUSSIAN}".encode(encoding), content_type).text == RUSSIAN


def test_a_few_broken_bytes_do_not_turn_utf8_into_another_charset(read):
    page = read((f"<p>{RUSSIAN * 5}").encode() + b"\xff\xfe\xd0", "text/html; charset=utf-8")
    assert RUSSIAN in page.text
    assert page.charset == "utf-8"


@pytest.mark.parametrize("content_type", ["image/png", "video/mp4", "application/pdf", "application/zip", "\xe9/\xe9"])
def test_what_is_not_text_is_not_read(read, content_type):
    page = read(b"<html><title>x</title>" + bytes(range(256)) * 10, content_type)
    assert (page.title, page.text, page.language) == ("", "", None)


def test_plain_text_is_text_and_markup_in_it_inert(read):
    assert read("<b>x</b>\n\n  y\0", "text/plain").text == "<b>x</b>\ny"


def test_html_without_a_content_type_is_recognised(read):
    assert read("<!DOCTYPE html><title>t</title>", "").title == "t"


TAGS = 2_000_000
HOSTILE = {
    "nested": "<div>" * (TAGS // 5),
    "nested and closed": "<div>" * 100_000 + "</p>" * 100_000,
    "one tag of many attributes": "<p " + " ".join(f"a{n}" for n in range(TAGS // 8)) + ">",
    "one meta of many attributes": "<meta " + " ".join(f"a{n}" for n in range(TAGS // 8)) + ">",
    "formatting": "".join(f"<font a={n}>" for n in range(60_000)) + "<p>x" * 100_000,
    "links in links": "<a>" * (TAGS // 3),
    "table in table": "<table>" * (TAGS // 7),
    "options": "<select>" + "<option>" * (TAGS // 8),
    "angle brackets": "<" * TAGS,
    "unclosed tags": "<a" * (TAGS // 2),
    "unclosed quotes": "<p a='" * (TAGS // 6),
    "quotes and brackets": "<p a=\">'>" * (TAGS // 9),
    "unclosed comments": "<!--" * (TAGS // 4),
    "unclosed scripts": "<script>" * (TAGS // 8),
    "unclosed titles": "<title>" * (TAGS // 7),
    "end tags": "</p>" * (TAGS // 4),
    "ampersands": "&" * TAGS,
    "long number": "&#" + "9" * TAGS + ";",
    "metas": '<meta name=x content="y">' * (TAGS // 25),
    "spaces": " " * TAGS,
    "charset": "charset=" * (TAGS // 8),
    "refresh": '<meta http-equiv=refresh content="' + " " * 3_000 + '">',
    "links": '<p><a href="https://example.kz/x">x</a>' * 10_000,
    "script only": "<script>" + "x=1;" * 100_000 + "</script>",
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_markup_takes_long_or_much(site, fetcher, markup):
    site.paths["/"] = http(markup[:999_000].encode(), "Content-Type: text/html")
    page = fetcher().fetch("http://site.kz/")
    began = time.monotonic()
    extract(page)
    assert time.monotonic() - began < 5
    tracemalloc.start()
    try:
        extract(page)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 60_000_000


def test_text_after_hostile_markup_is_still_read(read):
    page = read('<meta content="a>' + "<div " * 3 + f"><p>{RUSSIAN}</p><a href='>{RUSSIAN}")
    assert RUSSIAN in page.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Қазақстан Республикасының Президенті бүгін үкімет отырысын өткізіп, халықтың тұрмысы туралы айтты.", "kk"),
        ("Жаңа заң бойынша барлық мекемелер есеп беруге тиіс, деп хабарлады министрлік өкілі.", "kk"),
        (
            "Qazaqstan Respublikasynyñ Prezidenti bul turaly aitty jäne barlyq memlekettik mekeme keiin esep berdi.",
            "kk",
        ),
        (RUSSIAN, "ru"),
        ("The prosecutor said that the page had been blocked by a court until further notice, reports say.", "en"),
        ("Президент України сьогодні підписав закон, який змінює порядок їхньої роботи, повідомили журналісти.", "uk"),
        ("Кыргыз Республикасынын Президенти бүгүн өкмөттүн жыйынын өткөрүп, элдин турмушу тууралуу айтты.", "ky"),
        ("", None),
        ("Қысқа", None),
        ("12345 67890 " * 50, None),
    ],
)
def test_the_language_of_a_text_is_told(text, language):
    assert language_of(text) == language


def test_uzbek_in_cyrillic_letters_is_not_taken_for_kazakh():
    text = "Ўзбекистон Республикаси Президенти бугун ҳукумат йиғилишини ўтказди ва халқ турмуши ҳақида гапирди."
    assert language_of(text) != "kk"


def records(warc: bytes):
    for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise"):
        yield record, record.content_stream().read()


def test_a_capture_is_readable_by_other_tools_to_the_byte(site, fetcher):
    body = "<p>сәлем".encode()
    chunked = b"HTTP/1.1 200 OK\r\nX-Odd:  two  spaces\r\nTransfer-Encoding: chunked\r\n\r\n"
    site.paths["/"] = moved("/next", "Set-Cookie: a=b")
    site.paths["/next"] = chunked + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    fetched = fetcher().fetch("http://site.kz/")
    warc = to_warc(fetched)
    found = list(records(warc))
    kinds = [(record.rec_type, record.rec_headers.get_header("WARC-Target-URI")) for record, _ in found]
    first, second = "http://site.kz/", "http://site.kz/next"
    assert kinds == [
        ("warcinfo", None),
        ("response", first),
        ("request", first),
        ("response", second),
        ("request", second),
    ]
    assert found[3][1] == body
    assert found[3][0].rec_headers.get_header("WARC-IP-Address") == ADDRESS
    assert found[1][0].rec_headers.get_header("WARC-Truncated") == "unspecified"
    assert found[3][0].rec_headers.get_header("WARC-Truncated") is None
    assert found[4][0].rec_headers.get_header("WARC-Concurrent-To") == found[3][0].rec_headers.get_header(
        "WARC-Record-ID"
    )
    assert fetched.chain[1].response == site.paths["/next"]
    assert all(hop.response in plain(warc) and hop.request in plain(warc) for hop in fetched.chain)
    assert to_warc(fetched) == warc


def plain(warc: bytes) -> bytes:
    import gzip

    return gzip.decompress(warc)


def test_the_head_of_a_response_cannot_forge_a_record(site, fetcher):
    site.paths["/"] = http(b"\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "X: \xe9")
    warc = to_warc(fetcher().fetch("http://site.kz/"))
    assert [record.rec_type for record, _ in records(warc)] == ["warcinfo", "response", "request"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Суд в Алматы признал сайт экстремистским, сообщает пресс-служба; решение ещё не вступило в силу.", "ru"),
        ("Ўзбекистон Республикаси Президенти бугун ҳукумат йиғилишини ўтказди ва халқ билан учрашди.", "uz"),
        ("O'zbekiston Prezidenti bugun hukumat yig'ilishini o'tkazdi va xalq bilan uchrashdi, deb xabar qildi.", "uz"),
        ("Президенти Тоҷикистон имрӯз бо намояндагони ҳукумат дар бораи ин масъала мулоқот кард ва гуфт.", "tg"),
        ("Bakıda keçirilən tədbirdə bildirib ki, bu layihə ölkə üçün çox vacib olan bir işdir və davam edəcək.", "az"),
        (
            "Türkiye'de bugün yapılan açıklamaya göre bu karar için yeni bir düzenleme daha gerekli olarak görüldü.",
            "tr",
        ),
        ("Die Regierung hat am Montag mitgeteilt, dass die Entscheidung nicht vor dem Herbst erwartet wird.", "de"),
        ("Le gouvernement a annoncé que la décision serait prise dans les prochains jours par le ministre.", "fr"),
        ("El gobierno anunció que la decisión se tomará en los próximos días por el ministro de la región.", "es"),
        (
            "Rząd poinformował, że decyzja nie zostanie podjęta przed jesienią, ale jest już przygotowana.",
            "pl",
        ),
        ("أعلنت الحكومة أن القرار الذي اتخذ في العاصمة سوف يطبق بعد أيام على جميع المواقع في البلاد", "ar"),
        ("政府今天宣布这一决定将在未来几天内由部长作出而且不会影响其他网站的正常运行请大家放心继续使用网络服务", "zh"),
        (
            "政府は今日、この決定が数日以内に大臣によって行われると発表しました。他のサイトには影響しないということです。",
            "ja",
        ),
        (
            "정부는 오늘 이 결정이 며칠 안에 장관에 의해 내려질 것이라고 발표했다 다른 사이트는 그대로 열린다고 말했다",
            "ko",
        ),
        ("Главная Новости Политика Экономика Общество Культура Спорт Видео Контакты Реклама Выборы", "ru"),
        ("lorem xyzzy qwrt plugh zzzz frobnicate bazzle quux wibble wobble fnord grault garply waldo", None),
    ],
)
def test_the_languages_around_are_told_apart(text, language):
    assert language_of(text) == language


def test_mixed_pages_are_told_by_what_most_of_them_is_in():
    russian = "Это длинный текст, который был написан для примера, и в нём нет ничего, что было бы не так. " * 10
    assert language_of(f"Menu Home About Contact {russian} © All rights reserved by the company") == "ru"
