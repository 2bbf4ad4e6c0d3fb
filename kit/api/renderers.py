"""What an answer may be besides JSON."""

from typing import Any

from rest_framework.renderers import BaseRenderer


class FileRenderer(BaseRenderer):
    """A file as it is; the response says of which kind."""

    media_type = "application/octet-stream"
    format = "file"
    charset = None
    render_style = "binary"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        """Pass it on."""
        return data


class PdfRenderer(FileRenderer):
    """A PDF as it is."""

    media_type = "application/pdf"
    format = "pdf"
