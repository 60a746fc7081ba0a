"""The rule tables: plain data that says which links lead to which, and which spellings are one.

Each row carries, or yields, a pair of links that tests it (tests/domain/identity/test_tables.py).
"""

from typing import Final

from complaints.domain.identity.rules.apps import APPS
from complaints.domain.identity.rules.browsers import BROWSERS
from complaints.domain.identity.rules.copies import ARCHIVES, CACHES, EVERYWHERE, LIBRARIES, LIGHT_PAGES, TRANSLATIONS
from complaints.domain.identity.rules.filters import FILTERS
from complaints.domain.identity.rules.proxies import PROXIES
from complaints.domain.identity.rules.redirects import REDIRECTS
from complaints.domain.identity.rules.shares import SHARES
from complaints.domain.identity.rules.sites import NOISE as SITE_NOISE
from complaints.domain.identity.rules.sites import VIEWS as SITE_VIEWS
from complaints.domain.identity.rules.walls import WALLS

WRAPPERS: Final = (
    *REDIRECTS,
    *FILTERS,
    *SHARES,
    *WALLS,
    *ARCHIVES,
    *LIBRARIES,
    *CACHES,
    *TRANSLATIONS,
    *LIGHT_PAGES,
    *PROXIES,
)
DEEP_LINKS: Final = (*APPS, *BROWSERS)

__all__ = ["DEEP_LINKS", "EVERYWHERE", "SITE_NOISE", "SITE_VIEWS", "WRAPPERS"]
