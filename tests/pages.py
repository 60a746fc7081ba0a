"""A person at a browser, for tests: opens pages, sends the forms they hold, and checks every page it opens."""

import itertools
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.test import TestResponse

POLICY = ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
LABELLED = "input:not([type=hidden]):not([type=submit]), textarea, select"
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls")


@dataclass(frozen=True)
class Page:
    """An answer as a person meets it."""

    status: int
    text: str
    headers: dict[str, str]

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """Parse the page."""
        return LexborHTMLParser(self.text)

    @property
    def words(self) -> str:
        """Give what a reader sees, white space folded."""
        body = self.tree.css_first("body")
        return " ".join((body or self.tree.root).text(separator=" ").split()) if body else ""

    @property
    def faults(self) -> list[str]:
        """List the sentences of the error summary."""
        return [" ".join(each.text().split()) for each in self.tree.css(".govuk-error-summary li")]

    def value(self, name: str) -> str:
        """Give what stands in a field: the text, the chosen radio or option, a checked box's value."""
        area = self.tree.css_first(f"textarea[name={name}]")
        if area is not None:
            return area.text().removeprefix("\n")
        for node in self.tree.css(f"[name={name}]"):
            if node.tag == "select":
                chosen = node.css_first("option[selected]")
                return (chosen.attributes.get("value") or "") if chosen else ""
            kind = node.attributes.get("type") or "text"
            if kind not in {"radio", "checkbox"} or "checked" in node.attributes:
                return node.attributes.get("value") or ""
        return ""

    def forms(self, action: str) -> list[LexborNode]:
        """List the forms that send to a path."""
        return [each for each in self.tree.css("form") if each.attributes.get("action") == action]


def problems(page: Page) -> list[str]:
    """Name what is wrong with a page whatever it is about: structure, labels, references, policy."""
    tree, found = page.tree, []
    html = tree.css_first("html")
    if html.attributes.get("lang") not in {"kk", "ru", "en"}:
        found.append("the page names no language")
    titles = tree.css("head > title")
    if len(titles) != 1 or not titles[0].text().strip(" –"):
        found.append("a page needs one title")
    if len(tree.css("h1")) != 1:
        found.append(f"a page needs one h1, not {len(tree.css('h1'))}")
    if len(tree.css("main")) != 1:
        found.append("a page needs one main")
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    found += [f"id {each} stands twice" for each in sorted({each for each in ids if ids.count(each) > 1})]
    found += _unlabelled(tree) + _dangling(tree, set(ids)) + _forbidden(tree) + _headings(tree)
    policy = page.headers.get("Content-Security-Policy", "")
    found += [f"the policy lacks {part}" for part in POLICY if part not in policy]
    found += [f"the policy allows {part}" for part in ("unsafe", "http:", "data:", "*") if part in policy]
    for form in tree.css("form"):
        if (form.attributes.get("method") or "get").lower() == "post" and form.css_first("[name=csrf_token]") is None:
            found.append(f"the form to {form.attributes.get('action')} carries no token")
    return found


def _unlabelled(tree: LexborHTMLParser) -> list[str]:
    labels = {node.attributes.get("for") for node in tree.css("label")}
    return [
        f"{node.attributes.get('name')} has no label"
        for node in tree.css(LABELLED)
        if node.attributes.get("id") not in labels and not node.attributes.get("aria-label")
    ]


def _dangling(tree: LexborHTMLParser, ids: set[str | None]) -> list[str]:
    found = []
    for name in REFERENCES:
        for node in tree.css(f"[{name}]"):
            found += [
                f"{name}={each} names nothing" for each in (node.attributes[name] or "").split() if each not in ids
            ]
    anchors = [node.attributes["href"] or "" for node in tree.css("a[href^='#']")]
    return found + [f"{each} leads nowhere" for each in anchors if each.removeprefix("#") not in ids]


def _forbidden(tree: LexborHTMLParser) -> list[str]:
    found = ["a style attribute breaks the policy" for _ in tree.css("[style]")]
    found += ["an inline script breaks the policy" for node in tree.css("script") if not node.attributes.get("src")]
    found += ["a style element breaks the policy" for _ in tree.css("style")]
    found += ["a picture has no alt" for node in tree.css("img") if "alt" not in node.attributes]
    for node in tree.css("*"):
        found += [f"{name} breaks the policy" for name in node.attributes if name.startswith("on")]
    for node in tree.css("a[href], form[action], link[href], script[src], img[src]"):
        target = node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("action") or ""
        if urlsplit(target).netloc or target.startswith("javascript:"):
            found.append(f"{target} leads outside")
    return found


def _headings(tree: LexborHTMLParser) -> list[str]:
    inside = [int(str(node.tag)[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    return [f"h{one} is followed by h{two}" for one, two in itertools.pairwise(inside) if two > one + 1]


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, app: Flask, language: str = "en", network: str = "127.0.0.1") -> None:
        self.client: FlaskClient = app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = network
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        self.last = Page(0, "", {})

    def open(self, path: str, **more: object) -> Page:
        """Open a page and check it."""
        return self._met(self.client.get(path, **more))  # type: ignore[arg-type]  # options of the client

    def send(self, path: str, fields: dict[str, object] | None = None, *, onto: str = "", **more: object) -> Page:
        """Fill in the form that sends to `path` on the page `onto`, or on the last page, and send it.

        Fields not given keep what the page has in them, as in a browser.
        """
        if onto:
            self.open(onto)
        forms = self.last.forms(path)
        assert forms, f"the page has no form that sends to {path}"
        typed = {**_standing(forms[0]), **(fields or {}), **more}
        return self._met(self.client.post(path, data={key: value for key, value in typed.items() if value is not None}))

    def follow(self) -> Page:
        """Go where the last answer leads."""
        assert self.last.status in {302, 303}, f"{self.last.status} leads nowhere: {self.last.faults}"
        return self.open(self.last.headers["Location"])

    def sign_in(self, email: str, password: str) -> Page:
        """Sign in as staff."""
        self.send("/staff/login", {"email": email, "password": password}, onto="/staff/login")
        return self.follow()

    def _met(self, answer: TestResponse) -> Page:
        self.last = Page(answer.status_code, answer.get_data(as_text=True), dict(answer.headers))
        if answer.mimetype == "text/html" and answer.status_code not in {301, 302, 303}:
            found = problems(self.last)
            assert not found, f"{answer.request.path}: {found}"
        return self.last


def _standing(form: LexborNode) -> dict[str, object]:
    fields: dict[str, object] = {}
    for node in form.css("input, textarea, select"):
        name, kind = node.attributes.get("name"), node.attributes.get("type") or "text"
        if not name or (kind in {"radio", "checkbox"} and "checked" not in node.attributes) or kind == "file":
            continue
        if node.tag == "textarea":
            value: str = node.text().removeprefix("\n")
        elif node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            value = (chosen.attributes.get("value") or "") if chosen else ""
        else:
            value = node.attributes.get("value") or ""
        before = fields.get(name)
        if kind == "checkbox" and before is not None:
            fields[name] = [*(before if isinstance(before, list) else [before]), value]
        else:
            fields[name] = value
    return fields


def numbers(page: Page, kind: str) -> list[str]:
    """List the case (C) or decision (D) numbers that a page shows, each once, in their order."""
    return list(dict.fromkeys(re.findall(rf"\b{kind}-\d{{4}}-\d{{6}}\b", page.words)))
