"""Citizens' screenshots: images only, drawn anew, sealed, never for what must not be kept, gone with it."""

import contextlib
import io

import pytest
from PIL import Image

from complaints.domain.errors import Refusals
from complaints.domain.intake import Filing
from complaints.domain.uploads import MAX_BYTES, GivenFile
from complaints.net.images import SafeImages
from complaints.services.evidence_ports import UnsafeImage
from complaints.services.intake import Origin
from complaints.web.factory import create_app
from tests.pages import Person
from tests.services.conftest import page
from tests.services.pictures import drawn, png

LINK = "http://site.kz/page"
GPS = "Secret camera 3000"


def file(service, files, category="extremism", links=(LINK,), nonce="n", **more):
    filing = Filing(list(links), category, "See the picture.", "en", good_faith=True, **more)
    return service.uploading.lodge(filing, Origin(nonce), files)


def with_metadata() -> bytes:
    exif = Image.Exif()
    exif[0x0110] = GPS
    exif[0x9286] = "comment"
    return drawn("JPEG", exif=exif.tobytes())


def test_a_screenshot_is_drawn_anew_stored_sealed_and_shown_in_its_case(service, site, reviewer, tmp_path):
    site.paths["/page"] = page()
    lodged = file(service, [GivenFile("photo.jpg", with_metadata()), GivenFile("b.png", png(3_000, 2_000, "blue"))])
    service.work()
    rows = service.rows("SELECT id, sha256, media_type FROM evidence WHERE kind = 'upload' ORDER BY id")
    assert len(rows) == 2
    first = service.evidence.get(rows[0][1])
    assert GPS.encode() in with_metadata()
    assert GPS.encode() not in first
    assert not Image.open(io.BytesIO(first)).getexif()
    assert max(Image.open(io.BytesIO(service.evidence.get(rows[1][1]))).size) <= 2_000
    assert all(kind == "image/jpeg" for _, _, kind in rows)
    assert not any(first[:50] in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    _, veiled = service.keeping.look(rows[0][0], reviewer, clear=False)
    assert Image.open(io.BytesIO(veiled.data)).mode == "L"
    assert service.views.complaints.get(lodged.complaint_id).files == 2


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([GivenFile("a.png", png())] * 6, "uploads.too_many"),
        ([GivenFile("a.png", b"x" * (MAX_BYTES + 1))], "uploads.too_large"),
        ([GivenFile("a.png", b"no image")], "uploads.not_an_image"),
        ([GivenFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")], "uploads.not_an_image"),
        ([GivenFile("a.pdf", b"%PDF-1.7 ...")], "uploads.not_an_image"),
        ([GivenFile("a.png", png()[:200])], "uploads.not_an_image"),
        ([GivenFile("a.png", b"")], "uploads.not_an_image"),
        ([GivenFile("a.tiff", drawn("TIFF"))], "uploads.not_an_image"),
    ],
)
def test_what_is_no_bounded_image_is_refused_and_nothing_is_stored(service, files, code):
    with pytest.raises(Refusals) as refused:
        file(service, files)
    assert {fault.code for fault in refused.value.refusals} == {code}
    assert list(service.evidence.hashes()) == []
    assert service.rows("SELECT count(*) FROM complaints") == [(0,)]


def test_a_small_file_that_would_be_huge_is_refused():
    out = io.BytesIO()
    Image.new("1", (15_000, 15_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(UnsafeImage, match="too_large"):
        SafeImages().reencode(out.getvalue())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_the_usual_formats_are_taken(kind):
    picture = SafeImages().reencode(drawn(kind, 40, 30))
    assert (picture.width, picture.height, picture.media_type) == (40, 30, "image/jpeg")


@pytest.mark.parametrize("cut", range(0, 600, 37))
def test_no_broken_image_breaks_more_than_itself(cut):
    data = bytearray(drawn("PNG", 50, 50))
    data[cut % len(data)] ^= 0xFF
    with contextlib.suppress(UnsafeImage):
        assert SafeImages().reencode(bytes(data)).media_type == "image/jpeg"


def test_a_complaint_whose_category_forbids_capture_is_filed_and_its_files_are_let_go_unread(service, monkeypatch):
    def never(self, data):
        raise AssertionError("a file was looked into")

    monkeypatch.setattr(SafeImages, "reencode", never)
    files = [GivenFile("a.png", png())] * 7
    lodged = file(service, files, "child_abuse")
    assert lodged.dropped == 7
    assert service.rows("SELECT category FROM complaints") == [("child_abuse",)]
    assert service.rows("SELECT count(*) FROM uploads") == [(0,)]
    assert list(service.evidence.hashes()) == []


def test_a_file_about_a_marked_thing_is_let_go_whatever_category_was_chosen(service, site, reviewer):
    service.file(LINK, "child_abuse")
    lodged = file(service, [GivenFile("a.png", png())], "other", links=("http://site.kz/fine", LINK))
    site.paths["/fine"] = page()
    service.work()
    assert service.rows("SELECT removed_why FROM uploads") == [("no_capture",)]
    assert service.rows("SELECT count(*) FROM evidence WHERE kind = 'upload' AND removed_at IS NULL") == [(0,)]
    assert service.rows("SELECT state FROM evidence_objects WHERE sha256 IN (SELECT sha256 FROM uploads)") == [
        ("removed",)
    ]
    view = service.views.complaints.get(lodged.complaint_id)
    assert (view.files, view.files_removed) == (1, 1)


def test_a_purge_takes_the_citizens_files_too(service, site, reviewer):
    site.paths["/page"] = page()
    file(service, [GivenFile("a.png", png())])
    service.work()
    service.keeping.purge(service.number(), reviewer)
    assert list(service.evidence.hashes()) == []
    assert service.rows("SELECT removed_why FROM uploads") == [("purged",)]


def test_a_double_submission_files_once_and_keeps_one_copy(service):
    first = file(service, [GivenFile("a.png", png())])
    again = file(service, [GivenFile("a.png", png())])
    assert (again.receipt, again.again) == (first.receipt, True)
    assert service.rows("SELECT count(*) FROM uploads") == [(1,)]
    (sha256,) = service.evidence.hashes()
    assert service.evidence.intact(sha256)


def test_a_form_that_fails_leaves_no_file_behind(service):
    with pytest.raises(Refusals) as refused:
        file(service, [GivenFile("a.png", png())], links=("not a link",))
    assert refused.value.refusals[0].field == "links"
    assert list(service.evidence.hashes()) == []


def test_all_faults_are_told_at_once_in_the_order_of_the_form(service):
    with pytest.raises(Refusals) as refused:
        file(service, [GivenFile("a.png", b"x")], links=())
    assert [fault.field for fault in refused.value.refusals] == ["links", "evidence"]


def test_files_go_through_the_form(service, site):
    site.paths["/page"] = page()
    person = Person(create_app(service))
    fields = {"links": LINK, "category": "extremism", "description": "See the picture.", "good_faith": "1"}
    person.open("/complaints/new?lang=en")
    sent = person.send("/complaints/new", {**fields, "evidence": (io.BytesIO(b"no image"), "notes.txt")})
    assert sent.status == 422
    assert "notes.txt is not an image" in sent.faults[0]
    assert sent.value("description") == "See the picture."
    sent = person.send("/complaints/new", {**fields, "evidence": (io.BytesIO(png()), "shot.png")})
    assert sent.status == 303
    assert service.rows("SELECT count(*) FROM uploads") == [(1,)]
    assert "shot.png" not in str(service.rows("SELECT * FROM uploads")), "a file's name is not kept"
    person.open("/complaints/new?lang=en")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_whoever_sends_files_of_what_must_not_be_kept_is_told_that_they_went_and_why(service, language):
    person = Person(create_app(service), language)
    person.open(f"/complaints/new?lang={language}")
    fields = {"links": LINK, "category": "child_abuse", "description": "See the picture.", "good_faith": "1"}
    sent = person.send("/complaints/new", {**fields, "evidence": (io.BytesIO(png()), "shot.png")})
    assert sent.status == 303
    told = person.follow().tree.css_first("#dropped")
    assert told is not None
    assert len(told.text()) > 80
    assert service.rows("SELECT count(*) FROM uploads") == [(0,)]
    assert list(service.evidence.hashes()) == []
    again = person.send("/complaints/new", fields, onto="/complaints/new")
    assert again.status == 303
    assert person.follow().tree.css_first("#dropped") is None


def test_a_form_without_files_is_filed_as_before(service):
    person = Person(create_app(service))
    person.open("/complaints/new?lang=en")
    fields = {"links": LINK, "category": "other", "description": "Words.", "good_faith": "1"}
    assert person.send("/complaints/new", {**fields, "evidence": (io.BytesIO(b""), "")}).status == 303
