"""Links that the parser would give back as they are: most are, and to see it costs less than to parse them."""

import re
from string import ascii_letters, digits
from typing import Final

from complaints.domain.identity.hosts import HostFacts, host_facts, known_facts
from complaints.domain.identity.pasted import runs_on
from complaints.domain.identity.views import spelled

# Characters that the URL Standard leaves alone where they stand; tests hold this against the parser.
_cut: Final = re.compile(
    r"(https?:)//([a-z0-9.-]{1,253})(/[A-Za-z0-9_.~@!$&*+,=/-]*|)(\?[A-Za-z0-9_.~@!$&*+,=:/%-]+|)(#[A-Za-z0-9_.!/=-]+|)"
).fullmatch
WHOLE_ENDS: Final = frozenset(ascii_letters + digits + "/")
# A link in parts, as the URL Standard writes them: what the host says by itself, protocol, user name, port, path,
# search, fragment; then the path as keys spell it, and the whole link where it needs nothing. A plain tuple, since a
# named one costs as much as the rest.
Parts = tuple[HostFacts, str, str, str, str, str, str, str, str]


def ordinary(link: str) -> Parts | None:
    """Cut a link into its parts where nothing in it has to be parsed, else give None."""
    found = _cut(link)
    if found is None or link[-1] not in WHOLE_ENDS:
        return None
    protocol, host, path, search, fragment = found.groups()
    if "/." in path or ("://" in search and runs_on(link)):
        return None
    facts = known_facts(host) or host_facts(host)
    if not facts.is_as_parsed:
        return None
    if not path or "//" in path:
        return facts, protocol, "", "", path or "/", search, fragment, spelled(path), ""
    return facts, protocol, "", "", path, search, fragment, path.rstrip("/"), link
