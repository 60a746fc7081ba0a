"""What people write together: Wikipedia and its sisters, GitHub, Stack Exchange, Scribd, and libraries of media."""

from typing import Final

from complaints.domain.identity.forms import Form, Platform, base58, lower, wiki_title, wiki_word
from complaints.domain.identity.scopes import Scope

_PROJECTS: Final = (
    "wikipedia.org",
    "wiktionary.org",
    "wikiquote.org",
    "wikisource.org",
    "wikinews.org",
    "wikibooks.org",
    "wikivoyage.org",
    "wikiversity.org",
)
_TITLE: Final = "(?P<title>.{1,4000})"
_NOISE: Final = frozenset({"wprov", "redirect=no", "useskin", "mobileaction", "printable", "oldformat", "useformat"})


def _wiki(project: str) -> Platform:
    name = project.partition(".")[0]
    host = f"((?P<lang>[a-z][a-z0-9-]{{1,14}})).{project}"
    fold = wiki_word if name == "wiktionary" else wiki_title
    return Platform(
        name=name,
        hosts=(host,),
        noise=_NOISE,
        forms=(
            Form(
                path=f"/wiki/{_TITLE}",
                key="{lang}/{title}",
                url=f"https://{{lang}}.{project}/wiki/{{title}}",
                fold={"title": fold},
                same=(
                    (f"https://ru.m.{project}/wiki/Slovo_o#Dva", f"http://ru.{project}/w/index.php?title=Slovo_o"),
                    (f"https://ru.{project}/wiki/Slovo%20o", f"https://ru.{project}/wiki/Slovo_o?wprov=sfla1"),
                ),
                apart=(
                    (f"https://ru.{project}/wiki/Slovo", f"https://kk.{project}/wiki/Slovo"),
                    (f"https://ru.{project}/wiki/Slovo", f"https://ru.{project}/wiki/SLOVO"),
                    (f"https://ru.{project}/wiki/Slovo", f"https://ru.{project}/w/index.php?title=Slovo&oldid=1"),
                ),
            ),
            Form(
                path="(?:/w|/wiki)?",
                query={"title": "(?P<title>.{1,4000})"},
                key="{lang}/{title}",
                url=f"https://{{lang}}.{project}/wiki/{{title}}",
                fold={"title": fold},
            ),
        ),
    )


WIKIS: Final = tuple(map(_wiki, _PROJECTS))

