"""Every sentence exists, is collected, and is translated, so that nobody meets a code or a foreign language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemLoader, nodes
from sqlalchemy import CheckConstraint

from complaints.db.metadata import metadata
from complaints.db.triggers import audited_tables
from complaints.domain.checks.steps import NOT_ATTEMPTED
from complaints.domain.intake import LANGUAGES
from complaints.domain.log_words import CLOSED_COLUMNS, CODED_COLUMNS, column_code
from complaints.domain.messages import CODED, MESSAGES, REFUSALS
from complaints.domain.messages.checking import FAILURES
from complaints.net.fetch import CODES

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
TRANSLATED = [language for language in LANGUAGES if language != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]")
WORD = re.compile(r"[^\W\d_]+")
ALPHABETS = re.compile(r"[a-z]", re.IGNORECASE), re.compile(r"[\u0400-\u04ff]")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
REFUSING = {"Refusal", "LinkRefused", "sentence"}
MESSAGE_MODULES = [
    place
    for wanted in ("messages/*.py", "log_words.py", "identity/messages.py")
    for place in (ROOT / "complaints" / "domain").glob(wanted)
]

Id = str | tuple[str, ...]


def catalogue(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(text: Id) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def collected() -> set[Id]:
    """Collect the messages of the sources, as `make messages` does."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found: set[Id] = set()
    for _, _, text, _, _ in extract_from_dir(ROOT, methods, options, keywords=KEYWORDS):
        found.add(text)
    return found


def parsed_templates() -> Iterator[tuple[str, nodes.Template]]:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), extensions=["jinja2.ext.i18n"])  # noqa: S701 - only parsed
    for path in sorted(TEMPLATES.rglob("*.*")):
        yield path.relative_to(TEMPLATES).as_posix(), environment.parse(path.read_text())


def shown_codes(template: nodes.Template) -> Iterator[str]:
    """List the codes, or the beginnings of codes that end in a dot, that a template turns into sentences."""
    for call in template.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "sentence":
            yield from _beginning(call.args[0])
    for each in template.find_all(nodes.Filter):
        if each.name == "sentence" and each.node is not None:
            yield from _beginning(each.node)


def _beginning(code: nodes.Expr) -> Iterator[str]:
    first = code.nodes[0] if isinstance(code, nodes.Concat) else code
    if isinstance(first, nodes.Const):
        yield str(first.value)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "complaints").rglob("*.py")):
        if path not in MESSAGE_MODULES:
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def codes_handed_to(functions: set[str], position: int = 0) -> Iterator[tuple[str, re.Pattern[str]]]:
    """List place and code of each call in the sources; an f-string stands for all codes of its shape."""
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _called(node) in functions and len(node.args) > position:
                code = node.args[position]
                parts = code.values if isinstance(code, ast.JoinedStr) else [code]
                if isinstance(parts[0], ast.Constant):
                    shape = "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"\w+" for p in parts)
                    yield f"{name}:{node.lineno}", re.compile(shape)


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    held = messages(language)
    missing = [forms(message.id)[0] for message in held if not all(forms(message.string))]
    assert not missing, f"translate into {language}, in translations/{language}/LC_MESSAGES/messages.po: {missing}"
    guessed = [forms(message.id)[0] for message in held if message.fuzzy]
    assert not guessed, f"mend the {language} translation, then take the mark fuzzy off: {guessed}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_its_message_fills_in(language: str) -> None:
    for message in messages(language):
        wanted = set(PLACEHOLDER.findall(forms(message.id)[0]))
        for form in filter(None, forms(message.string)):
            found = set(PLACEHOLDER.findall(form))
            assert found == wanted, f"{language}: write exactly {sorted(wanted)} into the translation {form!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counted_message_has_a_form_for_every_number(language: str) -> None:
    wanted = catalogue(language).num_plurals
    for message in messages(language):
        if message.pluralizable:
            assert len(message.string) == wanted, f"{language}: give {message.id!r} {wanted} forms, msgstr[0] and on"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_word_is_written_in_one_alphabet(language: str) -> None:
    for message in messages(language):
        for form in forms(message.string):
            mixed = [word for word in WORD.findall(form) if all(alphabet.search(word) for alphabet in ALPHABETS)]
            assert not mixed, f"{language}: retype {mixed}: a Latin letter poses as a Cyrillic one, or vice versa"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_the_messages_of_the_sources_and_no_others(language: str) -> None:
    known = catalogue(language)
    held = {message.id for message in known if message.id}
    wanted = collected()
    new, old = sorted_ids(wanted - held), sorted_ids(held - wanted)
    assert not new, f"run `make messages`, then translate what is new in {language}: {new}"
    assert not old, f"run `make messages`: no source says any more {old}"
    assert not known.obsolete, "run `make messages`: it drops the messages that no source says any more"


