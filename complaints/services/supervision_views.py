"""What the supervisors' page and the page on agreement show."""

from dataclasses import dataclass
from datetime import date

from complaints.domain.agreement import Agreement
from complaints.domain.supervision import Expected


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How far first and second reviewers agree in a category, or in all of them where it is None."""

    category: str | None
    measured: Agreement


@dataclass(frozen=True, slots=True)
class Week:
    """Cases opened and closed (decided or merged) in one week; the present one is not over."""

    starts: date
    opened: int
    closed: int


@dataclass(frozen=True, slots=True)
class DeskPart:
    """The desk's work in one category or language; `wait` is the band of `WAITS` that holds the median."""

    code: str
    opened: int
    closed: int
    open: int
    wait: int | None


@dataclass(frozen=True, slots=True)
class DeskView:
    """The desk as a whole; `waits` are the bands of `WAITS` that hold the median and the ninth decile."""

    backlog: int
    weeks: tuple[Week, ...]
    ages: tuple[int, ...]
    waits: tuple[int | None, int | None]
    forecast: tuple[Expected, ...]
    categories: tuple[DeskPart, ...]
    languages: tuple[DeskPart, ...]
