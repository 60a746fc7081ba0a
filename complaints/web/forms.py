"""Reads sent forms so that letters in another encoding show as damaged instead of vanishing or being kept as codes."""

from io import BytesIO
from typing import IO, Any, Final
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

URLENCODED: Final = "application/x-www-form-urlencoded"


class FormParser(FormDataParser):
    """Decodes fields as UTF-8; what is not becomes U+FFFD, which the rules of filing refuse with the cure."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> Any:
        """Parse a body; raises RequestEntityTooLarge where the fields are larger than the application allows."""
        if mimetype != URLENCODED:
            return super().parse(stream, mimetype, content_length, options)
        limit = self.max_form_memory_size
        body = stream.read() if limit is None else stream.read(limit + 1)
        if limit is not None and len(body) > limit:
            raise RequestEntityTooLarge
        items = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")
        return stream, self.cls(items), self.cls()


class FormRequest(Request):
    """A request whose form is read by `FormParser`."""

    form_data_parser_class = FormParser

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        """Keep a sent file in memory: what must never be kept must not lie in a temporary file either."""
        return BytesIO()
