"""Filing a complaint with images: drawn anew without metadata, stored sealed, shown to nobody unveiled by default."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from complaints.domain.access import system
from complaints.domain.categories import Category
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.intake import Filing
from complaints.domain.uploads import GivenFile, examine_files, unreadable
from complaints.services.evidence_ports import Images, Picture, UnsafeImage, Upload, Vault
from complaints.services.intake import Intake, Lodged, Origin
from complaints.services.ports import OpenUnitOfWork


@dataclass(frozen=True)
class Uploading:
    """Files complaints together with the images that came with them."""

    open_uow: OpenUnitOfWork
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
        pictures, faults = self._drawn(filing, files)
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

    def takes_files(self, category: str) -> bool:
        """Say whether files may be kept that come with a complaint under a category."""
        return all(each.capture for each in self.categories() if each.code == category)

    def _drawn(self, filing: Filing, files: Sequence[GivenFile]) -> tuple[list[Picture], list[Refusal]]:
        faults = examine_files(files)
        pictures: list[Picture] = []
        # Without a category nobody knows yet whether the files may be kept; the form is refused for that anyway.
        if faults or filing.category not in {each.code for each in self.categories()}:
            return pictures, faults
        for file in files:
            try:
                pictures.append(self.images.reencode(file.data))
            except UnsafeImage as unsafe:
                faults.append(unreadable(file, unsafe.code))
        return pictures, faults

    def _stored(self, picture: Picture) -> Upload:
        kept = self.vault.put(picture.data)
        return Upload(kept.sha256, kept.size, picture.media_type, picture.width, picture.height)

    def _discard(self, stored: Sequence[Upload]) -> None:
        with self.open_uow(system("evidence"), "evidence.delete") as uow:
            loose = [upload.sha256 for upload in stored if not uow.evidence.referred(upload.sha256)]
            for sha256 in loose:
                self.vault.delete(sha256)
