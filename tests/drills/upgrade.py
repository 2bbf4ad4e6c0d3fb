"""`make upgrade-drill`: the last release and this one at work beside each other on one database.

The last release (the commit that kept `deploy/released`, or `--from`) is checked out beside and
begins; this one migrates; then web servers and sweeps of both run at once, and people press buttons
now in the one and now in the other. Ends with 1 where anything is lost, doubled or broken as either
of them judges it.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
os.environ.pop("DATABASE_URL", None)

import django

django.setup()

from django.conf import settings  # noqa: E402

from portal import programs  # noqa: E402
from portal.supervisor import Program, Supervisor  # noqa: E402
from tests.chaos.playing import Journal, Player  # noqa: E402
from tests.chaos.server import Server  # noqa: E402
from tests.chaos.stack import free_port  # noqa: E402
from tests.drills.restore import keep_words_apart, say  # noqa: E402

HERE, PEOPLE, SECONDS, PATIENCE = settings.BASE_DIR, 16, 16, 120


class Release:
    """The code of one release, at work on the database."""

    def __init__(self, root: Path, environment: dict[str, str], owner: dict[str, str]) -> None:
        self.root, self.owner, self.port = root, owner, free_port()
        self.environment = environment | {"PYTHONPATH": str(root)}

    def run(self, *command: str) -> str:
        """Run something of its code as the owner of the tables."""
        done = subprocess.run(
            [sys.executable, *command],
            cwd=self.root,
            env=os.environ | self.environment | self.owner,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return done.stdout

    def office(self, *words: str) -> dict:
        """Ask the office of the chaos drill, in its own code."""
        return json.loads(self.run("-m", "tests.chaos.office", *words))

    def start(self, supervisor: Supervisor) -> None:
        """Start its web server and its sweep."""
        bind = f"127.0.0.1:{self.port}"
        config = str(self.root / "deploy" / "gunicorn.conf.py")
        web = ["-m", "gunicorn", "-c", config, "--chdir", str(self.root), "-b", bind, "portal.wsgi"]
        sweep = [str(self.root / "manage.py"), "sweep", "--forever", "--every", "2"]
        for name, command in (("web", web), ("sweep", sweep)):
            program = Program(
                f"{name} {self.root.name}", [sys.executable, *command], self.environment
            )
            ready = self._answers if name == "web" else lambda: True
            supervisor.start(program, ready=ready, patience=60)

    def _answers(self) -> bool:
        return programs.is_web_up("127.0.0.1", self.port)


def play(old: Release, new: Release, server: Server) -> list[str]:
    """Let both work; return what went wrong."""
    office = old.office("open", str(PEOPLE))
    say("  the last release has begun, and this one migrates")
    new.run("manage.py", "migrate", "--noinput", "--verbosity", "0")
    supervisor = Supervisor(lambda _text: None)
    try:
        for each in (old, new):
            each.start(supervisor)
        journal = Journal(Path(old.environment["VAR_DIR"]) / "client.jsonl")
        halves = office["applicants"][::2], office["applicants"][1::2]
        threads = [
            threading.Thread(
                target=lambda people=people, port=release.port: Player(port, journal).play(
                    people, office["clerks"], seconds=SECONDS
                )
            )
            for people, release in zip(halves, (old, new), strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stands = settled(new)
    finally:
        supervisor.stop()
    return [*judged(journal, stands), *of_each(old, new)]


def settled(release: Release) -> dict:
    """Wait until nothing is owed any more."""
    for _try in range(PATIENCE // 2):
        stands = release.office("judge")
        if not stands["owed"]:
            break
    return stands


def judged(journal: Journal, stands: dict) -> list[str]:
    """Compare what people were told with what stands there."""
    status, wrong = dict(stands["cases"]), []
    sent, accepted = journal.acknowledged("submit"), journal.acknowledged("accept")
    wrong += [f"lost: {n}" for n in sent if status.get(n, "draft") == "draft"]
    wrong += [f"lost: {n}" for n in accepted if status.get(n) in (None, "draft", "submitted")]
    wrong += [f"dead: {key}" for key in stands["dead"]]
    wrong += [] if len(sent) == PEOPLE else [f"only {len(sent)} of {PEOPLE} could send"]
    wrong += [f"{n} answers {code}" for code, n in journal.errors().items()]
    say(f"  {len(sent)} sent and {len(accepted)} accepted, half of them in each release")
    return wrong


def of_each(old: Release, new: Release) -> list[str]:
    """Return what the invariants of either release find."""
    found = []
    for name, release in (("last release", old), ("this one", new)):
        stands = release.office("judge")
        found += [f"{name}: {each}" for each in (*stands["violations"], *stands["journal"])]
        say(f"  {name}: {len(stands['violations'])} violations, {len(stands['journal'])} findings")
    return found


def last_release() -> str:
    """Return the commit that kept the last release."""
    command = ["git", "log", "-1", "--format=%H", "--", "deploy/released"]
    return subprocess.check_output(command, cwd=HERE, text=True).strip()


def main() -> int:
    """Play it and say how it went."""
    parser = argparse.ArgumentParser(prog="upgrade-drill")
    parser.add_argument("--from", dest="commit", default="", help="the commit of the old code")
    parser.add_argument("--log", default=os.devnull, help="what the programs say goes there")
    options = parser.parse_args()
    keep_words_apart(options.log)
    commit = options.commit or last_release()
    folder = Path(tempfile.mkdtemp(prefix="ud-", dir="/tmp"))
    folder.chmod(0o755)
    (folder / "pg").mkdir(mode=0o755)
    (folder / "portal").mkdir()
    old_code, server = folder / "old", None
    git = ["git", "-C", str(HERE), "worktree"]
    try:
        subprocess.check_call([*git, "add", "--detach", "--quiet", str(old_code), commit])
        say(f"beside each other: {commit[:10]} and this code")
        server = Server(folder / "pg")
        environment = {
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "VAR_DIR": str(folder / "portal"),
            "DATABASE_URL": server.urls["DATABASE_URL"],
            "REDIS_URL": "redis+socket:///nowhere",
            "WEB_WORKERS": "1",
            "LOG_LEVEL": "CRITICAL",
            "LETTER_NUMBER_BOOK": str(folder / "numbers"),
        }
        wrong = play(
            *(Release(root, environment, server.urls) for root in (old_code, HERE)), server
        )
    finally:
        if server is not None:
            server.stop()
        subprocess.call([*git, "remove", "--force", str(old_code)])
        shutil.rmtree(folder, ignore_errors=True)
    for each in wrong[:40]:
        say(f"  finding: {each}")
    say(f"\n{len(wrong)} findings" if wrong else "\nBoth work beside each other.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
