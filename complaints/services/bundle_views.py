"""What the page of related cases shows: frozen values."""

from dataclasses import dataclass

from complaints.services.views import LinkView


@dataclass(frozen=True, slots=True)
class BundleRow:
    """One case of a bundle, with what is needed to read it beside others."""

    id: int
    number: str
    link: LinkView
    category: str
    state: str
    version: int
    holder: str | None
    protected: bool
    complaints: int
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class BundlePage:
    """Related open cases; `after` is the cursor of the next page, `common` what they have in common."""

    rows: tuple[BundleRow, ...]
    common: str
    after: int | None
