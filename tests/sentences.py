"""The sentence of a code as a page shows it in one language, read from the catalogues that the pages read."""

from functools import cache

from babel.support import NullTranslations, Translations

from complaints.domain.messages import MESSAGES
from complaints.settings import locate


def sentence(language: str, code: str, **params: object) -> str:
    """Give a code's sentence in a language, filled in, white space folded."""
    text = catalogue(language).gettext(MESSAGES[code])
    return " ".join((text % params if params else text).split())


@cache
def catalogue(language: str) -> NullTranslations:
    """Load a language's catalogue."""
    return Translations.load(locate("translations"), [language])
