"""`make restore-drill`: the database is lost in the middle of work, and comes back.

Real programs at work beside a backup as `deploy/backup` makes it. Then the server is killed and its
folder is gone. It comes back twice: with every change that was kept (what was acknowledged is
there: RPO), and as an older copy that has forgotten an hour of work, which must neither send
anything again nor give a number twice. Prints RPO and RTO; ends with 1 where anything is not as it
must be.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
os.environ.pop("DATABASE_URL", None)

import django

django.setup()

from portal import programs  # noqa: E402
from tests.chaos.playing import Journal, Player  # noqa: E402
from tests.chaos.server import Server, children_of  # noqa: E402
from tests.chaos.stack import Stack  # noqa: E402
from tests.drills.clusters import Backup, Restored  # noqa: E402

EACH_TIME = 12  # people who apply before the base backup, after it, and after the restore
RTO_WANTED, PATIENCE = 900, 120  # seconds
REDIS = shutil.which("redis-server")


class Setting:
    """As pytest's `monkeypatch`, for a program that ends afterwards."""

    setattr = staticmethod(setattr)


class Drill:
    """One loss and two ways back; `wrong` is what was not as it must be."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.wrong = folder, []
        (folder / "pg").mkdir(mode=0o755)
        self.server = Server(folder / "pg")
        self.portal = folder / "portal"
        self.portal.mkdir()
        self.stacks: list[Stack] = []
        self.stack = self.at(self.server)
        self.backup = Backup(self.server, folder / "backup")
        self.journal = Journal(folder / "client.jsonl")
        self.running = [self.server]

    def at(self, server: Server) -> Stack:
        """Return the portal, with its files, on this database."""
        stack = Stack(self.portal, server.urls, Setting)
        stack.environment |= {
            "LETTER_NUMBER_BOOK": str(self.folder / "numbers"),
            "LOG_LEVEL": "CRITICAL",
        }
        self.stacks.append(stack)
        return stack

    def check(self, what: str, holds: bool, said: object = "") -> None:
        """Say whether something is as it must be."""
        say(f"  {what:<66} {'yes' if holds else 'NO':>4}  {said}")
        self.wrong += [] if holds else [what]

    # --- Before -------------------------------------------------------------------------------
    def work(self) -> None:
        """Let people apply before and after a base backup, every change being kept."""
        office = json.loads(self.stack.office("open", str(3 * EACH_TIME)))
        self.people, self.clerks = office["applicants"], office["clerks"]
        ask(self.stack, "administrator")
        self.backup.receive(self.server)
        self.stack.start()
        self.apply(self.people[:EACH_TIME], seconds=8)
        self.settle(self.stack)
        ask(self.stack, "late_soon")  # after the base backup, so that a copy owes it once more
        began = time.monotonic()
        self.base = self.backup.run("base.sh")
        say(f"  base backup, checked file by file: {time.monotonic() - began:.1f} s")
        before = mails(self.portal)
        self.apply(self.people[EACH_TIME : 2 * EACH_TIME - 2], seconds=20)
        self.settle(self.stack)
        new = sum((mails(self.portal) - before).values())
        self.check("mails have left since the base backup", new > 0, new)
        self.before = ask(self.stack, "look")
        self.mails = mails(self.portal)
        roots = manage(self.stack, "journal_roots")
        (self.folder / "roots.jsonl").write_text(roots.stdout)

    def apply(self, people: list[dict], *, seconds: float, port: int = 0) -> None:
        """Let people send, and clerks accept."""
        player = Player(port or self.stack.port, self.journal)
        player.play(people, self.clerks, seconds=seconds)

    def settle(self, stack: Stack) -> None:
        """Wait until nothing is owed."""
        until = time.monotonic() + PATIENCE
        while json.loads(stack.office("judge"))["owed"]:
            if time.monotonic() > until:
                raise RuntimeError("what is owed does not come to an end")
            time.sleep(1)

    def lose(self) -> None:
        """Kill the database while two more people send; its folder is gone."""
        last = self.people[2 * EACH_TIME - 2 : 2 * EACH_TIME]
        player = Player(self.stack.port, self.journal)
        for each in last:
            threading.Thread(target=player.case, args=(each, self.clerks[0]), daemon=True).start()
        time.sleep(1.0)
        its_own = children_of(self.server.process.pid)
        self.server.process.kill()
        for pid in its_own:
            os.kill(pid, 9)
        self.lost_at = time.monotonic()
        self.told = self.journal.acknowledged("submit"), self.journal.acknowledged("accept")
        self.stack.stop()
        shutil.rmtree(self.server.folder / "data")
        self.backup.stop()

    # --- Afterwards ---------------------------------------------------------------------------
    def restore(self, name: str, **how: str) -> Restored:
        """Lay the base into a new folder and start a server on it."""
        again = Restored(self.server, self.folder / name)
        self.running.append(again)
        self.backup.run("restore.sh", self.base, str(again.folder / "data"), **how)
        again.start()
        return again

    def come_back(self) -> None:
        """With every change: nothing that was acknowledged is lost."""
        again = self.restore("again")
        stack = self.at(again)
        stack.start()
        rto = time.monotonic() - self.lost_at
        stands = json.loads(stack.office("judge"))
        status = dict(stands["cases"])
        sent, accepted = self.told
        lost = [n for n in sent if status.get(n, "draft") == "draft"]
        lost += [n for n in accepted if status.get(n) in (None, "draft", "submitted")]
        self.check("RPO: acknowledged and lost", not lost, f"{len(lost)} of {len(sent)}")
        self.check(f"RTO: at most {RTO_WANTED} s", rto <= RTO_WANTED, f"{rto:.1f} s")
        self.judge(stack)
        stack.stop()
        again.stop()

    def come_back_old(self) -> None:
        """Without the changes since the base: nothing is sent twice, and no number given twice."""
        again = self.restore("old", WAL="")
        stack = self.at(again)
        stack.start()
        time.sleep(20)  # worker and sweep have looked more than once
        found = self.judge(stack)
        forgotten = {*self.before["numbers"]} - {*found["numbers"]}
        self.check("the copy has forgotten letters", bool(forgotten), f"{len(forgotten)}")
        self.check("quiet: no mail has left", mails(self.portal) == self.mails)
        ask(stack, "speak")
        self.apply(self.people[2 * EACH_TIME :], seconds=6, port=stack.port)
        self.settle(stack)
        now = ask(stack, "look")
        new = {*now["numbers"]} - {*found["numbers"]}
        self.check("letters go on", bool(new), f"{len(new)} new")
        self.check("no number is given again", not new & forgotten)
        twice = [mark for mark, n in mails(self.portal).items() if n > 1]
        self.check("no mail is sent again", not twice, f"{sum(mails(self.portal).values())} mails")
        stack.stop()

    def judge(self, stack: Stack) -> dict:
        """Look at what came back: readable, valid, untouched, quiet."""
        found = ask(stack, "look")
        self.check("names and numbers decrypt", found["people"] == found["readable"] > 0)
        self.check("letters are judged valid", found["files"] == found["valid"] > 0, found["files"])
        self.check("the portal keeps quiet", found["quiet"])
        held = manage(stack, "check_invariants")
        self.check("check_invariants", held.returncode == 0, last_line(held))
        whole = manage(stack, "verify_journal", "--anchors", str(self.folder / "roots.jsonl"))
        self.check("verify_journal --anchors", whole.returncode == 0, last_line(whole))
        return found

    def stop(self) -> None:
        """End whatever still runs."""
        for each in self.stacks:
            each.stop()
        self.backup.stop()
        for each in self.running:
            if hasattr(each, "process") and each.process.poll() is None:
                each.stop()


def run(stack: Stack, module: str, *words: str) -> str:
    """Run a module with the settings and the database of a portal, and return what it says."""
    environment = os.environ | stack.environment | stack.of_owner
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout


def ask(stack: Stack, what: str) -> dict:
    """Return what `tests.drills.office` says."""
    return json.loads(run(stack, "tests.drills.office", what))


def manage(stack: Stack, *words: str) -> subprocess.CompletedProcess:
    """Run a command as an operator would."""
    command = [*programs.MANAGE, *words]
    environment = os.environ | stack.environment
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def mails(folder: Path) -> Counter[str]:
    """Count the mails in the folder by their Message-ID."""
    files = (folder / "mail").glob("*.eml")
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return Counter(line for line in lines if line.lower().startswith("message-id:"))


def last_line(done: subprocess.CompletedProcess) -> str:
    """Return the last line of what was said."""
    said = done.stdout.strip() or done.stderr.strip()
    return (said.splitlines() or [""])[-1][:110]


def keep_words_apart(log: str) -> None:
    """Let the programs, which are killed in mid-sentence, speak into a file, and the report not."""
    sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for stream in (1, 2):
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), stream)
    sys.stderr = sys.stdout


def say(text: str) -> None:
    """Say something at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """Play it and say how it went."""
    parser = argparse.ArgumentParser(prog="restore-drill")
    parser.add_argument("--log", default=os.devnull, help="what the programs say goes there")
    options = parser.parse_args()
    keep_words_apart(options.log)
    if REDIS:
        programs.broker_binary = lambda: REDIS
    folder = Path(tempfile.mkdtemp(prefix="rd-", dir="/tmp"))
    folder.chmod(0o755)
    drill = Drill(folder)
    try:
        say("at work")
        drill.work()
        say("lost")
        drill.lose()
        say("restored, with every change")
        drill.come_back()
        say("restored, an older copy")
        drill.come_back_old()
    finally:
        drill.stop()
        shutil.rmtree(folder, ignore_errors=True)
    say(f"\n{len(drill.wrong)} findings" if drill.wrong else "\nEverything came back.")
    return 1 if drill.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