GITHUB: Final = Platform(
    name="github",
    hosts=("github.com", "raw.githubusercontent.com", "raw.github.com", "gist.github.com"),
    noise=frozenset({"tab=readme-ov-file", "raw=true", "plain=1", "readme=1"}),
    forms=(
        Form(
            hosts=("gist.github.com",),
            path="/(?:[A-Za-z0-9-]{1,40}/)?(?P<id>[0-9a-f]{20,32})",
            key="gist/{id}",
            url="https://gist.github.com/{id}",
            same=(
                (
                    "https://gist.github.com/slovo/0123456789abcdef0123456789abcdef",
                    "https://gist.github.com/0123456789abcdef0123456789abcdef",
                ),
            ),
        ),
        Form(
            hosts=("github.com",),
            path="/(?P<owner>[A-Za-z0-9-]{1,40})/(?P<name>[A-Za-z0-9_.-]{1,100})/(?:blob|raw|blame)/(?:refs/heads/)?(?P<file>.+)",
            key="file/{owner}/{name}/{file}",
            url="https://github.com/{owner}/{name}/blob/{file}",
            fold={"owner": lower, "name": lower},
            same=(
                (
                    "https://raw.githubusercontent.com/Slovo/Kod/main/README.md",
                    "https://github.com/slovo/kod/blob/main/README.md",
                ),
            ),
            apart=(
                (
                    "https://github.com/slovo/kod/blob/main/README.md",
                    "https://github.com/slovo/kod/blob/main/readme.md",
                ),
                ("https://github.com/slovo/kod/blob/main/a", "https://github.com/slovo/kod/blob/dev/a"),
            ),
        ),
        Form(
            hosts=("raw.githubusercontent.com", "raw.github.com"),
            path="/(?P<owner>[A-Za-z0-9-]{1,40})/(?P<name>[A-Za-z0-9_.-]{1,100})/(?:refs/heads/)?(?P<file>.+)",
            key="file/{owner}/{name}/{file}",
            url="https://github.com/{owner}/{name}/blob/{file}",
            fold={"owner": lower, "name": lower},
        ),
        Form(
            hosts=("cdn.jsdelivr.net",),
            path="/gh/(?P<owner>[A-Za-z0-9-]{1,40})/(?P<name>[A-Za-z0-9_.-]{1,100})@(?P<file>.+)",
            key="file/{owner}/{name}/{file}",
            url="https://github.com/{owner}/{name}/blob/{file}",
            fold={"owner": lower, "name": lower},
            same=(("https://cdn.jsdelivr.net/gh/Slovo/Kod@main/a.js", "https://github.com/slovo/kod/blob/main/a.js"),),
        ),
        Form(
            hosts=("github.com",),
            path="/(?P<owner>[A-Za-z0-9-]{1,40})/(?P<name>[A-Za-z0-9_.-]{1,100})/(?P<part>(?:issues|pull|discussions|commits?|tree|releases|wiki|actions)(?:/.+)?)",
            key="part/{owner}/{name}/{part}",
            url="https://github.com/{owner}/{name}/{part}",
            fold={"owner": lower, "name": lower},
            same=(("https://github.com/Slovo/Kod/issues/1", "https://github.com/slovo/kod/issues/1#issuecomment-5"),),
            apart=(
                ("https://github.com/slovo/kod/issues/1", "https://github.com/slovo/kod/pull/1"),
                ("https://github.com/slovo/kod/issues?q=a", "https://github.com/slovo/kod/issues?q=b"),
                ("https://github.com/slovo/kod/tree/main/a", "https://github.com/slovo/kod/tree/main/A"),
            ),
        ),
        Form(
            hosts=("github.com",),
            path="/(?P<owner>[A-Za-z0-9-]{1,40})/(?P<name>[A-Za-z0-9_.-]{1,100}?)(?:\\.git)?",
            key="project/{owner}/{name}",
            url="https://github.com/{owner}/{name}",
            fold={"owner": lower, "name": lower},
            scope=Scope.ACCOUNT,
            same=(("https://github.com/Slovo/Kod.git", "https://github.com/slovo/kod?tab=readme-ov-file"),),
            apart=(
                ("https://github.com/slovo/kod", "https://github.com/slovo/kod/issues"),
                ("https://github.com/slovo/kod/issues/1", "https://github.com/slovo/kod/pull/1"),
            ),
        ),
        Form(
            hosts=("github.com",),
            path="/(?P<owner>[A-Za-z0-9-]{1,40})",
            key="account/{owner}",
            url="https://github.com/{owner}",
            fold={"owner": lower},
            scope=Scope.ACCOUNT,
            same=(("https://github.com/Slovo", "https://www.github.com/slovo/"),),
        ),
    ),
)

STACK_EXCHANGE: Final = Platform(
    name="stack_exchange",
    hosts=("stackoverflow.com", "((?P<lang>ru|pt|es|ja)).stackoverflow.com"),
    forms=(
        Form(
            hosts=("stackoverflow.com",),
            path="/(?:questions|q)/(?P<id>[0-9]{1,12})(?:/(?![0-9]+\\Z)[^/]*)?",
            key="question/{id}",
            url="https://stackoverflow.com/questions/{id}",
            keep=("answertab", "page"),
            same=(("https://stackoverflow.com/questions/927358/slovo-o", "https://stackoverflow.com/q/927358"),),
            apart=(("https://stackoverflow.com/q/927358", "https://stackoverflow.com/a/927358"),),
        ),
        Form(
            hosts=("stackoverflow.com",),
            path="/a/(?P<id>[0-9]{1,12})(?:/[0-9]+)?",
            key="answer/{id}",
            url="https://stackoverflow.com/a/{id}",
            same=(("https://stackoverflow.com/a/11227902/123", "https://stackoverflow.com/a/11227902"),),
            apart=(("https://stackoverflow.com/a/11227902", "https://stackoverflow.com/a/11227903"),),
        ),
        Form(
            hosts=("((?P<lang>ru|pt|es|ja)).stackoverflow.com",),
            path="/(?:questions|q)/(?P<id>[0-9]{1,12})(?:/(?![0-9]+\\Z)[^/]*)?",
            key="question/{lang}/{id}",
            url="https://{lang}.stackoverflow.com/questions/{id}",
            keep=("answertab", "page"),
            same=(("https://ru.stackoverflow.com/questions/927358/slovo-o", "https://ru.stackoverflow.com/q/927358"),),
            apart=(("https://ru.stackoverflow.com/q/927358", "https://stackoverflow.com/q/927358"),),
        ),
    ),
)

