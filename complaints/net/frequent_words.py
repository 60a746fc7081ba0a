"""The most frequent small words of the languages met on this region's pages, and the scripts that name a language."""

from typing import Final

FREQUENT: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "ru": "и в не на что с по это как а из за от но для о об он она они мы вы его её ее их был была было были быть "
        "при так уже или если чтобы который которая которые того этом также после когда до без под ни же бы только "
        "может сообщает сегодня которого нет во со ко все всех",
        "en": "the of and to in is that for it was on with as are be this by at from have has had not or an they which "
        "their were will would can been you he she we his her its about there when who after until said more all but",
        "uk": "і в на що не та з до у як це за про від але для його її їх був була було були які який яка після якщо "
        "або під також вже ще більше цього час може його їхньої та сьогодні який також коли щоб",
        "be": "і ў на не што з да як гэта за пра ад але для яго яе іх быў была было былі які якая пасля "
        "калі або таксама",
        "bg": "и на да се за не от е са по с като или но който която ще беше при до това тази този бъде",
        "sr": "и у је да се на за не од са су као или али који која ће био била би што то ово",
        "mk": "и на да се за не од е со како или но кој која ќе беше при до ова оваа овој",
        "ky": "жана менен үчүн бул болгон деп кийин боюнча эмес бар бир анын ал алар деген дагы же керек болуп туура "
        "тууралуу эле ошол эч жок бирок айтты бүгүн",
        "tt": "һәм белән өчен бу дә да ул бер булган дип түгел бар аның юк иде кеше буенча турында шул инде",
        "ba": "һәм менән өсөн был ла ул бер булған тип түгел бар уның юҡ ине буйынса тураһында шул инде",
        "tg": "ва дар ба аз ки барои бо ин он аст шуд мешавад буд ҳам як ё низ онҳо мо шумо бояд кард карда ҳар",
        "mn": "нь ба юм байна гэж энэ бол бөгөөд байсан тэр мөн болон хүн дээр оны хэмээн байгаа улсын",
        "uz": "va bilan uchun bu ham bir edi deb bo'lgan bo'yicha emas bor uning u ular kerak qilgan qildi haqida yoki "
        "lekin keyin ва билан учун бу ҳам бир эди деб бўлган бўйича эмас бор унинг улар керак қилган ҳақида ёки лекин",
        "az": "və bu bir ilə üçün də ki olan olub edib deyil var onun o daha sonra görə haqqında amma və ya bildirib",
        "tr": "ve bir bu için ile de da olarak olan daha çok ne var değil gibi kadar sonra ama ya en onun o ise",
        "tk": "we bilen üçin bu hem bir boldy diýip däl bar onuň ol ýa soň barada bolan edip ýok",
        "de": "der die das und in zu den von mit ist nicht des ein eine im auf für dem sich auch es als an "
        "werden aus er "
        "hat dass sie nach wird bei einer um am sind noch wie über",
        "fr": "de la le et les des en un une du que est pour qui dans sur par pas au il avec plus ce sont ne "
        "se aux cette "
        "ses mais comme ou été elle",
        "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o este sí "
        "porque esta entre cuando muy sin sobre",
        "it": "di e il la che in a per un è non del una le con si da dei al come più della i ha sono anche alla ma nel",
        "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou",
        "pl": "i w na nie z się do to że o jest jak za po co od ale czy przez tak był już dla ma jego są "
        "być także oraz",
        "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als maar door bij uit naar heeft",
        "cs": "a se v na je že s z do o i to k ve pro za by ale si po jako od jsou který také nebo byl jeho",
        "ro": "de și în a la cu un o pe care nu din este mai să că pentru sunt ale sau prin ca dar fost",
        "ar": "في من على إلى أن هذا التي الذي عن مع كان ما لا هو كل بعد قال بين وقد ذلك كما أو",
        "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز گفت شد اما ها می بود",
        "ug": "ۋە بىلەن بۇ بىر ئۈچۈن دەپ بولغان ئۇ ھەم ئەمەس بار كېيىن ئۇنىڭ",
    }.items()
}
# Ranges of letters that hardly any other language on the web is written in.
SCRIPTS: Final = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7a3"),
    ("zh", "\u4e00", "\u9fff"),
    ("ka", "\u10a0", "\u10ff"),
    ("hy", "\u0530", "\u058f"),
    ("he", "\u0590", "\u05ff"),
    ("hi", "\u0900", "\u097f"),
    ("th", "\u0e00", "\u0e7f"),
    ("el", "\u0370", "\u03ff"),
)
# Letters that a language has and its neighbours, whose small words it shares, lack.
OWN_LETTERS: Final[dict[str, str]] = {
    "ru": "ыэё",
    "uk": "їєґ",
    "be": "ў",
    "bg": "ъщ",
    "sr": "ђћџљњј",
    "mk": "ѓќѕ",
    "ky": "өүң",
    "tt": "әөүҗңһ",
    "ba": "әөүҙҫҡғһ",
    "tg": "ҳҷӣӯқғ",
    "mn": "өү",
    "uz": "ўқғҳ",
    "az": "əıöüğşç",
    "tr": "ıöüğşç",
    "tk": "ýäňöüşž",
    "ug": "ۇۆۈېەڭ",
    "fa": "پچژگیک",
}
