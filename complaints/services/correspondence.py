"""Writing to reporters from a case, and reading what they answer: a reviewer is a role, a reporter a pseudonym."""

from dataclasses import dataclass

from complaints.domain.access import Act, StaffMember, system
from complaints.domain.casework import CaseState
from complaints.domain.correspondence.writing import Audience, compose
from complaints.domain.errors import Refusal
from complaints.domain.intake import LANGUAGES
from complaints.domain.numbers import COMPLAINT, row_of
from complaints.services.casework import find
from complaints.services.ports import Clock, OpenUnitOfWork
from complaints.services.publication import MAX_TRIES, LetterNotSent, Letters

BATCH = 200


@dataclass(frozen=True)
class Corresponding:
    """The use cases of messages between a case and those who complained."""

    open_uow: OpenUnitOfWork
    clock: Clock
    letters: Letters

    def write(self, case_number: str, who: StaffMember, to: str, language: str, text: str) -> None:
        """Send a message to whoever filed one complaint (`to` is its number), to everyone, or to those of a language.

        The status page shows it at once to one, within seconds to many; who left an address gets a letter too. Raises
        Refusals about the text, Refusal `message.to`, `message.language`, `message.merged` and `case.unknown`.
        """
        who.require(Act.WORK_CASES)
        words = compose(text)
        if language not in LANGUAGES:
            raise Refusal("message.language", "message-language")
        complaint_id = row_of(COMPLAINT, to)
        now = self.clock()
        with self.open_uow(who.actor, "correspondence.write") as uow:
            case = find(uow, case_number)
            if case.state is CaseState.MERGED:
                raise Refusal("message.merged")
            if complaint_id is None and to not in set(Audience) - {Audience.ONE}:
                raise Refusal("message.to", "to")
            if complaint_id is not None and not uow.correspondence.reachable(complaint_id, case.id):
                raise Refusal("message.to", "to")
            audience = Audience.ONE if complaint_id is not None else Audience(to)
            message_id = uow.correspondence.add_message(case.id, who.id, audience, words, language, now)
            if complaint_id is not None:
                recipient_id = uow.correspondence.hand_out(message_id, complaint_id, now)
                if recipient_id is not None:
                    uow.outbox.put("message.send", now, recipient_id=recipient_id)
                uow.correspondence.handed_out(message_id, now)
            else:
                uow.outbox.put("message.hand_out", now, message_id=message_id)

    def hand_out(self, message_id: int) -> None:
        """Give a message to the next of those it is for; a further turn gives it to the rest. May be done twice."""
        now = self.clock()
        with self.open_uow(system("correspondence"), "correspondence.hand_out") as uow:
            message = uow.correspondence.handing_out(message_id)
            if message is None:
                return
            for complaint_id in uow.correspondence.next_recipients(message, BATCH):
                recipient_id = uow.correspondence.hand_out(message.id, complaint_id, now)
                if recipient_id is not None:
                    uow.outbox.put("message.send", now, recipient_id=recipient_id)
            if uow.correspondence.next_recipients(message, 1):
                uow.outbox.put("message.hand_out", now, message_id=message.id)
            else:
                uow.correspondence.handed_out(message.id, now)

    def send(self, recipient_id: int) -> None:
        """Send the letter of a message to one reporter and record that it left; raises LetterNotSent for a later try.

        The use of the reporter's address is put into the log before the letter leaves.
        """
        with self.open_uow(system("mailer"), "publication.open_contact") as uow:
            notice = uow.correspondence.waiting_letter(recipient_id)
            if notice is None:
                return
            uow.staff.record_read("contact, to send a notice", self.clock(), complaint_id=notice.complaint_id)
        try:
            self.letters.send(notice)
        except LetterNotSent as failure:
            give_up = failure.final or notice.tries + 1 >= MAX_TRIES
            with self.open_uow(system("mailer"), "publication.notice_failed") as uow:
                uow.correspondence.letter_failed(recipient_id, give_up=give_up)
            return
        with self.open_uow(system("mailer"), "publication.notice_sent") as uow:
            uow.correspondence.letter_sent(recipient_id, self.clock())

    def read(self, case_number: str, who: StaffMember, up_to: int) -> int:
        """Mark the answers on a case as read, up to the last one that was shown; return how many that were."""
        who.require(Act.WORK_CASES)
        with self.open_uow(who.actor, "correspondence.read") as uow:
            return uow.correspondence.mark_read(find(uow, case_number).id, up_to, who.id, self.clock())
