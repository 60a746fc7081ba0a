"""Languages of the pages: chosen by `?lang=`, kept in a cookie, else what the browser prefers."""

from datetime import date
from typing import Any

from flask import Flask, Response, g, request
from flask_babel import Babel, get_locale, gettext

from complaints.domain.intake import LANGUAGES
from complaints.domain.messages import CODED, MESSAGES
from complaints.domain.moments import day_words
from complaints.settings import locate
from complaints.web.state import LANGUAGE_COOKIE, put_cookie

NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def language() -> str:
    """Name the language of this answer, chosen once a request."""
    if "language" not in g:
        g.language = choose()
    found: str = g.language
    return found


def choose() -> str:
    """Choose the language of an answer."""
    for wanted in (request.args.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if wanted in LANGUAGES:
            return str(wanted)
    return request.accept_languages.best_match(LANGUAGES) or "kk"


def install(app: Flask) -> None:
    """Set up translations and remember a choice made by `?lang=`."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(locate("translations"))
    Babel(app, locale_selector=language)

    @app.after_request
    def remember(response: Response) -> Response:
        wanted = request.args.get("lang")
        if wanted in LANGUAGES:
            put_cookie(response, LANGUAGE_COOKIE, str(wanted))
        return response


def sentence(code: str, **params: object) -> str:
    """Give the sentence of a code in the language of this answer."""
    if "." in code and code not in MESSAGES:
        return code.partition(".")[2]
    shown = {name: _worded(name, value) for name, value in params.items()}
    text: str = gettext(MESSAGES[code], **shown) if shown else gettext(MESSAGES[code])
    return text


def _worded(name: str, value: object) -> object:
    if isinstance(value, date):
        return day_words(value, language())
    # A code inside a sentence is put into the reader's words too; what has no words stays as it is.
    if name == "language":
        locale: Any = get_locale()
        return locale.languages.get(value, value)
    code = f"{CODED[name]}.{value}" if name in CODED else ""
    return gettext(MESSAGES[code]) if code in MESSAGES else value


def links() -> list[dict[str, object]]:
    """List the languages with the address of this page in each."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key not in {"lang", "receipt"}]
    present = language()
    from urllib.parse import urlencode

    return [
        {"code": code, "name": NAMES[code], "current": code == present, "url": "?" + urlencode([*kept, ("lang", code)])}
        for code in LANGUAGES
    ]
