"""What a rule says when it says no."""

from collections.abc import Mapping


class Refusal(Exception):
    """A rule refused a request; `code` names the rule, `field` the input at fault, `params` fill the sentence.

    The sentence for people is found in `complaints.domain.messages` under `code` and translated at the edge, so
    no layer below the pages knows a language.
    """

    def __init__(self, code: str, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        """Name the code and its parameters, for logs and tracebacks."""
        details = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({details})"


class Refusals(Exception):
    """Several refusals at once, in the order in which a person meets the fields."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("; ".join(str(refusal) for refusal in refusals))
        self.refusals = refusals
