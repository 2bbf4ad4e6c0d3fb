"""`make two-nodes`: what a read costs with one web server, and with two, PgBouncer and a replica.

All on this machine, so more answers a second than it has cores for cannot be seen. What can be seen
is what each part spends of the processor for a read: where a node spends no more beside another one
than alone, and the writer spends next to nothing, two machines answer twice as much. PgBouncer is
then started anew in the middle of reading. Needs Debian's package `pgbouncer`.
"""

import argparse
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
os.environ.pop("DATABASE_URL", None)

import django

django.setup()

from django.conf import settings  # noqa: E402

from portal import programs  # noqa: E402
from scripts import postgresql  # noqa: E402
from tests.chaos.server import Server, children_of  # noqa: E402
from tests.chaos.stack import free_port  # noqa: E402
from tests.drills.clusters import Restored  # noqa: E402
from tests.drills.restore import keep_words_apart, say  # noqa: E402

PATHS = ("/", "/my/", "/rules/", "/journal/", "/calculators/")
AT_ONCE, WANTED = 4, 1.8
POOLER = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
TICKS = os.sysconf("SC_CLK_TCK")
CONFIG = """[databases]
writer = host={writer} dbname=postgres user={user}
reader = host={reader} dbname=postgres user={user}
[pgbouncer]
unix_socket_dir = {folder}
listen_port = {port}
auth_type = any
pool_mode = transaction
max_client_conn = 500
default_pool_size = 20
logfile = {folder}/log
"""


def spent(pid: int) -> float:
    """Return the seconds of processor that a process and its children have used."""
    found = 0.0
    for each in (pid, *children_of(pid)):
        try:
            stat = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found += (
            sum(map(int, stat[11:15])) / TICKS
            if each == pid
            else sum(map(int, stat[11:13])) / TICKS
        )
    return found


class Replica(Restored):
    """A second server that follows the first."""

    def follow(self) -> None:
        """Copy the first one and begin."""
        programs_, owner = postgresql.programs_and_owner_of(self.first.folder)
        copy = [programs_ / "pg_basebackup", "-D", self.folder / "data", "-R", "-X", "stream"]
        copy += ["-h", self.first.folder, "-U", "postgres", "--checkpoint=fast"]
        postgresql.run_as(owner, copy)
        self.process = subprocess.Popen(
            self.command,
            user=owner,
            start_new_session=True,
            preexec_fn=postgresql.end_with_this_process,
            cwd="/",
            stderr=(self.folder / "log").open("w"),
        )
        postgresql.wait_until_it_answers(self.process, self.folder)


class Pooler:
    """PgBouncer before both servers, on a socket."""

    def __init__(self, folder: Path, writer: Server, reader: Server) -> None:
        self.folder, self.port = folder, free_port()
        folder.mkdir(mode=0o777)
        folder.chmod(0o777)
        words = {"writer": writer.folder, "reader": reader.folder, "user": postgresql.APPLICATION}
        text = CONFIG.format(folder=folder, port=self.port, **words)
        (folder / "pgbouncer.ini").write_text(text)
        self.owner = postgresql.programs_and_owner_of(writer.folder)[1]

    def start(self) -> None:
        """Start it."""
        command = [POOLER, "-q", str(self.folder / "pgbouncer.ini")]
        self.process = subprocess.Popen(
            command, user=self.owner, cwd="/", stderr=subprocess.DEVNULL
        )
        time.sleep(0.5)

    def url(self, name: str) -> str:
        """Return the address of one of the two."""
        return f"postgresql://portal@/{name}?host={self.folder}&port={self.port}"

    def restart(self) -> None:
        """Be gone for a second."""
        self.process.kill()
        self.process.wait()
        time.sleep(1)
        self.start()


