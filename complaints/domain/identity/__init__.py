"""What a link names: one key for all spellings of the same page, found offline and by rules alone."""

from typing import Final

from complaints.domain.identity.pasted import MAX_LINK, split_links
from complaints.domain.identity.resolving import key_of, resolve
from complaints.domain.identity.resource import Resource
from complaints.domain.identity.scopes import LinkRefused, Scope

RULES_VERSION: Final = 4

__all__ = ["MAX_LINK", "RULES_VERSION", "LinkRefused", "Resource", "Scope", "key_of", "resolve", "split_links"]
