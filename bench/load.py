"""Putting load on a real server: eight connections, one request after the other on each."""

import http.client
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 8
STEADY_CONNECTIONS = 32
WORKERS, THREADS = 2, 4


@dataclass(frozen=True)
class Request:
    """One request: method, path, headers, body, and the status that means success."""

    method: str
    path: str
    headers: dict[str, str]
    body: str = ""
    expected: int = 200


@dataclass(frozen=True)
class Pace:
    """Requests a second and the time within which 95 of 100 were answered, in milliseconds."""

    per_second: float
    p95_ms: float
    failed: int
    median_ms: float = 0.0


@contextmanager
def server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run gunicorn as the portal does, for as long as the block lasts."""
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += [
        "-k",
        "portal.receiving.ReceivingWorker",
        "-w",
        str(WORKERS),
        "--threads",
        str(THREADS),
    ]
    command += ["--log-level", "error"]
    process = subprocess.Popen(command, env=environment())
    try:
        _wait(port)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _wait(port: int) -> None:
    for _try in range(100):
        try:
            ask(http.client.HTTPConnection("127.0.0.1", port), Request("GET", "/healthz", {}))
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server does not answer")


def ask(connection: http.client.HTTPConnection, request: Request) -> int:
    """Send one request and read the whole answer."""
    connection.request(request.method, request.path, request.body, request.headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def measure(port: int, requests: Iterable[Request], warm_up: int = 16) -> Pace:
    """Send all requests over eight connections and tell how fast they were answered."""
    waiting = list(requests)
    for request in waiting[:warm_up] if waiting[0].method == "GET" else []:
        ask(http.client.HTTPConnection("127.0.0.1", port), request)
    times: list[float] = []
    failed: list[int] = []
    lock = threading.Lock()
    began = time.perf_counter()
    _in_parallel(lambda: _work(port, waiting, times, failed, lock))
    took = time.perf_counter() - began
    p95 = statistics.quantiles(times, n=20)[-1] * 1000
    return Pace(len(times) / took, p95, len(failed))


def measure_at(port: int, requests: list[Request], per_second: int) -> Pace:
    """Send requests at a steady pace, ready or not, and tell how long each was waited for.

    A time begins when the request was due, not when a connection was free for it: what a slow
    answer does to those behind it counts.
    """
    waiting = list(enumerate(requests))[::-1]
    times: list[float] = []
    failed: list[int] = []
    lock = threading.Lock()
    began = time.perf_counter()
    _in_parallel(
        lambda: _work_when_due(port, waiting, began, per_second, times, failed, lock),
        STEADY_CONNECTIONS,
    )
    took = time.perf_counter() - began
    p95 = statistics.quantiles(times, n=20)[-1] * 1000
    return Pace(len(times) / took, p95, len(failed), statistics.median(times) * 1000)


def _work_when_due(
    port: int,
    waiting: list[tuple[int, Request]],
    began: float,
    per_second: int,
    times: list[float],
    failed: list[int],
    lock: threading.Lock,
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while True:
        with lock:
            if not waiting:
                return
            number, request = waiting.pop()
        due = began + number / per_second
        time.sleep(max(0.0, due - time.perf_counter()))
        status = ask(connection, request)
        took = time.perf_counter() - due
        with lock:
            times.append(took)
            if status != request.expected:
                failed.append(status)


def _in_parallel(work: Callable[[], None], connections: int = CONNECTIONS) -> None:
    threads = [threading.Thread(target=work) for _number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _work(
    port: int,
    waiting: list[Request],
    times: list[float],
    failed: list[int],
    lock: threading.Lock,
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while True:
        with lock:
            if not waiting:
                return
            request = waiting.pop()
        began = time.perf_counter()
        status = ask(connection, request)
        took = time.perf_counter() - began
        with lock:
            times.append(took)
            if status != request.expected:
                failed.append(status)


def peak_memory_mb(pid: int) -> float:
    """Return the most memory a process has used, in MB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


def children(pid: int) -> list[int]:
    """Return the processes a process has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(each) for each in listed.split()]


def environment() -> dict[str, str]:
    """Return the environment of the processes under measure, who are not the owner."""
    inherited = {k: v for k, v in os.environ.items() if k != "MIGRATION_DATABASE_URL"}
    return {**inherited, "DJANGO_SETTINGS_MODULE": "bench.settings"}
