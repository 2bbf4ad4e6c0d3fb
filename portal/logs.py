"""Logs without personal data: every line is masked as it is written, tracebacks included."""

import json
import logging
import re
from datetime import UTC, datetime

IDENTITY_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{4})\d{10,14}[0-9Xx](?![0-9A-Za-z])")
PHONE = re.compile(r"(?<![0-9A-Za-z])((?:\+?86[- ]?)?1[3-9])\d{9}(?!\d)")
# Begins at the beginning of a word only: from each letter of a long line on, it would take minutes.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# By the code on a letter anybody sees whether it is valid: its first group is enough for us.
LETTER_CODE = re.compile(
    r"(?<![0-9A-Za-z])(?=[A-Za-z-]*\d)([0-9A-Za-z]{4})(?:-?[0-9A-Za-z]{4}){6}(?![0-9A-Za-z])",
    re.ASCII,
)


def mask(text: str) -> str:
    """Hide identity numbers, phone numbers, e-mail addresses and the codes of letters."""
    text = EMAIL.sub("***@***", text)
    text = IDENTITY_NUMBER.sub(r"\1***", text)
    text = LETTER_CODE.sub(r"\1***", text)
    return PHONE.sub(r"\1***", text)


class MaskedFormatter(logging.Formatter):
    """A line for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


class MaskedJsonFormatter(logging.Formatter):
    """A line for a program that collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name in ("request_id", "trace_id"):
            if getattr(record, name, ""):
                line[name] = getattr(record, name)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return mask(json.dumps(line, ensure_ascii=False))


def logging_to_terminal(*, formatter: type[logging.Formatter], level: str) -> dict:
    """Send everything to the process's own error stream through one masking formatter."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "masked": {
                "()": f"{formatter.__module__}.{formatter.__name__}",
                "format": "%(levelname)s %(name)s: %(message)s",
            }
        },
        "filters": {"traced": {"()": "kit.traces.TraceFilter"}},
        "handlers": {
            "terminal": {
                "class": "logging.StreamHandler",
                "formatter": "masked",
                "filters": ["traced"],
            }
        },
        "root": {"handlers": ["terminal"], "level": level},
        "loggers": {
            # Django brings handlers of its own, which would write the line unmasked.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
        },
    }
