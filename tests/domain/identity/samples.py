"""Links to test with: the project's own pairs, those in the rule tables, and odd ones that are drawn."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from complaints.domain.identity import views
from complaints.domain.identity.forms import host_pattern
from complaints.domain.identity.platforms import PLATFORMS
from complaints.domain.identity.rules import DEEP_LINKS, EVERYWHERE, SITE_NOISE, SITE_VIEWS, WRAPPERS, noise
from complaints.domain.identity.rules.hosts import MIRRORS


class Pair(NamedTuple):
    """Two links, and whether a person would say that they name one thing."""

    kind: str
    same: bool
    a: str
    b: str


def _own() -> Iterator[Pair]:
    kind = ""
    for line in (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line.startswith(("=\t", "!\t")):
            sign, a, b = line.split("\t")
            yield Pair(kind, sign == "=", _unescaped(a), _unescaped(b))


def _unescaped(text: str) -> str:
    return text.encode("latin-1", "backslashreplace").decode("unicode_escape") if "\\" in text else text


def example_host(pattern: str) -> str:
    """Write a host that a host pattern is about."""
    domain, before = host_pattern(pattern)
    label = next((word for word in ("abai", "ru", "old", "img", "rus") if before and before.fullmatch(word)), "")
    return (f"{label}." if label else "") + domain.replace(".*", ".kz")


def _of_tables() -> Iterator[Pair]:
    for wrapper in (*WRAPPERS, *EVERYWHERE):
        for a, b in wrapper.same:
            yield Pair(f"wrapper {wrapper.hosts or 'everywhere'}", True, a, b)
    for rule in DEEP_LINKS:
        yield Pair(f"app link {rule.scheme}", True, *rule.same)
    for mirror in MIRRORS:
        yield Pair(f"mirror {mirror.host}", True, *mirror.same)
    for view in views.EXAMPLES:
        yield Pair(view.what, True, *view.same)
    for row in noise.EXAMPLES:
        yield Pair(
            "noise", True, f"https://site.example.org/a?id=7&{row.name}={row.sample}", "https://site.example.org/a?id=7"
        )
    for site in SITE_NOISE:
        page = f"https://{example_host(site.host)}/a-1"
        for name in site.names:
            yield Pair(f"noise of {site.host}", True, f"{page}?{name}={site.sample}", page)
    for site_view in SITE_VIEWS:
        for a, b in site_view.same:
            yield Pair(f"view of {site_view.hosts[0]}", True, a, b)
    for platform in PLATFORMS:
        for form in platform.forms:
            for a, b in form.same:
                yield Pair(platform.name, True, a, b)
            for a, b in form.apart:
                yield Pair(platform.name, False, a, b)


PAIRS = tuple(_own())
TABLE_PAIRS = tuple(_of_tables())


def links_of_tables() -> Iterator[str]:
    """List every link that stands in a rule table."""
    for pair in TABLE_PAIRS:
        yield pair.a
        yield pair.b


HOSTS = """
inform.kz www.inform.kz m.nur.kz қазақ.қаз t.me vk.com m.vk.com www.youtube.com youtu.be facebook.com x.com ok.ru
web.archive.org www.google.kz l.facebook.com abai.livejournal.com ru.wikipedia.org abai.blogspot.ru 10.0.0.1
r.jina.ai cdn.ampproject.org abai-kz.translate.goog archive.ph medium.com docs.google.com
"""
NAMES = "id p page u url q to v w z next story_fbid st.link list utm_source sid"
hosts = st.sampled_from(HOSTS.split())
segments = st.text(
    st.sampled_from("abcXYZ019._-~%2F%41%d0%b0+,:;@!$'()*|[]{}^`\"<>«»… ёқ\u200c\u202eamp=&/"), max_size=12
)
paths = st.lists(
    segments | st.sampled_from(["amp", "print", "index.php", "wall-1_2", "watch", "durov", "15", "..", ".", "https:"]),
    max_size=5,
).map("/".join)
words = st.lists(
    st.tuples(
        st.sampled_from(NAMES.split()) | segments,
        segments
        | st.sampled_from(["https%3A%2F%2Fnur.kz%2Fa", "https://t.me/durov/5", "wall-1_2", "sC4l-LvAH_c", "1"]),
    ).map("=".join),
    max_size=4,
).map("&".join)
fragments = segments.map("#{}".format) | st.sampled_from(["", "#!/a/b", "#/a?b=1", "#@durov"])


@st.composite
def links(draw: st.DrawFn) -> str:
    """Draw a link that looks like what the rules are about, odd in all its parts."""
    link = f"{draw(st.sampled_from(['https://', 'http://', '', '//', 'hxxp://']))}{draw(hosts)}/{draw(paths)}"
    query = draw(words)
    return link + (f"?{query}" if query else "") + draw(fragments)
