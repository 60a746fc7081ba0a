"""Images with a complaint or an addition: drawn anew without metadata, stored sealed, shown unveiled to nobody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from complaints.domain.access import system
from complaints.domain.categories import Category
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.intake import Filing, addition
from complaints.domain.uploads import GivenFile, examine_files, unreadable
from complaints.services.evidence_ports import Images, Picture, UnsafeImage, Upload, Vault
from complaints.services.intake import Intake, Lodged, Origin
from complaints.services.ports import OpenReader, OpenUnitOfWork


@dataclass(frozen=True)
class Uploading:
    """Files complaints and additions together with the images that came with them."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    intake: Intake
    vault: Vault
    images: Images
    categories: Callable[[], Sequence[Category]]

    def lodge(self, filing: Filing, origin: Origin, files: Sequence[GivenFile]) -> Lodged:
        """File a complaint with its images, or nothing of either.

        Where the category forbids capture the complaint is filed and its files are let go unread: a danger to a child
        is never refused for what came with it.

        Raises Refusals that name every fault of the form and the files, and Refusal as `Intake.lodge` does. Nothing
        of a file is stored before all else holds, and what was stored for a complaint that then failed is deleted.
        """
        if not files:
            return self.intake.lodge(filing, origin)
        if not self.takes_files(filing.category):
            return replace(self.intake.lodge(filing, origin), dropped=len(files))
        # Without a category nobody knows yet whether the files may be kept; the form is refused for that anyway.
        known = filing.category in {each.code for each in self.categories()}
        pictures, faults = self._drawn(files) if known else ([], examine_files(files))
        if faults:
            raise Refusals([*self.intake.faults(filing), *faults])
        stored = [self._stored(picture) for picture in pictures]
        try:
            lodged = self.intake.lodge(filing, origin, stored)
        except (Refusal, Refusals):
            self._discard(stored)
            raise
        if lodged.again:
            self._discard(stored)
        return lodged

    def add(self, complaint_id: int, text: str, files: Sequence[GivenFile]) -> None:
        """Add information to a complaint together with images, or nothing of either.

        Where the complaint's category forbids capture the words are added and the files let go unread, as in `lodge`.
        Raises Refusals that name every fault, and Refusal as `Intake.add` does.
        """
        if not files or not self.takes_files_of(complaint_id):
            self.intake.add(complaint_id, text)
            return
        faults: list[Refusal] = []
        try:
            addition(text)
        except Refusal as refused:
            faults.append(refused)
        pictures, unfit = self._drawn(files)
        if faults or unfit:
            raise Refusals([*faults, *unfit])
        stored = [self._stored(picture) for picture in pictures]
        try:
            self.intake.add(complaint_id, text, stored)
        except Refusal:
            self._discard(stored)
            raise

    def takes_files_of(self, complaint_id: int) -> bool:
        """Say whether files may be kept that are added to a complaint."""
        with self.open_reader() as uow:
            complaint = uow.complaints.get(complaint_id)
        return complaint is not None and self.takes_files(complaint.category)

    def takes_files(self, category: str) -> bool:
        """Say whether files may be kept that come with a complaint under a category."""
        return all(each.capture for each in self.categories() if each.code == category)

    def _drawn(self, files: Sequence[GivenFile]) -> tuple[list[Picture], list[Refusal]]:
        faults = examine_files(files)
        pictures: list[Picture] = []
        if faults:
            return pictures, faults
        for file in files:
            try:
                pictures.append(self.images.reencode(file.data))
            except UnsafeImage as unsafe:
                faults.append(unreadable(file, unsafe.code))
        return pictures, faults

    def _stored(self, picture: Picture) -> Upload:
        kept = self.vault.put(picture.data)
        return Upload(kept.sha256, kept.size, picture.media_type, picture.width, picture.height, picture.look)

    def _discard(self, stored: Sequence[Upload]) -> None:
        with self.open_uow(system("evidence"), "evidence.delete") as uow:
            loose = [upload.sha256 for upload in stored if not uow.evidence.referred(upload.sha256)]
            for sha256 in loose:
                self.vault.delete(sha256)
