"""clamd by its socket: what is sent to it, and what counts as an answer."""

import socket
from threading import Thread

import pytest

from applications import scanning
from applications.scanning import Scan


class Clamd:
    """A scanner that takes in one file and answers as it is told to."""

    def __init__(self, path, answer):
        self.heard, self.answer = b"", answer
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(str(path))
        self.server.listen(1)
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        link, _peer = self.server.accept()
        with link:
            while not self.heard.endswith(bytes(4)):
                piece = link.recv(65536)
                if not piece:
                    return
                self.heard += piece
            link.sendall(self.answer)

    def close(self):
        self.thread.join(timeout=5)
        self.server.close()


@pytest.fixture
def path(settings, tmp_path):
    settings.SCANNER, settings.CLAMD_ADDRESS = "clamd", str(tmp_path / "clamd.ctl")
    return settings.CLAMD_ADDRESS


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (b"stream: OK\0", Scan.CLEAN),
        (b"stream: Eicar-Test-Signature FOUND\0", Scan.DANGEROUS),
        (b"INSTREAM size limit exceeded. ERROR\0", Scan.UNCLEAR),
        (b"stream: NOT OK\0", Scan.UNCLEAR),
        (b"", Scan.UNCLEAR),
    ],
)
def test_only_ok_is_clean_and_only_found_is_dangerous(path, answer, found):
    clamd = Clamd(path, answer)

    assert scanning.scan([b"abc", b"de"]) is found

    clamd.close()
    assert clamd.heard == b"zINSTREAM\0\0\0\0\x03abc\0\0\0\x02de\0\0\0\0"


def test_a_scanner_that_is_not_there_or_says_nothing_is_no_answer(path, monkeypatch):
    assert scanning.scan([b"abc"]) is Scan.UNCLEAR

    monkeypatch.setattr(scanning, "TIMEOUT_SECONDS", 0.05)
    silent = socket.socket(socket.AF_UNIX)
    silent.bind(path)
    silent.listen(1)
    assert scanning.scan([b"abc"]) is Scan.UNCLEAR
    silent.close()
