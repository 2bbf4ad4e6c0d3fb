"""What a real SMTP server, a status service and folders answer, and what is made of it."""

import socketserver
import threading

import pytest
from django.core.mail import EmailMessage

from accounts import mails, sms
from kit.gateways import Known, Later, Refused, Uncertain

LINES = {
    "good": {},
    "no such mailbox": {"RCPT": b"550 no such user\r\n"},
    "full": {"RCPT": b"452 mailbox full\r\n"},
    "spam": {".": b"554 looks like spam\r\n"},
    "closing": {"MAIL": b"421 closing\r\n"},
    "deaf after the text": {".": None},
    "deaf before the text": {"DATA": None},
}


class Server(socketserver.StreamRequestHandler):
    """Speaks as little SMTP as a client needs, and hangs up where it is told to."""

    def handle(self):
        says = LINES[self.server.behaviour]
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line.split()[0].upper().decode() if line.split() else ""
            answer = says.get(word, {"DATA": b"354 go on\r\n"}.get(word, b"250 ok\r\n"))
            if word == "DATA" and answer:
                self.wfile.write(answer)
                while (text := self.rfile.readline()) not in (b".\r\n", b""):
                    self.server.heard.append(text)
                answer = says.get(".", b"250 taken\r\n")
            if answer is None:
                return
            self.wfile.write(answer)
            if word == "QUIT":
                return


@pytest.fixture
def server(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Server) as made:
        made.heard, made.behaviour, made.daemon_threads = [], "good", True
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        settings.EMAIL_BACKEND = "accounts.mails.Backend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = made.server_address
        settings.EMAIL_TIMEOUT = 2
        yield made
        made.shutdown()


def mail():
    headers = {"Message-ID": mails.message_id("abc")}
    return EmailMessage("Subject", "Text", "a@portal.example", ["b@example.cn"], headers=headers)


def test_a_mail_that_is_taken_carries_its_id(server):
    mails.send(mail())
    assert any(mails.message_id("abc").encode() in line for line in server.heard)


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        ("no such mailbox", Refused),
        ("full", Later),
        ("spam", Refused),
        ("deaf after the text", Uncertain),
    ],
)
def test_what_a_server_answers_is_told_apart(server, behaviour, error):
    server.behaviour = behaviour
    with pytest.raises(error):
        mails.send(mail())


@pytest.mark.parametrize("behaviour", ["closing", "deaf before the text"])
def test_a_server_that_takes_nothing_is_away(server, behaviour):
    server.behaviour = behaviour
    with pytest.raises(OSError) as failed:  # noqa: PT011 -- of which kind is asked below
        mails.send(mail())
    # once the word DATA has left, nobody but the server knows
    assert isinstance(failed.value, Uncertain) is (behaviour == "deaf before the text")
    assert not isinstance(failed.value, (Refused, Later))


def test_no_server_is_a_server_that_is_away(settings):
    settings.EMAIL_BACKEND = "accounts.mails.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(ConnectionRefusedError):
        mails.send(mail())


def test_folders_know_what_they_hold(settings, tmp_path):
    settings.EMAIL_BACKEND = "accounts.mails.FolderBackend"
    settings.EMAIL_FILE_PATH, settings.SMS_FOLDER = tmp_path / "mail", tmp_path / "sms"
    settings.SMS_CHANNEL = "folder"
    assert mails.asked("abc") is sms.asked("abc") is Known.NOTHING

    for _twice in range(2):
        mails.send(mail())
        sms.send("+8613800000000", "text", key="abc")

    assert mails.asked("abc") is sms.asked("abc") is Known.CARRIED
    assert len(list((tmp_path / "mail").iterdir())) == 1
    assert len(list((tmp_path / "sms").iterdir())) == 1


def test_where_there_is_nobody_to_ask_nothing_is_known(server):
    assert mails.asked("abc") is None
    assert sms.asked("abc") is None