class Node:
    """A web server."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.port = free_port()
        program = programs.web("127.0.0.1", self.port, environment)
        variables = os.environ | environment
        self.process = subprocess.Popen(program.command, env=variables, start_new_session=True)
        until = time.monotonic() + 90
        while not programs.is_web_up("127.0.0.1", self.port):
            if time.monotonic() > until:
                raise RuntimeError("a web server does not answer")
            time.sleep(0.2)


def read(nodes: list[Node], sessions: list[str], times: int) -> Counter[int]:
    """Ask for pages in turn, from all nodes; count the answers by their status."""

    def ask(n: int) -> int:
        node, path = nodes[n % len(nodes)], PATHS[n // len(nodes) % len(PATHS)]
        connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=30)
        try:
            connection.request(
                "GET", path, headers={"Cookie": f"sessionid={sessions[n % len(sessions)]}"}
            )
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(ask, range(times)))


def measured(
    what: str, nodes: list[Node], parts: dict[str, int], sessions: list[str], times: int
) -> dict:
    """Read, and say what each part has spent for a read, in milliseconds."""
    read(nodes, sessions, len(nodes) * len(PATHS) * 4)  # what is read once is read
    before = {name: spent(pid) for name, pid in parts.items()}
    began = time.monotonic()
    answers = read(nodes, sessions, times)
    took = time.monotonic() - began
    each = {name: 1000 * (spent(pid) - before[name]) / times for name, pid in parts.items()}
    told = ", ".join(f"{name} {ms:.2f}" for name, ms in each.items())
    say(f"  {what}: {times / took:.0f} a second; ms of processor a read: {told}; {dict(answers)}")
    return each


def main() -> int:
    """Measure, start the pooler anew, and say how it went."""
    parser = argparse.ArgumentParser(prog="two-nodes")
    parser.add_argument("--reads", type=int, default=1000)
    parser.add_argument("--log", default=os.devnull)
    options = parser.parse_args()
    keep_words_apart(options.log)
    folder = Path(tempfile.mkdtemp(prefix="tn-", dir="/tmp"))
    folder.chmod(0o755)
    running: list[subprocess.Popen] = []
    servers: list[Server] = []
    try:
        return drill(folder, options.reads, running, servers)
    finally:
        for process in running:
            process.terminate()
        for server in reversed(servers):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def drill(folder: Path, reads: int, running: list, servers: list) -> int:
    """One node on one server; two nodes, a pooler and a replica; the pooler started anew."""
    (folder / "pg").mkdir(mode=0o755)
    (folder / "portal").mkdir()
    writer = Server(folder / "pg")
    servers.append(writer)
    common = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "VAR_DIR": str(folder / "portal"),
        "WEB_WORKERS": "1",
        "LOG_LEVEL": "CRITICAL",
    }
    office = subprocess.run(
        [sys.executable, "-m", "tests.chaos.office", "open", "8"],
        env=os.environ | common | writer.urls,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    sessions = [each["session"] for each in json.loads(office.stdout)["applicants"]]
    alone = Node(common | {"DATABASE_URL": writer.urls["DATABASE_URL"]})
    running.append(alone.process)
    parts = {"node": alone.process.pid, "writer": writer.process.pid}
    one = measured("one node, one server", [alone], parts, sessions, reads)
    alone.process.terminate()
    replica = Replica(writer, folder / "replica")
    replica.follow()
    servers.append(replica)
    pooler = Pooler(folder / "pooler", writer, replica)
    pooler.start()
    pooled = {
        "DATABASE_URL": pooler.url("writer"),
        "REPLICA_URLS": pooler.url("reader"),
        "DATABASE_POOLED": "true",
    }
    nodes = [Node(common | pooled) for _node in range(2)]
    running += [pooler.process, *(each.process for each in nodes)]
    parts = {"first": nodes[0].process.pid, "second": nodes[1].process.pid}
    parts |= {"writer": writer.process.pid, "replica": replica.process.pid}
    parts |= {"pooler": pooler.process.pid}
    two = measured("two nodes, pooler, replica", nodes, parts, sessions, reads)
    busiest = max(two["first"], two["second"])
    ratio = one["node"] / busiest
    say(f"  reads for a second of a node's processor: {ratio:.2f} times (wanted {WANTED})")
    say(f"  the writer spends {two['writer']:.2f} of {one['writer']:.2f} ms a read")
    again = threading.Timer(1.0, pooler.restart)
    again.start()
    answers = read(nodes, sessions, reads)
    again.join()
    after = read(nodes, sessions, 40)
    say(f"  pooler started anew while reading: {dict(answers)}; then {dict(after)}")
    running.append(pooler.process)
    well = ratio >= WANTED and set(after) == {200} and not answers[500]
    say("\nTwo nodes do the work of two." if well else "\nNot as wanted.")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