SCRIBD: Final = Platform(
    name="scribd",
    hosts=("scribd.com", "([a-z]{2}).scribd.com"),
    forms=(
        Form(
            path="/(?:doc|document|embeds|fullscreen|mobile/document)/(?P<id>[0-9]{4,14})(?:/[^/]*)?",
            key="document/{id}",
            url="https://www.scribd.com/document/{id}",
            loose=True,
            same=(
                ("https://ru.scribd.com/document/123456789/Slovo-o", "https://www.scribd.com/doc/123456789"),
                ("https://www.scribd.com/embeds/123456789/content", "https://www.scribd.com/document/123456789/slovo"),
            ),
        ),
    ),
)

IMDB: Final = Platform(
    name="imdb",
    hosts=("imdb.com",),
    noise=frozenset({"ref_", "pf_rd_m", "pf_rd_p", "pf_rd_r", "pf_rd_s", "pf_rd_t", "pf_rd_i", "language"}),
    forms=(
        Form(
            path="(?:/[a-z]{2})?/(?P<kind>title|name)/(?P<id>(?:tt|nm)[0-9]{5,10})",
            key="{kind}/{id}",
            url="https://www.imdb.com/{kind}/{id}/",
            same=(("https://m.imdb.com/title/tt0111161/?ref_=x", "https://www.imdb.com/title/tt0111161"),),
            apart=(("https://www.imdb.com/title/tt0111161/", "https://www.imdb.com/title/tt0111161/reviews"),),
        ),
    ),
)

FLICKR: Final = Platform(
    name="flickr",
    hosts=("flickr.com", "flic.kr"),
    forms=(
        Form(
            hosts=("flic.kr",),
            path="/p/(?P<id>[1-9A-HJ-NP-Za-km-z]{3,9})",
            key="photo/{id}",
            url="https://flic.kr/p/{id}",
            fold={"id": base58},
            loose=True,
            same=(("https://flic.kr/p/s1VWHc", "https://www.flickr.com/photos/slovo/17075800949"),),
        ),
        Form(
            path="/photos/[^/]{1,60}/(?P<id>[0-9]{5,14})(?:/(?:in/.*|sizes/.*|lightbox))?",
            key="photo/{id}",
            url="https://www.flickr.com/photo.gne?id={id}",
            loose=True,
            same=(
                (
                    "https://www.flickr.com/photos/slovo/12345678901/in/photostream/",
                    "https://m.flickr.com/photos/slovo/12345678901",
                ),
            ),
        ),
        Form(
            path="/photo\\.gne",
            query={"id": "(?P<id>[0-9]{5,14})"},
            key="photo/{id}",
            url="https://www.flickr.com/photo.gne?id={id}",
            loose=True,
        ),
    ),
)

MEGA: Final = Platform(
    name="mega",
    hosts=("mega.nz", "mega.co.nz", "mega.io"),
    forms=(
        Form(
            hosts=("mega.nz", "mega.co.nz"),
            path="/(?P<kind>file|folder)/(?P<id>[A-Za-z0-9_-]{8})(?:/.*)?",
            key="{kind}/{id}",
            url="https://mega.nz/{kind}/{id}",
            loose=True,
            apart=(("https://mega.nz/file/AbCdEfGh#k", "https://mega.nz/file/AbCdEfGH#k"),),
        ),
        Form(
            hosts=("mega.nz", "mega.co.nz"),
            path="",
            fragment="#!(?P<id>[A-Za-z0-9_-]{8})(?:!.*)?",
            key="file/{id}",
            url="https://mega.nz/file/{id}",
            same=(("https://mega.nz/#!AbCdEfGh!0123456789", "https://mega.nz/file/AbCdEfGh#0123456789"),),
        ),
        Form(
            hosts=("mega.nz", "mega.co.nz"),
            path="",
            fragment="#F!(?P<id>[A-Za-z0-9_-]{8})(?:!.*)?",
            key="folder/{id}",
            url="https://mega.nz/folder/{id}",
            same=(("https://mega.co.nz/#F!AbCdEfGh!0123456789", "https://mega.nz/folder/AbCdEfGh#0123456789"),),
        ),
    ),
)
