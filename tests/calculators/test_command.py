"""`manage.py calculate`: a line in, a line out."""

import io
import json
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

GOOD_LINE = b'{"year": 2026}\n'


@pytest.fixture
def run(monkeypatch, capsysbinary, db):
    """Run the command on some bytes; return the answers and the exit code."""

    def run(*args, lines):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
        try:
            call_command("calculate", *args)
            code = 0
        except SystemExit as stopped:
            code = stopped.code
        return [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()], code

    return run


def test_good_lines_are_answered_in_order(run):
    answers, code = run("working-days", lines=GOOD_LINE + b'{"year": 2024}\n')

    assert ([each["result"]["count"] for each in answers], code) == ([248, 251], 0)


@pytest.mark.parametrize(
    "bad",
    [
        b"x", b"", b"[]", b"\xff\xfe", b'{"year": NaN}', b'{"year": 2026, "year": 2024}',
        b'{"\\ud800": 1}', b"[" * 90_000, b'{"year": ' + b"9" * 5000 + b"}",
        b'{"year": "' + b"9" * 1_000_001 + b'"}',
    ],
)  # fmt: skip
def test_a_bad_line_is_told_and_the_next_is_answered(run, bad):
    answers, code = run("working-days", lines=GOOD_LINE + bad + b"\n" + GOOD_LINE)

    assert set(answers[1]["error"]) == {"code", "field", "message"}
    assert answers[0] == answers[2]
    assert code == 1


def test_the_mark_that_windows_puts_before_a_file_is_passed_over(run):
    answers, code = run("working-days", lines=b"\xef\xbb\xbf" + GOOD_LINE + GOOD_LINE)

    assert answers[0] == answers[1]
    assert code == 0


@pytest.mark.parametrize(("language", "word"), [("en", "working days"), ("zh-hans", "工作日")])
def test_the_sentences_are_in_the_language_asked_for(run, language, word):
    answers, _code = run("working-days", "--language", language, lines=GOOD_LINE)

    assert word in answers[0]["explanation"][0]


def test_an_unknown_calculator_is_refused(run):
    with pytest.raises(CommandError):
        run("horoscope", lines=b"")
