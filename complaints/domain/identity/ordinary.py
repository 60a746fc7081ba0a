"""Links that the parser would give back as they are: most are, and to see it costs less than to parse them."""

import re
from typing import Final

from complaints.domain.identity.hosts import HostFacts, host_facts
from complaints.domain.identity.pasted import runs_on

# Characters that the URL Standard leaves alone where they stand; tests hold this against the parser.
_ORDINARY: Final = re.compile(
    r"(https?:)//([a-z0-9.-]{1,253})(/[A-Za-z0-9_.~@!$&*+,=/-]*|)(\?[A-Za-z0-9_.~@!$&*+,=:/%-]+|)(#[A-Za-z0-9_.!/=-]+|)"
)
# A link in parts, as the URL Standard writes them: what the host says by itself, protocol, user name, port, path,
# search, fragment. A plain tuple, since a named one costs as much as the rest.
Parts = tuple[HostFacts, str, str, str, str, str, str]


def ordinary(link: str) -> Parts | None:
    """Cut a link into its parts where nothing in it has to be parsed, else give None."""
    found = _ORDINARY.fullmatch(link)
    if found is None or not (link[-1] == "/" or link[-1].isalnum()):
        return None
    protocol, host, path, search, fragment = found.groups()
    if "/." in path or ("://" in search and runs_on(link)):
        return None
    facts = host_facts(host)
    return (facts, protocol, "", "", path or "/", search, fragment) if facts.is_as_parsed else None
