"""After a decision: the register entry, and word to everyone who complained."""

from dataclasses import dataclass
from typing import Protocol

from complaints.domain.access import system
from complaints.services.decisions_ports import WaitingNotice
from complaints.services.ports import Clock, OpenUnitOfWork
from complaints.services.second_reviews import SecondReviewing

MAX_TRIES = 8


class Letters(Protocol):
    """Writes and sends a letter; raises `LetterNotSent` where the mail server cannot be reached now."""

    def send(self, notice: WaitingNotice) -> None: ...


class LetterNotSent(Exception):
    """The letter could not leave; `final` says that no later try can help (an unusable address)."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


@dataclass(frozen=True)
class Publication:
    """Puts decisions before the public and before those who asked."""

    open_uow: OpenUnitOfWork
    clock: Clock
    letters: Letters
    second_reviewing: SecondReviewing

    def publish(self, decision_id: int) -> None:
        """Enter a decision into the register and make one notice per complaint with an address; once only.

        Some decisions, by a draw, are given to another reviewer as if nobody had decided yet.
        """
        now = self.clock()
        with self.open_uow(system("publish"), "publication.publish") as uow:
            # Entered already where somebody was quicker to give it a later version; the letters are made once each.
            uow.register.enter(decision_id, now)
            if self.second_reviewing.drawn(decision_id):
                uow.second_reviews.add(decision_id, now)
            for notice_id in uow.register.notices_for(decision_id, now):
                uow.outbox.put("notice.send", now, notice_id=notice_id)

    def announce(self, version_id: int) -> None:
        """Make one letter about a later version for everybody who left an address; each once, however often called."""
        now = self.clock()
        with self.open_uow(system("publish"), "publication.announce") as uow:
            for notice_id in uow.versions.announce(version_id, now):
                uow.outbox.put("notice.send", now, notice_id=notice_id)

    def notify(self, notice_id: int) -> None:
        """Send one waiting notice and record that it left; raises LetterNotSent for a later try.

        The use of the reporter's address is put into the log before the letter leaves.
        """
        now = self.clock()
        with self.open_uow(system("mailer"), "publication.open_contact") as uow:
            notice = uow.register.waiting_notice(notice_id)
            if notice is None:
                return
            case_id = None if notice.complaint_id else notice.case_id
            uow.staff.record_read("contact, to send a notice", now, complaint_id=notice.complaint_id, case_id=case_id)
        try:
            self.letters.send(notice)
        except LetterNotSent as failure:
            give_up = failure.final or notice.tries + 1 >= MAX_TRIES
            with self.open_uow(system("mailer"), "publication.notice_failed") as uow:
                uow.register.notice_failed(notice_id, give_up=give_up)
            return
        with self.open_uow(system("mailer"), "publication.notice_sent") as uow:
            uow.register.notice_sent(notice_id, self.clock())
