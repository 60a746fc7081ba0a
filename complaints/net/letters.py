"""Letters to reporters: written from templates in their language, sent by SMTP or laid down as files."""

import os
import re
import smtplib
import ssl
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from complaints.domain.messages import MESSAGES
from complaints.domain.moments import day_words, moment_words
from complaints.domain.numbers import APPEAL, COMPLAINT, number
from complaints.net.seal import Opener, SealBroken
from complaints.services.decisions_ports import WaitingNotice
from complaints.services.publication import LetterNotSent


class Post(Protocol):
    """Takes a finished letter away; raises LetterNotSent where it cannot now."""

    def __call__(self, letter: EmailMessage) -> None: ...


class Mailer:
    """Opens a sealed address, writes the letter and posts it."""

    def __init__(
        self,
        *,
        opener: Opener,
        post: Post,
        templates: Path,
        translations: Path,
        decision: Callable[[int], Any],
        version: Callable[[int, int], Any],
        service_name: str,
        base_url: str,
        sender: str,
        zone: tzinfo = UTC,
    ) -> None:
        self._opener = opener
        self._post = post
        self._translations = translations
        self._decision = decision
        self._version = version
        self._service_name = service_name
        self._base_url = base_url
        self._sender = sender
        self._zone = zone
        # Letters are plain text: nothing in them is markup, so nothing is escaped.
        self._environment = Environment(  # noqa: S701 - plain text mail
            loader=FileSystemLoader(templates / "mail"),
            extensions=["jinja2.ext.i18n"],
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def send(self, notice: WaitingNotice) -> None:
        """Send one notice; raises LetterNotSent, finally so where the address cannot be read."""
        if notice.sealed_contact is None:
            raise LetterNotSent("there is no address", final=True)
        try:
            address = self._opener.open(notice.sealed_contact)
        except SealBroken as broken:
            raise LetterNotSent(str(broken), final=True) from broken
        self._post(self.write(notice, address))

    def write(self, notice: WaitingNotice, address: str) -> EmailMessage:
        """Write the letter of a notice in the language of its complaint."""
        subject, body = self._render(notice)
        letter = EmailMessage()
        letter["From"] = self._sender
        letter["To"] = address
        letter["Subject"] = subject
        letter["Date"] = format_datetime(datetime.now(UTC))
        letter["Message-ID"] = f"<notice-{notice.id}-{uuid.uuid4().hex[:8]}@{urlsplit(self._base_url).hostname}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(body)  # which takes away every Content- header set before
        letter["Content-Language"] = notice.language
        return letter

    def _render(self, notice: WaitingNotice) -> tuple[str, str]:
        catalogue: NullTranslations = Translations.load(self._translations, [notice.language])
        environment = self._environment.overlay()
        environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]  # by the extension
        environment.filters["day"] = lambda day: day_words(day, notice.language)
        environment.filters["moment"] = lambda at: moment_words(at, self._zone, notice.language)
        environment.filters["sentence"] = lambda code, **said: _said(catalogue, notice.language, code, said)
        own = notice.complaint_id is not None
        values = {
            "decision": self._decision(notice.decision_id) if notice.decision_id else None,
            "version": self._version(notice.decision_id, notice.version) if notice.decision_id else None,
            "words": notice.words,
            "language": notice.language,
            "complaint_number": number(COMPLAINT, notice.filed_at, notice.complaint_id or 0) if own else "",
            "appeal_number": "" if own else number(APPEAL, notice.filed_at, notice.appeal_id or 0),
            "service_name": self._service_name,
            "base_url": self._base_url,
        }
        text = environment.get_template(f"{notice.kind}.txt").render(values)
        subject, _, body = text.strip().partition("\n")
        return subject.strip(), re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"


def _said(catalogue: NullTranslations, language: str, code: str, said: dict[str, Any]) -> str:
    text: str = catalogue.gettext(MESSAGES[code])
    days = {name: day_words(value, language) for name, value in said.items()}
    return text % days if days else text


class Letterbox:
    """Lays letters down as .eml files; for one machine without a mail server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, letter: EmailMessage) -> None:
        """Write a letter; whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{uuid.uuid4().hex[:6]}.eml"
        draft = self._folder / f".{name}"
        draft.write_bytes(bytes(letter))
        os.replace(draft, self._folder / name)


class Smtp:
    """Sends letters through a mail server: smtp://user:password@host:port or smtps://…"""

    def __init__(self, url: str, *, timeout: float = 20.0) -> None:
        self._parts = urlsplit(url)
        self._timeout = timeout

    def __call__(self, letter: EmailMessage) -> None:
        """Send a letter; raises LetterNotSent, finally so where the server refuses the address for good."""
        try:
            with self._connect() as server:
                if self._parts.username:
                    server.login(unquote(self._parts.username), unquote(self._parts.password or ""))
                server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as refused:
            final = all(500 <= code < 600 for code, _ in refused.recipients.values())
            raise LetterNotSent("the mail server refused the address", final=final) from refused
        except (smtplib.SMTPException, OSError) as failure:
            raise LetterNotSent(f"the mail server cannot be reached: {type(failure).__name__}") from failure

    def _connect(self) -> smtplib.SMTP:
        host, port = self._parts.hostname or "localhost", self._parts.port
        if self._parts.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port or 465, timeout=self._timeout, context=context)
        server = smtplib.SMTP(host, port or 25, timeout=self._timeout)
        server.ehlo_or_helo_if_needed()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        return server