def sorted_ids(ids: set[Id]) -> list[str]:
    return sorted(forms(each)[0] for each in ids)


def test_every_template_parses_and_every_code_it_shows_has_a_sentence() -> None:
    for name, template in parsed_templates():
        for code in shown_codes(template):
            known = any(each.startswith(code) for each in MESSAGES) if code.endswith(".") else code in MESSAGES
            assert known, f"{name} shows {code}: give it a sentence in complaints/domain/messages"


def test_every_refusal_has_a_sentence() -> None:
    for place, code in codes_handed_to(REFUSING):
        known = any(code.fullmatch(each) for each in MESSAGES)
        assert known, f"{place} refuses with {code.pattern}: give it a sentence in complaints/domain/messages"


def test_every_deed_in_the_log_has_words() -> None:
    for place, code in codes_handed_to({"open_uow"}, position=1):
        known = any(code.fullmatch(each.removeprefix("action.")) for each in MESSAGES if each.startswith("action."))
        assert known, f"{place} does {code.pattern}: say so in ACTIONS, complaints/domain/messages"


def test_every_table_and_column_of_the_log_has_words() -> None:
    for table in audited_tables(metadata):
        assert f"table.{table.name}" in MESSAGES, f"name {table.name} in TABLES, complaints/domain/log_words.py"
        for column in table.columns:
            code, _ = column_code(column.name)
            cure = f"name {table.name}.{column.name} in COLUMNS, complaints/domain/log_words.py"
            assert column.name == "id" or code in MESSAGES, cure


def test_no_sentence_waits_for_a_refusal_that_never_comes() -> None:
    shown = {code for _, template in parsed_templates() for code in shown_codes(template)}
    for _, tree in sources():
        shown |= {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    shapes = [code for _, code in codes_handed_to(REFUSING)]
    for code in sorted(REFUSALS.keys() - shown):
        needed = any(shape.fullmatch(code) for shape in shapes)
        assert needed, f"nothing refuses with {code}: take its sentence out of complaints/domain/messages"


def test_a_code_inside_a_sentence_has_words_of_its_own() -> None:
    for name, part in CODED.items():
        assert any(code.startswith(f"{part}.") for code in MESSAGES), f"CODED[{name!r}]: MESSAGES has no codes {part}.…"
    missing = CODES - FAILURES.keys() - NOT_ATTEMPTED.keys()
    assert not missing, (
        f"say in FAILURES, complaints/domain/messages, why a page could not be fetched: {sorted(missing)}"
    )


def closed_values() -> list[tuple[str, str, str]]:
    """List the values that the database allows in each column of a closed set: table, column, value."""
    found = []
    for table in metadata.sorted_tables:
        held = [*table.constraints, *(each for column in table.columns for each in column.constraints)]
        for check in (each for each in held if table.info.get("audit") and isinstance(each, CheckConstraint)):
            listed = re.fullmatch(r"(\w+) IN \((.*)\)", str(check.sqltext))
            if listed:
                found += [(table.name, listed[1], value) for value in re.findall(r"'([^']+)'", listed[2])]
    return found


def test_every_closed_value_in_the_log_is_put_into_words() -> None:
    values = closed_values()
    assert ("proposals", "state", "approved") in values
    for table, column, value in values:
        named = f"{CODED_COLUMNS.get(column, '')}.{value}" in MESSAGES
        named = named or (column in CLOSED_COLUMNS and f"value.{value}" in MESSAGES)
        assert named, f"name {table}.{column} {value!r} in VALUES, complaints/domain/messages/values.py"
