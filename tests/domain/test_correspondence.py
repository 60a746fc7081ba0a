"""What may be written to reporters, and what the templates are like."""

import pytest

from complaints.domain.correspondence.asking import LANGUAGES, asks_identity
from complaints.domain.correspondence.writing import MAX_MESSAGE, Template, compose, templates
from complaints.domain.errors import Refusals
from complaints.domain.templates import FIELD
from complaints.domain.wording import mask_contacts


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("  \n", ["message.missing"]),
        ("x" * (MAX_MESSAGE + 1), ["message.too_long"]),
        ("Hello, {{ what is unclear }}?", ["message.placeholder"]),
        ("Hello, {{}}", ["message.placeholder"]),
        ("Write to me@mail.example.", ["message.contact"]),
        ("Звоните: +7 701 123 45 67", ["message.contact"]),
        ("Tell us your name.", ["message.asks_name"]),
        (
            "{{ x }} Укажите номер телефона: 8 701 123 45 67",
            ["message.placeholder", "message.contact", "message.asks_phone"],
        ),
    ],
)
def test_what_must_not_leave_is_refused_with_every_reason(text: str, codes: list[str]) -> None:
    with pytest.raises(Refusals) as refused:
        compose(text)
    assert [each.code for each in refused.value.refusals] == codes
    assert {each.field for each in refused.value.refusals} == {"message"}


def test_what_may_leave_leaves_as_written() -> None:
    assert compose(" Which paragraph?\r\nCopy it, please. ") == "Which paragraph?\nCopy it, please."


@pytest.mark.parametrize("template", templates(), ids=lambda each: each.code)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_filled_in_may_leave(template: Template, language: str) -> None:
    text = template.text[language]
    assert template.name[language]
    assert asks_identity(text) is None
    assert mask_contacts(text) == text
    assert compose(FIELD.sub("…", text))


@pytest.mark.parametrize("template", templates(), ids=lambda each: each.code)
def test_a_template_has_as_many_fields_in_each_language(template: Template) -> None:
    assert len({len(FIELD.findall(template.text[language])) for language in LANGUAGES}) == 1
    assert set(template.text) == set(template.name) == set(LANGUAGES)
