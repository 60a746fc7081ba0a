"""`aryz users skills`: in which languages and categories a reviewer works."""

from tests.builders import email_of
from tests.cli.test_commands import Run, aryz, plain  # noqa: F401 - a fixture


def test_skills_are_set_told_and_taken_back(aryz: Run) -> None:  # noqa: F811 - the fixture
    told = aryz("users", "skills", email_of("reviewer"))
    assert (told.returncode, told.stdout.decode()) == (0, "languages\tall\ncategories\tall\n")
    given = aryz("users", "skills", email_of("reviewer"), "--languages", "ru,kk", "--categories", "other, cruelty")
    assert (given.returncode, given.stdout.decode()) == (0, "languages\tkk,ru\ncategories\tcruelty,other\n")
    less = aryz("users", "skills", email_of("reviewer"), "--languages", "all")
    assert less.stdout.decode() == "languages\tall\ncategories\tcruelty,other\n"


def test_what_does_not_exist_is_refused_in_one_line(aryz: Run) -> None:  # noqa: F811 - the fixture
    for words, said in (
        ([email_of("reviewer"), "--languages", "xx"], "There is no language “xx”. Known: kk, ru, en."),
        ([email_of("auditor"), "--languages", "kk"], "decides no cases"),
        (["nobody@demo.example"], "There is no account for nobody@demo.example."),
    ):
        done = aryz("users", "skills", *words)
        assert done.returncode == 1
        assert said in plain(done)
        assert plain(done).count("\n") == 1
