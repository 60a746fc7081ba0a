"""Words sealed for one owner."""

from complaints.net.words import SealedWords

WORDS = "Ұсыныс: \ud800 “quoted”"


def test_words_come_back_under_their_label_only():
    box = SealedWords(b"k" * 32)
    sealed = box.seal("Өтініш", "draft 1 2 decide")
    assert box.open(sealed, "draft 1 2 decide") == "Өтініш"
    assert box.open(sealed, "draft 3 2 decide") is None
    assert "Өтініш".encode() not in sealed


def test_words_of_the_key_before_can_still_be_read_and_of_another_cannot():
    sealed = SealedWords(b"a" * 32).seal("words", "label")
    assert SealedWords(b"b" * 32, b"a" * 32).open(sealed, "label") == "words"
    assert SealedWords(b"b" * 32).open(sealed, "label") is None
    assert SealedWords(b"b" * 32).open(b"short", "label") is None


def test_a_lone_surrogate_does_not_lose_the_draft():
    box = SealedWords(b"k" * 32)
    assert box.open(box.seal(WORDS, "label"), "label") == WORDS.replace("\ud800", "?")
