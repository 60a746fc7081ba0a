"""Public holidays and moved working days of a country, by the rules of its law as the `holidays` library keeps them."""

from typing import Final

from complaints.domain.errors import Refusal
from complaints.domain.working_calendar import MAX_NAME, SpecialDay

NO_COUNTRY: Final = ""


def country(code: str) -> str:
    """Read a country's two letters (ISO 3166-1), or none; raises Refusal `calendar.country`."""
    from holidays import list_supported_countries  # a large library, needed once a year

    wanted = code.strip().upper()
    if wanted != NO_COUNTRY and wanted not in list_supported_countries(include_aliases=False):
        raise Refusal("calendar.country", "country")
    return wanted


def public_days(code: str, year: int) -> list[SpecialDay]:
    """List a year's public holidays, under their names in the country, and the weekends that are worked for them."""
    if code == NO_COUNTRY:
        return []
    from holidays import country_holidays  # a large library, needed once a year

    language = country_holidays(code).default_language
    found = country_holidays(code, years=year, language=language)
    days = [SpecialDay(day, False, name[:MAX_NAME]) for day, name in sorted(found.items())]
    moved = sorted(day for day in found.weekend_workdays if day.year == year)
    return days + [SpecialDay(day, True, "") for day in moved]
