"""Logs tell what happened, never to whom."""

import json
import logging
from datetime import datetime, timedelta

import pytest
from gunicorn.config import Config

from portal.logs import MaskedFormatter, MaskedJsonFormatter, mask
from portal.web_log import WebLog


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("number 11010519491231002X given", "number 1101*** given"),
        ("110105194912310028", "1101***"),
        ("call 13800138000", "call 13***"),
        ("call +86 13800138000", "call +86 13***"),
        ("Key (email)=(wang.li@mail.example.cn) exists", "Key (email)=(***@***) exists"),
        ("case 2026-1234567890 of step 3", "case 2026-1234567890 of step 3"),
    ],
)
def test_personal_numbers_and_addresses_are_hidden(text, masked):
    assert mask(text) == masked


def record_of_a_failure():
    try:
        raise ValueError("bad number 110105194912310028")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    return logging.LogRecord("portal", logging.ERROR, __file__, 1, "for %s", ("13800138000",), info)


def test_a_traceback_is_masked_too():
    line = MaskedFormatter("%(message)s").format(record_of_a_failure())

    assert "for 13***" in line
    assert "bad number 1101***" in line


def test_a_line_for_programs_is_json_and_masked():
    line = json.loads(MaskedJsonFormatter().format(record_of_a_failure()))

    assert line["message"] == "for 13***"
    assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta(0)
    assert "110105194912310028" not in line["exception"]


def test_what_the_web_server_says_itself_is_such_a_line_too(monkeypatch, capfd):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "portal.settings.production")

    WebLog(Config()).warning("a line about %s", "13800138000")

    assert json.loads(capfd.readouterr().err)["message"] == "a line about 13***"
