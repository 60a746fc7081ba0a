"""Facebook's accounts, by name and by number."""

from typing import Final

from complaints.domain.identity.forms import Form
from complaints.domain.identity.platforms.facebook.names import DOTLESS, NUMBER, OWNER
from complaints.domain.identity.scopes import Scope

_TAB: Final = "(?:/(?:about|posts|timeline|photos|videos|reels|live_videos|home))?"

ACCOUNTS: Final[tuple[Form, ...]] = (
    Form(
        path="/profile\\.php",
        query={"id": f"(?P<id>{NUMBER})"},
        key="id/{id}",
        url="https://www.facebook.com/profile.php?id={id}",
        scope=Scope.ACCOUNT,
        same=(
            ("https://m.facebook.com/profile.php?id=100044&ref=x", "https://www.facebook.com/100044"),
            (
                "https://www.facebook.com/profile.php?id=100044&sk=about",
                "https://www.facebook.com/profile.php?id=100044",
            ),
        ),
        apart=(
            (
                "https://www.facebook.com/profile.php?id=100044&sk=friends",
                "https://www.facebook.com/profile.php?id=100044",
            ),
        ),
    ),
    Form(
        path=f"/(?:people|pages)/[^/]{{1,200}}/(?P<id>{NUMBER}){_TAB}",
        key="id/{id}",
        url="https://www.facebook.com/profile.php?id={id}",
        scope=Scope.ACCOUNT,
        same=(
            (
                "https://www.facebook.com/people/Slovo-Slovo/100044/",
                "https://www.facebook.com/pages/Slovo/100044?ref=ts",
            ),
        ),
    ),
    Form(
        path="/(?:p/|pages/category/[^/]{1,80}/|pg/)?[^/]{1,200}-(?P<id>[0-9]{9,20})" + _TAB,
        key="id/{id}",
        url="https://www.facebook.com/profile.php?id={id}",
        scope=Scope.ACCOUNT,
        same=(
            (
                "https://www.facebook.com/p/Slovo-O-100064851234567/",
                "https://www.facebook.com/Slovo-O-100064851234567/about",
            ),
        ),
    ),
    Form(
        path=f"/(?P<id>[0-9]{{5,20}}){_TAB}",
        key="id/{id}",
        url="https://www.facebook.com/profile.php?id={id}",
        scope=Scope.ACCOUNT,
    ),
    Form(
        path=f"/(?:pg/)?{OWNER}{_TAB}",
        key="account/{owner}",
        url="https://www.facebook.com/{owner}",
        fold=DOTLESS,
        scope=Scope.ACCOUNT,
        same=(
            ("https://fb.com/Azattyq", "https://mbasic.facebook.com/azattyq?refid=52&__tn__=R"),
            ("https://www.facebook.com/pg/azattyq/about/", "https://m.me/azattyq"),
            ("https://www.facebook.com/#!/azattyq", "https://kk-kz.facebook.com/azattyq"),
        ),
        apart=(
            ("https://www.facebook.com/azattyq", "https://www.facebook.com/azattyqq"),
            ("https://www.facebook.com/azattyq", "https://business.facebook.com/azattyq"),
        ),
    ),
)
