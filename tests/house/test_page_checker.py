"""The page checker that all web tests use finds what it is there to find."""

import pytest

from tests.pages import POLICY, Page, problems

GOOD = (
    '<!doctype html><html lang="kk"><head><title>A</title></head><body><main><h1 id="a">A</h1><h2>B</h2>'
    '<form method="post" action="/x"><input type="hidden" name="csrf_token" value="1">'
    '<label for="b">B</label><input id="b" name="b"></form><a href="#a">a</a></main></body></html>'
)
HEADERS = {"Content-Security-Policy": "; ".join(POLICY)}


def test_a_good_page_has_no_problem() -> None:
    assert problems(Page(200, GOOD, HEADERS)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('lang="kk"', 'lang="xx"'),
        ("<title>A</title>", "<title> – </title>"),
        ("<h2>", "<h1>"),
        ("<h2>", "<h3>"),
        ('id="b"', 'id="a"'),
        ('for="b"', 'for="c"'),
        ('href="#a"', 'href="#z"'),
        ('href="#a"', 'href="https://elsewhere.example/"'),
        ("<h2>", '<h2 style="color:red">'),
        ("<h2>", '<h2 onclick="x()">'),
        ("<h2>", "<script>x()</script><h2>"),
        ("<h2>", '<img src="/x.png"><h2>'),
        ('name="csrf_token"', 'name="other"'),
        ("<main>", "<div>"),
    ],
)
def test_a_bad_page_is_found_out(before: str, after: str) -> None:
    assert problems(Page(200, GOOD.replace(before, after, 1), HEADERS))


def test_a_weak_policy_is_found_out() -> None:
    assert problems(Page(200, GOOD, {}))
    assert problems(
        Page(200, GOOD, {"Content-Security-Policy": HEADERS["Content-Security-Policy"] + " 'unsafe-inline'"})
    )
